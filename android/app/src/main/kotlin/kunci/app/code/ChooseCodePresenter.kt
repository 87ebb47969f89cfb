package kunci.app.code

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.Notice
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TokenStage

/** Typing the Unlock Code, or [repeating] it. */
data class ChooseCodeState(val repeating: Boolean = false, val entered: Int = 0)

class ChooseCodePresenter(desk: Desk) : Presenter<ChooseCodeState, PadKey>(desk, ChooseCodeState()) {
    private val first = CodeInput()
    private val second = CodeInput()

    override fun on(event: PadKey) {
        if (state.value.busy) return
        val input = if (content.repeating) second else first
        val complete = input.press(event)
        show { it.copy(entered = input.entered) }
        when {
            !complete -> {}
            content.repeating -> choose()
            else -> {
                notify(null)
                show { ChooseCodeState(repeating = true) }
            }
        }
    }

    private fun choose() = work {
        try {
            first.spend { code -> second.spend { repeat -> phone.chooseCode(code, repeat) } }
            go(Route.Unlock)
        } catch (refusal: PhoneException) {
            val notice = Notice.of(refusal, desk.language)
            when {
                // The code is chosen and kept: what is missing is the bank's word.
                phone.token().stage == TokenStage.PENDING -> desk.go(Route.Resume, notice)
                refusal is PhoneException.NoEnrolment || refusal is PhoneException.EnrolmentClosed ->
                    desk.go(Route.Registration, notice)
                else -> throw refusal
            }
        } finally {
            show { ChooseCodeState() }
        }
    }

    override fun close() {
        super.close()
        first.close()
        second.close()
    }
}
