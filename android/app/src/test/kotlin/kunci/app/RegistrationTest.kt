package kunci.app

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.explain

/** The ways to register a phone, besides the SMS of [StoryTest]. */
class RegistrationTest : Screens("registration") {
    @Test
    fun otp_1_a_hardware_token_registers_the_phone() {
        activatesTheDevice()
        opensTheApp()
        signsIn()
        sari.taps(strings.byDevice)
        sari.sees(strings.deviceSerialIs("•••• 2817"))
        sari.looks("device", secure = true)
        sari.enters(WRONG_CODE)
        sari.sees(hasNotice())
        sari.enters(press())
        choosesACode(CODE)
        unlocks()
        sari.sees(strings.nothingWaits)
    }

    @Test
    fun otp_1_the_old_phone_shows_the_same_number_and_lets_the_new_one_in() {
        val old = app.otherPhone()
        registers(old)
        opensTheApp()
        signsIn()
        sari.taps(strings.byOldPhone)
        val number = digits("number")
        sari.looks("old-phone", secure = true)
        sari.taps(strings.approvedThere)
        sari.sees(title(PhoneException.ApprovalPending()))
        runBlocking {
            val asked = old.pendingOperations().single()
            assertTrue(asked.lines(language).any { line -> line.value.filter(Char::isDigit) == number })
            signIn(old)
            old.signInWithToken(entry(CODE))
            old.approve(asked, entry(CODE))
        }
        sari.taps(strings.approvedThere)
        choosesACode(OTHER_CODE)
        unlocks(OTHER_CODE)
        sari.sees(strings.nothingWaits)
        assertEquals(TokenStage.NONE, runBlocking { old.tokenStatus() }.stage)
    }

    /** The code is chosen before the website has the digits: nothing is lost, and nothing is typed twice for nothing. */
    @Test
    fun otp_1_a_code_of_the_website_registers_the_phone_once_its_digits_are_there() {
        val old = app.otherPhone()
        registers(old)
        val otp = runBlocking {
            old.tokenStatus()
            old.otp(entry(CODE)).use { it.digits().decodeToString() }
        }
        val offer = ask("website_enrol_qr") {
            put("user_id", "sari")
            put("password", PASSWORD)
            put("otp", otp)
        }
        opensTheApp()
        signsIn()
        sari.taps(strings.byWebsite)
        sari.types(strings.pasteScan, "https://kuncibank.example/daftar")
        sari.looks("website", secure = true)
        sari.taps(strings.readScan)
        sari.sees(title(PhoneException.ScanNotGenuine()))
        app.seen = offer.text("qr")
        sari.taps(strings.scanNow)
        val fingerprint = digits("fingerprint")
        sari.looks("fingerprint", secure = true)
        sari.taps(strings.typedThere)
        choosesACode(OTHER_CODE)
        sari.sees(strings.resumeHint)
        sari.sees(title(PhoneException.ApprovalPending()))
        sari.looks("website-has-no-digits-yet", secure = true)
        val typed = ask("website_enrol_fingerprint") {
            put("offer_id", offer.text("offer_id"))
            put("fingerprint", fingerprint)
        }
        assertEquals(typed.toString(), "true", typed.text("accepted"))
        sari.enters(OTHER_CODE)
        unlocks(OTHER_CODE)
        sari.sees(strings.nothingWaits)
    }

    private fun title(refusal: PhoneException) = explain(refusal, language).title

    private fun hasNotice() = androidx.compose.ui.test.hasTestTag("notice")
}
