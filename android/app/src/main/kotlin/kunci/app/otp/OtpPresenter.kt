package kunci.app.otp

import android.os.SystemClock
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import uniffi.kunci_bindings.BiometricPurpose
import uniffi.kunci_bindings.OtpCode

/** Typing the Unlock Code while [otp] is `null`. */
data class OtpState(val entered: Int = 0, val otp: Otp? = null, val finger: Boolean = false)

/**
 * An OTP on the screen. No data class, so that no `toString` prints it; wiped when its time is over or the screen is left.
 */
class Otp(
    val digits: ByteArray,
    private val spokenUtf8: ByteArray,
    /** How long it was valid when it was made, in the core's words. */
    val validity: String,
    val clockMoved: Boolean,
    /** Out of how many seconds. */
    val seconds: Int,
    val secondsLeft: Int,
) {
    /** Digit by digit, for a screen reader: it takes nothing but text. */
    fun spoken(): String = spokenUtf8.decodeToString()

    fun at(secondsLeft: Int) = Otp(digits, spokenUtf8, validity, clockMoved, seconds, secondsLeft)

    fun wipe() {
        digits.fill(0)
        spokenUtf8.fill(0)
    }

    override fun toString() = "Otp(redacted)"
}

sealed interface OtpEvent {
    class Key(val key: PadKey) : OtpEvent

    data object Finger : OtpEvent

    data object Again : OtpEvent
}

class OtpPresenter(desk: Desk) : Presenter<OtpState, OtpEvent>(desk, OtpState()) {
    private val code = CodeInput()

    init {
        desk.scope.launch {
            val has = hasFinger()
            show { it.copy(finger = has) }
        }
    }

    override fun on(event: OtpEvent) = when (event) {
        is OtpEvent.Key -> press(event.key)
        OtpEvent.Finger -> work {
            finger.ask(phone.beginBiometric(BiometricPurpose.OTP)).use { outcome -> outcome.otp()?.use(::shown)?.let(::run) }
        }
        OtpEvent.Again -> forget()
    }

    private fun press(key: PadKey) = code.type(key, { typed -> show { it.copy(entered = typed) } }, ::make)

    private fun make() = work {
        try {
            run(code.spend { phone.otp(it) }.use(::shown))
        } finally {
            show { it.copy(entered = 0) }
        }
    }

    private fun run(otp: Otp) {
        show { it.copy(otp = otp) }
        desk.scope.launch { countDown(otp) }
    }

    private fun shown(otp: OtpCode) = otp.secondsLeft().toInt().let { seconds ->
        Otp(otp.digits(), otp.spoken(), otp.validity(desk.language), otp.clockMovedMs() != 0L, seconds, seconds)
    }

    /** By the clock that nobody can move; also right after the phone has slept. */
    private suspend fun countDown(otp: Otp) {
        val end = SystemClock.elapsedRealtime() + otp.seconds * SECOND
        while (content.otp?.digits === otp.digits) {
            val left = ((end - SystemClock.elapsedRealtime() + SECOND - 1) / SECOND).toInt()
            if (left <= 0) return forget()
            show { it.copy(otp = otp.at(left)) }
            delay(SECOND)
        }
    }

    private fun forget() {
        content.otp?.wipe()
        show { it.copy(otp = null) }
    }

    override fun close() {
        super.close()
        code.close()
        forget()
    }

    private companion object {
        const val SECOND = 1000L
    }
}
