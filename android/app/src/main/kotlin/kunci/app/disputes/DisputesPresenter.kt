package kunci.app.disputes

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.DisputeDraft
import uniffi.kunci_bindings.DisputeView

/** What is only on this phone, and what the bank has, newest first; `null` until it has answered. */
data class DisputesState(val drafts: List<DisputeDraft> = emptyList(), val disputes: List<DisputeView>? = null)

sealed interface DisputesEvent {
    data object Refresh : DisputesEvent

    data class Go(val route: Route) : DisputesEvent
}

/** Drafts are never mixed with disputes: the bank does not know of them. */
class DisputesPresenter(desk: Desk) : Presenter<DisputesState, DisputesEvent>(desk, DisputesState()) {
    init {
        work { load() }
    }

    override fun on(event: DisputesEvent) = when (event) {
        DisputesEvent.Refresh -> work { load() }
        is DisputesEvent.Go -> go(event.route)
    }

    /** The drafts need no network. */
    private suspend fun load() {
        val drafts = phone.disputeDrafts(desk.language)
        show { it.copy(drafts = drafts) }
        val disputes = phone.disputes(desk.language)
        show { it.copy(disputes = disputes) }
    }
}
