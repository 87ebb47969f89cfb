package kunci.app

import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import kunci.app.payments.PaymentFilter
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.AmountFault
import uniffi.kunci_bindings.ControlsView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SessionEnd
import uniffi.kunci_bindings.TransactionFilter
import uniffi.kunci_bindings.explain
import uniffi.kunci_bindings.explainSessionEnd

/** Limits, channels, blocks, payments and receipts on the screens, over the bank's own rules. */
class CardControlsTest : Screens("controls") {
    @Test
    fun card_3_less_holds_at_once_and_more_is_approved_cools_off_and_is_cancelled() {
        startsInTheMorning()
        opensTheControls()
        val limit = controls().limits.single { it.name == "online-day" }.label
        sari.taps(strings.editLimitOf(limit))
        sari.types(strings.limitAmount, "12.50")
        sari.taps(strings.save)
        sari.sees(explain(PhoneException.AmountUnreadable(AmountFault.FORM), language).title)
        sari.looks("limit-invalid", secure = false)
        sari.retypes("12.50", "100.000")
        sari.taps(strings.save)
        sari.sees(hasTestTag("receipt"))
        sari.sees(strings.limitIs(limit, "Rp100.000"))
        sari.sees(hasTestTag("limit-online-day") and hasContentDescription("100000 rupiah", substring = true))
        sari.looks("limit-lowered", secure = false)
        assertEquals("true", pays(6_000_000, "online").text("approved"))
        assertEquals("over-limit", pays(6_000_000, "online").text("reason"))
        sari.taps(strings.editLimitOf(limit))
        sari.types(strings.limitAmount, "500.000")
        sari.taps(strings.save)
        approves()
        opensTheControls()
        sari.sees(hasText(strings.cancelRaise))
        sari.sees(strings.limitIs(limit, "Rp100.000"))
        sari.looks("raise-cools-off", secure = false)
        assertEquals("over-limit", pays(6_000_000, "online").text("reason"))
        sari.taps(strings.cancelRaiseOf(limit))
        sari.sees(strings.done("cancel-raise"))
        sari.loses(hasText(strings.cancelRaise))
        assertEquals(10_000_000L, controls().limits.single { it.name == "online-day" }.inForce.minor)
    }

    @Test
    fun card_3_a_limit_for_a_day_ends_by_itself() {
        startsInTheMorning()
        opensTheControls()
        val before = controls().limits.single { it.name == "online-day" }
        sari.taps(strings.editLimitOf(before.label))
        sari.types(strings.limitAmount, "100.000")
        sari.taps(strings.chooseDay)
        sari.sees(strings.limitHolds(true))
        sari.taps(strings.save)
        sari.sees(hasTestTag("receipt"))
        val lowered = controls().limits.single { it.name == "online-day" }
        assertEquals(10_000_000L, lowered.inForce.minor)
        sari.sees(lowered.note)
        sari.looks("limit-for-a-day", secure = false)
        waits(25 * 3600)
        signsInAgain()
        opensTheControls()
        sari.sees(strings.limitIs(before.label, before.value))
    }

    @Test
    fun card_3_a_limit_over_the_banks_most_is_refused_and_nothing_may_pass_under_one() {
        startsInTheMorning()
        opensTheControls()
        val limit = controls().limits.single { it.name == "day" }.label
        sari.taps(strings.editLimitOf(limit))
        sari.types(strings.limitAmount, "999.999.999.999")
        sari.taps(strings.save)
        sari.sees(explain(PhoneException.LimitAboveCeiling(), language).title)
        sari.taps(strings.limitNothing)
        sari.sees(hasTestTag("receipt"))
        assertEquals("over-limit", pays(100_000).text("reason"))
        sari.taps(strings.editLimitOf(limit))
        sari.taps(strings.limitMost)
        sari.sees(strings.approve)
        assertEquals("over-limit", pays(100_000).text("reason"))
    }

