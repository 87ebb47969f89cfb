package kunci.app.complaints

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.ComplaintKind
import uniffi.kunci_bindings.ComplaintView
import uniffi.kunci_bindings.complaintKindName

/**
 * The complaints, newest first; `null` until the bank has answered. [older]: there is more. Below them a new one: its [kind], what was
 * [typed], and under which reference the last one was [filed].
 */
data class ComplaintsState(
    val complaints: List<ComplaintView>? = null,
    val older: Boolean = false,
    val kinds: List<Kind> = emptyList(),
    val kind: Kind? = null,
    val typed: String = "",
    val filed: String? = null,
) {
    /** What a complaint is about, in words. */
    data class Kind(val kind: ComplaintKind, val name: String)
}

sealed interface ComplaintsEvent {
    data object Refresh : ComplaintsEvent

    data object Older : ComplaintsEvent

    data class About(val kind: ComplaintsState.Kind) : ComplaintsEvent

    data class Typed(val text: String) : ComplaintsEvent

    data object Send : ComplaintsEvent
}

class ComplaintsPresenter(desk: Desk) : Presenter<ComplaintsState, ComplaintsEvent>(
    desk,
    ComplaintsState(kinds = ComplaintKind.entries.map { ComplaintsState.Kind(it, complaintKindName(it, desk.language)) }),
) {
    private var next: String? = null

    init {
        work { page(null, emptyList()) }
    }

    override fun on(event: ComplaintsEvent) = when (event) {
        ComplaintsEvent.Refresh -> work { page(null, emptyList()) }
        ComplaintsEvent.Older -> work { page(next, content.complaints.orEmpty()) }
        is ComplaintsEvent.About -> show { it.copy(kind = event.kind, filed = null) }
        is ComplaintsEvent.Typed -> show { it.copy(typed = event.text, filed = null) }
        ComplaintsEvent.Send -> send()
    }

    private fun send() = work {
        val about = content.kind ?: return@work
        // What was typed stays until the bank has it.
        val filed = phone.fileComplaint(about.kind, content.typed, desk.language)
        show { it.copy(kind = null, typed = "", filed = filed.reference) }
        page(null, emptyList())
    }

    private suspend fun page(before: String?, shown: List<ComplaintView>) {
        val page = phone.complaints(before, desk.language)
        next = page.next
        show { it.copy(complaints = shown + page.complaints, older = page.next != null) }
    }
}
