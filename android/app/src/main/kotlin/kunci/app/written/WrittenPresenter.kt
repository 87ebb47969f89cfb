package kunci.app.written

import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.AboutChoice
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.WrittenView
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.aboutChoices

/**
 * What was [written] this [way], newest first; `null` until the bank has answered. [older]: there is more. Below it a new one: what it is
 * [about] out of the [choices], what was [typed], and under which reference the last one was [filed]. [copied]: a reference is in the
 * clipboard.
 */
data class WrittenState(
    val way: WrittenWay,
    val written: List<WrittenView>? = null,
    val older: Boolean = false,
    val choices: List<AboutChoice> = emptyList(),
    val about: AboutChoice? = null,
    val typed: String = "",
    val filed: String? = null,
    val copied: Boolean = false,
)

sealed interface WrittenEvent {
    data object Refresh : WrittenEvent

    data object Older : WrittenEvent

    data class About(val choice: AboutChoice) : WrittenEvent

    data class Typed(val text: String) : WrittenEvent

    data object Send : WrittenEvent

    /** A reference, to be given to somebody else. */
    data class Copy(val reference: String) : WrittenEvent
}

/** Complaints, or letters by the secure form. What is typed is kept at once, and is there again when the form is opened. */
class WrittenPresenter(desk: Desk, private val way: WrittenWay) : Presenter<WrittenState, WrittenEvent>(
    desk,
    WrittenState(way, choices = aboutChoices(way, desk.language)),
) {
    private var next: String? = null

    /** One keeping of what is typed after the other. */
    private val keeping = Mutex()

    init {
        work {
            goOn()
            page(null, emptyList())
        }
    }

    override fun on(event: WrittenEvent) = when (event) {
        WrittenEvent.Refresh -> work { page(null, emptyList()) }
        WrittenEvent.Older -> work { page(next, content.written.orEmpty()) }
        is WrittenEvent.About -> changes { it.copy(about = event.choice, filed = null) }
        is WrittenEvent.Typed -> changes { it.copy(typed = event.text, filed = null) }
        WrittenEvent.Send -> send()
        is WrittenEvent.Copy -> {
            host.clip.copy(event.reference, event.reference)
            show { it.copy(copied = true) }
        }
    }

    /** What was begun before, unless something is being written already. */
    private suspend fun goOn() {
        val begun = phone.unsent(way) ?: return
        show { state ->
            if (state.about != null || state.typed.isNotEmpty()) return@show state
            state.copy(about = state.choices.firstOrNull { it.about == begun.about }, typed = begun.text)
        }
    }

    private fun changes(change: (WrittenState) -> WrittenState) {
        show(change)
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

    private suspend fun keep() = keeping.withLock { phone.keepUnsent(way, content.about?.about, content.typed) }

    private fun send() = work {
        val choice = content.about ?: return@work
        // What was typed stays until the bank has it; then the core keeps it no longer.
        keeping.withLock {
            phone.writeToBank(choice.about, content.typed, desk.language).also {
                show { state -> state.copy(about = null, typed = "", filed = it.reference) }
            }
        }
        page(null, emptyList())
    }

    private suspend fun page(before: String?, shown: List<WrittenView>) {
        val page = phone.writtenToBank(way, before, desk.language)
        next = page.next
        show { it.copy(written = shown + page.written, older = page.next != null) }
    }
}
