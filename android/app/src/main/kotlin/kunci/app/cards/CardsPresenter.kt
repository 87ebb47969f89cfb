package kunci.app.cards

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import kunci.app.queue.Request
import uniffi.kunci_bindings.Card
import uniffi.kunci_bindings.CardName
import uniffi.kunci_bindings.HoldView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.displayMoney
import uniffi.kunci_bindings.readMoney
import uniffi.kunci_bindings.spokenMoney

/** The cards; [known] only by name when nobody is signed in. */
data class CardsState(
    val cards: List<CardItem>? = null,
    val known: Boolean = false,
    val editing: LimitEdit? = null,
    /** The receipt for what was just done. */
    val done: ReceiptView? = null,
    /** What is not yet active, or is asked about again. */
    val requests: List<Request> = emptyList(),
)

/** One card, in the core's words. */
data class CardItem(
    val cardId: String,
    val name: String,
    val ending: String,
    /** How it stands; `null` where only its name is known. */
    val words: String? = null,
    /** Who holds it. */
    val holds: List<HoldView> = emptyList(),
    val active: Boolean = true,
    val frozen: Boolean = false,
    val limit: Amount? = null,
    val ceiling: Amount? = null,
    /** A freeze is offered; also where only the name is known. */
    val freezable: Boolean = !frozen && active,
)

/** An amount as it is read and as it is said. */
data class Amount(val shown: String, val spoken: String)

/** The new limit as it is typed, in major units. */
data class LimitEdit(val cardId: String, val typed: String)

sealed interface CardsEvent {
    data class Freeze(val cardId: String) : CardsEvent

    data class Unfreeze(val cardId: String) : CardsEvent

    data class EditLimit(val cardId: String) : CardsEvent

    data class Typed(val amount: String) : CardsEvent

    data object SaveLimit : CardsEvent

    data object CancelLimit : CardsEvent

    data object Refresh : CardsEvent

    data class Go(val route: Route) : CardsEvent
}

class CardsPresenter(desk: Desk) : Presenter<CardsState, CardsEvent>(desk, CardsState()) {
    /** The objects behind the items: a change is of the card as it was read. */
    private var read = emptyMap<String, Card>()

    init {
        work { load() }
    }

    override fun on(event: CardsEvent) = when (event) {
        CardsEvent.Refresh -> work { load() }
        is CardsEvent.Freeze -> work { freeze(event.cardId) }
        is CardsEvent.Unfreeze -> work { desk.approve(phone.unfreezeCard(event.cardId)) }
        is CardsEvent.EditLimit -> show { it.copy(editing = LimitEdit(event.cardId, ""), done = null) }
        is CardsEvent.Typed -> show { it.copy(editing = it.editing?.copy(typed = event.amount)) }
        CardsEvent.CancelLimit -> show { it.copy(editing = null) }
        CardsEvent.SaveLimit -> work { saveLimit() }
        is CardsEvent.Go -> go(event.route)
    }

    /** Frozen when the bank's receipt is here, not before: until then it stands among the requests. */
    private suspend fun freeze(cardId: String) {
        val receipt = try {
            phone.freezeCard(cardId)
        } catch (refusal: PhoneException) {
            requests()
            throw refusal
        }
        done(receipt)
    }

    /** The receipt comes on the screen whatever becomes of reading the cards again. */
    private suspend fun done(receipt: ReceiptView?) {
        show { it.copy(editing = null, done = receipt) }
        load()
        if (receipt != null) show { it.copy(done = receipt) }
    }

    private suspend fun load() {
        requests()
        val receipt = sendsWhatWaits()
        // Another screen may have sent them.
        requests()
        try {
            val cards = phone.cards()
            forget()
            read = cards.associateBy { it.cardId() }
            show { CardsState(cards.map(::item), done = receipt, requests = it.requests) }
        } catch (_: PhoneException.NotSignedIn) {
            // Freezing needs no session: the names from last time will do.
            val names = phone.knownCards().map(::item)
            show { CardsState(names, known = true, done = receipt, requests = it.requests) }
        }
    }

    /** Without a network or a session. */
    private suspend fun requests() {
        val open = Request.all(phone, desk.language).filter { it.view.waits || it.view.asks }
        show { it.copy(requests = open) }
    }

    private suspend fun saveLimit() {
        val edit = content.editing ?: return
        val card = read[edit.cardId] ?: return
        val outcome = phone.setCardLimit(card, readMoney(edit.typed, card.view().limit, desk.language))
        outcome.operation?.let { return desk.approve(it) }
        done(outcome.receipt)
    }

    private fun item(card: Card): CardItem {
        val (view, standing) = card.view() to card.standing(desk.language)
        val (limit, ceiling) = listOf(view.limit, view.ceiling).map {
            Amount(displayMoney(it, desk.language), spokenMoney(it, desk.language))
        }
        return CardItem(
            view.cardId, view.name, view.ending, standing.words, standing.holds, view.active, view.frozen, limit, ceiling, view.canFreeze,
        )
    }

    private fun item(card: CardName) = CardItem(card.cardId, card.name, card.ending)

    private fun forget() = read.values.forEach { it.close() }.also { read = emptyMap() }

    override fun close() {
        super.close()
        forget()
    }
}
