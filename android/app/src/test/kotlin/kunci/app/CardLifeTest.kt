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
import uniffi.kunci_bindings.CardLoss
import uniffi.kunci_bindings.CardView
import uniffi.kunci_bindings.CommandView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.displayTime
import uniffi.kunci_bindings.explain

/** A card's life, what waits for a network, and payments that look suspicious, on the screens and over the bank's own rules. */
class CardLifeTest : Screens("life") {
    @Test
    fun card_5_a_frozen_card_is_reported_stolen_at_once_replaced_and_the_new_one_taken_into_use() {
        startsWithAFullSession()
        val name = card().name
        sari.taps(strings.cards)
        sari.taps(strings.freezeCard(name, ENDING))
        sari.sees(hasTestTag("receipt"))
        sari.taps(strings.lifeOf(name, ENDING))
        sari.taps(strings.loss(CardLoss.STOLEN))
        sari.sees(strings.reportSure)
        sari.looks("sure", secure = false)
        // Not done before she is sure.
        assertEquals("active", card().state)
        sari.taps(strings.cancel)
        sari.taps(strings.loss(CardLoss.STOLEN))
        sari.taps(strings.closeCard)
        sari.sees(strings.done("block"))
        assertEquals("stolen", card().closed)
        assertEquals("false", pays(5_000_000).text("approved"))
        sari.looks("closed", secure = false)
        sari.taps(strings.replaceCard)
        approves()
        val new = cards().single { it.replaces == card().cardId }
        sari.taps(strings.cards)
        sari.taps(strings.lifeOf(name, ENDING))
        sari.sees(strings.newerCard(new.ending, words(new)))
        // One is enough.
        sari.doesNotSee(strings.replaceCard)
        sari.looks("new-card-ordered", secure = false)
        repeat(2) { ask("card_post") { put("user_id", "sari") } }
        sari.taps(strings.seeCard(new.ending))
        sari.sees(strings.olderCard(ENDING, words(card())))
        sari.looks("new-card-here", secure = false)
        sari.taps(strings.activateCard)
        approves()
        assertEquals("active", card(new.ending).state)
        assertEquals("true", pays(5_000_000, new.ending).text("approved"))
    }

    @Test
    fun card_5_a_pin_is_typed_twice_approved_and_stands_on_no_screen() {
        startsWithAFullSession()
        sari.secrets += PIN
        sari.taps(strings.cards)
        sari.taps(strings.lifeOf(card().name, ENDING))
        sari.taps(strings.setPin)
        sari.sees(strings.choosePinHint)
        types("123456", "123456")
        sari.sees(hasTestTag("notice"))
        sari.looks("pin-weak", secure = true)
        types(PIN, "502864")
        sari.sees(explain(PhoneException.CodesDiffer(), language).title)
        types(PIN, PIN)
        sari.sees(strings.approve)
        sari.looks("pin-approval", secure = true)
        assertEquals("false", takesThePin())
        approves()
        assertEquals("true", takesThePin())
    }

    @Test
    fun card_5_a_cards_number_is_shown_once_after_approval_on_a_secure_screen_and_hidden_by_itself() {
        startsWithAFullSession()
        sari.taps(strings.cards)
        sari.taps(strings.lifeOf(card().name, ENDING))
        sari.taps(strings.reveal)
        sari.taps(strings.approve)
        sari.enters(CODE)
        sari.sees(hasTestTag("answer"))
        sari.taps(strings.revealShow)
        sari.sees(hasTestTag("card-number"))
        sari.looks("card-number", secure = true)
        sari.taps(strings.revealHide)
        sari.sees(strings.revealHidden)
        assertTrue(rule.onAllNodes(hasTestTag("card-number")).fetchSemanticsNodes().isEmpty())
    }

