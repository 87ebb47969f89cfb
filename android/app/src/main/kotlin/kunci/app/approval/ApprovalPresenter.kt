package kunci.app.approval

import kotlinx.coroutines.launch
import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.ApprovalWarning
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.OperationLine
import uniffi.kunci_bindings.OperationStage
import uniffi.kunci_bindings.OperationView
import uniffi.kunci_bindings.OperationWords
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.RejectReason
import uniffi.kunci_bindings.displayTime

/** What is asked, and how far the answer is. */
data class ApprovalState(
    val title: String = "",
    val lines: List<OperationLine> = emptyList(),
    /** The bank takes no answer after this. */
    val until: String = "",
    /** To be read before the code is typed: a call, a shared screen, a delay. */
    val warnings: List<ApprovalWarning> = emptyList(),
    val step: ApprovalStep = ApprovalStep.Loading,
    val finger: Boolean = false,
    /** It asks if a payment was the customer's: yes and "not me" are the answers. */
    val whose: Boolean = false,
)

sealed interface ApprovalStep {
    data object Loading : ApprovalStep

    /** Reading. */
    data object Review : ApprovalStep

    /** The Unlock Code is being typed. */
    data class Code(val entered: Int) : ApprovalStep

    /** Saying no. */
    data object Reason : ApprovalStep

    /**
     * Answered, in the core's [words]: approved is not completed. [receipt] is the number of a card's receipt; [frozen]: the card that was
     * frozen by the answer; [reveals]: the number of a card may be shown now.
     */
    data class Answered(
        val stage: OperationStage,
        val words: OperationWords,
        val receipt: ULong?,
        val frozen: String? = null,
        val reveals: Boolean = false,
    ) : ApprovalStep
}

sealed interface ApprovalEvent {
    data object Approve : ApprovalEvent

    data object Reject : ApprovalEvent

    /** Back to reading. */
    data object Cancel : ApprovalEvent

    class Key(val key: PadKey) : ApprovalEvent

    data object Finger : ApprovalEvent

    data class Because(val reason: RejectReason) : ApprovalEvent

    /** Asks how it stands now. */
    data object Refresh : ApprovalEvent

    /** What can be done with a card that was frozen by the answer. */
    data class Life(val cardId: String) : ApprovalEvent

    /** The number of the card, for a short while. */
    data object Reveal : ApprovalEvent

    data object Done : ApprovalEvent
}

/** [given] is the operation itself, where it is at hand; else it is looked for among those that wait. */
class ApprovalPresenter(desk: Desk, private val operationId: String, given: Operation? = null) :
    Presenter<ApprovalState, ApprovalEvent>(desk, ApprovalState()) {
    private val code = CodeInput()

    /** What is shown is what is approved: this very object. */
    private var operation: Operation? = null

    init {
        desk.scope.launch { hasFinger().let { has -> show { it.copy(finger = has) } } }
        work { if (given != null) present(given) else load() }
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
        ApprovalEvent.Finger -> byFinger()
        is ApprovalEvent.Because -> work { operation?.let { answered(phone.reject(it, event.reason)) } }
        ApprovalEvent.Refresh -> work { answered(phone.operation(operationId)) }
        is ApprovalEvent.Life -> go(Route.Life(event.cardId))
        ApprovalEvent.Reveal -> go(Route.CardDetails(operationId))
        ApprovalEvent.Done -> desk.back()
    }

    private suspend fun load() {
        val pending = phone.pendingOperations()
        val found = pending.firstOrNull { it.id() == operationId }
        pending.filter { it !== found }.forEach { it.close() }
        if (found == null) return answered(phone.operation(operationId))
        present(found)
    }

    private fun present(found: Operation) {
        operation = found
        val until = displayTime(found.expiresMs(), desk.language)
        show {
            val told = ApprovalState(found.title(desk.language), found.lines(desk.language), until, warnings(found))
            told.copy(step = ApprovalStep.Review, finger = it.finger, whose = found.asksWhose())
        }
    }

    private fun warnings(operation: Operation): List<ApprovalWarning> {
        sense()
        return phone.approvalWarnings(operation, desk.language)
    }

    private fun press(key: PadKey) = code.type(key, { typed -> step(ApprovalStep.Code(typed)) }, ::approve)

    private fun approve() = work {
        try {
            sense()
            operation?.let { shown -> answered(code.spend { phone.approve(shown, it) }) }
        } catch (refusal: PhoneException) {
            step(ApprovalStep.Code(0))
            throw refusal
        }
    }

    private fun byFinger() = work {
        sense()
        val shown = operation ?: return@work
        finger.ask(phone.beginBiometricApproval(shown)).use { outcome -> outcome.approved()?.let(::answered) }
    }

    private fun answered(view: OperationView) {
        val words = phone.operationWords(view, desk.language)
        // After a restart it is known by its id only.
        show { it.copy(title = it.title.ifEmpty { words.title }) }
        val frozen = view.receipt?.takeIf { it.action == FREEZE }?.cardId
        val reveals = view.kind == REVEAL && view.stage == OperationStage.COMPLETED
        step(ApprovalStep.Answered(view.stage, words, view.receipt?.sequence, frozen, reveals))
    }

    private fun step(step: ApprovalStep) = show { it.copy(step = step) }

    override fun close() {
        super.close()
        code.close()
        operation?.close()
    }

    private companion object {
        const val FREEZE = "freeze"
        const val REVEAL = "card-reveal"
    }
}
