package kunci.app

import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Test

/** A rooted phone is told to the bank, and locked by nothing. */
class IntegrityTest : Screens("integrity") {
    private fun told() = runBlocking { app.phone().alerts(null, language) }.alerts.map { it.kind }

    private fun signsInOn(rooted: Boolean?) {
        app.rooted = rooted
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
    }

    @Test
    fun safe_8_a_rooted_phone_is_told_to_the_bank_before_the_sign_in_and_works_on() {
        signsInOn(rooted = true)
        assertEquals(told().toString(), 1, told().count { it == ROOTED })
        sari.taps(strings.alerts)
        sari.sees(runBlocking { app.phone().alerts(null, language) }.alerts.first { it.kind == ROOTED }.title)
        sari.looks("rooted", secure = false)
    }

    @Test
    fun safe_8_no_sign_of_it_and_no_answer_alarm_nobody() {
        signsInOn(rooted = null)
        assertEquals(0, told().count { it == ROOTED })
        app.rooted = false
        sari.taps(strings.signOut)
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
        assertEquals(0, told().count { it == ROOTED })
    }

    private companion object {
        const val ROOTED = "rooted-phone"
    }
}