    @Test
    fun card_4_channels_categories_countries_and_merchants_are_blocked_at_once_and_allowed_by_approval() {
        startsInTheMorning()
        opensTheControls()
        val before = controls()
        val cash = before.switches.single { it.channel == "atm" && it.place == "abroad" }.label
        val betting = before.categories.single { it.group == "gambling" }.label
        sari.taps(strings.switchOff(cash))
        sari.sees(strings.isOff(cash))
        assertEquals("channel-off", pays(5_000_000, "atm", country = "SG").text("reason"))
        sari.taps(strings.block(betting))
        sari.sees(strings.isBlocked(betting))
        assertEquals("category-blocked", pays(5_000_000, category = 7995).text("reason"))
        ready(strings.country)
        sari.types(strings.country, "xx")
        sari.taps(strings.blockCountry)
        sari.sees(explain(PhoneException.ChangeInvalid(), language).title)
        sari.retypes("xx", "ru")
        sari.taps(strings.blockCountry)
        sari.sees(hasContentDescription(strings.allow("RU")))
        assertEquals("country-blocked", pays(5_000_000, country = "RU").text("reason"))
        sari.looks("blocked", secure = false)
        assertEquals("true", pays(5_000_000).text("approved"))
        sari.taps(strings.payments)
        ready(strings.searchPayments)
        sari.types(strings.searchPayments, SHOP)
        sari.taps(strings.findPayments)
        sari.taps(strings.filter(PaymentFilter.PENDING))
        sari.taps(strings.block(SHOP))
        sari.sees(hasTestTag("receipt"))
        sari.looks("merchant-blocked", secure = false)
        assertEquals("merchant-blocked", pays(5_000_000).text("reason"))
        repeat(2) { sari.taps(strings.back) }
        opensTheControls()
        sari.sees(hasContentDescription(strings.allow(SHOP)))
        sari.taps(strings.switchOn(cash))
        approves()
        assertEquals("true", pays(5_000_000, "atm", country = "SG", merchant = "Lain").text("approved"))
    }

    @Test
    fun card_1_payments_are_listed_page_by_page_searched_and_filtered() {
        startsInTheMorning()
        ask("card_past") { put("user_id", "sari").also { put("ending", "7730") } }
        sari.taps(strings.cards)
        sari.taps(strings.allPayments)
        sari.sees(hasTestTag("payment"))
        sari.looks("payments", secure = false)
        ready(strings.searchPayments)
        sari.types(strings.searchPayments, "bu tini")
        sari.taps(strings.findPayments)
        shows(25)
        sari.taps(strings.olderPayments)
        shows(50)
        sari.retypes("bu tini", "tidak ada toko ini")
        sari.taps(strings.findPayments)
        sari.sees(strings.noPayments)
        sari.looks("payments-none", secure = false)
        sari.retypes("tidak ada toko ini", "")
        sari.types(strings.paymentsFirst, "31/02/2026")
        sari.taps(strings.findPayments)
        sari.sees(explain(PhoneException.DaysInvalid(), language).title)
        sari.retypes("31/02/2026", "01/01/2000")
        sari.taps(strings.findPayments)
        shows(25)
        foreign()
        sari.taps(strings.filter(PaymentFilter.PENDING))
        sari.sees(strings.original("SGD 12,50"))
        sari.sees(hasContentDescription("12,50 dolar Singapura", substring = true))
        sari.looks("payments-pending", secure = false)
    }

    @Test
    fun card_1_a_payment_comes_on_the_screen_while_it_is_looked_at() {
        startsInTheMorning()
        sari.taps(strings.cards)
        sari.taps(strings.paymentsWith(name(), ENDING))
        sari.sees(strings.noPayments)
        val paid = pays(5_000_000).text("transaction_id")
        shows(1)
        sari.sees(hasText(SHOP))
        sari.looks("payment-comes", secure = false)
        val reserved = runBlocking { app.phone().run { transactions(TransactionFilter(card(), emptyList(), null, null, null), null, language) } }
        sari.sees(reserved.transactions.single().stateWords)
        ask("card_capture") { put("transaction_id", paid) }
        sari.loses(hasText(reserved.transactions.single().stateWords))
        shows(1)
    }

    @Test
    fun safe_2_a_list_that_follows_payments_by_itself_keeps_no_session_alive() {
        startsInTheMorning()
        sari.taps(strings.cards)
        sari.taps(strings.paymentsWith(name(), ENDING))
        sari.sees(strings.noPayments)
        passes(seconds = 250)
        pays(5_000_000)
        shows(1)
        awayAndBack()
        sari.sees(strings.endsSoon)
        passes(seconds = 50)
        awayAndBack()
        sari.sees(explainSessionEnd(SessionEnd.IDLE, language).title)
    }

