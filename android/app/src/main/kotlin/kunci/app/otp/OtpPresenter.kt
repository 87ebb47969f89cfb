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

/** Typing the Unlock Code while [otp] is `null`; [which] of its PINs is shown. */
data class OtpState(val entered: Int = 0, val otp: Otp? = null, val finger: Boolean = false, val which: Beside = Beside.NOW)

/** The present PIN and its neighbours: the website takes them too, for whoever was too slow or reads another clock. */
enum class Beside { BEFORE, NOW, AFTER }

/** Six digits. No data class, so that no `toString` prints it. */
class Pin(val digits: ByteArray, private val spokenUtf8: ByteArray) {
    /** Digit by digit, for a screen reader: it takes nothing but text. */
    fun spoken(): String = spokenUtf8.decodeToString()

    fun wipe() {
        digits.fill(0)
        spokenUtf8.fill(0)
    }

    override fun toString() = "Pin(redacted)"
}

/**
 * An OTP on the screen. No data class, so that no `toString` prints it; wiped when its time is over or the screen is left.
 */
class Otp(
    private val pins: Map<Beside, Pin>,
    /** How long the present one was valid when it was made, in the core's words. */
    val validity: String,
    val clockMoved: Boolean,
    /** The phone was restarted since the bank was last heard: a date set by hand would not be noticed. */
    val clockUnconfirmed: Boolean,
    /** Out of how many seconds. */
    val seconds: Int,
    val secondsLeft: Int,
) {
    fun pin(which: Beside): Pin = pins.getValue(which)

    fun at(secondsLeft: Int) = Otp(pins, validity, clockMoved, clockUnconfirmed, seconds, secondsLeft)

    /** The same PINs, whatever time is left. */
    fun isOf(other: Otp?) = other?.pins === pins

    fun wipe() = pins.values.forEach(Pin::wipe)

    override fun toString() = "Otp(redacted)"
}

sealed interface OtpEvent {
    class Key(val key: PadKey) : OtpEvent

    data object Finger : OtpEvent

    data class Show(val which: Beside) : OtpEvent

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
        is OtpEvent.Show -> show { it.copy(which = event.which) }
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
        val pins = mapOf(
            Beside.BEFORE to Pin(otp.previousDigits(), otp.previousSpoken()),
            Beside.NOW to Pin(otp.digits(), otp.spoken()),
            Beside.AFTER to Pin(otp.nextDigits(), otp.nextSpoken()),
        )
        Otp(pins, otp.validity(desk.language), otp.clockMovedMs() != 0L, otp.clockUnconfirmed(), seconds, seconds)
    }

    /** By the clock that nobody can move; also right after the phone has slept. */
    private suspend fun countDown(otp: Otp) {
        val end = SystemClock.elapsedRealtime() + otp.seconds * SECOND
        while (otp.isOf(content.otp)) {
            val left = ((end - SystemClock.elapsedRealtime() + SECOND - 1) / SECOND).toInt()
            if (left <= 0) return forget()
            show { it.copy(otp = otp.at(left)) }
            delay(SECOND)
        }
    }

    private fun forget() {
        content.otp?.wipe()
        show { it.copy(otp = null, which = Beside.NOW) }
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
