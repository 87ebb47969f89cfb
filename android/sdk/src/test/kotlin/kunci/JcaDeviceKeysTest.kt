package kunci

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import uniffi.kunci_bindings.DeviceKeyException
import uniffi.kunci_bindings.KeyPurpose
import uniffi.kunci_bindings.KeySpec
import java.math.BigInteger
import java.nio.file.Path
import java.security.AlgorithmParameters
import java.security.KeyFactory
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPublicKeySpec

/** The host keeps the contract of the trait, whoever calls it. */
class JcaDeviceKeysTest {
    @TempDir
    lateinit var folder: Path

    private fun signing(alias: String) = KeySpec(alias, KeyPurpose.SIGN, ByteArray(32))

    @Test
    fun a_signature_is_verified_by_the_public_key_also_after_a_restart() {
        val public = JcaDeviceKeys(folder).generate(signing("device/1")).publicKey
        val signature = JcaDeviceKeys(folder).sign("device/1", "pay".toByteArray())
        assertEquals(64, signature.size)
        assertTrue(verifies(public, "pay", signature))
        assertFalse(verifies(public, "pay more", signature))
    }

    @Test
    fun two_devices_agree_on_the_same_secret() {
        val (a, b) = listOf("a", "b").map { JcaDeviceKeys(folder.resolve(it)) }
        val publicA = a.generate(signing("x")).publicKey
        val publicB = b.generate(signing("x")).publicKey
        assertArrayEquals(a.agree("x", publicB), b.agree("x", publicA))
    }

    @Test
    fun what_is_wrapped_opens_only_on_this_device_under_its_label_and_untouched() {
        val keys = JcaDeviceKeys(folder.resolve("a"))
        val wrapped = keys.wrap("database", byteArrayOf(1, 2, 3))
        assertArrayEquals(byteArrayOf(1, 2, 3), keys.unwrap("database", wrapped))
        assertThrows<DeviceKeyException.Invalidated> { keys.unwrap("other", wrapped) }
        assertThrows<DeviceKeyException.Invalidated> { JcaDeviceKeys(folder.resolve("b")).unwrap("database", wrapped) }
        wrapped[wrapped.size - 1] = (wrapped.last() + 1).toByte()
        assertThrows<DeviceKeyException.Invalidated> { keys.unwrap("database", wrapped) }
    }

    @Test
    fun an_erased_key_is_missing() {
        val keys = JcaDeviceKeys(folder)
        keys.generate(signing("x"))
        keys.erase("x")
        assertThrows<DeviceKeyException.Missing> { keys.sign("x", byteArrayOf()) }
    }

    @Test
    fun device_secrets_differ_by_label_and_stay() {
        val first = JcaDeviceKeys(folder).deviceSecret("otp")
        assertEquals(32, first.size)
        assertArrayEquals(first, JcaDeviceKeys(folder).deviceSecret("otp"))
        assertFalse(first.contentEquals(JcaDeviceKeys(folder).deviceSecret("store")))
    }

    private fun verifies(sec1: ByteArray, message: String, signature: ByteArray): Boolean {
        val curve = AlgorithmParameters.getInstance("EC").apply { init(ECGenParameterSpec("secp256r1")) }
        val point = ECPoint(BigInteger(1, sec1.copyOfRange(1, 33)), BigInteger(1, sec1.copyOfRange(33, 65)))
        val spec = ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec::class.java))
        return Signature.getInstance("SHA256withECDSAinP1363Format").run {
            initVerify(KeyFactory.getInstance("EC").generatePublic(spec))
            update(message.toByteArray())
            verify(signature)
        }
    }
}
