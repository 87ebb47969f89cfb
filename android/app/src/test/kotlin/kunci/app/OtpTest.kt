package kunci.app

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import kunci.app.otp.Beside
import org.junit.Assert.assertEquals
import org.junit.Test

/** What stands beside a one-time PIN: its neighbours, and what is to be known of the phone's clock. */
class OtpTest : Screens("otp") {
    @Test
    fun otp_4_the_pins_before_and_after_are_shown_by_choice_and_each_is_read_digit_by_digit() {
        registers(app.phone())
        hearsTheBank()
        aNewPinBegins()
        opensTheApp()
        makesAPin()
        val pins = linkedMapOf(Beside.NOW to pin())
        for (which in listOf(Beside.AFTER, Beside.BEFORE)) {
            sari.taps(strings.showPin(which))
            sari.sees(hasContentDescription(checkNotNull(strings.shownPin(which)), substring = true))
            sari.looks(which.name.lowercase(), secure = true)
            pins[which] = pin()
        }
        sari.taps(strings.showPin(Beside.NOW))
        sari.loses(hasContentDescription(checkNotNull(strings.shownPin(Beside.BEFORE)), substring = true))
        assertEquals(pins[Beside.NOW], pin())
        assertEquals("$pins", Beside.entries.size, pins.values.toSet().size)
        for (which in Beside.entries) {
            val login = ask("website_login") {
                put("user_id", "sari")
                put("password", PASSWORD)
                put("otp", pins.getValue(which))
            }
            assertEquals("$which: $login", "true", login.text("accepted"))
        }
    }

    @Test
    fun otp_12_after_a_restart_of_the_phone_the_pin_says_that_its_time_is_not_confirmed_until_the_bank_is_heard() {
        registers(app.phone())
        app.restarts()
        // The start asks the bank what is out, and hears its time.
        ask("fault") { put("kind", "network_cut") }
        opensTheApp()
        makesAPin()
        sari.sees(strings.clockUnconfirmed)
        sari.looks("unconfirmed", secure = true)
        ask("fault") { put("kind", "clear") }
        sari.taps(strings.back)
        signsIn()
        sari.sees(strings.unlockHint)
        sari.taps(strings.back)
        makesAPin()
        sari.doesNotSee(strings.clockUnconfirmed)
    }

    private fun makesAPin() {
        sari.taps(strings.otp)
        sari.sees(strings.otpHint)
        sari.enters(CODE)
        sari.sees(hasTestTag("otp"))
    }

    /** As a screen reader says it. */
    private fun pin(): String {
        val spoken = sari.all(SemanticsProperties.ContentDescription).flatten().single { it.count(Char::isDigit) >= PIN }
        return spoken.filter(Char::isDigit).take(PIN)
    }

    private fun hearsTheBank() = runBlocking { app.phone().tokenStatus() }

    /** There is half a minute to look at it. */
    private fun aNewPinBegins() {
        val left = runBlocking { app.phone().otp(entry(CODE)) }.use { it.secondsLeft() }.toInt()
        waits(left)
        app.clock.advance(left * 1000L)
    }

    private companion object {
        const val PIN = 6
    }
}
