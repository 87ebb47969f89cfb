package kunci.app.controls

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import kunci.app.cards.CardInHand
import uniffi.kunci_bindings.CardChange
import uniffi.kunci_bindings.CategoryView
import uniffi.kunci_bindings.ControlsView
import uniffi.kunci_bindings.DifferencesView
import uniffi.kunci_bindings.LimitView
import uniffi.kunci_bindings.MerchantView
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.SwitchView
import uniffi.kunci_bindings.TrialView
import uniffi.kunci_bindings.readMoney

/** A card's controls; `null` until the bank has answered. */
data class ControlsState(
    val name: String = "",
    val ending: String = "",
    val controls: ControlsView? = null,
    val editing: LimitEditing? = null,
    /** Letters of a country, as they are typed. */
    val country: String = "",
    /** The receipt for what was just done. */
    val done: ReceiptView? = null,
    /** What was changed elsewhere since the card was read. */
    val differences: DifferencesView? = null,
)

/** A limit being changed, for good or [forADay], and what the typed one would have stopped, if that was asked. */
data class LimitEditing(
    val limit: LimitView,
    val typed: String = "",
    val forADay: Boolean = false,
    val trial: TrialView? = null,
)

sealed interface ControlsEvent {
    data class Edit(val limit: LimitView) : ControlsEvent

    data class Typed(val amount: String) : ControlsEvent

    /** For a day, or for good. */
    data class ForADay(val yes: Boolean) : ControlsEvent

    data object Save : ControlsEvent

    /** Nothing passes under the limit. */
    data object Nothing : ControlsEvent

    /** The bank's most. */
    data object Most : ControlsEvent

    /** What would the typed limit have stopped? */
    data object Try : ControlsEvent

    data object CancelEdit : ControlsEvent

    data class CancelRaise(val limit: LimitView) : ControlsEvent

    data class Switch(val switch: SwitchView) : ControlsEvent

    data class Category(val category: CategoryView) : ControlsEvent

    data class CountryTyped(val letters: String) : ControlsEvent

    data object BlockCountry : ControlsEvent

    data class AllowCountry(val letters: String) : ControlsEvent

    data class AllowMerchant(val merchant: MerchantView) : ControlsEvent

    data object Payments : ControlsEvent

    data object Refresh : ControlsEvent
}

/** Whether a change is in force at once or must be approved is the core's and the bank's to say. */
class ControlsPresenter(desk: Desk, private val cardId: String) :
    Presenter<ControlsState, ControlsEvent>(desk, ControlsState()) {
    private val card = CardInHand(desk, cardId) { view, controls, differences ->
        show { it.copy(name = view.name, ending = view.ending, controls = controls, differences = differences) }
    }

    init {
        work { card.read() }
    }

    override fun on(event: ControlsEvent) = when (event) {
        is ControlsEvent.Edit -> show { it.copy(editing = LimitEditing(event.limit), done = null) }
        is ControlsEvent.Typed -> show { it.copy(editing = it.editing?.copy(typed = event.amount, trial = null)) }
        is ControlsEvent.ForADay -> show { it.copy(editing = it.editing?.copy(forADay = event.yes)) }
        ControlsEvent.Save -> edit { change(typed(it)) }
        ControlsEvent.Nothing -> edit { change(CardChange.LimitBlocked(it.limit.name, until(it))) }
        ControlsEvent.Most -> edit { change(CardChange.LimitLifted(it.limit.name, until(it))) }
        ControlsEvent.Try -> edit { editing ->
            val trial = phone.tryControls(cardId, listOf(typed(editing)), desk.language)
            show { it.copy(editing = editing.copy(trial = trial)) }
        }
        ControlsEvent.CancelEdit -> show { it.copy(editing = null) }
        is ControlsEvent.CancelRaise -> work { done(phone.cancelRaise(cardId, event.limit.name)) }
        is ControlsEvent.Switch -> work {
            with(event.switch) { change(CardChange.Channel(channel, place, !on)) }
        }
        is ControlsEvent.Category -> work {
            with(event.category) { change(CardChange.Category(group, !blocked)) }
        }
        is ControlsEvent.CountryTyped -> show { it.copy(country = event.letters) }
        ControlsEvent.BlockCountry -> work {
            change(CardChange.Country(content.country.trim().uppercase(), true))
            show { it.copy(country = "") }
        }
        is ControlsEvent.AllowCountry -> work { change(CardChange.Country(event.letters, false)) }
        is ControlsEvent.AllowMerchant -> work {
            with(event.merchant) { change(CardChange.Merchant(id, name, false)) }
        }
        ControlsEvent.Payments -> go(Route.Payments(cardId))
        ControlsEvent.Refresh -> work { card.read() }
    }

    private fun edit(block: suspend (LimitEditing) -> Unit) = work { content.editing?.let { block(it) } }

    private fun typed(editing: LimitEditing) =
        CardChange.LimitAt(editing.limit.name, readMoney(editing.typed, editing.limit.ceiling, desk.language), until(editing))

    /** By the bank's clock. */
    private fun until(editing: LimitEditing) = if (editing.forADay) phone.hoursFromNow(HOURS) else null

    private suspend fun change(change: CardChange) = card.change(listOf(change), ::done)

    /** The receipt comes on the screen whatever becomes of reading the card again. */
    private suspend fun done(receipt: ReceiptView?) {
        show { it.copy(editing = null, done = receipt) }
        card.read()
    }

    override fun close() {
        super.close()
        card.close()
    }

    private companion object {
        val HOURS = 24u
    }
}
