package kunci.app.registration

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.EnrolmentMethod

/** [sent] is there once the SMS is under way. */
data class RegistrationState(val sent: Sent? = null, val entered: Int = 0)

/** The SMS: where it went (masked by the bank), how long it is good, for how many tries. */
data class Sent(val to: String, val minutes: Int, val tries: Int)

sealed interface RegistrationEvent {
    data object SendSms : RegistrationEvent

    class Key(val key: PadKey) : RegistrationEvent
}

class RegistrationPresenter(desk: Desk) : Presenter<RegistrationState, RegistrationEvent>(desk, RegistrationState()) {
    private val pin = CodeInput()

    override fun on(event: RegistrationEvent) = when (event) {
        RegistrationEvent.SendSms -> send()
        is RegistrationEvent.Key -> press(event.key)
    }

    private fun send() = work {
        val begun = phone.beginEnrolment(EnrolmentMethod.SMS)
        val sent = Sent(begun.sentTo, (begun.expiresInSeconds / 60u).toInt(), begun.triesLeft.toInt())
        show { it.copy(sent = sent) }
    }

    private fun press(key: PadKey) {
        if (state.value.busy) return
        val complete = pin.press(key)
        show { it.copy(entered = pin.entered) }
        if (complete) prove()
    }

    private fun prove() = work {
        try {
            pin.spend { phone.proveEnrolment(it) }
            go(Route.ChooseCode)
        } finally {
            show { it.copy(entered = 0) }
        }
    }

    override fun close() {
        super.close()
        pin.close()
    }
}
