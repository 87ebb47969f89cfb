package kunci.app.cards

import uniffi.kunci_bindings.Card
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException

/** The customer's card of this id, for the caller to close; the objects of the others are closed here. */
suspend fun Phone.card(cardId: String): Card {
    val (mine, others) = cards().partition { it.cardId() == cardId }
    others.forEach { it.close() }
    return mine.firstOrNull() ?: throw PhoneException.NotFound()
}
