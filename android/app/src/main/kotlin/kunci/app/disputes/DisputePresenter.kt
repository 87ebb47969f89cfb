package kunci.app.disputes

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.DisputeView
import uniffi.kunci_bindings.PhoneException

/** A dispute that the bank has; `null` until it has answered. [sure]: taking it back is asked about once more. */
data class DisputeState(val dispute: DisputeView? = null, val sure: Boolean = false)

sealed interface DisputeEvent {
    data object HandIn : DisputeEvent

    data object Withdraw : DisputeEvent

    data object Sure : DisputeEvent

    data object Cancel : DisputeEvent

    data object Refresh : DisputeEvent
}

/** How it stands, by when the bank has to answer, what the customer may do: the core's words. */
class DisputePresenter(desk: Desk, private val disputeId: String) : Presenter<DisputeState, DisputeEvent>(desk, DisputeState()) {
    init {
        work { load() }
    }

    override fun on(event: DisputeEvent) = when (event) {
        DisputeEvent.HandIn -> work { handIn() }
        DisputeEvent.Withdraw -> show { it.copy(sure = true) }
        DisputeEvent.Cancel -> show { it.copy(sure = false) }
        DisputeEvent.Sure -> work { stands(phone.withdrawDispute(disputeId, desk.language)) }
        DisputeEvent.Refresh -> work { load() }
    }

    private suspend fun load() {
        val all = phone.disputes(desk.language)
        stands(all.firstOrNull { it.disputeId == disputeId } ?: throw PhoneException.NotFound())
    }

    private suspend fun handIn() {
        val file = host.chooser.choose() ?: return
        stands(phone.addDisputeEvidence(disputeId, OTHER, file, desk.language))
    }

    private fun stands(dispute: DisputeView) = show { DisputeState(dispute) }
}
