package kunci.app.offline

import uniffi.kunci_bindings.OfflineCode

/** Eight digits on the screen. No data class, so that no `toString` prints them; wiped when the screen is left. */
class ShownCode(val digits: ByteArray, private val spokenUtf8: ByteArray, val validity: String) {
    /** Digit by digit, for a screen reader: it takes nothing but text. */
    fun spoken(): String = spokenUtf8.decodeToString()

    fun wipe() {
        digits.fill(0)
        spokenUtf8.fill(0)
    }

    override fun toString() = "ShownCode(redacted)"

    companion object {
        fun of(code: OfflineCode, language: String): ShownCode =
            code.use { ShownCode(it.digits(), it.spoken(), it.validity(language)) }
    }
}
