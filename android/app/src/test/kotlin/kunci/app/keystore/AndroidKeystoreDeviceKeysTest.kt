package kunci.app.keystore

import android.app.KeyguardManager
import android.content.Context
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.UserNotAuthenticatedException
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import uniffi.kunci_bindings.DeviceKeyException
import uniffi.kunci_bindings.KeyLevel
import uniffi.kunci_bindings.KeyPurpose
import uniffi.kunci_bindings.KeySpec
import java.io.IOException
import java.security.ProviderException
import java.security.Signature

/** How the Keystore host reacts. Against a stand-in: no hardware is involved. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = android.app.Application::class)
class AndroidKeystoreDeviceKeysTest {
    private val context: Context = ApplicationProvider.getApplicationContext()
    private lateinit var keys: AndroidKeystoreDeviceKeys
    private val challenge = ByteArray(32) { it.toByte() }

    @Before
    fun install() {
        StandInKeystore.install()
        keys = AndroidKeystoreDeviceKeys(context)
    }

    private fun generate(alias: String, purpose: KeyPurpose) = keys.generate(KeySpec(alias, purpose, challenge))

    @Test
    fun without_a_strongbox_the_key_is_made_in_the_tee_and_said_to_be_there() {
        val made = generate("sign", KeyPurpose.SIGN)
        assertEquals(KeyLevel.TEE, made.level)
        assertEquals(65, made.publicKey.size)
        assertFalse(StandInKeystore.spec("kunci.pair.sign").isStrongBoxBacked)
    }

    @Test
    fun a_strongbox_is_used_where_there_is_one() {
        StandInKeystore.strongBox = true
        assertEquals(KeyLevel.STRONGBOX, generate("sign", KeyPurpose.SIGN).level)
        keys.wrap("store", byteArrayOf(1))
        assertTrue(StandInKeystore.spec("kunci.wrap.store").isStrongBoxBacked)
    }

    @Test
    fun a_key_is_made_for_one_purpose_with_the_banks_challenge_and_for_an_unlocked_phone() {
        val made = generate("agree", KeyPurpose.AGREE)
        val spec = StandInKeystore.spec("kunci.pair.agree")
        assertEquals(KeyProperties.PURPOSE_AGREE_KEY, spec.purposes)
        assertArrayEquals(challenge, spec.attestationChallenge)
        assertTrue(spec.isUnlockedDeviceRequired)
        assertArrayEquals(challenge, made.attestationChain.single())
        generate("sign", KeyPurpose.SIGN)
        assertEquals(KeyProperties.PURPOSE_SIGN, StandInKeystore.spec("kunci.pair.sign").purposes)
    }

    @Test
    fun a_signature_is_r_and_s_of_32_bytes_and_holds_under_the_public_key() {
        val public = EllipticCurve.publicKey(generate("sign", KeyPurpose.SIGN).publicKey)
        // Often enough to meet an r or s that is shorter than 32 bytes.
        repeat(300) { round ->
            val message = byteArrayOf(round.toByte(), (round shr 8).toByte())
            val signature = keys.sign("sign", message)
            assertEquals(64, signature.size)
            val verifier = Signature.getInstance("SHA256withPLAIN-ECDSA", StandInKeystore.software)
            verifier.initVerify(public)
            verifier.update(message)
            assertTrue(verifier.verify(signature))
        }
    }

    @Test
    fun two_phones_agree_on_one_secret() {
        val (here, there) = generate("here", KeyPurpose.AGREE) to generate("there", KeyPurpose.AGREE)
        val secret = keys.agree("here", there.publicKey)
        assertEquals(32, secret.size)
        assertArrayEquals(secret, keys.agree("there", here.publicKey))
    }

    @Test
    fun a_peer_that_is_no_point_is_refused_and_the_key_stays() {
        generate("here", KeyPurpose.AGREE)
        val nowhere = ByteArray(65) { 4 }
        assertThrows(DeviceKeyException::class.java) { keys.agree("here", nowhere) }
        assertThrows(DeviceKeyException.Unavailable::class.java) { keys.agree("here", ByteArray(3)) }
        assertTrue("kunci.pair.here" in StandInKeystore.items)
    }

    @Test
    fun the_device_secret_is_the_same_each_time_and_differs_by_label() {
        val secret = keys.deviceSecret("pin")
        assertEquals(32, secret.size)
        assertArrayEquals(secret, AndroidKeystoreDeviceKeys(context).deviceSecret("pin"))
        assertFalse(secret.contentEquals(keys.deviceSecret("store")))
    }

    @Test
    fun what_is_wrapped_is_unwrapped_under_its_label_only() {
        val plain = ByteArray(32) { 7 }
        val wrapped = keys.wrap("store", plain)
        assertArrayEquals(plain, keys.unwrap("store", wrapped))
        assertFalse(wrapped.contentEquals(keys.wrap("store", plain)))
        keys.wrap("other", plain)
        assertThrows(DeviceKeyException.Invalidated::class.java) { keys.unwrap("other", wrapped) }
        wrapped[wrapped.lastIndex] = (wrapped.last() + 1).toByte()
        assertThrows(DeviceKeyException.Invalidated::class.java) { keys.unwrap("store", wrapped) }
        assertThrows(DeviceKeyException.Invalidated::class.java) { keys.unwrap("store", ByteArray(5)) }
    }

    @Test
    fun only_a_key_that_the_keystore_does_not_have_is_missing() {
        assertThrows(DeviceKeyException.Missing::class.java) { keys.sign("none", byteArrayOf(1)) }
        assertThrows(DeviceKeyException.Missing::class.java) { keys.unwrap("none", ByteArray(64) { 1 }) }
        generate("sign", KeyPurpose.SIGN)
        keys.erase("sign")
        keys.erase("sign")
        assertThrows(DeviceKeyException.Missing::class.java) { keys.sign("sign", byteArrayOf(1)) }
    }

    @Test
    fun a_hiccup_is_busy_and_the_next_try_succeeds() {
        generate("sign", KeyPurpose.SIGN)
        StandInKeystore.faults += ProviderException("Keystore is busy")
        val busy = assertThrows(DeviceKeyException.Busy::class.java) { keys.sign("sign", byteArrayOf(1)) }
        assertTrue(busy.retryAfterMs > 0u)
        assertEquals(64, keys.sign("sign", byteArrayOf(1)).size)
    }

    @Test
    fun a_fault_while_generating_leaves_nothing_under_the_alias() {
        generate("sign", KeyPurpose.SIGN)
        StandInKeystore.faults += ProviderException("Keystore is busy")
        assertThrows(DeviceKeyException.Busy::class.java) { generate("sign", KeyPurpose.SIGN) }
        assertThrows(DeviceKeyException.Missing::class.java) { keys.sign("sign", byteArrayOf(1)) }
    }

    @Test
    fun a_new_fingerprint_or_no_screen_lock_invalidates() {
        generate("sign", KeyPurpose.SIGN)
        StandInKeystore.faults += KeyPermanentlyInvalidatedException()
        assertThrows(DeviceKeyException.Invalidated::class.java) { keys.sign("sign", byteArrayOf(1)) }
    }

    @Test
    fun a_locked_phone_is_locked_however_the_keystore_puts_it() {
        generate("sign", KeyPurpose.SIGN)
        StandInKeystore.faults += UserNotAuthenticatedException()
        assertThrows(DeviceKeyException.DeviceLocked::class.java) { keys.sign("sign", byteArrayOf(1)) }
        shadowOf(context.getSystemService(KeyguardManager::class.java)).setIsDeviceLocked(true)
        StandInKeystore.faults += ProviderException("Keystore operation failed")
        assertThrows(DeviceKeyException.DeviceLocked::class.java) { keys.sign("sign", byteArrayOf(1)) }
    }

    @Test
    fun what_is_not_understood_throws_no_token_away() {
        generate("sign", KeyPurpose.SIGN)
        StandInKeystore.faults += java.security.UnrecoverableKeyException("no idea")
        assertThrows(DeviceKeyException.Unavailable::class.java) { keys.sign("sign", byteArrayOf(1)) }
        assertTrue(reaction(IOException(ProviderException("deep down"))) is DeviceKeyException.Busy)
        assertTrue(reaction(IllegalStateException("?")) is DeviceKeyException.Unavailable)
    }

    @Test
    fun the_systems_own_faults_keep_their_meaning() {
        fun fault(code: Int) = reaction(ProviderException(keyStoreException(code)))
        assertTrue(fault(KEY_NOT_FOUND) is DeviceKeyException.Missing)
        assertTrue(fault(VALUE_CORRUPTED) is DeviceKeyException.Invalidated)
        assertTrue(fault(LOCKED) is DeviceKeyException.DeviceLocked)
        assertTrue(fault(SYSTEM_ERROR).let { it is DeviceKeyException.Busy || it is DeviceKeyException.Unavailable })
    }

    /** Its constructor is hidden; the number is the one of the system service. */
    private fun keyStoreException(serviceCode: Int): Throwable =
        Class.forName("android.security.KeyStoreException").getConstructor(Int::class.java, String::class.java)
            .newInstance(serviceCode, "planted") as Throwable

    private companion object {
        // android.system.keystore2.ResponseCode
        const val LOCKED = 2
        const val SYSTEM_ERROR = 4
        const val KEY_NOT_FOUND = 7
        const val VALUE_CORRUPTED = 8
    }
}
