package kunci.app.biometric

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import kunci.app.keystore.reaction
import uniffi.kunci_bindings.DeviceKeyException
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * AES-256-GCM in the phone's key hardware. Each use needs a strong finger or face; one that is added ends the key.
 *
 * **Never run on hardware here**: its reactions are tested against a stand-in for the Keystore.
 */
class KeystoreBiometricHost(private val prompter: Prompter) : BiometricHost {
    override suspend fun wrap(plaintext: ByteArray, words: PromptWords): BiometricAnswer = guarded {
        forget()
        val cipher = Cipher.getInstance(AES_GCM).apply { init(Cipher.ENCRYPT_MODE, generate()) }
        used(cipher, words) { byteArrayOf(VERSION) + it.iv + it.doFinal(plaintext) }
    }

    override suspend fun unwrap(wrapped: ByteArray, words: PromptWords): BiometricAnswer = guarded {
        if (wrapped.size < 1 + NONCE + TAG_BITS / 8 || wrapped[0] != VERSION) throw DeviceKeyException.Invalidated()
        val key = store().getKey(ALIAS, null) as? SecretKey ?: throw DeviceKeyException.Missing()
        val cipher = Cipher.getInstance(AES_GCM)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, wrapped, 1, NONCE))
        used(cipher, words) { it.doFinal(wrapped, 1 + NONCE, wrapped.size - 1 - NONCE) }
    }

    override fun forget() {
        runCatching { store().deleteEntry(ALIAS) }
    }

    private suspend fun used(cipher: Cipher, words: PromptWords, use: (Cipher) -> ByteArray): BiometricAnswer =
        when (val answer = prompter.ask(cipher, words)) {
            Answer.Granted -> BiometricAnswer.Bytes(use(cipher))
            is Answer.Denied -> answer.outcome
        }

    private fun generate(): SecretKey = try {
        generate(strongBox = true)
    } catch (_: StrongBoxUnavailableException) {
        generate(strongBox = false)
    }

    private fun generate(strongBox: Boolean): SecretKey {
        val spec = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setKeySize(KEY_BITS)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setUserAuthenticationRequired(true)
            // 0: for this one use, not for some seconds.
            .setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG)
            .setInvalidatedByBiometricEnrollment(true)
            .setUnlockedDeviceRequired(true)
            .setIsStrongBoxBacked(strongBox)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).run {
            init(spec)
            generateKey()
        }
    }

    private fun store(): KeyStore = KeyStore.getInstance(PROVIDER).apply { load(null) }

    private suspend fun guarded(work: suspend () -> BiometricAnswer): BiometricAnswer = try {
        work()
    } catch (stopped: kotlinx.coroutines.CancellationException) {
        throw stopped
    } catch (fault: Exception) {
        when (reaction(fault)) {
            // A key that is gone is as good as one that was ended: both need the Unlock Code to begin anew.
            is DeviceKeyException.Invalidated, is DeviceKeyException.Missing -> BiometricAnswer.Invalidated
            else -> BiometricAnswer.Unavailable
        }
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val ALIAS = "kunci.biometric"
        const val AES_GCM = "AES/GCM/NoPadding"
        const val VERSION: Byte = 1
        const val NONCE = 12
        const val TAG_BITS = 128
        const val KEY_BITS = 256
    }
}
