package kunci.app

import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.text

/** A call of the bank, and the user id by SMS. */
class CallBackTest : Screens("call-back") {
    @Test
    fun chat_8_a_call_is_asked_for_from_the_help_and_taken_back() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.taps(strings.help)
        sari.taps(core("guide-declined.answer"))
        sari.taps(core("guide-declined-frozen.answer"))
        sari.taps(core("guide-act-call-back"))
        sari.sees(strings.callBackNumber("•••• 4321"))
        sari.taps(core("call-reason-card"))
        sari.taps(runBlocking { app.phone().callBacks(language).windows.first().words })
        sari.taps(strings.callBackAsk)
        sari.sees(hasTestTag("call") and hasText(core("call-waiting"), substring = true))
        sari.looks("waiting", secure = false)
        sari.taps(strings.callBackCancel)
        sari.sees(hasTestTag("call") and hasText(core("call-cancelled"), substring = true))
    }

    @Test
    fun chat_8_a_forgotten_user_id_comes_by_sms_and_the_screen_does_not_say_whose_number_it_is() {
        opensTheApp()
        sari.taps(strings.help)
        sari.taps(core("guide-cannot-sign-in.answer"))
        sari.taps(core("guide-cannot-sign-in-forgot.answer"))
        sari.taps(core("guide-act-user-id"))
        sari.types(strings.userIdNumber, "0812 000 4321")
        sari.taps(strings.userIdAsk)
        sari.sees(strings.userIdAsked)
        val outbox = ask("sms_outbox") { put("user_id", "sari") }
        assertEquals("+628120004321", outbox.getValue("newest_to").jsonPrimitive.content)
    }

    private fun core(key: String) = text(language, key, emptyMap())
}
