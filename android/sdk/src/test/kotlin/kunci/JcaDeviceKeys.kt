package kunci

import uniffi.kunci_bindings.DeviceKeyException
import uniffi.kunci_bindings.DeviceKeys
import uniffi.kunci_bindings.GeneratedKey
import uniffi.kunci_bindings.KeyLevel
import uniffi.kunci_bindings.KeySpec
import java.math.BigInteger
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.security.GeneralSecurityException
import java.security.KeyFactory
import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.Signature
import java.security.interfaces.ECPrivateKey
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPublicKeySpec
import java.security.spec.PKCS8EncodedKeySpec
import javax.crypto.Cipher
import javax.crypto.KeyAgreement
import javax.crypto.Mac
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/**
 * The host half of the core on a plain JVM: keys in files, made with the Java cryptography that every JVM has.
 * For tests only: it protects nothing. On a phone the Keystore takes its place.
 */
class JcaDeviceKeys(private val folder: Path) : DeviceKeys {
    private val random = SecureRandom()
    private val root: ByteArray

    init {
        Files.createDirectories(folder)
        val file = folder.resolve("root.secret")
        if (!Files.exists(file)) write(file, ByteArray(32).also(random::nextBytes))
        root = Files.readAllBytes(file)
    }

    override fun `generate`(`spec`: KeySpec): GeneratedKey {
        val generator = KeyPairGenerator.getInstance("EC")
        generator.initialize(ECGenParameterSpec("secp256r1"), random)
        val pair = generator.generateKeyPair()
        write(file(spec.alias), pair.private.encoded)
        return GeneratedKey(sec1(pair.public as ECPublicKey), KeyLevel.SOFTWARE, emptyList())
    }

    override fun `sign`(`alias`: String, `message`: ByteArray): ByteArray {
        val signer = Signature.getInstance("SHA256withECDSAinP1363Format")
        signer.initSign(key(alias), random)
        signer.update(message)
        return signer.sign()
    }

    override fun `agree`(`alias`: String, `peerPublic`: ByteArray): ByteArray {
        val own = key(alias)
        if (peerPublic.size != 65 || peerPublic[0].toInt() != 4) throw DeviceKeyException.Unavailable()
        val point = ECPoint(BigInteger(1, peerPublic.copyOfRange(1, 33)), BigInteger(1, peerPublic.copyOfRange(33, 65)))
        try {
            val peer = KeyFactory.getInstance("EC").generatePublic(ECPublicKeySpec(point, own.params))
            return KeyAgreement.getInstance("ECDH").run {
                init(own)
                doPhase(peer, true)
                generateSecret()
            }
        } catch (_: GeneralSecurityException) {
            // The point is not on the curve.
            throw DeviceKeyException.Unavailable()
        }
    }

    override fun `deviceSecret`(`label`: String): ByteArray = derive("secret", label)

    override fun `wrap`(`label`: String, `plaintext`: ByteArray): ByteArray {
        val nonce = ByteArray(NONCE).also(random::nextBytes)
        return nonce + cipher(Cipher.ENCRYPT_MODE, label, nonce).doFinal(plaintext)
    }

    override fun `unwrap`(`label`: String, `wrapped`: ByteArray): ByteArray {
        if (wrapped.size < NONCE) throw DeviceKeyException.Invalidated()
        try {
            val cipher = cipher(Cipher.DECRYPT_MODE, label, wrapped.copyOf(NONCE))
            return cipher.doFinal(wrapped, NONCE, wrapped.size - NONCE)
        } catch (_: GeneralSecurityException) {
            throw DeviceKeyException.Invalidated()
        }
    }

    override fun `erase`(`alias`: String) {
        Files.deleteIfExists(file(alias))
    }

    private fun cipher(mode: Int, label: String, nonce: ByteArray): Cipher {
        val cipher = Cipher.getInstance("AES/GCM/NoPadding")
        cipher.init(mode, SecretKeySpec(derive("wrap", label), "AES"), GCMParameterSpec(128, nonce))
        return cipher
    }

    /** One secret per use and label, from the device's root. */
    private fun derive(use: String, label: String): ByteArray {
        val mac = Mac.getInstance("HmacSHA256")
        mac.init(SecretKeySpec(root, "HmacSHA256"))
        return mac.doFinal("$use\u0000$label".toByteArray())
    }

    private fun key(alias: String): ECPrivateKey {
        val file = file(alias)
        if (!Files.exists(file)) throw DeviceKeyException.Missing()
        return KeyFactory.getInstance("EC").generatePrivate(PKCS8EncodedKeySpec(Files.readAllBytes(file))) as ECPrivateKey
    }

    /** At once or not at all: another thread never reads half a key. */
    private fun write(file: Path, bytes: ByteArray) {
        val half = Files.createTempFile(folder, "half-", null)
        Files.write(half, bytes)
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE)
    }

    /** Aliases may hold characters that file names may not. */
    private fun file(alias: String): Path = folder.resolve(alias.toByteArray().toHexString() + ".key")

    private companion object {
        const val NONCE = 12

        /** The point uncompressed: 4, then x and y of 32 bytes each. */
        fun sec1(key: ECPublicKey): ByteArray = byteArrayOf(4) + fixed(key.w.affineX) + fixed(key.w.affineY)

        fun fixed(number: BigInteger): ByteArray {
            val bytes = number.toByteArray().dropWhile { it.toInt() == 0 }.toByteArray()
            return ByteArray(32 - bytes.size) + bytes
        }
    }
}
