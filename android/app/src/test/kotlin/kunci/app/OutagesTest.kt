package kunci.app

import androidx.compose.ui.test.hasTestTag
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.BankService
import uniffi.kunci_bindings.PhoneException

/** What of the bank is out: told at the door, with what works all the same, and by the call that fails. */
class OutagesTest : Screens("outages") {
    @Test
    fun safe_10_an_outage_is_told_before_signing_in_with_what_works_all_the_same() {
        ask("outage") { put("service", "cards") }
        opensTheApp()
        sari.sees(hasTestTag("announcement"))
        sari.taps(strings.outages)
        val told = runBlocking { app.phone().outages(language) }
        sari.sees(told.outages.single().text)
        assertEquals(listOf("offline-code", "freeze-by-phone", "approvals", "chat"), told.works.map { it.code })
        told.works.forEach { sari.sees(it.name) }
        sari.looks("outages", secure = false)
        sari.taps(strings.back)
        sari.sees(strings.userId)
    }

    @Test
    fun safe_10_a_call_that_fails_by_an_outage_says_so_and_what_the_bank_said_is_kept() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
        ask("outage") { put("service", "cards") }
        sari.taps(strings.refresh)
        sari.sees(hasTestTag("announcement"))
        sari.taps(strings.cards)
        sari.sees(Notice.of(PhoneException.ServiceDown(BankService.CARDS, null, false), language).title)
        sari.taps(strings.back)
        ask("fault") { put("kind", "network_cut") }
        sari.taps(strings.outages)
        val kept = runBlocking { app.phone().outages(language) }
        assertEquals(false, kept.isFresh)
        sari.sees(kept.age)
        sari.sees(kept.outages.single().text)
    }
}