    @Test
    fun card_9_the_customer_learns_why_a_payment_was_declined_and_where_to_change_that() {
        startsInTheMorning()
        sari.taps(strings.cards)
        sari.taps(strings.whyDeclinedWith(name(), ENDING))
        val never = runBlocking { app.phone().run { whyDeclined(card(), language) } }
        assertEquals("never-reached", never.why.reason)
        sari.sees(never.why.title)
        sari.looks("why-never", secure = false)
        sari.taps(strings.back)
        opensTheControls()
        val cash = controls().switches.single { it.channel == "atm" && it.place == "abroad" }.label
        sari.taps(strings.switchOff(cash))
        sari.sees(strings.isOff(cash))
        pays(5_000_000, "atm", country = "SG")
        sari.taps(strings.back)
        sari.taps(strings.whyDeclinedWith(name(), ENDING))
        val why = runBlocking { app.phone().run { whyDeclined(card(), language) } }.why
        assertEquals("channel-off", why.reason)
        listOf(why.title, why.body, why.action).forEach { sari.sees(it) }
        sari.looks("why", secure = false)
        sari.taps(strings.controls)
        sari.sees(strings.controlsWhy)
    }

    @Test
    fun card_3_a_limit_of_a_card_in_dollars_is_typed_in_dollars() {
        startsInTheMorning()
        val dollars = ask("card_virtual") { put("user_id", "sari").also { put("currency", "USD") } }.text("ending")
        sari.taps(strings.cards)
        sari.taps(strings.controlsOf(name(dollars), dollars))
        sari.sees(strings.controlsWhy)
        val limit = controls(dollars).limits.single { it.name == "online-day" }.label
        sari.taps(strings.editLimitOf(limit))
        sari.types(strings.limitAmount, "Rp5")
        sari.taps(strings.save)
        sari.sees(explain(PhoneException.AmountUnreadable(AmountFault.OTHER_CURRENCY), language).body)
        sari.retypes("Rp5", "12,505")
        sari.taps(strings.save)
        sari.sees(explain(PhoneException.AmountUnreadable(AmountFault.DECIMALS), language).body)
        sari.looks("limit-decimals", secure = false)
        sari.retypes("12,505", "12,50")
        sari.taps(strings.save)
        sari.sees(hasTestTag("receipt"))
        sari.sees(strings.limitIs(limit, "US$12,50"))
    }

    @Test
    fun card_11_the_bank_says_beforehand_what_would_pass_and_what_a_limit_would_have_stopped() {
        startsInTheMorning()
        ask("card_past") { put("user_id", "sari").also { put("ending", "7730") } }
        sari.taps(strings.cards)
        sari.taps(strings.willItWorkWith(name(), ENDING))
        ready(strings.amount)
        sari.types(strings.amount, "60.000")
        sari.taps(strings.willAsk)
        sari.sees(hasTestTag("announcement"))
        assertTrue(rule.onAllNodes(hasTestTag("why")).fetchSemanticsNodes().isEmpty())
        sari.looks("will-pass", secure = false)
        sari.retypes("60.000", "999.999.999")
        sari.taps(strings.willAsk)
        sari.sees(hasTestTag("why"))
        sari.looks("will-not-pass", secure = false)
        sari.taps(strings.back)
        sari.taps(strings.controlsOf(name("7730"), "7730"))
        val limit = controls("7730").limits.single { it.name == "per-transaction" }.label
        sari.taps(strings.editLimitOf(limit))
        sari.types(strings.limitAmount, "2.000.000")
        sari.taps(strings.tryLimit)
        sari.sees("Orchard Garden Hotel")
        sari.looks("limit-tried", secure = false)
        // Nothing was changed by asking.
        assertTrue(controls("7730").limits.single { it.name == "per-transaction" }.inForce.minor > 200_000_000)
    }

    @Test
    fun card_12_every_change_leaves_a_receipt_that_is_listed_and_saved() {
        startsInTheMorning()
        sari.taps(strings.cards)
        sari.taps(strings.receipts)
        sari.sees(strings.noReceipts)
        sari.looks("receipts-none", secure = false)
        sari.taps(strings.back)
        sari.taps(strings.freezeCard(name(), ENDING))
        sari.sees(hasTestTag("receipt"))
        sari.taps(strings.receipts)
        sari.sees(hasTestTag("receipt-line") and hasText(strings.done("freeze")))
        sari.looks("receipts", secure = false)
        app.keeps = false
        sari.taps(strings.exportReceipts)
        sari.sees(hasText(strings.exportReceipts) and isEnabled())
        sari.doesNotSee(strings.receiptsSaved)
        assertNull(app.kept)
        app.keeps = true
        sari.taps(strings.exportReceipts)
        sari.sees(strings.receiptsSaved)
        val proof = runBlocking { app.phone().cardReceipts() }.single().proof
        assertTrue(app.kept.orEmpty().contains(proof))
    }

