package kunci.app.approval

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.OperationLine
import uniffi.kunci_bindings.OperationStage
import uniffi.kunci_bindings.OperationView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.RejectReason

/** What is asked, and how far the answer is. */
data class ApprovalState(
    val title: String = "",
    val lines: List<OperationLine> = emptyList(),
    val step: ApprovalStep = ApprovalStep.Loading,
)

sealed interface ApprovalStep {
    data object Loading : ApprovalStep

    /** Reading. */
    data object Review : ApprovalStep

    /** The Unlock Code is being typed. */
    data class Code(val entered: Int) : ApprovalStep

    /** Saying no. */
    data object Reason : ApprovalStep

    /** Answered; [receipt] is the number of a card's receipt. */
    data class Answered(val stage: OperationStage, val reference: String?, val receipt: ULong?) : ApprovalStep
}

sealed interface ApprovalEvent {
    data object Approve : ApprovalEvent

    data object Reject : ApprovalEvent

    /** Back to reading. */
    data object Cancel : ApprovalEvent

    class Key(val key: PadKey) : ApprovalEvent

    data class Because(val reason: RejectReason) : ApprovalEvent

    data object Done : ApprovalEvent
}

class ApprovalPresenter(desk: Desk, private val operationId: String) :
    Presenter<ApprovalState, ApprovalEvent>(desk, ApprovalState()) {
    private val code = CodeInput()

    /** What is shown is what is approved: this very object. */
    private var operation: Operation? = null

    init {
        work { load() }
    }

    override fun on(event: ApprovalEvent) = when (event) {
        ApprovalEvent.Approve -> step(ApprovalStep.Code(0))
        ApprovalEvent.Reject -> step(ApprovalStep.Reason)
        ApprovalEvent.Cancel -> {
            code.clear()
            notify(null)
            step(ApprovalStep.Review)
        }
        is ApprovalEvent.Key -> press(event.key)
        is ApprovalEvent.Because -> work { operation?.let { answered(phone.reject(it, event.reason)) } }
        ApprovalEvent.Done -> go(Route.Home)
    }

    private suspend fun load() {
        val pending = phone.pendingOperations()
        val found = pending.firstOrNull { it.id() == operationId }
        pending.filter { it !== found }.forEach { it.close() }
        if (found == null) return answered(phone.operation(operationId))
        operation = found
        show { ApprovalState(found.title(desk.language), found.lines(desk.language), ApprovalStep.Review) }
    }

    private fun press(key: PadKey) {
        if (state.value.busy) return
        val complete = code.press(key)
        step(ApprovalStep.Code(code.entered))
        if (complete) approve()
    }

    private fun approve() = work {
        try {
            operation?.let { shown -> answered(code.spend { phone.approve(shown, it) }) }
        } catch (refusal: PhoneException) {
            step(ApprovalStep.Code(0))
            throw refusal
        }
    }

    private fun answered(view: OperationView) =
        step(ApprovalStep.Answered(view.stage, view.reference, view.receipt?.sequence))

    private fun step(step: ApprovalStep) = show { it.copy(step = step) }

    override fun close() {
        super.close()
        code.close()
        operation?.close()
    }
}
