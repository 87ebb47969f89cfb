package kunci.app

import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.DisputeBar
import uniffi.kunci_bindings.DisputeReasonView
import uniffi.kunci_bindings.EvidenceFault
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TransactionFilter

/** "This was not right": from the list of payments to the bank's answer, on the screens. */
class DisputesTest : Screens("disputes") {
    @Test
    fun card_7_a_payment_is_disputed_with_evidence_and_followed_to_the_answer() {
        paid()
        fromThePayment()
        val reasons = reasons()
        reasons.forEach { sari.sees(it.label) }
        sari.looks("reasons", secure = false)
        sari.taps(reason("not-received").label)
        sari.sees(strings.draftKept)
        sari.types(strings.disputeWords, WORDS)
        attaches(LETTER)
        sari.sees(hasTestTag("piece"))
        sari.looks("draft", secure = false)
        assertTrue("the bank knows of it", runBlocking { app.phone().disputes(language) }.isEmpty())
        sari.taps(strings.submitDispute)
        sari.sees(strings.pieces(1u))
        assertEquals(WORDS, filed().statement)
        for (words in listOf(filed().stateWords, filed().rightTitle, filed().rightBody, filed().rightAction)) sari.sees(words)
        sari.sees(strings.said(WORDS))
        sari.looks("filed", secure = false)
        bank("ask", "Kirimkan bukti pesanan.")
        sari.taps(strings.refresh)
        sari.sees(strings.bankSays("Kirimkan bukti pesanan."))
        sari.sees(strings.evidenceBy(checkNotNull(filed().evidenceBy)))
        sari.looks("asked", secure = false)
        app.chosen = "Pesanan 17 tanggal 2 Mei".encodeToByteArray()
        sari.taps(strings.handIn)
        sari.sees(strings.pieces(2u))
        bank("grant", "Toko tidak dapat menunjukkan pengiriman.")
        sari.taps(strings.refresh)
        sari.sees(strings.returned(checkNotNull(filed().returned)))
        sari.sees(filed().rightTitle)
        sari.doesNotSee(strings.handIn)
        filed().steps.forEach { sari.sees(it) }
        sari.looks("granted", secure = false)
    }

    @Test
    fun card_7_a_draft_outlives_the_app_and_a_lost_answer_makes_no_second_dispute() {
        paid()
        fromThePayment()
        sari.taps(reason("not-received").label)
        sari.sees(strings.draftKept)
        sari.types(strings.disputeWords, WORDS)
        sari.taps(strings.back)
        sari.sees(strings.goOnWithDraft)
        // The words are kept as they are typed, but not within the touch.
        sari.waitsUntil { drafts().single().statement == WORDS }
        theProcessDies()
        signsIn()
        unlocks()
        sari.taps(strings.goOnWithDraft(SHOP))
        sari.sees(WORDS)
        ask("fault") {
            put("kind", "lose_reply")
            put("path", "/v1/disputes")
            put("times", 1)
        }
        sari.taps(strings.submitDispute)
        sari.sees(notice(PhoneException.OutcomeUnknown()).title)
        val sent = drafts().single()
        sari.sees(sent.stateWords)
        sari.looks("not-sure", secure = false)
        sari.taps(strings.submitDispute)
        sari.sees(strings.pieces(0u))
        assertEquals(SHOP, filed().merchant)
        sari.taps(strings.back)
        sari.sees(hasText(filed().stateWords))
        sari.doesNotSee(strings.goOnWithDraft)
        sari.looks("list", secure = false)
    }

    @Test
    fun card_7_what_is_no_evidence_or_missing_is_said_by_the_core_and_the_draft_stays() {
        paid()
        fromThePayment()
        val reason = reason("not-as-described")
        val photo = strings.attachNeeded(reason.wants.first { it.needed }.label)
        sari.taps(reason.label)
        sari.taps(strings.submitDispute)
        sari.sees(said(PhoneException.DisputeRefused(DisputeBar.STATEMENT)))
        // She changes her mind, and chooses none.
        sari.taps(photo)
        app.chosen = LETTER
        sari.taps(photo)
        sari.sees(said(PhoneException.EvidenceRefused(EvidenceFault.UNKNOWN_FORM)))
        app.chosen = ByteArray(50_000) { 'a'.code.toByte() }
        sari.taps(strings.attach(strings.otherEvidence))
        sari.sees(said(PhoneException.EvidenceRefused(EvidenceFault.TOO_LARGE)))
        app.chosen = "%PDF-1.7\n<< /OpenAction << /S /JavaScript >> >>\n%%EOF".encodeToByteArray()
        sari.taps(strings.attach(strings.otherEvidence))
        sari.sees(said(PhoneException.EvidenceRefused(EvidenceFault.ACTIVE)))
        sari.looks("refused-file", secure = false)
        attaches(LETTER)
        sari.taps(strings.detach(strings.otherEvidence))
        sari.loses(hasTestTag("piece"))
        sari.types(strings.disputeWords, WORDS)
        sari.taps(strings.submitDispute)
        sari.sees(said(PhoneException.DisputeRefused(DisputeBar.EVIDENCE_MISSING)))
        sari.taps(strings.discardDraft)
        sari.sees(strings.discardSure)
        sari.taps(strings.discardDraft)
        sari.sees(strings.noDisputes)
        assertTrue(drafts().isEmpty())
    }

