package kunci.app

import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Assert.assertNull
import org.junit.Test
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TipMoment
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.aboutChoices
import uniffi.kunci_bindings.tips

/** A letter by the secure form, followed to the answer; tips on the screens where they matter. */
class LettersTest : Screens("letters") {
    @Test
    fun chat_8_a_tip_stands_where_it_matters() {
        registers(app.phone())
        opensTheApp()
        seesTips(TipMoment.SIGN_IN)
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
        sari.taps(strings.security)
        sari.taps(strings.changePassword)
        seesTips(TipMoment.CHOOSE_PASSWORD)
        sari.taps(strings.back)
        sari.taps(strings.number)
        seesTips(TipMoment.LOST_PHONE)
    }

    @Test
    fun chat_8_a_letter_is_written_and_its_answer_read() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
        sari.taps(labels.title)
        sari.sees(labels.none)
        sari.taps(aboutChoices(WrittenWay.LETTER, language).first().name)
        sari.types(labels.text, "Kartu?")
        sari.taps(labels.send)
        sari.sees(Notice.of(PhoneException.WrittenText(), language).title)
        sari.types(labels.text, " Kapan kartu baru saya datang?")
        sari.taps(labels.send)
        sari.sees(hasTestTag("written"))
        val letter = written()
        sari.sees(strings.writtenFiled(letter.reference))
        sari.sees(letter.next)
        ask("letter") {
            put("do", "answer")
            put("reference", letter.reference)
            put("answer", "Kartu datang hari Senin.")
        }
        sari.taps(strings.refresh)
        sari.sees(hasTestTag("written") and hasText(strings.writtenAnswer("Kartu datang hari Senin."), substring = true))
        sari.sees(written().next)
        sari.looks("answered", secure = false)
    }

    @Test
    fun chat_8_what_was_typed_outlives_the_app_and_is_gone_once_it_is_sent() {
        startsWithAFullSession()
        sari.taps(labels.title)
        sari.sees(labels.none)
        sari.taps(subject.name)
        sari.types(labels.text, "Kapan kartu baru saya datang?")
        // It is kept as it is typed, but not within the touch.
        sari.waitsUntil { unsent()?.text == "Kapan kartu baru saya datang?" }
        theProcessDies()
        signsIn()
        unlocks()
        sari.sees(strings.writtenChosen(subject.name))
        sari.sees("Kapan kartu baru saya datang?")
        sari.looks("gone-on-with", secure = false)
        sari.taps(labels.send)
        sari.sees(hasTestTag("written"))
        sari.sees(strings.writtenFiled(written().reference))
        assertNull(unsent())
        sari.taps(strings.back)
        sari.taps(labels.title)
        sari.sees(hasTestTag("written"))
        sari.doesNotSee(strings.writtenChosen(subject.name))
    }

    private val subject get() = aboutChoices(WrittenWay.LETTER, language).first()

    private fun written() = runBlocking { app.phone().writtenToBank(WrittenWay.LETTER, null, language) }.written.single()

    private fun unsent() = runBlocking { app.phone().unsent(WrittenWay.LETTER) }

    private fun seesTips(moment: TipMoment) = tips(moment, language).forEach { sari.sees(it) }

    private val labels get() = strings.writing(WrittenWay.LETTER)
}
