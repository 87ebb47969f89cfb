package kunci.app.keystore

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import org.bouncycastle.jce.provider.BouncyCastleProvider
import java.io.InputStream
import java.io.OutputStream
import java.security.InvalidKeyException
import java.security.InvalidParameterException
import java.security.Key
import java.security.KeyFactorySpi
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyPairGeneratorSpi
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.PublicKey
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.KeySpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyAgreement
import javax.crypto.KeyAgreementSpi
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/**
 * A stand-in for Android's Keystore: a JCA provider of the same name that keeps keys in memory, holds them to what was
 * asked for when they were made, and fails on demand. It is not hardware, and proves nothing about hardware.
 */
object StandInKeystore {
    internal class Item(val spec: KeyGenParameterSpec, val key: Key, val public: PublicKey? = null)

    internal val items = mutableMapOf<String, Item>()

    /** Whether there is a StrongBox. */
    var strongBox = false

    /** Thrown by the next uses of keys and generators, one each. */
    val faults = ArrayDeque<Exception>()

    /** Takes the place of the phone's Keystore, empty. */
    fun install() {
        Security.removeProvider(NAME)
        Security.addProvider(StandInProvider())
        items.clear()
        faults.clear()
        ended.clear()
        strongBox = false
    }

    /** As when a finger or face is added on the phone: keys that end with it cannot be used any more. */
    fun newFinger() {
        ended += items.values.filter { it.spec.isUserAuthenticationRequired && it.spec.isInvalidatedByBiometricEnrollment }
    }

    private val ended = mutableSetOf<Item>()

    internal fun usable(item: Item) {
        if (item in ended) throw KeyPermanentlyInvalidatedException()
    }

    /** How the key under the alias was asked for. */
    fun spec(alias: String): KeyGenParameterSpec = items.getValue(alias).spec

    internal fun stumble() = faults.removeFirstOrNull()?.let { throw it }

    internal fun admit(spec: KeyGenParameterSpec) {
        stumble()
        if (spec.isStrongBoxBacked && !strongBox) throw StrongBoxUnavailableException("there is no StrongBox")
    }

    internal const val NAME = "AndroidKeyStore"
    internal val software = BouncyCastleProvider()
}

class StandInProvider : Provider(StandInKeystore.NAME, "1.0", "keys in memory, for tests") {
    init {
        put("KeyStore.AndroidKeyStore", StandInStore::class.java.name)
        put("KeyPairGenerator.EC", StandInPairs::class.java.name)
        put("KeyGenerator.AES", StandInAes::class.java.name)
        put("KeyGenerator.HmacSHA256", StandInMac::class.java.name)
        put("KeyAgreement.ECDH", StandInAgreement::class.java.name)
        put("KeyFactory.EC", StandInFactory::class.java.name)
    }
}

class StandInPairs : KeyPairGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun initialize(params: AlgorithmParameterSpec, random: SecureRandom?) {
        spec = params as KeyGenParameterSpec
    }

    override fun initialize(keysize: Int, random: SecureRandom?) = throw InvalidParameterException()

    override fun generateKeyPair(): KeyPair {
        StandInKeystore.admit(spec)
        val generator = KeyPairGenerator.getInstance("EC", StandInKeystore.software)
        generator.initialize(spec.algorithmParameterSpec)
        return generator.generateKeyPair().also {
            StandInKeystore.items[spec.keystoreAlias] = StandInKeystore.Item(spec, it.private, it.public)
        }
    }
}

abstract class StandInSecrets(private val algorithm: String) : KeyGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun engineInit(params: AlgorithmParameterSpec, random: SecureRandom?) {
        spec = params as KeyGenParameterSpec
    }

    override fun engineInit(random: SecureRandom?) = throw InvalidParameterException()

    override fun engineInit(keysize: Int, random: SecureRandom?) = throw InvalidParameterException()

    override fun engineGenerateKey(): SecretKey {
        StandInKeystore.admit(spec)
        val generator = KeyGenerator.getInstance(algorithm, StandInKeystore.software)
        generator.init(spec.keySize)
        return generator.generateKey().also { StandInKeystore.items[spec.keystoreAlias] = StandInKeystore.Item(spec, it) }
    }
}

class StandInAes : StandInSecrets("AES")

class StandInMac : StandInSecrets("HmacSHA256")

/** Only keys that were made for agreement agree. */
class StandInAgreement : KeyAgreementSpi() {
    private val agreement = KeyAgreement.getInstance("ECDH", StandInKeystore.software)

