package kunci.app

import uniffi.kunci_bindings.CodeEntry
import uniffi.kunci_bindings.CodeEntryException

/** A key of the code pad. */
sealed interface PadKey {
    /** 0 … 9. Not a data class: no `toString` prints it. */
    class Digit(val value: Int) : PadKey

    /** Takes the last one back. */
    data object Delete : PadKey
}

/** A code being typed. The digits live in the core; here is only how many there are. */
class CodeInput : AutoCloseable {
    private val entry = CodeEntry()
    private var closed = false

    /** How many digits were typed. */
    val entered: Int get() = entry.len().toInt()

    /** Takes a key; whether the code is complete now. */
    fun press(key: PadKey): Boolean {
        when (key) {
            PadKey.Delete -> entry.backspace()
            is PadKey.Digit -> try {
                entry.push(key.value.toUByte())
            } catch (_: CodeEntryException) {
                // Full: the key changes nothing.
            }
        }
        return entered == LENGTH
    }

    /** Hands the code to one call of the core, and wipes it whatever comes of it. */
    suspend fun <T> spend(call: suspend (CodeEntry) -> T): T = try {
        call(entry)
    } finally {
        clear()
    }

    /** Wipes it. A call may end after its screen was left: there is nothing to wipe any more then. */
    fun clear() {
        if (!closed) entry.clear()
    }

    override fun close() {
        clear()
        closed = true
        entry.close()
    }

    companion object {
        /** Digits of an Unlock Code and of a one-time PIN. */
        const val LENGTH = 6
    }
}
