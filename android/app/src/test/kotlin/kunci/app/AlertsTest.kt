package kunci.app

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Assert.assertEquals
import org.junit.Test

/** What the bank told unasked: counted at the start, read with what to do, also by who is signed out. */
class AlertsTest : Screens("alerts") {
    @Test
    fun safe_8_the_start_counts_what_is_new_whatever_it_is_until_it_was_seen() {
        registers(app.phone())
        ask("wallet_add") {
            put("user_id", "sari")
            put("ending", "4821")
            put("wallet", "Example Pay")
        }
        app.rooted = true
        opensTheApp()
        signsIn()
        repeat(3) {
            unlocks(WRONG_CODE)
            sari.sees(hasTestTag("notice"))
        }
        unlocks()
        sari.sees(strings.unreadAlerts(4))
        sari.looks("home", secure = false)
        sari.taps(strings.unreadAlerts(4))
        val told = runBlocking { app.phone().alerts(null, language) }.alerts
        assertEquals(listOf("rooted-phone", "failed-codes", "wallet-card", "new-device"), told.map { it.kind })
        for (alert in told) {
            for (words in listOf(alert.title, alert.body, alert.action)) sari.sees(words)
        }
        sari.sees(strings.newAlert)
        sari.sees(hasClickAction() and hasText(strings.freezeCard))
        sari.taps(strings.back)
        sari.sees(strings.nothingWaits)
        sari.loses(strings.unreadAlerts(4))
        sari.taps(strings.signOut)
        sari.sees(strings.userId)
        sari.taps(strings.alerts)
        sari.sees(told.first().title)
    }
}
