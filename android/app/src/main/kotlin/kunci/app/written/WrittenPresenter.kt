package kunci.app.written

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.AboutChoice
import uniffi.kunci_bindings.WrittenView
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.aboutChoices

/**
 * What was [written] this [way], newest first; `null` until the bank has answered. [older]: there is more. Below it a new one: what it is
 * [about] out of the [choices], what was [typed], and under which reference the last one was [filed].
 */
data class WrittenState(
    val way: WrittenWay,
    val written: List<WrittenView>? = null,
    val older: Boolean = false,
    val choices: List<AboutChoice> = emptyList(),
    val about: AboutChoice? = null,
    val typed: String = "",
    val filed: String? = null,
)

sealed interface WrittenEvent {
    data object Refresh : WrittenEvent

    data object Older : WrittenEvent

    data class About(val choice: AboutChoice) : WrittenEvent

    data class Typed(val text: String) : WrittenEvent

    data object Send : WrittenEvent
}

/** Complaints, or letters by the secure form. */
class WrittenPresenter(desk: Desk, private val way: WrittenWay) : Presenter<WrittenState, WrittenEvent>(
    desk,
    WrittenState(way, choices = aboutChoices(way, desk.language)),
) {
    private var next: String? = null

    init {
        work { page(null, emptyList()) }
    }

    override fun on(event: WrittenEvent) = when (event) {
        WrittenEvent.Refresh -> work { page(null, emptyList()) }
        WrittenEvent.Older -> work { page(next, content.written.orEmpty()) }
        is WrittenEvent.About -> show { it.copy(about = event.choice, filed = null) }
        is WrittenEvent.Typed -> show { it.copy(typed = event.text, filed = null) }
        WrittenEvent.Send -> send()
    }

    private fun send() = work {
        val choice = content.about ?: return@work
        // What was typed stays until the bank has it.
        val filed = phone.writeToBank(choice.about, content.typed, desk.language)
        show { it.copy(about = null, typed = "", filed = filed.reference) }
        page(null, emptyList())
    }

    private suspend fun page(before: String?, shown: List<WrittenView>) {
        val page = phone.writtenToBank(way, before, desk.language)
        next = page.next
        show { it.copy(written = shown + page.written, older = page.next != null) }
    }
}
