package kunci.app.stepup

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.Notice
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.StepUpMethod

/** [why]: what the bank saw, in the core's words. */
data class StepUpState(val why: Notice, val step: StepUpStep = StepUpStep.Choose)

sealed interface StepUpStep {
    /** How to show who one is. */
    data object Choose : StepUpStep

    /**
     * A code is typed: of the SMS to [to], or of the device with the serial [to] (both masked by the bank). [tries] is `null` once
     * the bank does not say any more how many are left.
     */
    data class Code(val device: Boolean, val to: String, val minutes: Int, val tries: Int?, val entered: Int = 0) : StepUpStep

    /** The bank is content: the Unlock Code comes next. */
    data object Proved : StepUpStep
}

sealed interface StepUpEvent {
    data class Begin(val method: StepUpMethod) : StepUpEvent

    class Key(val key: PadKey) : StepUpEvent

    /** Another way than the one that was begun. */
    data object Other : StepUpEvent

    data object GoOn : StepUpEvent
}

/** Where the phone alone does not show that it is the customer's, she does; then the login goes on. */
class StepUpPresenter(desk: Desk) : Presenter<StepUpState, StepUpEvent>(desk, StepUpState(why(desk.language))) {
    private val code = CodeInput()

    /** What the bank waits for while another way is looked for. */
    private var left: StepUpStep.Code? = null

    override fun on(event: StepUpEvent) = when (event) {
        is StepUpEvent.Begin -> begin(event.method)
        is StepUpEvent.Key -> press(event.key)
        StepUpEvent.Other -> leave()
        StepUpEvent.GoOn -> go(Route.Unlock)
    }

    private fun step(step: StepUpStep) = show { it.copy(step = step) }

    private fun begin(method: StepUpMethod) = work {
        val begun = phone.beginStepUp(method)
        val minutes = (begun.expiresInSeconds / 60u).toInt()
        step(StepUpStep.Code(method == StepUpMethod.HARDWARE_TOKEN, begun.sentTo, minutes, begun.triesLeft.toInt()))
    }

    private fun leave() {
        left = (content.step as? StepUpStep.Code)?.copy(entered = 0)
        code.clear()
        notify(null)
        step(StepUpStep.Choose)
    }

    private fun press(key: PadKey) {
        if (content.step !is StepUpStep.Code) return
        code.type(key, { entered -> typing { it.copy(entered = entered) } }, ::prove)
    }

    private fun prove() = work {
        try {
            code.spend { phone.proveStepUp(it) }
            step(StepUpStep.Proved)
        } finally {
            typing { it.copy(entered = 0) }
        }
    }

    /** Changes what is shown with the code that is being typed; nothing if none is. */
    private fun typing(change: (StepUpStep.Code) -> StepUpStep.Code) = show { now ->
        val step = now.step
        if (step is StepUpStep.Code) now.copy(step = change(step)) else now
    }

    override fun refused(refusal: PhoneException) {
        when (refusal) {
            // Too late, or too many wrong codes: only another sign-in helps.
            is PhoneException.StepUpClosed -> return desk.go(Route.SignIn, Notice.of(refusal, desk.language))
            is PhoneException.OtpRefused -> typing { it.copy(tries = refusal.triesLeft.toInt()) }
            is PhoneException.HardwareTokenRefused -> typing { it.copy(tries = null) }
            // No code of the device is looked at for a while; there is still the SMS.
            is PhoneException.HardwareTokenDelayed -> step(StepUpStep.Choose)
            // There is one for each sign-in. If the bank still waits for it, it can be typed.
            is PhoneException.SmsAlreadySent -> left?.takeIf { !it.device }?.let(::step)
            else -> {}
        }
        super.refused(refusal)
    }

    override fun close() {
        super.close()
        code.close()
    }

    private companion object {
        fun why(language: String) = Notice.of(PhoneException.StepUpRequired(), language)
    }
}
