package kunci.app

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.SubscriptionView

/** Where the money went, and subscriptions, over the payments of a real sandbox bank. */
class SpendingTest : Screens("spending") {
    @Test
    fun card_1_the_picture_says_where_the_money_went_and_leads_to_the_payments() {
        startsInTheMorning()
        sari.taps(strings.cards)
        sari.taps(strings.allSpending)
        val none = runBlocking { app.phone().spending(null, language) }
        assertTrue(none.months.isEmpty())
        sari.sees(none.empty)
        sari.looks("nothing", secure = false)
        pays("Pasar Swalayan Segar", 30_000_000, "chip", 5411)
        pays("Warung Bu Tini", 12_500_000, "chip", 5812)
        pays("ATM Dipatiukur", 7_500_000, "atm", 6011)
        sari.taps(strings.refresh)
        val month = runBlocking { app.phone().spending(null, language) }.months.single()
        val total = month.totals.single()
        assertEquals(listOf("groceries", "restaurants", "cash"), total.groups.map { it.group })
        assertEquals(listOf(60, 25, 15), total.groups.map { it.percent.toInt() })
        sari.sees(hasTestTag("month") and hasText(month.label))
        sari.sees(hasTestTag("total") and hasContentDescription(total.spoken))
        total.groups.forEach { sari.sees(hasTestTag("group-${it.group}") and hasContentDescription(it.spoken)) }
        sari.looks("month", secure = false)
        sari.taps(hasTestTag("group-cash"))
        sari.sees(hasTestTag("payment"))
        sari.sees("ATM Dipatiukur")
        sari.sees(month.label)
        assertEquals(1, rule.onAllNodes(hasTestTag("payment")).fetchSemanticsNodes().size)
        sari.looks("payments-of-a-group", secure = false)
        sari.taps(strings.back)
        sari.sees(hasTestTag("month"))
    }

    @Test
    fun card_1_a_year_is_looked_through_month_by_month() {
        startsInTheMorning()
        ask("card_past") { put("user_id", "sari").also { put("ending", ENDING) } }
        sari.taps(strings.cards)
        sari.taps(strings.spendingWith(name(), ENDING))
        val months = runBlocking { app.phone().spending(card(), language) }.months
        assertEquals(12, months.size)
        sari.sees(hasTestTag("month") and hasText(months[0].label))
        sari.doesNotSee(strings.monthAfter)
        sari.taps(strings.monthBefore)
        sari.sees(hasTestTag("month") and hasText(months[1].label))
        sari.sees(hasTestTag("total") and hasContentDescription(months[1].totals.single().spoken))
        sari.looks("a-year", secure = false)
        sari.taps(strings.monthAfter)
        sari.sees(hasTestTag("month") and hasText(months[0].label))
        repeat(11) { sari.taps(strings.monthBefore) }
        sari.sees(hasTestTag("month") and hasText(months[11].label))
        sari.doesNotSee(strings.monthBefore)
    }

    @Test
    fun card_4_a_subscription_is_found_blocked_at_once_declined_and_let_through_by_approval() {
        startsInTheMorning()
        sari.taps(strings.cards)
        sari.taps(strings.allSubscriptions)
        sari.sees(runBlocking { app.phone().subscriptions(null, language) }.none)
        sari.looks("no-subscriptions", secure = false)
        pays(FILM, 6_500_000, "recurring", 4899)
        sari.taps(strings.refresh)
        sari.sees(hasTestTag("subscription"))
        val found = subscription()
        for (words in listOf(found.price, found.stateWords, found.since, found.year, found.how)) sari.sees(words)
        val view = runBlocking { app.phone().subscriptions(null, language) }
        for (words in listOf(view.about, view.blockDoes, view.blockDoesNot)) sari.sees(words)
        sari.looks("subscription", secure = false)
        val named = strings.subscriptionNamed(found.merchant, found.price)
        sari.taps(strings.block(named))
        sari.sees(hasTestTag("receipt"))
        sari.sees(subscription().stateWords)
        assertEquals("blocked", subscription().state)
        assertEquals("merchant-blocked", pays(FILM, 6_500_000, "recurring", 4899).text("reason"))
        sari.taps(strings.refresh)
        sari.sees(subscription().declined)
        sari.looks("subscription-blocked", secure = false)
        sari.taps(strings.back)
        sari.taps(strings.whyDeclinedWith(name(), ENDING))
        val why = runBlocking { app.phone().whyDeclined(card(), language) }.why
        assertEquals("merchant-blocked", why.reason)
        sari.sees(why.title)
        sari.taps(strings.back)
        sari.taps(strings.subscriptionsOn(name(), ENDING))
        sari.taps(strings.allow(named))
        approves()
        assertEquals("running", subscription().state)
        assertEquals("true", pays(FILM, 6_500_000, "recurring", 4899).text("approved"))
    }

    private fun startsInTheMorning() {
        // The payments of a test belong to one month.
        ask("clock") { put("to_hour", 10) }
        startsWithAFullSession()
    }

    private fun subscription(): SubscriptionView = runBlocking { app.phone().subscriptions(null, language) }.subscriptions.single()

    private fun card() = runBlocking { app.phone().cards() }.first { it.view().ending == ENDING }.cardId()

    private fun name() = runBlocking { app.phone().cards() }.map { it.view() }.single { it.ending == ENDING }.name

    private fun pays(merchant: String, minor: Long, channel: String, category: Int) = ask("card_pay") {
        put("user_id", "sari")
        put("ending", ENDING)
        put("merchant", merchant)
        put("channel", channel)
        put("category", category)
        putJsonObject("amount") {
            put("minor", minor)
            put("currency", "IDR")
            put("exponent", 2)
        }
    }

    private companion object {
        const val ENDING = "7730"
        const val FILM = "Film Langganan"
    }
}
