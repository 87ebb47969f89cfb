package kunci.app.disputes

import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.DisputeDraft
import uniffi.kunci_bindings.EvidenceView
import uniffi.kunci_bindings.PhoneException

/** A draft; `null` until it was read. [words]: what is typed now. [sure]: throwing it away is asked about once more. */
data class DraftState(val draft: DisputeDraft? = null, val words: String = "", val sure: Boolean = false)

sealed interface DraftEvent {
    data class Typed(val words: String) : DraftEvent

    /** A file that shows this. */
    data class Attach(val kind: String) : DraftEvent

    data class Detach(val piece: EvidenceView) : DraftEvent

    data object Submit : DraftEvent

    data object Discard : DraftEvent

    data object Sure : DraftEvent

    data object Cancel : DraftEvent
}

/** Words and files as they come, each kept at once; the bank hears of them when they are submitted. What is missing is the core's to say. */
class DraftPresenter(desk: Desk, private val draftId: String) : Presenter<DraftState, DraftEvent>(desk, DraftState()) {
    /** One keeping of the words after the other. */
    private val keeping = Mutex()

    init {
        work {
            load()
            show { it.copy(words = it.draft?.statement.orEmpty()) }
        }
    }

    override fun on(event: DraftEvent) = when (event) {
        is DraftEvent.Typed -> typed(event.words)
        is DraftEvent.Attach -> work { attach(event.kind) }
        is DraftEvent.Detach -> work { changed(phone.detachEvidence(draftId, event.piece.digest, desk.language)) }
        DraftEvent.Submit -> work { submit() }
        DraftEvent.Discard -> show { it.copy(sure = true) }
        DraftEvent.Cancel -> show { it.copy(sure = false) }
        DraftEvent.Sure -> work { keeping.withLock { phone.discardDispute(draftId) }.also { go(Route.Disputes) } }
    }

    private suspend fun load() {
        val all = phone.disputeDrafts(desk.language)
        changed(all.firstOrNull { it.draftId == draftId } ?: throw PhoneException.NotFound())
    }

    private fun changed(draft: DisputeDraft) = show { it.copy(draft = draft) }

    private fun typed(words: String) {
        show { it.copy(words = words) }
        desk.scope.launch {
            // What was typed right before the screen is left is kept too.
            withContext(NonCancellable) {
                try {
                    keep()
                } catch (refusal: PhoneException) {
                    if (desk.scope.isActive) refused(refusal)
                }
            }
        }
    }

    private suspend fun keep() = keeping.withLock {
        val (draft, words) = content
        if (draft == null || draft.sent || draft.statement == words) return@withLock
        changed(phone.wordDispute(draftId, words, desk.language))
    }

    private suspend fun attach(kind: String) {
        val file = host.chooser.choose() ?: return
        changed(phone.attachEvidence(draftId, kind, file, desk.language))
    }

    /** Without an answer the draft stays, and says that it is not sure. */
    private suspend fun submit() {
        val filed = try {
            keep()
            phone.submitDispute(draftId, desk.language)
        } catch (refusal: PhoneException) {
            load()
            throw refusal
        }
        go(Route.Dispute(filed.disputeId))
    }
}
