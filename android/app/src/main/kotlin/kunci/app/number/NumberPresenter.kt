package kunci.app.number

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import uniffi.kunci_bindings.NumberChangeView
import uniffi.kunci_bindings.NumberOutcome
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.PhoneNumberView
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.displayTime

/** The registered number (masked) and a change that waits; [typed] is the new one. */
data class NumberState(
    val number: String = "",
    val waiting: WaitingNumber? = null,
    val stopped: Boolean = false,
    val typed: String = "",
    val step: NumberStep = NumberStep.Overview,
)

/** The new number, masked, takes effect at [time]. */
data class WaitingNumber(val changeId: String, val number: String, val time: String)

sealed interface NumberStep {
    data object Overview : NumberStep

    /** The code that went to the new number, masked. */
    data class Code(val sentTo: String, val entered: Int = 0) : NumberStep

    /** The code of the hardware token, which stands in for a token. */
    data class Device(val sentTo: String, val entered: Int = 0) : NumberStep
}

sealed interface NumberEvent {
    data class Typed(val number: String) : NumberEvent

    data object Send : NumberEvent

    class Key(val key: PadKey) : NumberEvent

    data object Stop : NumberEvent
}

/** Changes the registered number. Whether the token or a hardware token and a day's wait are needed is the bank's to say. */
class NumberPresenter(desk: Desk) : Presenter<NumberState, NumberEvent>(desk, NumberState()) {
    private val otp = CodeInput()
    private val device = CodeInput()

    init {
        work { told(phone.phoneNumber()) }
    }

    override fun on(event: NumberEvent) = when (event) {
        is NumberEvent.Typed -> show { it.copy(typed = event.number, stopped = false) }
        NumberEvent.Send -> work {
            val sentTo = phone.beginNumberChange(content.typed.trim())
            step(NumberStep.Code(sentTo))
        }
        is NumberEvent.Key -> press(event.key)
        NumberEvent.Stop -> work {
            told(phone.cancelNumberChange(content.waiting?.changeId.orEmpty()))
            show { it.copy(stopped = true) }
        }
    }

    private fun press(key: PadKey) {
        if (state.value.busy) return
        when (val step = content.step) {
            NumberStep.Overview -> {}
            is NumberStep.Code -> {
                val complete = otp.press(key)
                step(step.copy(entered = otp.entered))
                if (complete) numberProved(step.sentTo)
            }
            is NumberStep.Device -> {
                val complete = device.press(key)
                step(step.copy(entered = device.entered))
                if (complete) work { prove(step.sentTo, withDevice = true) }
            }
        }
    }

    /** A token that works here approves; without one the device's code goes along. */
    private fun numberProved(sentTo: String) = work {
        val works = phone.token().stage == TokenStage.ACTIVE && desk.session?.full == true
        if (works) prove(sentTo, withDevice = false) else step(NumberStep.Device(sentTo))
    }

    private suspend fun prove(sentTo: String, withDevice: Boolean) {
        // Refused codes are typed again without another SMS, until the bank has closed the change.
        var next: NumberStep = NumberStep.Code(sentTo)
        try {
            val outcome = otp.spend { code ->
                if (withDevice) device.spend { phone.proveNumberChange(code, it) } else phone.proveNumberChange(code, null)
            }
            next = NumberStep.Overview
            when (outcome) {
                is NumberOutcome.NeedsApproval -> desk.approve(outcome.operation)
                is NumberOutcome.Waits -> show { it.copy(typed = "", waiting = waiting(outcome.change)) }
            }
        } catch (closed: PhoneException.NumberChangeClosed) {
            next = NumberStep.Overview
            throw closed
        } finally {
            step(next)
        }
    }

    private fun told(view: PhoneNumberView) =
        show { it.copy(number = view.number, waiting = view.waiting?.let(::waiting), step = NumberStep.Overview) }

    private fun waiting(change: NumberChangeView) =
        WaitingNumber(change.changeId, change.number, displayTime(change.effectiveMs, desk.language))

    private fun step(step: NumberStep) = show { it.copy(step = step) }

    override fun close() {
        super.close()
        otp.close()
        device.close()
    }
}
