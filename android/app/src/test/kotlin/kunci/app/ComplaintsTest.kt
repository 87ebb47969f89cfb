package kunci.app

import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Test
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.aboutChoices
import uniffi.kunci_bindings.rights

/** Rights at the door; a complaint with its deadline, followed to the answer. */
class ComplaintsTest : Screens("complaints") {
    @Test
    fun safe_7_rights_are_read_before_signing_in() {
        opensTheApp()
        sari.taps(strings.rights)
        for (right in rights(language)) {
            sari.sees(right.title)
            sari.sees(right.body)
        }
    }

    @Test
    fun safe_7_a_complaint_is_filed_with_its_deadline_and_followed_to_the_answer() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
        sari.taps(strings.rights)
        sari.taps(labels.title)
        sari.sees(labels.none)
        sari.taps(aboutChoices(WrittenWay.COMPLAINT, language)[1].name)
        sari.types(labels.text, WORDS)
        sari.looks("new", secure = false)
        sari.taps(labels.send)
        sari.sees(hasTestTag("written"))
        val filed = runBlocking { app.phone().writtenToBank(WrittenWay.COMPLAINT, null, language) }.written.single()
        sari.sees(strings.writtenFiled(filed.reference))
        sari.sees(filed.next)
        ask("complaint") {
            put("do", "answer")
            put("reference", filed.reference)
            put("answer", "Kartu baru sedang dikirim.")
        }
        sari.taps(strings.refresh)
        sari.sees(hasTestTag("written") and hasText(strings.writtenAnswer("Kartu baru sedang dikirim."), substring = true))
        val answered = runBlocking { app.phone().writtenToBank(WrittenWay.COMPLAINT, null, language) }.written.single()
        sari.sees(answered.next)
        sari.looks("answered", secure = false)
    }

    private val labels get() = strings.writing(WrittenWay.COMPLAINT)

    private companion object {
        const val WORDS = "Mesin di Jalan Kunci menelan kartu saya."
    }
}
