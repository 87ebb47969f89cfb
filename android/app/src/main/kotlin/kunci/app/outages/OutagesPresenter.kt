package kunci.app.outages

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.OutagesView

/** How the bank's services stand, in the core's words; `null` until it is known. */
data class OutagesState(val view: OutagesView? = null)

sealed interface OutagesEvent {
    data object Refresh : OutagesEvent
}

/** Works signed out, and without a network by what the phone has kept. */
class OutagesPresenter(desk: Desk) : Presenter<OutagesState, OutagesEvent>(desk, OutagesState()) {
    init {
        work { load() }
    }

    override fun on(event: OutagesEvent) = when (event) {
        OutagesEvent.Refresh -> work { load() }
    }

    private suspend fun load() {
        val view = phone.outages(desk.language)
        show { OutagesState(view) }
    }
}
