package kunci.app.unlock

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.CodeEntry

/** The Unlock Code is being typed. */
data class UnlockState(val purpose: Purpose, val entered: Int = 0)

/** What the code is for. */
enum class Purpose {
    /** A full session. */
    SESSION,

    /** Ending an enrolment whose answer was lost. */
    RESUME,
}

class UnlockPresenter(desk: Desk, purpose: Purpose) : Presenter<UnlockState, PadKey>(desk, UnlockState(purpose)) {
    private val code = CodeInput()

    override fun on(event: PadKey) {
        if (state.value.busy) return
        val complete = code.press(event)
        show { it.copy(entered = code.entered) }
        if (complete) use()
    }

    private fun use() = work {
        try {
            code.spend(::spend)
        } finally {
            show { it.copy(entered = 0) }
        }
    }

    private suspend fun spend(code: CodeEntry) = when (content.purpose) {
        Purpose.SESSION -> {
            phone.signInWithToken(code)
            go(Route.Home)
        }
        Purpose.RESUME -> {
            phone.resumeEnrolment(code)
            go(Route.Unlock)
        }
    }

    override fun close() {
        super.close()
        code.close()
    }
}
