package kunci.app.keystore

import android.app.KeyguardManager
import android.content.Context
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import uniffi.kunci_bindings.DeviceKeyException
import uniffi.kunci_bindings.DeviceKeys
import uniffi.kunci_bindings.GeneratedKey
import uniffi.kunci_bindings.KeyLevel
import uniffi.kunci_bindings.KeyPurpose
import uniffi.kunci_bindings.KeySpec
import java.security.Key
import java.security.KeyFactory
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.PrivateKey
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import javax.crypto.Cipher
import javax.crypto.KeyAgreement
import javax.crypto.KeyGenerator
import javax.crypto.Mac
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * The phone's key hardware: Android's Keystore, in StrongBox where there is one, else in the trusted execution environment.
 *
 * **Never run on hardware here.** This is compiled against Android's API, and its reactions (fall-back, hiccups, a locked
 * phone, lost keys) are tested against a stand-in for the Keystore. What a real phone does must be tried on one.
 *
 * Every key stays in the hardware, can be used while the phone is unlocked only, and shows no prompt. Key agreement needs
 * Android 12.
 */
class AndroidKeystoreDeviceKeys(context: Context) : DeviceKeys {
    private val keyguard = context.getSystemService(KeyguardManager::class.java)
    private val firstUse = Any()

    override fun generate(spec: KeySpec): GeneratedKey = guarded {
        val alias = pairAlias(spec.alias)
        val store = store()
        store.deleteEntry(alias)
        try {
            val pair = generatePair(alias, spec)
            val level = level(pair.private)
            val chain = store.getCertificateChain(alias).orEmpty().map { it.encoded }
            GeneratedKey(EllipticCurve.point(pair.public), level, chain)
        } catch (fault: Exception) {
            // Nothing half-made is left behind; why it failed matters more than why it cannot be removed.
            runCatching { store.deleteEntry(alias) }
            throw fault
        }
    }

    override fun sign(alias: String, message: ByteArray): ByteArray = guarded {
        val signer = Signature.getInstance("SHA256withECDSA")
        signer.initSign(privateKey(alias))
        signer.update(message)
        EllipticCurve.plainSignature(signer.sign())
    }

    override fun agree(alias: String, peerPublic: ByteArray): ByteArray = guarded {
        val own = privateKey(alias)
        val agreement = KeyAgreement.getInstance("ECDH", PROVIDER)
        agreement.init(own)
        agreement.doPhase(EllipticCurve.publicKey(peerPublic), true)
        agreement.generateSecret()
    }

    /** HMAC-SHA256 of the label. The key is made on first use. */
    override fun deviceSecret(label: String): ByteArray = guarded {
        val key = secretKey(SECRET_ALIAS) ?: firstTime(SECRET_ALIAS, SecretUse.PRF)
        val mac = Mac.getInstance(KeyProperties.KEY_ALGORITHM_HMAC_SHA256)
        mac.init(key)
        mac.doFinal(label.toByteArray())
    }

    /** `version ‖ nonce ‖ AES-256-GCM(plaintext)` under a key of the label's own, made on first use. */
    override fun wrap(label: String, plaintext: ByteArray): ByteArray = guarded {
        val alias = wrapAlias(label)
        val key = secretKey(alias) ?: firstTime(alias, SecretUse.WRAP)
        val cipher = Cipher.getInstance(AES_GCM)
        // The Keystore picks the nonce, so that none is ever used twice.
        cipher.init(Cipher.ENCRYPT_MODE, key)
        val sealed = cipher.doFinal(plaintext)
        if (cipher.iv.size != NONCE) throw DeviceKeyException.Unavailable()
        byteArrayOf(VERSION) + cipher.iv + sealed
    }