    override fun engineInit(key: Key, random: SecureRandom?) {
        val purposes = StandInKeystore.items.values.first { it.key === key }.spec.purposes
        if (purposes and KeyProperties.PURPOSE_AGREE_KEY == 0) throw InvalidKeyException("not for agreement")
        agreement.init(key)
    }

    override fun engineInit(key: Key, params: AlgorithmParameterSpec?, random: SecureRandom?) = engineInit(key, random)

    override fun engineDoPhase(key: Key, lastPhase: Boolean): Key? = agreement.doPhase(key, lastPhase)

    override fun engineGenerateSecret(): ByteArray = agreement.generateSecret()

    override fun engineGenerateSecret(sharedSecret: ByteArray, offset: Int) = agreement.generateSecret(sharedSecret, offset)

    override fun engineGenerateSecret(algorithm: String): SecretKey = agreement.generateSecret(algorithm)
}

/** Says where a key is. */
class StandInFactory : KeyFactorySpi() {
    @Suppress("UNCHECKED_CAST")
    override fun <T : KeySpec> engineGetKeySpec(key: Key, keySpec: Class<T>): T {
        val spec = StandInKeystore.items.values.first { it.key === key }.spec
        val level =
            if (spec.isStrongBoxBacked) KeyProperties.SECURITY_LEVEL_STRONGBOX else KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT
        return keyInfo(spec, level) as T
    }

    override fun engineGeneratePublic(keySpec: KeySpec) = throw UnsupportedOperationException()

    override fun engineGeneratePrivate(keySpec: KeySpec) = throw UnsupportedOperationException()

    override fun engineTranslateKey(key: Key) = throw UnsupportedOperationException()
}

/** Its constructor is hidden; every other field keeps its zero. */
private fun keyInfo(spec: KeyGenParameterSpec, level: Int): KeyInfo {
    val constructor = KeyInfo::class.java.declaredConstructors.first()
    val arguments = constructor.parameterTypes.map<Class<*>, Any?> { type ->
        when (type) {
            String::class.java -> spec.keystoreAlias
            Boolean::class.javaPrimitiveType -> false
            Int::class.javaPrimitiveType -> 0
            Long::class.javaPrimitiveType -> 0L
            else -> null
        }
    }.toTypedArray()
    constructor.isAccessible = true
    val info = constructor.newInstance(*arguments) as KeyInfo
    KeyInfo::class.java.getDeclaredField("mSecurityLevel").apply { isAccessible = true }.setInt(info, level)
    return info
}

class StandInStore : KeyStoreSpi() {
    override fun engineGetKey(alias: String, password: CharArray?): Key? {
        StandInKeystore.stumble()
        return StandInKeystore.items[alias]?.also(StandInKeystore::usable)?.key
    }

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? =
        StandInKeystore.items[alias]?.let { arrayOf(Statement(it.spec.attestationChallenge ?: ByteArray(0), it.public)) }

    override fun engineContainsAlias(alias: String) = alias in StandInKeystore.items

    override fun engineDeleteEntry(alias: String) {
        StandInKeystore.items.remove(alias)
    }

    override fun engineAliases(): Enumeration<String> = Collections.enumeration(StandInKeystore.items.keys.toList())

    override fun engineSize() = StandInKeystore.items.size

    override fun engineIsKeyEntry(alias: String) = alias in StandInKeystore.items

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineGetCertificate(alias: String): Certificate? = null

    override fun engineGetCertificateAlias(cert: Certificate): String? = null

    override fun engineGetCreationDate(alias: String) = Date()

    override fun engineLoad(stream: InputStream?, password: CharArray?) {}

    override fun engineStore(stream: OutputStream?, password: CharArray?) {}

    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<out Certificate>?) =
        throw UnsupportedOperationException()

    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<out Certificate>?) =
        throw UnsupportedOperationException()

    override fun engineSetCertificateEntry(alias: String, cert: Certificate) = throw UnsupportedOperationException()
}

/** In place of a certificate: the challenge that the key was made for. */
private class Statement(private val challenge: ByteArray, private val public: PublicKey?) : Certificate("X.509") {
    override fun getEncoded() = challenge

    override fun getPublicKey() = public

    override fun verify(key: PublicKey) {}

    override fun verify(key: PublicKey, sigProvider: String) {}

    override fun toString() = "Statement"
}
