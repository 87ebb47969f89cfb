package kunci.app

import androidx.compose.ui.test.hasTestTag
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.explain

/** The registered number, also when the old one is dead; and a session that may look only. */
class PhoneNumberTest : Screens("number") {
    @Test
    fun otp_8_the_token_approves_a_new_number() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.taps(strings.security)
        sari.taps(strings.number)
        sari.sees(strings.numberNow("•••• 4321"))
        sari.types(strings.numberNew, "0877")
        sari.taps(strings.numberSend)
        sari.sees(explain(PhoneException.NumberInvalid(), language).title)
        sari.looks("invalid", secure = true)
        sari.retypes("0877", NEW_NUMBER)
        sari.taps(strings.numberSend)
        sari.sees(strings.sentTo("•••• 0999"))
        sari.looks("code", secure = true)
        sari.enters(WRONG_CODE)
        sari.sees(hasTestTag("notice"))
        sari.enters(sms())
        sari.taps(strings.approve)
        sari.enters(CODE)
        sari.sees(hasTestTag("answer"))
        assertEquals("•••• 0999", runBlocking { app.phone().phoneNumber() }.number)
        sari.taps(strings.done)
        sari.sees(strings.nothingWaits)
    }

    @Test
    fun otp_8_without_a_token_a_hardware_token_stands_in_and_the_change_waits_and_is_stopped() {
        activatesTheDevice()
        opensTheApp()
        signsIn()
        sari.taps(strings.session)
        sari.taps(strings.number)
        sari.sees(strings.numberNow("•••• 4321"))
        sari.types(strings.numberNew, NEW_NUMBER)
        sari.taps(strings.numberSend)
        sari.sees(strings.numberCode)
        sari.enters(sms())
        sari.sees(strings.numberDeviceWhy)
        sari.looks("device", secure = true)
        sari.enters(press())
        sari.sees(strings.numberStop)
        val waiting = runBlocking { app.phone().phoneNumber() }.waiting
        assertEquals("•••• 0999", waiting?.number)
        sari.looks("waits", secure = true)
        sari.taps(strings.numberStop)
        sari.sees(strings.numberStopped)
        assertNull(runBlocking { app.phone().phoneNumber() }.waiting)
        sari.looks("stopped", secure = true)
        sari.taps(strings.back)
        sari.sees(strings.lookWithDevice)
        sari.taps(strings.back)
        sari.sees(strings.sendSms)
    }

    @Test
    fun safe_1_a_hardware_token_opens_a_session_that_says_it_may_only_look() {
        activatesTheDevice()
        opensTheApp()
        signsIn()
        sari.taps(strings.session)
        sari.sees(means("password"))
        sari.looks("session-password", secure = false)
        sari.taps(strings.lookWithDevice)
        sari.enters(WRONG_CODE)
        sari.sees(hasTestTag("notice"))
        sari.enters(press())
        sari.sees(strings.signOut)
        sari.looks("home-looking", secure = false)
        sari.taps(strings.cards)
        sari.sees(hasTestTag("card-4821"))
        sari.taps(strings.back)
        sari.taps(strings.session)
        sari.sees(means("hardware-token"))
        sari.looks("session-looking", secure = false)
        sari.taps(strings.back)
        sari.sees(strings.signOut)
    }

    /** The core's words for one means. */
    private fun means(code: String) = when (code) {
        "password" -> "kata sandi"
        else -> "token fisik"
    }

    private companion object {
        const val NEW_NUMBER = "+628777000999"
    }
}