    @Test
    fun card_12_a_receipt_whose_key_is_withdrawn_is_said_to_be_beyond_proof_and_saved_all_the_same() {
        startsInTheMorning()
        sari.taps(strings.cards)
        sari.taps(strings.freezeCard(name(), ENDING))
        sari.sees(hasTestTag("receipt"))
        ask("fault") { put("kind", "withdrawn_receipt_key") }
        runBlocking { app.phone().fetchKeys() }
        sari.taps(strings.receipts)
        sari.sees(hasTestTag("receipt-line") and hasText(strings.receiptUnproved))
        sari.looks("receipts-unproved", secure = false)
        sari.taps(strings.exportReceipts)
        sari.sees(strings.receiptsSaved)
        val receipt = runBlocking { app.phone().cardReceipts() }.single()
        assertTrue(!receipt.proved && app.kept.orEmpty().contains(receipt.proof))
    }

    @Test
    fun card_1_without_a_network_the_screens_say_so_and_keep_what_they_show() {
        startsInTheMorning()
        opensTheControls()
        val limit = controls().limits.single { it.name == "online-day" }.label
        sari.taps(strings.editLimitOf(limit))
        sari.types(strings.limitAmount, "100.000")
        ask("fault") { put("kind", "network_cut") }
        sari.taps(strings.save)
        sari.sees(hasTestTag("notice"))
        // Nothing is shown as changed, and what was typed is still there.
        assertTrue(rule.onAllNodes(hasTestTag("receipt")).fetchSemanticsNodes().isEmpty())
        sari.sees(hasSetTextAction() and hasText("100.000"))
        sari.looks("offline", secure = false)
        sari.taps(strings.payments)
        sari.sees(hasTestTag("notice"))
        sari.doesNotSee(strings.noPayments)
    }

    @Test
    fun card_3_the_controls_are_found_again_after_the_end_of_the_process() {
        startsInTheMorning()
        opensTheControls()
        theProcessDies()
        signsIn()
        unlocks()
        sari.sees(strings.controlsWhy)
    }

    /** A session does not last a day. */
    private fun signsInAgain() {
        theProcessDies()
        signsIn()
        unlocks()
        sari.sees(strings.controlsWhy)
        sari.taps(strings.back)
    }

    private fun startsInTheMorning() {
        // A day in Jakarta must not end in the middle.
        ask("clock") { put("to_hour", 10) }
        startsWithAFullSession()
    }

    /** From the home screen or the cards. */
    private fun opensTheControls() {
        if (rule.onAllNodes(hasText(strings.cards) and hasClickAction()).fetchSemanticsNodes().isNotEmpty()) {
            sari.taps(strings.cards)
        }
        sari.taps(strings.controlsOf(name(), ENDING))
        sari.sees(strings.controlsWhy)
    }

    /** Something can be typed there. */
    private fun ready(field: String) = sari.sees(hasSetTextAction() and hasText(field) and isEnabled())

    private fun shows(payments: Int) =
        sari.waitsUntil { rule.onAllNodes(hasTestTag("payment")).fetchSemanticsNodes().size == payments }

    private fun card(ending: String = ENDING) = runBlocking { app.phone().cards() }.first { it.view().ending == ending }.cardId()

    private fun name(ending: String = ENDING) =
        runBlocking { app.phone().cards() }.map { it.view() }.single { it.ending == ending }.name

    private fun controls(ending: String = ENDING): ControlsView = runBlocking {
        val card = app.phone().cards().first { it.view().ending == ending }
        app.phone().cardControls(card, language)
    }

    private fun pays(
        minor: Long,
        channel: String = "chip",
        country: String = "ID",
        category: Int = 5812,
        merchant: String = SHOP,
    ) = ask("card_pay") {
        put("user_id", "sari")
        put("ending", ENDING)
        put("merchant", merchant)
        put("channel", channel)
        put("country", country)
        put("category", category)
        putJsonObject("amount") {
            put("minor", minor)
            put("currency", "IDR")
            put("exponent", 2)
        }
    }

    /** Paid in another currency, and not charged yet. */
    private fun foreign() = ask("card_pay") {
        put("user_id", "sari")
        put("ending", ENDING)
        put("merchant", SHOP)
        put("country", "SG")
        for ((name, minor) in listOf("amount" to 15_000_000, "original" to 1250)) {
            putJsonObject(name) {
                put("minor", minor)
                put("currency", if (name == "amount") "IDR" else "SGD")
                put("exponent", 2)
            }
        }
    }

    private companion object {
        const val ENDING = "4821"
        const val SHOP = "Toko Maya"
    }
}
