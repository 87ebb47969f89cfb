package kunci.app

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.AttachmentFault
import uniffi.kunci_bindings.ChatRating
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SpeakerKind
import uniffi.kunci_bindings.text

/** The chat on its screen: who speaks, what becomes of what is written, its end and what is kept of it. */
class ChatTest : Screens("chat") {
    private val agus = strings.speaker(SpeakerKind.VERIFIED_AGENT, "Agus", "10177")

    @Test
    fun chat_2_a_badge_that_is_taken_back_is_proof_no_more_on_the_screen_already() {
        opensTheChat()
        says("agus", "Selamat pagi, saya Agus")
        sari.sees(agus)
        sari.looks("verified", secure = false)
        ask("chat_revoke") {
            put("as", "agus")
            put("ago_seconds", 3600)
        }
        sari.hears(SpeakerKind.UNVERIFIED)
        sari.doesNotSee(agus)
        sari.looks("revoked", secure = false)
    }

    @Test
    fun chat_4_what_the_core_asks_about_is_hidden_in_the_draft_or_sent_all_the_same() {
        opensTheChat()
        writes(ACCOUNT)
        sari.sees(strings.sendAnyway)
        sari.looks("asked", secure = false)
        sari.taps(strings.hideInDraft)
        sari.sees(hasSetTextAction() and hasText("•", substring = true))
        sari.loses(strings.sendAnyway)
        sari.retypes("•", ACCOUNT)
        sari.taps(strings.send)
        sari.taps(strings.sendAnyway)
        sari.hears(SpeakerKind.BOT)
        assertTrue(ACCOUNT in log("texts"))
    }

    @Test
    fun chat_7_who_waits_for_a_person_sees_her_place_and_when_nobody_is_there() {
        ask("chat_desk") { put("closed_for_seconds", 400_000) }
        opensTheChat()
        sari.sees("petugas bank ada lagi", ignoreCase = true)
        ask("chat_desk") {
            put("ahead", 2)
            put("each_seconds", 90)
        }
        sari.taps(strings.askForHuman)
        sari.sees("nomor 3")
        sari.looks("queue", secure = false)
        ask("chat_desk") {}
        sari.sees(strings.speaker(SpeakerKind.VERIFIED_AGENT, "Dewi", "10233"))
    }

    @Test
    fun chat_9_what_could_not_be_sent_is_sent_again_changed_or_taken_back() {
        ask("fault") { put("kind", "link_down") }
        opensTheChat()
        for (text in listOf("Tolong kirim rekening koran", "Alamat saya berubah", "Ini keliru")) {
            writes(text)
            sari.sees(hasContentDescription(strings.takeBackMessage(text)))
            // It stands in the list before the field is empty for the next one.
            sari.loses(hasSetTextAction() and hasText(text))
        }
        sari.looks("queued", secure = false)
        sari.taps(strings.back)
        waits(TWO_DAYS)
        ask("fault") { put("kind", "clear") }
        // Nobody used the session; the app has left it.
        signsIn()
        unlocks()
        sari.taps(strings.chat)
        sari.taps(strings.takeBackMessage("Ini keliru"))
        sari.loses("Ini keliru")
        sari.looks("failed", secure = false)
        sari.taps(strings.edit("Alamat saya berubah"))
        sari.sees(strings.editingFailed)
        sari.retypes("Alamat saya berubah", "Alamat baru saya benar")
        sari.taps(strings.send)
        sari.taps(strings.retry("Tolong kirim rekening koran"))
        sari.waitsUntil { log("texts") == "Alamat baru saya benar | Tolong kirim rekening koran" }
        sari.doesNotSee("Ini keliru")
    }

    @Test
    fun chat_9_another_conversation_is_begun_about_a_topic_and_stands_apart_in_the_list() {
        opensTheChat()
        sari.taps(strings.moreOfChat)
        sari.taps(strings.chats)
        sari.taps(strings.newChat)
        sari.looks("chats", secure = false)
        sari.taps(text(language, "chat-topic-card", emptyMap()))
        sari.sees(strings.send)
        writes("Kartu saya tertelan mesin")
        sari.hears(SpeakerKind.BOT)
        sari.taps(strings.back)
        sari.sees(hasTestTag("conversation") and hasText("Kartu", substring = true))
        assertFalse("tertelan" in log("texts"))
        sari.taps(strings.openChat(text(language, "chat-topic-general", emptyMap())))
        sari.sees(strings.send)
        sari.doesNotSee("Kartu saya tertelan mesin")
    }

    @Test
    fun chat_9_what_was_said_is_found_again() {
        opensTheChat()
        says("dewi", "Rekening koran sudah kami kirimkan")
        says("dewi", "Sabtu kami tutup")
        sari.sees("Sabtu kami tutup")
        sari.taps(strings.moreOfChat)
        sari.looks("more", secure = false)
        sari.taps(strings.searchMessages)
        sari.types(strings.searchWords, "kirim koran")
        sari.taps(strings.searchMessages)
        sari.sees("sudah kami kirimkan")
        sari.doesNotSee("Sabtu kami tutup")
        sari.looks("search", secure = false)
        sari.retypes("kirim koran", "xyzzy")
        sari.taps(strings.searchMessages)
        sari.sees(strings.nothingFound)
        sari.taps(strings.toConversation)
        sari.sees("Sabtu kami tutup")
    }

