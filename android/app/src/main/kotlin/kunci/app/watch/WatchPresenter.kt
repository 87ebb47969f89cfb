package kunci.app.watch

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.cards.CardInHand
import uniffi.kunci_bindings.CardChange
import uniffi.kunci_bindings.DifferencesView
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.TripView
import uniffi.kunci_bindings.WatchView
import uniffi.kunci_bindings.readMoney

/** Of which payments the customer is told, and where they travel; `null` until the bank has answered. */
data class WatchState(
    val name: String = "",
    val ending: String = "",
    val alerts: List<WatchView>? = null,
    val editing: WatchEditing? = null,
    val trips: List<TripView> = emptyList(),
    val trip: TripTyped = TripTyped(),
    /** The receipt for what was just done. */
    val done: ReceiptView? = null,
    /** What was changed elsewhere since the card was read. */
    val differences: DifferencesView? = null,
)

/** An alert being changed. */
data class WatchEditing(val alert: WatchView, val typed: String = "")

/** A trip as it is typed. */
data class TripTyped(val from: String = "", val until: String = "", val countries: String = "") {
    val isWhole get() = from.isNotBlank() && until.isNotBlank() && countries.isNotBlank()
}

sealed interface WatchEvent {
    data class Edit(val alert: WatchView) : WatchEvent

    data class Typed(val amount: String) : WatchEvent

    /** From the typed amount on. */
    data object Save : WatchEvent

    data object Every : WatchEvent

    data object Off : WatchEvent

    data object CancelEdit : WatchEvent

    data class Trip(val trip: TripTyped) : WatchEvent

    data object AddTrip : WatchEvent

    data class CancelTrip(val trip: TripView) : WatchEvent

    /** What the customer blocked and travels to. */
    data class AllowCountries(val trip: TripView) : WatchEvent

    data object Refresh : WatchEvent
}

/** Whether a change is in force at once or must be approved is the core's and the bank's to say. */
class WatchPresenter(desk: Desk, cardId: String) : Presenter<WatchState, WatchEvent>(desk, WatchState()) {
    private val card = CardInHand(desk, cardId) { view, controls, differences ->
        show {
            it.copy(
                name = view.name, ending = view.ending, alerts = controls.alerts, trips = controls.trips, differences = differences,
            )
        }
    }

    init {
        work { card.read() }
    }

    override fun on(event: WatchEvent) = when (event) {
        is WatchEvent.Edit -> show { it.copy(editing = WatchEditing(event.alert), done = null) }
        is WatchEvent.Typed -> show { it.copy(editing = it.editing?.copy(typed = event.amount)) }
        WatchEvent.Save -> edit { editing ->
            val like = editing.alert.most ?: return@edit
            change(CardChange.AlertFrom(editing.alert.of, readMoney(editing.typed, like, desk.language)))
        }
        WatchEvent.Every -> edit { change(CardChange.AlertEvery(it.alert.of)) }
        WatchEvent.Off -> edit { change(CardChange.AlertOff(it.alert.of)) }
        WatchEvent.CancelEdit -> show { it.copy(editing = null) }
        is WatchEvent.Trip -> show { it.copy(trip = event.trip) }
        WatchEvent.AddTrip -> work {
            with(content.trip) { change(CardChange.TripAdd(from, until, countries.split(' ', ',').filter { it.isNotBlank() })) }
        }
        is WatchEvent.CancelTrip -> work { with(event.trip) { change(CardChange.TripCancel(from, until, countries)) } }
        is WatchEvent.AllowCountries -> work {
            change(*event.trip.blocked.map { CardChange.Country(it, false) }.toTypedArray())
        }
        WatchEvent.Refresh -> work { card.read() }
    }

    private fun edit(block: suspend (WatchEditing) -> Unit) = work { content.editing?.let { block(it) } }

    private suspend fun change(vararg changes: CardChange) = card.change(changes.asList()) { receipt ->
        show { it.copy(editing = null, done = receipt) }
        card.read()
    }

    override fun close() {
        super.close()
        card.close()
    }
}