    @Test
    fun card_7_a_refusal_says_where_to_complain_elsewhere() {
        paid()
        files()
        bank("refuse", "Toko menunjukkan tanda terima.")
        seesTheDispute()
        sari.sees(strings.bankSays("Toko menunjukkan tanda terima."))
        sari.sees(filed().rightBody)
        sari.sees(filed().rightAction)
        sari.doesNotSee(strings.withdraw)
        sari.looks("refused", secure = false)
    }

    @Test
    fun card_7_a_dispute_is_taken_back_only_when_she_is_sure() {
        paid()
        files()
        seesTheDispute()
        sari.taps(strings.withdraw)
        sari.sees(strings.withdrawSure)
        sari.looks("sure", secure = false)
        sari.taps(strings.cancel)
        sari.loses(strings.withdrawSure)
        sari.taps(strings.withdraw)
        sari.sees(strings.withdrawSure)
        assertTrue(filed().isOpen)
        sari.taps(strings.withdraw)
        sari.loses(strings.handIn)
        assertFalse(filed().isOpen)
        sari.sees(filed().rightTitle)
    }

    /** Sari has paid in a shop on the internet, and is on the home screen. */
    private fun paid() {
        startsWithAFullSession()
        val made = ask("card_pay") {
            put("user_id", "sari")
            put("ending", "4821")
            put("merchant", SHOP)
            put("channel", "online")
            putJsonObject("amount") {
                put("minor", 75_000_000)
                put("currency", "IDR")
                put("exponent", 2)
            }
        }
        ask("card_capture") { put("transaction_id", made.text("transaction_id")) }
    }

    private fun fromThePayment() {
        sari.taps(strings.cards)
        sari.taps(strings.allPayments)
        sari.taps(strings.disputeThis(SHOP))
        sari.sees(reason("not-received").label)
    }

    private fun seesTheDispute() {
        sari.taps(strings.cards)
        sari.taps(strings.disputes)
        sari.taps(strings.seeDispute(SHOP))
        sari.sees(filed().stateWords)
    }

    private fun attaches(file: ByteArray) {
        app.chosen = file
        sari.taps(strings.attach(strings.otherEvidence))
        sari.sees(hasTestTag("piece"))
    }

    /** Without the screens. */
    private fun files() = runBlocking {
        val payment = payment()
        val draft = app.phone().startDispute(payment.transactionId, payment.atMs, "not-received", language)
        app.phone().wordDispute(draft.draftId, WORDS, language)
        app.phone().submitDispute(draft.draftId, language)
    }

    private suspend fun payment() =
        app.phone().transactions(TransactionFilter(null, emptyList(), SHOP, null, null), null, language).transactions.single()

    private fun reasons(): List<DisputeReasonView> =
        runBlocking { payment().let { app.phone().disputeReasons(it.transactionId, it.atMs, language) } }

    private fun reason(name: String) = reasons().single { it.reason == name }

    private fun drafts() = runBlocking { app.phone().disputeDrafts(language) }

    private fun filed() = runBlocking { app.phone().disputes(language) }.single()

    /** Somebody at the bank's desk for disputes. */
    private fun bank(does: String, words: String) = ask("dispute") {
        put("user_id", "sari")
        put("do", does)
        put("words", words)
    }

    private fun said(refusal: PhoneException) = notice(refusal).body

    private fun notice(refusal: PhoneException) = Notice.of(refusal, language)

    private companion object {
        const val SHOP = "Toko Maya"
        const val WORDS = "Barang tidak pernah datang."
        val LETTER = "Toko: kami mengirim pada 3 Mei.".encodeToByteArray()
    }
}