    override fun unwrap(label: String, wrapped: ByteArray): ByteArray = guarded {
        if (wrapped.size < 1 + NONCE + TAG_BITS / 8 || wrapped[0] != VERSION) throw DeviceKeyException.Invalidated()
        val key = secretKey(wrapAlias(label)) ?: throw DeviceKeyException.Missing()
        val cipher = Cipher.getInstance(AES_GCM)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, wrapped, 1, NONCE))
        cipher.doFinal(wrapped, 1 + NONCE, wrapped.size - 1 - NONCE)
    }

    override fun erase(alias: String) = guarded { store().deleteEntry(pairAlias(alias)) }

    /** StrongBox by trying, not by asking: phones have claimed one that then refuses. */
    private fun generatePair(alias: String, spec: KeySpec): KeyPair = try {
        generatePair(pairSpec(alias, spec, strongBox = true))
    } catch (_: StrongBoxUnavailableException) {
        generatePair(pairSpec(alias, spec, strongBox = false))
    }

    private fun generatePair(spec: KeyGenParameterSpec): KeyPair =
        KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, PROVIDER).run {
            initialize(spec)
            generateKeyPair()
        }

    /** The first user of a key makes it; two threads must not make two. */
    private fun firstTime(alias: String, use: SecretUse): SecretKey = synchronized(firstUse) {
        secretKey(alias) ?: try {
            generateSecret(use, secretSpec(alias, use, strongBox = true))
        } catch (_: StrongBoxUnavailableException) {
            generateSecret(use, secretSpec(alias, use, strongBox = false))
        }
    }

    private fun generateSecret(use: SecretUse, spec: KeyGenParameterSpec): SecretKey =
        KeyGenerator.getInstance(use.algorithm, PROVIDER).run {
            init(spec)
            generateKey()
        }

    private fun privateKey(alias: String): PrivateKey =
        key(pairAlias(alias)) as? PrivateKey ?: throw DeviceKeyException.Missing()

    private fun secretKey(alias: String): SecretKey? = key(alias) as? SecretKey

    /** `null` only when the Keystore answered that there is none. */
    private fun key(alias: String): Key? = store().getKey(alias, null)

    private fun store(): KeyStore = KeyStore.getInstance(PROVIDER).apply { load(null) }

    /** Where the key is by the Keystore's own word, never by the version of Android or the box that was asked for. */
    private fun level(key: PrivateKey): KeyLevel {
        val info = KeyFactory.getInstance(key.algorithm, PROVIDER).getKeySpec(key, KeyInfo::class.java)
        return when (info.securityLevel) {
            KeyProperties.SECURITY_LEVEL_STRONGBOX -> KeyLevel.STRONGBOX
            KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT, KeyProperties.SECURITY_LEVEL_UNKNOWN_SECURE -> KeyLevel.TEE
            else -> KeyLevel.SOFTWARE
        }
    }

    /** Turns every fault into one that the core knows. */
    private fun <T> guarded(work: () -> T): T = try {
        work()
    } catch (fault: Exception) {
        throw reaction(fault).unlessLocked()
    }

    /** Keys that need an unlocked phone fail in many ways while it is locked; the keyguard knows. */
    private fun DeviceKeyException.unlessLocked(): DeviceKeyException = when (this) {
        is DeviceKeyException.Unavailable, is DeviceKeyException.Busy ->
            if (keyguard?.isDeviceLocked == true) DeviceKeyException.DeviceLocked() else this
        else -> this
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val AES_GCM = "AES/GCM/NoPadding"
        const val VERSION: Byte = 1
        const val NONCE = 12
        const val TAG_BITS = 128
        const val KEY_BITS = 256
        const val SECRET_ALIAS = "kunci.secret"

        fun pairAlias(alias: String) = "kunci.pair.$alias"

        fun wrapAlias(label: String) = "kunci.wrap.$label"

        fun pairSpec(alias: String, spec: KeySpec, strongBox: Boolean): KeyGenParameterSpec {
            val purpose = when (spec.purpose) {
                KeyPurpose.SIGN -> KeyProperties.PURPOSE_SIGN
                KeyPurpose.AGREE -> KeyProperties.PURPOSE_AGREE_KEY
            }
            val builder = KeyGenParameterSpec.Builder(alias, purpose)
                .setAlgorithmParameterSpec(ECGenParameterSpec(EllipticCurve.NAME))
                .setAttestationChallenge(spec.challenge)
                .setUnlockedDeviceRequired(true)
                .setIsStrongBoxBacked(strongBox)
            if (spec.purpose == KeyPurpose.SIGN) builder.setDigests(KeyProperties.DIGEST_SHA256)
            return builder.build()
        }

        fun secretSpec(alias: String, use: SecretUse, strongBox: Boolean): KeyGenParameterSpec {
            val builder = KeyGenParameterSpec.Builder(alias, use.purposes)
                .setKeySize(KEY_BITS)
                .setUnlockedDeviceRequired(true)
                .setIsStrongBoxBacked(strongBox)
            if (use == SecretUse.WRAP) {
                builder.setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                    .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            }
            return builder.build()
        }
    }

    /** What a symmetric key is for. */
    private enum class SecretUse(val algorithm: String, val purposes: Int) {
        PRF(KeyProperties.KEY_ALGORITHM_HMAC_SHA256, KeyProperties.PURPOSE_SIGN),
        WRAP(KeyProperties.KEY_ALGORITHM_AES, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT),
    }
}