    @Test
    fun card_5_a_virtual_card_is_ordered_by_approval_paid_with_online_and_closed_for_good() {
        startsWithAFullSession()
        sari.taps(strings.cards)
        sari.taps(strings.lifeOf(card().name, ENDING))
        sari.taps(strings.orderVirtual)
        sari.types(strings.virtualName, "Film")
        sari.types(strings.virtualMonth, "0")
        sari.taps(strings.virtualOrder)
        sari.sees(explain(PhoneException.AmountInvalid(), language).title)
        sari.retypes(strings.virtualMonth, "999.999.999")
        sari.taps(strings.virtualOrder)
        sari.sees(explain(PhoneException.LimitAboveCeiling(), language).title)
        sari.looks("virtual-order", secure = false)
        sari.retypes(strings.virtualMonth, "300.000")
        sari.taps(strings.virtualOrder)
        sari.sees(strings.approve)
        assertTrue("asking makes none", cards().none { it.kind == "virtual" })
        sari.looks("virtual-approval", secure = true)
        approves()
        val new = cards().single { it.kind == "virtual" }
        assertEquals(listOf("Film", "active", ENDING), listOf(new.name, new.state, new.beside))
        assertEquals("true", pays(30_000_000, new.ending).text("approved"))
        assertEquals("false", pays(100, new.ending).text("approved"))
        sari.taps(strings.cards)
        sari.taps(strings.lifeOf(new.name, new.ending))
        sari.sees(strings.virtualBeside(ENDING))
        sari.taps(strings.closeVirtual)
        sari.sees(strings.closeVirtualSure)
        sari.taps(strings.cancel)
        // Not done before she is sure.
        sari.sees(strings.closeVirtual)
        assertEquals("active", card(new.ending).state)
        sari.taps(strings.closeVirtual)
        sari.taps(strings.closeCard)
        sari.sees(strings.done("block"))
        assertEquals("ended", card(new.ending).closed)
        sari.looks("virtual-closed", secure = false)
    }

    @Test
    fun card_4_a_wallet_is_suspended_at_once_let_pay_again_by_approval_and_removed_for_good() {
        startsWithAFullSession()
        ask("wallet_add") { put("user_id", "sari").also { put("ending", ENDING) }.also { put("wallet", "Example Pay") } }
        sari.taps(strings.cards)
        sari.taps(strings.lifeOf(card().name, ENDING))
        sari.taps(strings.wallets)
        sari.sees(hasTestTag("wallet"))
        val words = wallet().words
        sari.taps(strings.suspendWallet(words))
        sari.sees(hasContentDescription(strings.resumeWallet(words)))
        assertEquals("suspended", wallet().state)
        sari.taps(strings.resumeWallet(words))
        approves()
        assertEquals("active", wallet().state)
        sari.taps(strings.cards)
        sari.taps(strings.lifeOf(card().name, ENDING))
        sari.taps(strings.wallets)
        sari.taps(strings.removeWallet(words))
        sari.sees(strings.removeWalletSure)
        assertEquals("active", wallet().state)
        sari.taps(strings.removeWallet(words))
        sari.waitsUntil { wallet().state == "removed" }
        sari.loses(strings.removeWalletSure)
    }

    @Test
    fun card_10_a_freeze_without_a_network_is_shown_as_not_yet_active_until_the_receipt_is_there() {
        startsWithAFullSession()
        val name = card().name
        sari.taps(strings.cards)
        sari.sees(strings.ending(ENDING))
        cutsTheNetwork()
        sari.taps(strings.freezeCard(name, ENDING))
        sari.sees(hasTestTag("request"))
        sari.sees(request().stateWords)
        assertEquals("requested", request().state)
        assertTrue(rule.onAllNodes(hasTestTag("receipt")).fetchSemanticsNodes().isEmpty())
        assertEquals("true", pays(5_000_000).text("approved"))
        sari.looks("freeze-requested", secure = false)
        sari.taps(strings.queue)
        sari.sees(hasText(request().detail))
        sari.looks("queue-requested", secure = false)
        // The telephone line takes a code meanwhile.
        sari.taps(strings.freezeCode)
        sari.sees(strings.freezeCodeWhy)
        sari.taps(strings.back)
        // The home screen has tried to send it, in vain.
        sari.sees(hasTestTag("notice"))
        ask("fault") { put("kind", "clear") }
        sari.taps(strings.cards)
        sari.sees(strings.done("freeze"))
        sari.looks("freeze-confirmed", secure = false)
        assertEquals("confirmed", request().state)
        assertEquals("frozen-by-you", pays(5_000_000).text("reason"))
    }

