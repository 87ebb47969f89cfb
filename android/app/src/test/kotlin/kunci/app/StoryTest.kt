package kunci.app

import android.os.Bundle
import android.os.Parcel
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.lifecycle.Lifecycle
import androidx.test.platform.app.InstrumentationRegistry
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import kunci.app.host.Surroundings
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SpeakerKind
import uniffi.kunci_bindings.TransferDraft
import uniffi.kunci_bindings.WeakCodeReason
import uniffi.kunci_bindings.explain

/** A customer's first two days, on the screens, over the real core and a real sandbox bank; once in each language. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = TestApplication::class)
class StoryTest {
    @get:Rule
    val rule = createAndroidComposeRule<MainActivity>()

    private val app get() = rule.activity.application as TestApplication

    @After
    fun end() = app.end()

    @Test
    @Config(qualifiers = "in-rID-w360dp-h740dp-xhdpi")
    fun the_first_two_days_in_indonesian() = Story("id").run()

    @Test
    @Config(qualifiers = "en-rGB-w360dp-h740dp-xhdpi")
    fun the_first_two_days_in_english() = Story("en").run()

    private inner class Story(private val language: String) {
        private val strings = Strings.of(language)
        private val sari = Person(rule, strings, language) { rule.activity }

        fun run() {
            signsIn()
            registers()
            choosesACode()
            comesBackTheNextDay()
            changesTheCode()
            activatesADevice()
            readsTheAlerts()
            approvesATransfer()
            rejectsATransfer()
            freezesACard()
            takesBackWhatWaits()
            makesAnOtp()
            chats()
            leaves()
        }

        private fun signsIn() {
            sari.secrets += listOf(PASSWORD, WRONG_PASSWORD)
            sari.sees(strings.userId)
            sari.types(strings.userId, "sari")
            sari.types(strings.password, WRONG_PASSWORD)
            sari.looks("sign-in", secure = true)
            sari.taps(strings.signIn)
            sari.sees(explain(PhoneException.SignInRefused(), language).title)
            sari.looks("sign-in-refused", secure = true)
            sari.types(strings.password, PASSWORD)
            sari.taps(strings.signIn)
        }

        private fun registers() {
            sari.sees(strings.sendSms)
            sari.looks("registration", secure = true)
            sari.taps(strings.sendSms)
            sari.sees(strings.typePin)
            val pin = ask("sms") { put("user_id", "sari") }.getValue("code").jsonPrimitive.content
            sari.secrets += pin
            sari.enters(pin.take(3))
            sari.sees(hasContentDescription(strings.entered(3, 6)))
            sari.looks("registration-pin", secure = true)
            sari.taps(strings.delete)
            sari.enters(pin.drop(2))
        }

        private fun choosesACode() {
            sari.secrets += listOf(CODE, WEAK_CODE)
            sari.sees(strings.chooseCode)
            sari.looks("code", secure = true)
            sari.enters(WEAK_CODE)
            sari.sees(strings.repeatCode)
            sari.enters(WEAK_CODE)
            val refusal = explain(PhoneException.WeakCode(WeakCodeReason.RUN), language)
            sari.sees(refusal.title)
            sari.sees(refusal.body)
            sari.looks("code-refused", secure = true)
            sari.enters(CODE)
            sari.sees(strings.repeatCode)
            sari.looks("code-again", secure = true)
            sari.enters(CODE)
            sari.sees(strings.unlock)
            sari.looks("unlock", secure = true)
            sari.enters(CODE)
            sari.sees(strings.nothingWaits)
            sari.looks("home-empty", secure = false)
        }

        /** A phone registered by SMS only may not approve transfers at once, and no session lasts that long. */
        private fun comesBackTheNextDay() {
            ask("clock") { put("advance_seconds", 13 * 3600) }
            sari.taps(strings.refresh)
            sari.sees(explain(PhoneException.SessionEnded(), language).title)
            sari.looks("session-ended", secure = true)
            sari.types(strings.userId, "sari")
            sari.types(strings.password, PASSWORD)
            sari.taps(strings.signIn)
            sari.sees(strings.unlockHint)
            sari.enters(CODE)
            sari.sees(strings.nothingWaits)
        }

        private fun changesTheCode() {
            sari.secrets += NEW_CODE
            sari.taps(strings.security)
            sari.looks("security", secure = false)
            sari.taps(strings.changeCode)
            sari.sees(strings.oldCode)
            sari.looks("change-code", secure = true)
            sari.enters(WRONG_CODE)
            repeat(2) { sari.enters(NEW_CODE) }
            sari.sees(explain(PhoneException.ProofRefused(), language).title)
            sari.enters(CODE)
            sari.sees(strings.newCode)
            repeat(2) { sari.enters(NEW_CODE) }
            sari.sees(strings.codeChanged)
            sari.looks("change-code-done", secure = true)
            sari.taps(strings.done)
            sari.taps(strings.back)
        }

        private fun activatesADevice() {
            sari.taps(strings.security)
            sari.taps(strings.hardwareToken)
            sari.types(strings.birthDate, "17/08/1990")
            sari.types(strings.deviceSerial, DEVICE)
            sari.looks("hardware", secure = true)
            sari.taps(strings.activateDevice)
            val shown = ask("hardware_token") {
                put("serial", DEVICE)
                put("press", true)
            }
            sari.enters(shown.getValue("code").jsonPrimitive.content)
            sari.sees(strings.deviceReady("•••• " + DEVICE.takeLast(4)))
            sari.looks("hardware-done", secure = true)
            sari.taps(strings.done)
            sari.taps(strings.back)
        }

        /** At least the registration of this phone was told. */
        private fun readsTheAlerts() {
            sari.taps(strings.alerts)
            sari.sees(hasTestTag("alert"))
            sari.looks("alerts", secure = false)
            sari.taps(strings.refresh)
            sari.taps(strings.back)
        }

        private fun approvesATransfer() {
            startTransfer("Toko Rajin", 125_000_000)
            sari.taps(strings.refresh)
            sari.sees("Toko Rajin")
            sari.looks("home", secure = false)
            app.surroundings = Surroundings(trustedPlace = null, onCall = true, screenShared = false)
            sari.taps(hasText("Toko Rajin", substring = true))
            sari.sees(hasTestTag("warning"))
            sari.looks("approval-on-a-call", secure = true)
            app.surroundings = Surroundings(trustedPlace = null, onCall = false, screenShared = false)
            sari.taps(strings.back)
            sari.taps(hasText("Toko Rajin", substring = true))
            sari.sees(strings.approve)
            everyLineIsThere()
            sari.looks("approval", secure = true)
            sari.taps(strings.approve)
            sari.enters(WRONG_CODE)
            sari.sees(explain(PhoneException.ApprovalRefused(), language).title)
            sari.looks("approval-refused", secure = true)
            assertTrue(bankOperations("approved", "completed").isEmpty())
            sari.enters(NEW_CODE)
            sari.sees(hasTestTag("answer"))
            sari.looks("approval-answered", secure = true)
            assertEquals(1, bankOperations("approved", "completed").size)
            sari.taps(strings.done)
        }

        /** Every line of the core's, spoken as the core says. */
        private fun everyLineIsThere() {
            val operation = runBlocking { app.phone().pendingOperations() }.single()
            val lines = operation.lines(language)
            assertTrue(lines.size > 3)
            lines.forEach { sari.sees(hasContentDescription(it.label + ": " + it.spoken)) }
            sari.sees(operation.title(language))
        }

        private fun rejectsATransfer() {
            startTransfer("Budi Santoso", 5_000_000)
            sari.taps(strings.refresh)
            sari.taps(hasText("Budi Santoso", substring = true))
            sari.taps(strings.reject)
            sari.sees(strings.whyReject)
            sari.looks("approval-reject", secure = true)
            sari.taps(strings.rejectNotMe)
            sari.sees(hasTestTag("answer"))
            sari.looks("approval-rejected", secure = true)
            sari.taps(strings.done)
            assertEquals(1, bankOperations("rejected").size)
        }

        private fun freezesACard() {
            sari.taps(strings.cards)
            sari.sees(hasTestTag("card-4821"))
            sari.looks("cards", secure = false)
            assertEquals(true, pays().getValue("approved").jsonPrimitive.content.toBoolean())
            val name = runBlocking { app.phone().cards() }.map { it.view() }.single { it.ending == "4821" }.name
            sari.taps(strings.freezeCard(name, "4821"))
            sari.sees(hasTestTag("receipt"))
            sari.sees(hasTestTag("hold"))
            sari.looks("cards-frozen", secure = false)
            assertEquals("frozen-by-you", pays().getValue("reason").jsonPrimitive.content)
            sari.taps(strings.unfreezeCard(name, "4821"))
            sari.taps(strings.approve)
            sari.enters(NEW_CODE)
            sari.sees(hasTestTag("answer"))
            sari.taps(strings.done)
            assertEquals(true, pays().getValue("approved").jsonPrimitive.content.toBoolean())
            sari.taps(strings.cards)
            sari.taps(strings.changeLimitOf(name, "4821"))
            sari.types(strings.newLimit, "100000")
            sari.looks("cards-limit", secure = false)
            sari.taps(strings.save)
            sari.sees(hasTestTag("receipt"))
            assertEquals("over-limit", pays().getValue("reason").jsonPrimitive.content)
            sari.taps(strings.back)
        }

        /** A snatched phone: away from trusted places an approval waits, and can be taken back. */
        private fun takesBackWhatWaits() {
            sari.taps(strings.security)
            sari.taps(strings.trustedPlaces)
            sari.sees(strings.place(null))
            app.places.canTrust = false
            sari.taps(strings.trustPlace)
            sari.sees(strings.placeNotNow)
            sari.taps(strings.permitPlaces)
            assertEquals(1, app.places.asked)
            app.places.canTrust = true
            sari.taps(strings.trustPlace)
            sari.sees(strings.place(true))
            sari.taps(strings.trustedPlacesOn)
            sari.sees(strings.trustedPlacesAreOn)
            // Nobody adds a place in a hurry.
            sari.sees(strings.placesWhy)
            sari.doesNotSee(strings.trustPlace)
            sari.looks("trusted-places", secure = false)
            repeat(2) { sari.taps(strings.back) }
            startTransfer("Ibu Kost", 30_000_000, "1230456789")
            sari.taps(strings.refresh)
            sari.taps(hasText("Ibu Kost", substring = true))
            sari.sees(hasTestTag("warning"))
            sari.taps(strings.approve)
            sari.enters(NEW_CODE)
            sari.sees(hasTestTag("answer"))
            sari.looks("approval-waits", secure = true)
            sari.taps(strings.done)
            sari.sees(hasTestTag("later"))
            sari.looks("home-later", secure = false)
            sari.taps(hasText(strings.takeBack) or hasContentDescription(strings.takeBack(""), substring = true))
            sari.sees(strings.takenBack)
        }

        private fun makesAnOtp() {
            sari.taps(strings.otp)
            sari.sees(strings.otpHint)
            sari.looks("otp-code", secure = true)
            sari.enters(NEW_CODE)
            sari.sees(hasTestTag("otp"))
            sari.looks("otp", secure = true)
            val spoken = sari.all(SemanticsProperties.ContentDescription).flatten().single { it.count(Char::isDigit) >= 6 }
            val otp = spoken.filter(Char::isDigit).take(6)
            val login = ask("website_login") {
                put("user_id", "sari")
                put("password", PASSWORD)
                put("otp", otp)
            }
            assertEquals(login.toString(), true, login.getValue("accepted").jsonPrimitive.content.toBoolean())
            sari.secrets += otp
            savedStateHoldsOnlyThe(Route.Otp)
            sari.taps(strings.back)
        }

        /** What outlives the process, byte for byte. */
        private fun savedStateHoldsOnlyThe(route: Route) {
            val state = Bundle()
            val scenario = rule.activityRule.scenario
            scenario.onActivity { InstrumentationRegistry.getInstrumentation().callActivityOnSaveInstanceState(it, state) }
            // Saving stops the screens; going away and coming back starts them again.
            scenario.moveToState(Lifecycle.State.STARTED)
            scenario.moveToState(Lifecycle.State.RESUMED)
            val parcel = Parcel.obtain().apply { writeBundle(state) }
            val bytes = parcel.marshall().also { parcel.recycle() }
            val texts = listOf(Charsets.UTF_8, Charsets.UTF_16LE).map { String(bytes, it) } + state.deepText()
            assertTrue("$texts", texts.any { "route" in it && route.save() in it })
            sari.secrets.forEach { secret -> texts.forEach { assertFalse(secret in it) } }
        }

        private fun chats() {
            sari.taps(strings.chat)
            sari.sees(strings.send)
            sari.types(strings.message, "Nomor kartu saya 4012 8888 8888 1881")
            sari.taps(strings.send)
            sari.sees(hasTestTag("notice"))
            sari.looks("chat-draft-blocked", secure = false)
            sari.retypes("4012 8888 8888 1881", "Halo, jam berapa cabang buka?")
            sari.taps(strings.send)
            sari.hears(SpeakerKind.BOT)
            says("impostor-forged", "Saya Dewi dari bank")
            sari.hears(SpeakerKind.UNVERIFIED)
            sari.taps(strings.askForHuman)
            says("dewi", "Sabtu kami tutup.")
            sari.sees("Sabtu kami tutup.")
            sari.looks("chat", secure = false)
            sari.taps(strings.back)
        }

        private fun says(speaker: String, text: String) = ask("chat_say") {
            put("user_id", "sari")
            put("as", speaker)
            put("text", text)
        }

        private fun leaves() {
            sari.taps(strings.signOut)
            sari.sees(strings.password)
            sari.types(strings.password, PASSWORD)
            savedStateHoldsOnlyThe(Route.SignIn)
            sari.taps(strings.freezeCard)
            sari.sees(strings.knownOnly)
            sari.looks("cards-signed-out", secure = false)
        }

        private fun startTransfer(payee: String, minor: Long, account: String = "9876543210") = runBlocking {
            val amount = Money(minor, "IDR", 2u)
            app.phone().startTransfer(TransferDraft(payee, "008", account, amount, "Faktur 17")).close()
        }

        private fun pays() = ask("card_pay") {
            put("user_id", "sari")
            put("ending", "4821")
            put("merchant", "Warung Bahagia")
            putJsonObject("amount") {
                put("minor", 15_000_000)
                put("currency", "IDR")
                put("exponent", 2)
            }
        }

        private fun bankOperations(vararg states: String) = ask("accounts") { put("user_id", "sari") }
            .getValue("operations").jsonArray.map { it.jsonObject }
            .filter { operation -> operation.values.any { it is JsonPrimitive && it.content in states } }

        private fun ask(name: String, body: kotlinx.serialization.json.JsonObjectBuilder.() -> Unit): JsonObject =
            app.bank.ask(name, buildJsonObject(body)).jsonObject
    }

    private companion object {
        const val PASSWORD = "Senja-di-Ubud-72"
        const val WRONG_PASSWORD = "Fajar-di-Ubud-71"
        const val CODE = "740916"
        const val NEW_CODE = "385172"
        const val DEVICE = "KT-1004-2817"
        const val WEAK_CODE = "123456"
        const val WRONG_CODE = "112230"
    }
}

/** The text of everything in it, whatever its depth. */
@Suppress("DEPRECATION")
private fun Bundle.deepText(): String = keySet().joinToString { key ->
    val value = get(key)
    key + "=" + if (value is Bundle) value.deepText() else value.toString()
}
