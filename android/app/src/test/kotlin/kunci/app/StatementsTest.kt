package kunci.app

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.spokenDigits

/** The bills of a card: how much, by when, the document. */
class StatementsTest : Screens("statements") {
    @Test
    fun card_6_a_bill_says_how_much_and_by_when_and_its_document_is_opened_checked() {
        atTheBills()
        sari.sees(strings.noStatements)
        monthEnds()
        sari.taps(strings.refresh)
        sari.sees(hasTestTag("statement"))
        val bill = bill()
        for (words in listOf(
            bill.stateWords, bill.action, strings.statementTotal(bill.total), strings.statementMinimum(bill.minimum),
            strings.statementLeft(bill.left), strings.statementDue(bill.due),
        )) {
            sari.sees(words)
        }
        sari.looks("open", secure = false)
        // She chooses no place for it.
        app.keeps = false
        opens()
        // The call is over when the button can be touched again.
        sari.sees(document() and isEnabled())
        assertNull(app.viewed)
        sari.doesNotSee(strings.statementChecked)
        app.keeps = true
        opens()
        sari.sees(strings.statementChecked)
        val (name, content) = checkNotNull(app.viewed)
        assertEquals("statement-7730.pdf", name)
        assertTrue(content.decodeToString().startsWith("%PDF-"))
        sari.looks("opened", secure = false)
    }

    @Test
    fun card_6_a_document_that_is_not_the_one_of_the_list_is_not_opened_and_the_screen_says_so() {
        atTheBills()
        monthEnds()
        sari.taps(strings.refresh)
        ask("fault") {
            put("kind", "other_document")
            put("path", "/v1/statements/*/document")
            put("times", 1)
        }
        opens()
        sari.sees(Notice.of(PhoneException.DocumentForged(), language).title)
        sari.looks("forged", secure = false)
        assertNull(app.viewed)
        sari.doesNotSee(strings.statementChecked)
        opens()
        sari.sees(strings.statementChecked)
        sari.loses(hasTestTag("notice"))
    }

    @Test
    fun card_6_a_bill_is_reminded_of_in_time_and_says_what_is_left_once_something_is_paid() {
        atTheBills()
        monthEnds()
        waits(18 * 24 * 3600)
        sari.taps(strings.refresh)
        signsIn()
        unlocks()
        // Signing in leads back to the bills.
        sari.sees(hasTestTag("statement"))
        sari.sees(bill().stateWords)
        assertEquals("soon", bill().state)
        sari.looks("soon", secure = false)
        for ((minor, state) in listOf(6_000_000L to "minimum-paid", 54_000_000L to "paid")) {
            ask("statement_pay") {
                put("user_id", "sari")
                put("ending", ENDING)
                put("minor", minor)
            }
            sari.taps(strings.refresh)
            sari.sees(bill().stateWords)
            assertEquals(state, bill().state)
        }
        sari.taps(strings.back)
        sari.taps(strings.back)
        sari.taps(hasText(strings.alerts, substring = true))
        sari.sees(runBlocking { app.phone().alerts(null, language) }.alerts.first { it.kind == "payment-due" }.title)
    }

    private fun atTheBills() {
        startsWithAFullSession()
        sari.taps(strings.cards)
        sari.taps(strings.statements)
    }

    /** She has paid with the card, the shop has collected it, and the bank closes the month. */
    private fun monthEnds() {
        val made = ask("card_pay") {
            put("user_id", "sari")
            put("ending", ENDING)
            put("merchant", "Toko Maya")
            putJsonObject("amount") {
                put("minor", 60_000_000)
                put("currency", "IDR")
                put("exponent", 2)
            }
        }
        ask("card_capture") { put("transaction_id", made.text("transaction_id")) }
        ask("statement_close") { put("user_id", "sari").also { put("ending", ENDING) } }
    }

    private fun opens() = sari.taps(document())

    private fun document() = hasContentDescription(strings.openStatement(strings.statementOf(spokenDigits(ENDING), bill().until)))

    private fun bill() = runBlocking { app.phone().statements(language) }.single()

    private companion object {
        const val ENDING = "7730"
    }
}
