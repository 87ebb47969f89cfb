package kunci.app.registration

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.EnrolmentMethod

/** Where the customer is; [pasted] is the text of the website's code, where no camera is at hand. */
data class RegistrationState(val step: RegistrationStep = RegistrationStep.Choose, val pasted: String = "")

sealed interface RegistrationStep {
    /** How to prove who one is. */
    data object Choose : RegistrationStep

    /** A PIN is typed: of the SMS to [to], or of the device with the serial [to] (both masked by the bank). */
    data class Pin(val device: Boolean, val to: String, val minutes: Int, val tries: Int, val entered: Int = 0) : RegistrationStep

    /** The old phone shows the same number and approves. */
    data class OldPhone(val number: String) : RegistrationStep

    /** The website shows a code. */
    data object Website : RegistrationStep

    /** These digits are typed into the website; no secret. */
    data class Fingerprint(val digits: String, val minutes: Int) : RegistrationStep
}

sealed interface RegistrationEvent {
    data class Begin(val method: EnrolmentMethod) : RegistrationEvent

    data object Website : RegistrationEvent

    data object Scan : RegistrationEvent

    data class Pasted(val text: String) : RegistrationEvent

    data object Read : RegistrationEvent

    class Key(val key: PadKey) : RegistrationEvent

    /** What else the session can be opened with. */
    data object Session : RegistrationEvent

    /** The old phone has approved, or the website has the digits: go on. */
    data object GoOn : RegistrationEvent
}

class RegistrationPresenter(desk: Desk) : Presenter<RegistrationState, RegistrationEvent>(desk, RegistrationState()) {
    private val pin = CodeInput()

    /** Whether this phone has something that reads codes. */
    val canScan get() = host.scanner != null

    override fun on(event: RegistrationEvent) = when (event) {
        is RegistrationEvent.Begin -> begin(event.method)
        RegistrationEvent.Website -> step(RegistrationStep.Website)
        RegistrationEvent.Scan -> work { host.scanner?.scan()?.let { read(it) } }
        is RegistrationEvent.Pasted -> show { it.copy(pasted = event.text) }
        RegistrationEvent.Read -> work { read(content.pasted) }
        is RegistrationEvent.Key -> press(event.key)
        RegistrationEvent.Session -> go(Route.Session)
        RegistrationEvent.GoOn -> goOn()
    }

    private fun step(step: RegistrationStep) = show { it.copy(step = step) }

    private fun begin(method: EnrolmentMethod) = work {
        val begun = phone.beginEnrolment(method)
        val number = begun.number
        val minutes = (begun.expiresInSeconds / 60u).toInt()
        step(
            if (number != null) RegistrationStep.OldPhone(number)
            else RegistrationStep.Pin(method == EnrolmentMethod.HARDWARE_TOKEN, begun.sentTo, minutes, begun.triesLeft.toInt()),
        )
    }

    private suspend fun read(text: String) {
        val shown = phone.beginEnrolmentByQr(text)
        step(RegistrationStep.Fingerprint(shown.fingerprint, (shown.expiresInSeconds / 60u).toInt()))
    }

    private fun press(key: PadKey) {
        val typing = content.step as? RegistrationStep.Pin ?: return
        if (state.value.busy) return
        val complete = pin.press(key)
        step(typing.copy(entered = pin.entered))
        if (complete) prove(typing)
    }

    private fun prove(typing: RegistrationStep.Pin) = work {
        try {
            pin.spend { phone.proveEnrolment(it) }
            go(Route.ChooseCode)
        } finally {
            step(typing.copy(entered = 0))
        }
    }

    private fun goOn() = work {
        if (content.step is RegistrationStep.OldPhone) phone.proveEnrolmentByOldPhone()
        go(Route.ChooseCode)
    }

    override fun close() {
        super.close()
        pin.close()
    }
}
