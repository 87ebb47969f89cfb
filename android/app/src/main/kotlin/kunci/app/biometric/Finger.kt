package kunci.app.biometric

import uniffi.kunci_bindings.BiometricFailure
import uniffi.kunci_bindings.BiometricOutcome
import uniffi.kunci_bindings.BiometricPrompt
import uniffi.kunci_bindings.Phone

/** Carries a question of the core to the phone's sensor, and what came of it back. */
class Finger(private val phone: Phone, private val host: BiometricHost, private val language: String) {
    suspend fun ask(prompt: BiometricPrompt): BiometricOutcome = prompt.use {
        val words = it.words(language).let { told -> PromptWords(told.title, told.reason, told.cancel) }
        val key = it.toWrap()
        if (key.isEmpty()) unwrap(it, words) else wrap(it, key, words)
    }

    private suspend fun wrap(prompt: BiometricPrompt, key: ByteArray, words: PromptWords): BiometricOutcome {
        val answer = try {
            host.wrap(key, words)
        } finally {
            key.fill(0)
        }
        return if (answer is BiometricAnswer.Bytes) phone.finishBiometricWrapped(prompt.id(), answer.bytes) else failed(prompt, answer)
    }

    private suspend fun unwrap(prompt: BiometricPrompt, words: PromptWords): BiometricOutcome {
        val answer = host.unwrap(prompt.wrapped(), words)
        if (answer !is BiometricAnswer.Bytes) return failed(prompt, answer)
        return try {
            phone.finishBiometricUnwrapped(prompt.id(), answer.bytes)
        } finally {
            answer.bytes.fill(0)
        }
    }

    /** The core answers with the error to show; after a new finger it has switched this off. */
    private suspend fun failed(prompt: BiometricPrompt, answer: BiometricAnswer): BiometricOutcome {
        if (answer == BiometricAnswer.Invalidated) host.forget()
        val why = when (answer) {
            BiometricAnswer.Cancelled -> BiometricFailure.CANCELLED
            BiometricAnswer.LockedOut -> BiometricFailure.LOCKED_OUT
            BiometricAnswer.Invalidated -> BiometricFailure.INVALIDATED
            else -> BiometricFailure.UNAVAILABLE
        }
        return phone.finishBiometricFailed(prompt.id(), why)
    }
}
