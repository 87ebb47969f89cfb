package kunci

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import uniffi.kunci_bindings.CodeEntry
import uniffi.kunci_bindings.CodeEntryException
import uniffi.kunci_bindings.DeviceKeyException
import uniffi.kunci_bindings.DeviceKeys
import uniffi.kunci_bindings.KeyPurpose
import uniffi.kunci_bindings.KeySpec
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SoftwareDeviceKeys
import uniffi.kunci_bindings.errorCode
import uniffi.kunci_bindings.explain
import java.nio.file.Path

/** What an app can rely on at the language border. */
class PhoneTest {
    @TempDir
    lateinit var folder: Path
    private lateinit var bank: SandboxBank

    @BeforeEach
    fun startBank() {
        bank = SandboxBank.start(folder)
    }

    @AfterEach
    fun stopBank() = bank.close()

    private fun open(keys: DeviceKeys = JcaDeviceKeys(folder.resolve("device"))): Phone =
        Phone.open(folder.resolve("profile").toString(), bank.phoneConfig, keys)

    @Test
    fun a_refusal_arrives_as_a_typed_exception_with_a_code_and_words() {
        open().use { phone ->
            runBlocking { phone.fetchKeys() }
            val refusal = assertThrows<PhoneException> {
                runBlocking { phone.signIn("nobody", "wrong".toByteArray(), "en-GB") }
            }
            assertEquals("sign_in_refused", errorCode(refusal))
            val (english, indonesian) = listOf("en", "id").map { explain(refusal, it) }
            assertTrue(english.title.isNotBlank() && english.body.isNotBlank())
            assertTrue(english != indonesian, "both languages say the same")
        }
    }

    @Test
    fun an_error_of_the_host_reaches_the_caller_typed() {
        val broken = object : DeviceKeys by JcaDeviceKeys(folder.resolve("device")) {
            override fun `unwrap`(`label`: String, `wrapped`: ByteArray) = throw DeviceKeyException.DeviceLocked()
            override fun `wrap`(`label`: String, `plaintext`: ByteArray) = throw DeviceKeyException.DeviceLocked()
            override fun `deviceSecret`(`label`: String) = throw DeviceKeyException.DeviceLocked()
            override fun `generate`(`spec`: KeySpec) = throw DeviceKeyException.DeviceLocked()
        }
        assertThrows<PhoneException> { open(broken).use { runBlocking { it.fetchKeys() } } }
    }

    @Test
    fun two_hundred_calls_at_once_all_return() {
        open().use { phone ->
            val epochs = runBlocking {
                withContext(Dispatchers.Default) { List(200) { async { phone.fetchKeys().epoch } }.awaitAll() }
            }
            assertEquals(200, epochs.size)
            assertEquals(1, epochs.toSet().size)
        }
    }

    @Test
    fun a_code_is_typed_digit_by_digit() {
        CodeEntry().use { entry ->
            listOf(1, 2, 3).forEach { entry.push(it.toUByte()) }
            entry.backspace()
            assertEquals(2, entry.len().toInt())
            assertThrows<CodeEntryException.NotADigit> { entry.push(10u) }
            repeat(4) { entry.push(0u) }
            assertThrows<CodeEntryException.Full> { entry.push(0u) }
            entry.clear()
            assertEquals(0, entry.len().toInt())
        }
    }

    @Test
    fun the_software_keys_of_the_core_tell_a_missing_key_by_its_type() {
        SoftwareDeviceKeys.open(folder.resolve("software").toString()).use { keys ->
            assertThrows<DeviceKeyException.Missing> { keys.sign("none", byteArrayOf(1)) }
            val made = keys.generate(KeySpec("some", KeyPurpose.SIGN, ByteArray(32)))
            assertEquals(65, made.publicKey.size)
            assertEquals(64, keys.sign("some", byteArrayOf(1)).size)
        }
    }
}
