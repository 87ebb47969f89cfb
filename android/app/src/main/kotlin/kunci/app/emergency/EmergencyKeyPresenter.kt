package kunci.app.emergency

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.EmergencyKeyView
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.RejectReason

/** Whether there is a key that works; `null` until the bank has answered. [key]: the new one, this once. */
data class EmergencyKeyState(val standing: EmergencyKeyView? = null, val key: ShownKey? = null)

/** Twenty digits on the screen. No data class, so that no `toString` prints them; wiped when the screen is left. */
class ShownKey(val digits: ByteArray, private val spokenUtf8: ByteArray) {
    /** Digit by digit, for a screen reader: it takes nothing but text. */
    fun spoken(): String = spokenUtf8.decodeToString()

    fun wipe() {
        digits.fill(0)
        spokenUtf8.fill(0)
    }

    override fun toString() = "ShownKey(redacted)"
}

sealed interface EmergencyKeyEvent {
    data object Make : EmergencyKeyEvent

    /** It is on paper: now it may become the one that works. */
    data object Written : EmergencyKeyEvent

    /** It is on no paper: the one before goes on working. */
    data object Cancel : EmergencyKeyEvent

    data object Drop : EmergencyKeyEvent

    data object Refresh : EmergencyKeyEvent
}

/** Digits on paper for the day when the phone is gone. Both a new key and the end of one are approved by the token. */
class EmergencyKeyPresenter(desk: Desk) : Presenter<EmergencyKeyState, EmergencyKeyEvent>(desk, EmergencyKeyState()) {
    /** By which the key on the screen works once it is approved. */
    private var operation: Operation? = null

    init {
        work { load() }
    }

    override fun on(event: EmergencyKeyEvent) = when (event) {
        EmergencyKeyEvent.Make -> work { make() }
        EmergencyKeyEvent.Written -> written()
        EmergencyKeyEvent.Cancel -> work { cancel() }
        EmergencyKeyEvent.Drop -> work { desk.approve(phone.dropEmergencyKey()) }
        EmergencyKeyEvent.Refresh -> work { load() }
    }

    private suspend fun load() {
        val standing = phone.emergencyKey(desk.language)
        show { it.copy(standing = standing) }
    }

    private suspend fun make() = phone.makeEmergencyKey().use { key ->
        forget()
        operation = key.operation()
        show { it.copy(key = ShownKey(key.digits(), key.spoken())) }
    }

    private fun written() {
        val made = operation ?: return
        // It goes on to the next screen.
        operation = null
        desk.approve(made)
    }

    /** Nobody approves by mistake what is on no paper. */
    private suspend fun cancel() {
        operation?.let { phone.reject(it, RejectReason.MISTAKE) }
        forget()
    }

    private fun forget() {
        content.key?.wipe()
        show { it.copy(key = null) }
        operation?.close()
        operation = null
    }

    override fun close() {
        super.close()
        forget()
    }
}
