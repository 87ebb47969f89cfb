package kunci.app.code

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import uniffi.kunci_bindings.CodeEntry

/** Whether the code is being typed [again], and how far. */
data class TypedTwiceState(val again: Boolean = false, val entered: Int = 0)

/** A code that is chosen: typed twice. Both go to the core in one call, and are wiped whatever comes of it. */
abstract class TypedTwicePresenter(desk: Desk) : Presenter<TypedTwiceState, PadKey>(desk, TypedTwiceState()) {
    private val first = CodeInput()
    private val second = CodeInput()

    /** Hands both to the core, by [spend], and goes on. */
    protected abstract suspend fun chosen()

    /** For one call. */
    protected suspend fun <T> spend(call: suspend (CodeEntry, CodeEntry) -> T): T =
        first.spend { code -> second.spend { repeat -> call(code, repeat) } }

    override fun on(event: PadKey) {
        if (state.value.busy) return
        val input = if (content.again) second else first
        val complete = input.press(event)
        show { it.copy(entered = input.entered) }
        when {
            !complete -> {}
            content.again -> hand()
            else -> {
                notify(null)
                show { TypedTwiceState(again = true) }
            }
        }
    }

    private fun hand() = work {
        try {
            chosen()
        } finally {
            show { TypedTwiceState() }
        }
    }

    override fun close() {
        super.close()
        first.close()
        second.close()
    }
}
