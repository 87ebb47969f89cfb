package kunci.app.biometric

import android.hardware.biometrics.BiometricPrompt
import android.security.keystore.KeyProperties
import kotlinx.coroutines.runBlocking
import kunci.app.keystore.StandInKeystore
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.security.ProviderException
import javax.crypto.Cipher

/** How the biometric key reacts. Against a stand-in: neither hardware nor a finger is involved. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = android.app.Application::class)
class KeystoreBiometricHostTest {
    private val words = PromptWords("title", "reason", "cancel")
    private var answer: Answer = Answer.Granted
    private var asked = 0
    private val host = KeystoreBiometricHost(object : Prompter {
        override suspend fun ask(cipher: Cipher, words: PromptWords) = answer.also { asked++ }
    })
    private val plain = ByteArray(32) { it.toByte() }

    @Before
    fun install() = StandInKeystore.install()

    private fun wrap() = (runBlocking { host.wrap(plain, words) } as BiometricAnswer.Bytes).bytes

    private fun unwrap(wrapped: ByteArray) = runBlocking { host.unwrap(wrapped, words) }

    @Test
    fun otp_11_the_key_asks_for_a_strong_finger_at_each_use_and_ends_with_a_new_one() {
        wrap()
        val spec = StandInKeystore.spec("kunci.biometric")
        assertTrue(spec.isUserAuthenticationRequired && spec.isInvalidatedByBiometricEnrollment)
        assertEquals(0, spec.userAuthenticationValidityDurationSeconds)
        assertEquals(KeyProperties.AUTH_BIOMETRIC_STRONG, spec.userAuthenticationType)
        assertTrue(spec.isUnlockedDeviceRequired)
    }

    @Test
    fun otp_11_what_a_finger_wrapped_a_finger_unwraps() {
        val wrapped = wrap()
        assertArrayEquals(plain, (unwrap(wrapped) as BiometricAnswer.Bytes).bytes)
        assertEquals(2, asked)
        assertFalse(wrapped.toList().windowed(plain.size).any { it == plain.toList() })
    }

    @Test
    fun otp_11_a_new_finger_ends_it_before_anybody_is_asked() {
        val wrapped = wrap()
        StandInKeystore.newFinger()
        assertEquals(BiometricAnswer.Invalidated, unwrap(wrapped))
        assertEquals(1, asked)
    }

    @Test
    fun otp_11_cancelling_and_a_lock_out_change_nothing() {
        val wrapped = wrap()
        for (outcome in listOf(BiometricAnswer.Cancelled, BiometricAnswer.LockedOut, BiometricAnswer.Unavailable)) {
            answer = Answer.Denied(outcome)
            assertEquals(outcome, unwrap(wrapped))
        }
        answer = Answer.Granted
        assertArrayEquals(plain, (unwrap(wrapped) as BiometricAnswer.Bytes).bytes)
    }

    @Test
    fun otp_11_a_hiccup_of_the_keystore_is_no_new_finger() {
        val wrapped = wrap()
        StandInKeystore.faults += ProviderException("Keystore is busy")
        assertEquals(BiometricAnswer.Unavailable, unwrap(wrapped))
        assertArrayEquals(plain, (unwrap(wrapped) as BiometricAnswer.Bytes).bytes)
    }

    @Test
    fun otp_11_a_forgotten_key_and_foreign_bytes_open_nothing() {
        val wrapped = wrap()
        assertEquals(BiometricAnswer.Invalidated, unwrap(ByteArray(5)))
        assertEquals(BiometricAnswer.Invalidated, unwrap(wrapped.also { it[20] = (it[20] + 1).toByte() }))
        host.forget()
        host.forget()
        assertEquals(BiometricAnswer.Invalidated, unwrap(wrap().also { host.forget() }))
    }

    @Test
    fun otp_11_each_error_of_the_prompt_has_its_meaning() {
        val meaning = SystemPrompter::meaning
        assertEquals(BiometricAnswer.Cancelled, meaning(BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED))
        assertEquals(BiometricAnswer.LockedOut, meaning(BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT))
        assertEquals(BiometricAnswer.LockedOut, meaning(BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT_PERMANENT))
        assertEquals(BiometricAnswer.Unavailable, meaning(BiometricPrompt.BIOMETRIC_ERROR_NO_BIOMETRICS))
        assertEquals(BiometricAnswer.Unavailable, meaning(BiometricPrompt.BIOMETRIC_ERROR_HW_NOT_PRESENT))
    }
}
