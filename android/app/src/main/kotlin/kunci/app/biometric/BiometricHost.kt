package kunci.app.biometric

/** The words on the system's prompt; the core's. */
data class PromptWords(val title: String, val reason: String, val cancel: String)

/** What came of asking for a finger or a face. */
sealed interface BiometricAnswer {
    /** The bytes that the key gave; whoever gets them overwrites them. No data class: no `toString` prints them. */
    class Bytes(val bytes: ByteArray) : BiometricAnswer

    /** The customer did not want to; nothing changes. */
    data object Cancelled : BiometricAnswer

    /** Too many wrong fingers; the Unlock Code still works. */
    data object LockedOut : BiometricAnswer

    /** A finger or face was added on the phone: the key can never be used again. */
    data object Invalidated : BiometricAnswer

    /** No sensor, nothing enrolled, or the Keystore does not answer. */
    data object Unavailable : BiometricAnswer
}

/** The key that a finger or face opens, once each time. */
interface BiometricHost {
    /** Makes the key, in place of any that is there, and encrypts with it. */
    suspend fun wrap(plaintext: ByteArray, words: PromptWords): BiometricAnswer

    /** Undoes [wrap]. */
    suspend fun unwrap(wrapped: ByteArray, words: PromptWords): BiometricAnswer

    /** Removes the key; fine if there is none. */
    fun forget()
}