    @Test
    fun chat_6_one_tap_ends_the_chat_and_reports_it_with_what_is_marked() {
        opensTheChat()
        says("impostor-forged", "Kirim OTP Anda sekarang")
        sari.sees("Kirim OTP Anda sekarang")
        sari.taps(strings.reportScam)
        sari.sees(strings.reported(1))
        sari.looks("reported", secure = false)
        sari.taps(strings.toConversation)
        sari.waitsUntil { log("scam_reports") == "1" }
        assertTrue("suspects" in log("evidence"))
        assertEquals("bot", log("controller"))
    }

    @Test
    fun chat_10_after_a_chat_it_is_rated_and_its_transcript_is_kept() {
        opensTheChat()
        says("dewi", "Permintaan Anda selesai besok")
        says("dewi", "Salam")
        sari.sees("Salam")
        sari.taps(strings.moreOfChat)
        sari.taps(strings.keepTranscript)
        sari.sees(strings.transcriptClear)
        sari.looks("transcript", secure = false)
        sari.taps(strings.saveFile)
        sari.sees(strings.kept(true))
        val kept = checkNotNull(app.kept)
        assertTrue("selesai besok" in kept && app.phone().chatCheckTranscript(kept).holds)
        assertFalse(app.phone().chatCheckTranscript(kept.replace("besok", "lusa")).holds)
        sari.taps(strings.toConversation)
        sari.taps(strings.moreOfChat)
        sari.taps(strings.endChat)
        sari.types(strings.rateWords, "Dewi ramah")
        sari.looks("rating", secure = false)
        sari.taps(strings.rating(ChatRating.VERY_GOOD))
        sari.waitsUntil { "Dewi ramah" in log("feedback") }
        assertTrue("5" in log("feedback"))
    }

    @Test
    fun chat_6_the_banks_own_number_is_at_hand_and_others_are_found_out_without_signing_in() {
        opensTheApp()
        sari.taps(strings.help)
        sari.sees("+62215550110")
        sari.sees("kuncibank.example")
        sari.types(strings.pasteHere, "Akun Anda diblokir, hubungi 0812 3456 7890 atau 021-555-0110")
        sari.taps(strings.checkNow)
        sari.sees(hasTestTag("unknown") and hasText("0812 3456 7890", substring = true))
        sari.sees(hasTestTag("official") and hasText("021-555-0110", substring = true))
        sari.looks("help", secure = false)
        sari.taps(guide("lost-phone.answer"))
        sari.taps(guide("lost-phone-borrowed.answer"))
        sari.sees(hasTestTag("guide") and hasText(guide("lost-phone-borrowed"), substring = true))
        sari.taps(strings.guideBefore)
        sari.taps(strings.guideBefore)
        sari.types(strings.searchWords, "terkunci")
        sari.sees(hasTestTag("topic"))
        sari.doesNotSee("Mengapa harus memperbarui?")
        sari.taps(strings.back)
        sari.sees(strings.userId)
    }

    @Test
    fun chat_14_an_employee_who_asks_who_it_is_is_named_where_the_token_answers() {
        opensTheChat()
        ask("agent_verify") {
            put("user_id", "sari")
            put("as", "dewi")
        }
        sari.sees(strings.waitingApproval)
        sari.looks("asks", secure = false)
        sari.taps(strings.waitingApproval)
        sari.sees("Konfirmasi di obrolan bahwa ini Anda")
        sari.sees("Dewi")
    }

    @Test
    fun chat_5_a_file_that_the_bank_has_not_asked_for_is_asked_about_and_then_sent() {
        opensTheChat()
        sari.sees(strings.attachHint)
        app.chosen = "MZ".encodeToByteArray()
        sari.taps(strings.attachFile)
        sari.sees(said(PhoneException.AttachmentRefused(AttachmentFault.UNKNOWN_FORM)))
        app.chosen = "%PDF-1.7\nTagihan\n%%EOF\n".encodeToByteArray()
        sari.taps(strings.attachFile)
        sari.sees(said(PhoneException.AttachmentUnasked()))
        sari.looks("file-asked", secure = false)
        assertEquals("", log("texts"))
        sari.taps(strings.sendAnyway)
        sari.sees("${strings.fileName}.pdf")
        sari.taps(strings.openFile("${strings.fileName}.pdf"))
        // It is shown at once, and sent when all of it is at the bank.
        sari.waitsUntil { log("texts") == "${strings.fileName}.pdf" }
    }

    private fun said(refusal: PhoneException) = Notice.of(refusal, language).body

    private fun guide(key: String) = text(language, "guide-$key", emptyMap())

    private fun opensTheChat() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.taps(strings.chat)
        sari.sees(strings.send)
    }

    private fun writes(text: String) {
        sari.types(strings.message, text)
        sari.taps(strings.send)
    }

    private fun says(speaker: String, text: String) = ask("chat_say") {
        put("user_id", "sari")
        put("as", speaker)
        put("text", text)
    }

    /** What the bank has. */
    private fun log(member: String) = ask("chat_log") { put("user_id", "sari") }.getValue(member).jsonPrimitive.content

    private fun Person.sees(text: String, ignoreCase: Boolean) = sees(hasText(text, substring = true, ignoreCase = ignoreCase))

    private companion object {
        const val ACCOUNT = "Rekening saya 1234567890"
        const val TWO_DAYS = 49 * 3600
    }
}
