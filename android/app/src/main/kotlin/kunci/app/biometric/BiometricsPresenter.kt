package kunci.app.biometric

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter

/** Whether a finger or face serves beside the Unlock Code; [entered] counts while the code is typed. */
data class BiometricsState(val on: Boolean? = null, val entered: Int? = null)

sealed interface BiometricsEvent {
    data object SwitchOn : BiometricsEvent

    class Key(val key: PadKey) : BiometricsEvent

    data object SwitchOff : BiometricsEvent
}

/** On by the Unlock Code and a finger or face; off by the phone alone. */
class BiometricsPresenter(desk: Desk) : Presenter<BiometricsState, BiometricsEvent>(desk, BiometricsState()) {
    private val code = CodeInput()

    init {
        work { told(phone.token().biometric) }
    }

    override fun on(event: BiometricsEvent) = when (event) {
        BiometricsEvent.SwitchOn -> show { it.copy(entered = 0) }
        is BiometricsEvent.Key -> press(event.key)
        BiometricsEvent.SwitchOff -> work {
            told(phone.biometricsOff().biometric)
            host.biometrics.forget()
        }
    }

    private fun press(key: PadKey) = code.type(key, { typed -> show { it.copy(entered = typed) } }, ::enable)

    private fun enable() = work {
        try {
            sense()
            val prompt = code.spend { phone.beginBiometricEnable(it) }
            finger.ask(prompt).use { outcome -> outcome.enabled()?.let { told(it.biometric) } }
        } finally {
            show { it.copy(entered = null) }
        }
    }

    private fun told(on: Boolean) = show { it.copy(on = on) }

    override fun close() {
        super.close()
        code.close()
    }
}
