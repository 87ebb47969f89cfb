package kunci.app

import android.os.Bundle
import android.os.Parcel
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonObjectBuilder
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import org.junit.After
import org.junit.Rule
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import uniffi.kunci_bindings.CodeEntry
import uniffi.kunci_bindings.EnrolmentMethod
import uniffi.kunci_bindings.Phone

/** Sari before the screens of the app, over the real core and a real sandbox bank. The tests are below; this is what they share. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class, qualifiers = "in-rID-w360dp-h740dp-xhdpi")
abstract class Screens(album: String) {
    @get:Rule
    val rule = createEmptyComposeRule()

    protected val language = "id"
    protected val strings = Strings.of(language)
    protected val app: TestApplication = ApplicationProvider.getApplicationContext()
    protected val sari = Person(rule, strings, album) { controller.get() }
    private lateinit var controller: ActivityController<MainActivity>

    @After
    fun end() = app.end()

    protected fun opensTheApp() {
        controller = Robolectric.buildActivity(MainActivity::class.java).setup()
    }

    /** The system ends the process behind the app; then the customer comes back. Only the saved state's bytes are left. */
    protected fun theProcessDies() {
        val state = Bundle()
        controller.pause().stop().saveInstanceState(state).destroy()
        app.dies()
        val bytes = Parcel.obtain().run { writeBundle(state); marshall().also { recycle() } }
        val left = Parcel.obtain().run {
            unmarshall(bytes, 0, bytes.size)
            setDataPosition(0)
            readBundle(MainActivity::class.java.classLoader).also { recycle() }
        }
        controller = Robolectric.buildActivity(MainActivity::class.java).setup(left)
    }

    /** The app goes into the background, and comes back. */
    protected fun awayAndBack(meanwhile: () -> Unit = {}) {
        controller.pause().stop()
        meanwhile()
        controller.start().resume()
    }

    protected fun signsIn() {
        sari.sees(strings.userId)
        sari.types(strings.userId, "sari")
        sari.types(strings.password, PASSWORD)
        sari.taps(strings.signIn)
    }

    protected fun unlocks(code: String = CODE) {
        sari.sees(strings.unlockHint)
        sari.enters(code)
    }

    /** The phone is the token, and its app is on the home screen. */
    protected fun startsWithAFullSession() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
    }

    /** Says yes to what is asked, by the Unlock Code. */
    protected fun approves() {
        sari.taps(strings.approve)
        sari.enters(CODE)
        sari.sees(hasTestTag("answer"))
        sari.taps(strings.done)
        sari.sees(strings.nothingWaits)
    }

    protected fun choosesACode(code: String) {
        sari.sees(strings.chooseCode)
        sari.enters(code)
        sari.sees(strings.repeatCode)
        sari.enters(code)
    }

    /** The digits that a screen reader says of what has this tag. */
    protected fun digits(tag: String): String {
        sari.sees(hasTestTag(tag))
        val spoken = sari.all(SemanticsProperties.ContentDescription).flatten()
        return spoken.single { it.matches(Regex("""(\d )+\d""")) }.filter(Char::isDigit)
    }

    // What is not done on this phone's screens.

    protected fun ask(name: String, body: JsonObjectBuilder.() -> Unit): JsonObject =
        app.bank.ask(name, buildJsonObject(body)).jsonObject

    protected fun JsonObject.text(name: String) = getValue(name).jsonPrimitive.content

    protected fun sms() = ask("sms") { put("user_id", "sari") }.text("code")

    protected fun waits(seconds: Int) {
        ask("clock") { put("advance_seconds", seconds) }
    }

    /** On the phone and at the bank. */
    protected fun passes(seconds: Int) {
        app.clock.advance(seconds * 1_000L)
        waits(seconds)
    }

    /** A press of the device's button. */
    protected fun press(): String {
        waits(HALF_A_MINUTE)
        return ask("hardware_token") { put("serial", DEVICE).also { put("press", true) } }.text("code")
    }

    protected fun activatesTheDevice(phone: Phone = app.phone()) = runBlocking {
        signIn(phone)
        phone.activateHardwareToken("17/08/1990", DEVICE, entry(press()))
    }

    /** Registered by SMS, and half a day old. */
    protected fun registers(phone: Phone, code: String = CODE) = runBlocking {
        signIn(phone)
        phone.beginEnrolment(EnrolmentMethod.SMS)
        phone.proveEnrolment(entry(sms()))
        phone.chooseCode(entry(code), entry(code))
        waits(HALF_A_DAY)
    }

    /** A full session without a screen: the chain of logins moves on. */
    protected fun signsInFully(phone: Phone) = runBlocking {
        signIn(phone)
        phone.signInWithToken(entry(CODE))
    }

    protected suspend fun signIn(phone: Phone) = phone.signIn("sari", PASSWORD.encodeToByteArray(), language)

    protected fun entry(code: String) = CodeEntry().apply { code.forEach { push(it.digitToInt().toUByte()) } }

    protected companion object {
        const val PASSWORD = "Senja-di-Ubud-72"
        const val CODE = "740916"
        const val OTHER_CODE = "385204"
        const val WRONG_CODE = "112230"
        const val DEVICE = "KT-1004-2817"
        const val HALF_A_MINUTE = 30
        const val HALF_A_DAY = 13 * 3600
    }
}
