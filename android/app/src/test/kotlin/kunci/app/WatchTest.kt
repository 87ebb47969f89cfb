package kunci.app

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.explain

/** Of which payments the customer is told, on the screen and among the messages. */
class WatchTest : Screens("watch") {
    @Test
    fun card_4_payments_are_told_from_an_amount_on_and_telling_less_is_approved() {
        startsWithAFullSession()
        opensTheAlerts()
        val every = alert("payment").label
        sari.sees(strings.limitIs(every, alert("payment").value))
        sari.looks("alerts", secure = false)
        sari.taps(strings.editLimitOf(every))
        sari.types(strings.watchAmount, "0")
        sari.taps(strings.save)
        sari.sees(explain(PhoneException.AmountInvalid(), language).title)
        sari.looks("amount-invalid", secure = false)
        sari.retypes("0", "999.999.999")
        sari.taps(strings.save)
        sari.sees(explain(PhoneException.LimitAboveCeiling(), language).title)
        sari.retypes("999.999.999", "50.000")
        sari.taps(strings.save)
        sari.sees(hasTestTag("receipt"))
        sari.sees(hasTestTag("alert-payment") and hasContentDescription("50000 rupiah", substring = true))
        sari.looks("alert-set", secure = false)
        pays(4_999_999)
        assertEquals(listOf("new-device"), kinds())
        pays(5_000_000)
        assertEquals(listOf("card-payment", "new-device"), kinds())
        sari.taps(strings.editLimitOf(every))
        sari.taps(strings.watchNone)
        approves()
        assertEquals("card-alerts-lowered", kinds().first())
        pays(5_000_000)
        assertEquals("card-alerts-lowered", kinds().first())
    }

    @Test
    fun card_4_an_alert_set_from_a_card_that_has_changed_since_is_looked_at_again() {
        startsWithAFullSession()
        opensTheAlerts()
        sari.taps(strings.editLimitOf(alert("abroad").label))
        runBlocking { app.phone().freezeCard(card().cardId()) }
        sari.taps(strings.watchEvery)
        sari.sees(explain(PhoneException.CardChanged(), language).title)
        sari.taps(strings.watchEvery)
        sari.sees(hasTestTag("receipt"))
        assertEquals(true, alert("abroad").on)
    }

    private fun opensTheAlerts() {
        sari.taps(strings.cards)
        sari.taps(strings.watchOf(card().view().name, ENDING))
        sari.sees(strings.watchWhy)
    }

    private fun card() = runBlocking { app.phone().cards() }.single { it.view().ending == ENDING }

    private fun alert(of: String) = runBlocking { app.phone().cardControls(card(), language) }.alerts.single { it.of == of }

    private fun kinds() = runBlocking { app.phone().alerts(null, language) }.alerts.map { it.kind }

    private fun pays(minor: Long) = ask("card_pay") {
        put("user_id", "sari")
        put("ending", ENDING)
        put("merchant", "Toko Maya")
        putJsonObject("amount") {
            put("minor", minor)
            put("currency", "IDR")
            put("exponent", 2)
        }
    }

    private companion object {
        const val ENDING = "4821"
    }
}
