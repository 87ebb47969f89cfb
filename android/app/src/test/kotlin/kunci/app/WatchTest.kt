package kunci.app

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.CardChange
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TripFault
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
        sari.types(strings.watchAmount, "0,00")
        sari.taps(strings.save)
        sari.sees(explain(PhoneException.AmountInvalid(), language).title)
        sari.looks("amount-invalid", secure = false)
        sari.retypes("0,00", "999.999.999")
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
        val seen = card()
        runBlocking { app.phone().freezeCard(seen.cardId()) }
        sari.taps(strings.watchEvery)
        sari.sees(explain(PhoneException.CardChanged(), language).title)
        val told = app.phone().cardDifferences(seen, card(), language)
        sari.sees(told.title)
        sari.sees(told.lines.single())
        sari.taps(strings.watchEvery)
        sari.sees(hasTestTag("receipt"))
        assertEquals(true, alert("abroad").on)
    }

    @Test
    fun card_8_a_trip_is_approved_lets_nothing_pass_that_is_blocked_and_is_cancelled_at_once() {
        startsWithAFullSession()
        runBlocking { app.phone().changeCard(card(), listOf(CardChange.Country("JP", true))) }
        opensTheAlerts()
        sari.sees(strings.noTrips)
        types("01/12/2020", "14/12/2020", "xx")
        sari.taps(strings.addTrip)
        sari.sees(explain(PhoneException.TripRefused(TripFault.UNKNOWN_COUNTRY), language).body)
        sari.looks("trip-refused", secure = false)
        sari.retypes("xx", "jp")
        sari.taps(strings.addTrip)
        sari.sees(explain(PhoneException.TripRefused(TripFault.PAST), language).body)
        val (from, until) = app.phone().run { dayFromNow(0) to dayFromNow(13) }
        sari.retypes("01/12/2020", from)
        sari.retypes("14/12/2020", until)
        runBlocking { app.phone().changeCard(card(), listOf(CardChange.Country("RU", true))) }
        sari.taps(strings.addTrip)
        sari.sees(explain(PhoneException.CardChanged(), language).title)
        sari.retypes("jp", "jp sg")
        sari.taps(strings.addTrip)
        approves()
        opensTheAlerts()
        sari.sees(hasTestTag("trip") and hasText("JP, SG", substring = true))
        sari.sees(hasTestTag("trip-warning"))
        sari.looks("trip-to-a-blocked-country", secure = false)
        assertEquals("country-blocked", pays(5_000_000, "JP").text("reason"))
        sari.taps(strings.cancelTripOf(trip().words))
        sari.sees(hasTestTag("receipt"))
        sari.sees(strings.noTrips)
    }

    private fun trip() = runBlocking { app.phone().cardControls(card(), language) }.trips.single()

    private fun types(from: String, until: String, countries: String) {
        sari.types(strings.tripFrom, from)
        sari.types(strings.tripUntil, until)
        sari.types(strings.tripCountries, countries)
    }

    private fun opensTheAlerts() {
        sari.taps(strings.cards)
        sari.taps(strings.watchOf(card().view().name, ENDING))
        sari.sees(strings.watchWhy)
    }

    private fun card() = runBlocking { app.phone().cards() }.single { it.view().ending == ENDING }

    private fun alert(of: String) = runBlocking { app.phone().cardControls(card(), language) }.alerts.single { it.of == of }

    private fun kinds() = runBlocking { app.phone().alerts(null, language) }.alerts.map { it.kind }

    private fun pays(minor: Long, unusual: String? = null) = ask("card_pay") {
        unusual?.let { put("country", it).also { put("unusual_country", true) } }
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