    @Test
    fun card_2_a_request_that_came_too_late_is_asked_about_and_repeated_or_taken_off_the_list() {
        startsWithAFullSession()
        val (mine, other) = card() to card(OTHER)
        sari.taps(strings.cards)
        sari.sees(strings.ending(ENDING))
        cutsTheNetwork()
        for (card in listOf(mine, other)) {
            sari.taps(strings.freezeCard(card.name, card.ending))
            sari.waitsUntil { runBlocking { app.phone().cardCommands(language) }.any { it.cardId == card.cardId } }
            sari.sees(hasText(request(card).title))
        }
        waits(25 * 3600)
        ask("fault") { put("kind", "clear") }
        // The phone hears what time it is.
        runBlocking { signIn(app.phone()) }
        sari.taps(strings.queue)
        sari.sees(hasText(request(mine).stateWords))
        assertEquals("expired", request(mine).state)
        sari.looks("queue-expired", secure = false)
        sari.taps(strings.dismissRequest(spoken(request(other))))
        sari.waitsUntil { runBlocking { app.phone().cardCommands(language) }.size == 1 }
        sari.taps(strings.repeatRequest(spoken(request(mine))))
        sari.sees(strings.done("freeze"))
        sari.looks("queue-repeated", secure = false)
        assertEquals("frozen-by-you", pays(5_000_000).text("reason"))
        assertEquals("true", pays(5_000_000, OTHER).text("approved"))
    }

    @Test
    fun card_8_a_suspected_payment_that_was_not_hers_freezes_the_card_by_one_touch() {
        startsWithAFullSession()
        asksWhose()
        sari.looks("whose", secure = true)
        sari.taps(strings.rejectNotMe)
        sari.sees(hasTestTag("answer"))
        sari.looks("whose-not-hers", secure = true)
        assertTrue(card().frozen)
        assertEquals("frozen-by-you", pays(SUSPECTED).text("reason"))
        // And a new card is at hand.
        sari.taps(strings.life)
        sari.sees(strings.replaceCardWhy)
        sari.sees(strings.reportCardWhy)
    }

    @Test
    fun card_8_a_suspected_payment_that_was_hers_passes_when_the_shop_tries_again() {
        startsWithAFullSession()
        asksWhose()
        // A thief would say yes, too: that takes the Unlock Code.
        sari.taps(strings.whoseMine)
        sari.enters(CODE)
        sari.sees(hasTestTag("answer"))
        sari.looks("whose-hers", secure = true)
        sari.taps(strings.done)
        sari.sees(strings.nothingWaits)
        assertEquals("true", pays(SUSPECTED, suspicious = true).text("approved"))
    }

    /** The bank holds a payment and asks; the question comes on the home screen by itself, and is opened. */
    private fun asksWhose() {
        assertEquals("false", pays(SUSPECTED, suspicious = true).text("approved"))
        sari.taps(runBlocking { app.phone().pendingOperations() }.single().title(language))
        sari.sees(strings.whoseEffect)
        assertEquals("held-by-fraud-desk", pays(SUSPECTED).text("reason"))
    }

    private fun types(pin: String, again: String) {
        sari.sees(strings.choosePin)
        sari.enters(pin)
        sari.sees(strings.repeatPin)
        sari.enters(again)
    }

    private fun cutsTheNetwork() = ask("fault") { put("kind", "network_cut") }

    private fun wallet() = runBlocking { app.phone().walletTokens(card().cardId, language).single() }

    private fun takesThePin() = ask("card_pin") { put("user_id", "sari").also { put("ending", ENDING) }.also { put("pin", PIN) } }.text("fits")

    private fun cards(): List<CardView> = runBlocking { app.phone().cards() }.map { it.view() }

    private fun card(ending: String = ENDING) = cards().single { it.ending == ending }

    /** How the bank says that a card stands. */
    private fun words(card: CardView) =
        runBlocking { app.phone().cards() }.single { it.cardId() == card.cardId }.standing(language).words

    private fun request(card: CardView? = null): CommandView =
        runBlocking { app.phone().cardCommands(language) }.single { card == null || it.cardId == card.cardId }

    private fun spoken(request: CommandView) = request.title + ", " + displayTime(request.requestedMs, language)

    private fun pays(minor: Long, ending: String = ENDING, suspicious: Boolean = false) = ask("card_pay") {
        put("user_id", "sari")
        put("ending", ending)
        put("merchant", "Toko Maya")
        put("channel", "online")
        put("suspicious", suspicious)
        putJsonObject("amount") {
            put("minor", minor)
            put("currency", "IDR")
            put("exponent", 2)
        }
    }

    private companion object {
        const val ENDING = "4821"
        const val OTHER = "7730"
        const val PIN = "502863"
        const val SUSPECTED = 75_000_000L
    }
}
