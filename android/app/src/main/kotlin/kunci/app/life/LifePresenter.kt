package kunci.app.life

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.Card
import uniffi.kunci_bindings.CardLoss
import uniffi.kunci_bindings.HoldView
import uniffi.kunci_bindings.LifeStep
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.ReceiptView

/** A card in its life; `null` until the bank has answered. */
data class LifeState(
    val card: LifeCard? = null,
    /** The report that is asked about once more before it is sent: closing is for good. */
    val sure: CardLoss? = null,
    /** Closing a virtual card that is not wanted any more is asked about once more. */
    val closing: Boolean = false,
    /** The receipt for what was just done. */
    val done: ReceiptView? = null,
)

/** How the card stands, what can be asked for now, and which card came before it or comes after it. */
data class LifeCard(
    val name: String,
    val ending: String,
    val words: String,
    val holds: List<HoldView>,
    val steps: List<LifeStep>,
    val newer: Neighbour? = null,
    val older: Neighbour? = null,
    /** Of a virtual card: the last digits of the card whose money it pays with. */
    val beside: String? = null,
)

/** A card in a row of cards that take each other's place. */
data class Neighbour(val cardId: String, val ending: String, val words: String)

sealed interface LifeEvent {
    /** Asks once more before it is sent. */
    data class Report(val loss: CardLoss) : LifeEvent

    /** Closes the card for good. */
    data object Sure : LifeEvent

    data object Cancel : LifeEvent

    /** Asks once more before a virtual card is closed that is not wanted any more. */
    data object Close : LifeEvent

    /** Orders a virtual card beside this one. */
    data object OrderVirtual : LifeEvent

    data object Activate : LifeEvent

    data object Replace : LifeEvent

    data object Pin : LifeEvent

    /** The wallets in which it is. */
    data object Wallets : LifeEvent

    /** Asks that the number is shown. */
    data object Reveal : LifeEvent

    /** Looks at another card. */
    data class See(val card: Neighbour) : LifeEvent

    data object Refresh : LifeEvent
}

/** Lost or stolen, taken into use, replaced, another PIN, a virtual card beside it. What can be asked for is the core's to say. */
class LifePresenter(desk: Desk, private val cardId: String) : Presenter<LifeState, LifeEvent>(desk, LifeState()) {
    init {
        work { load() }
    }

    override fun on(event: LifeEvent) = when (event) {
        is LifeEvent.Report -> show { it.copy(sure = event.loss, closing = false, done = null) }
        LifeEvent.Close -> show { it.copy(sure = null, closing = true, done = null) }
        LifeEvent.Sure -> work { closes() }
        LifeEvent.Cancel -> show { it.copy(sure = null, closing = false) }
        LifeEvent.OrderVirtual -> go(Route.OrderVirtual(cardId))
        LifeEvent.Activate -> work { desk.approve(phone.activateCard(cardId)) }
        LifeEvent.Replace -> work { desk.approve(phone.replaceCard(cardId)) }
        LifeEvent.Wallets -> go(Route.Wallets(cardId))
        LifeEvent.Reveal -> work { desk.approve(phone.revealCard(cardId)) }
        LifeEvent.Pin -> go(Route.CardPin(cardId))
        is LifeEvent.See -> go(Route.Life(event.card.cardId))
        LifeEvent.Refresh -> work { load() }
    }

    /** Without an answer the question stays on the screen: the next touch is the same command. */
    private suspend fun closes() {
        val loss = content.sure
        val receipt = when {
            loss != null -> phone.reportCard(cardId, loss)
            content.closing -> phone.closeCard(cardId)
            else -> return
        }
        show { it.copy(sure = null, closing = false, done = receipt) }
        load()
    }

    private suspend fun load() {
        val all = phone.cards()
        try {
            val mine = all.firstOrNull { it.cardId() == cardId } ?: throw PhoneException.NotFound()
            show { it.copy(card = shown(mine, all)) }
        } finally {
            all.forEach { it.close() }
        }
    }

    private fun shown(card: Card, all: List<Card>): LifeCard {
        val (view, standing) = card.view() to card.standing(desk.language)
        val newer = all.firstOrNull { it.view().replaces == cardId }
        val older = all.firstOrNull { it.cardId() == view.replaces }
        return LifeCard(
            view.name, view.ending, standing.words, standing.holds, card.lifeSteps(), newer?.let(::neighbour), older?.let(::neighbour),
            view.beside,
        )
    }

    private fun neighbour(card: Card) = Neighbour(card.cardId(), card.view().ending, card.standing(desk.language).words)
}
