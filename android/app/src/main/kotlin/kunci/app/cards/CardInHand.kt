package kunci.app.cards

import kunci.app.Desk
import uniffi.kunci_bindings.Card
import uniffi.kunci_bindings.CardChange
import uniffi.kunci_bindings.CardView
import uniffi.kunci_bindings.ControlsView
import uniffi.kunci_bindings.DifferencesView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.ReceiptView

/**
 * The card that a screen changes: a change is of the card as it was read. [shown] is called with the card each time that it is read, and
 * with what was changed elsewhere if that is why.
 */
class CardInHand(
    private val desk: Desk,
    private val cardId: String,
    private val shown: (CardView, ControlsView, DifferencesView?) -> Unit,
) : AutoCloseable {
    private var card: Card? = null

    suspend fun read() = take(desk.phone.card(cardId), null)

    /** Asks for the changes; [done] takes the receipt of what is in force at once. The rest goes to its approval. */
    suspend fun change(changes: List<CardChange>, done: suspend (ReceiptView?) -> Unit) {
        val seen = card ?: return
        val outcome = try {
            desk.phone.changeCard(seen, changes)
        } catch (changed: PhoneException.CardChanged) {
            // What the customer decides on is what is so now, beside what they saw.
            val now = desk.phone.card(cardId)
            take(now, desk.phone.cardDifferences(seen, now, desk.language))
            throw changed
        }
        outcome.operation?.let { return desk.approve(it) }
        done(outcome.receipt)
    }

    private fun take(mine: Card, differences: DifferencesView?) {
        card?.close()
        card = mine
        shown(mine.view(), desk.phone.cardControls(mine, desk.language), differences)
    }

    override fun close() {
        card?.close()
        card = null
    }
}
