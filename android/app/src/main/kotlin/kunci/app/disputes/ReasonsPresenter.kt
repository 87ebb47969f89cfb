package kunci.app.disputes

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.DisputeReasonView

/** What can be wrong with a payment; `null` until the bank has answered. */
data class ReasonsState(val reasons: List<DisputeReasonView>? = null)

sealed interface ReasonsEvent {
    /** Begins a draft, or goes on with the one that there is. */
    data class Choose(val reason: String) : ReasonsEvent
}

/** Which reasons go with the payment, and whether it can be disputed at all, is the core's to say. */
class ReasonsPresenter(desk: Desk, private val transactionId: String, private val atMs: Long) :
    Presenter<ReasonsState, ReasonsEvent>(desk, ReasonsState()) {
    init {
        work {
            val all = phone.disputeReasons(transactionId, atMs, desk.language)
            show { it.copy(reasons = all) }
        }
    }

    override fun on(event: ReasonsEvent) = when (event) {
        is ReasonsEvent.Choose -> work {
            go(Route.Draft(phone.startDispute(transactionId, atMs, event.reason, desk.language).draftId))
        }
    }
}
