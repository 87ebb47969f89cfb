package kunci.app

import androidx.compose.ui.test.hasTestTag
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.explain

/** A token that is given up, or that somebody else took the place of. */
class TokenEndsTest : Screens("token") {
    @Test
    fun otp_7_the_token_is_taken_off_the_phone_by_the_unlock_code_only() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.taps(strings.security)
        sari.taps(strings.token)
        sari.taps(strings.removeToken)
        sari.sees(strings.removeTokenCode)
        sari.looks("remove", secure = true)
        sari.enters(WRONG_CODE)
        sari.sees(title(PhoneException.ProofRefused()))
        sari.taps(strings.removeToken)
        sari.enters(CODE)
        sari.sees(title(PhoneException.NoToken()))
        sari.looks("removed", secure = true)
        assertEquals("0", ask("customer") { put("user_id", "sari") }.text("active_tokens"))
    }

    @Test
    fun otp_2_a_phone_that_was_replaced_says_not_me_and_stops_the_other_with_its_old_code() {
        registers(app.phone())
        val stranger = app.otherPhone()
        registers(stranger, OTHER_CODE)
        opensTheApp()
        signsIn()
        unlocks()
        sari.sees(title(PhoneException.TokenSuperseded()))
        sari.looks("replaced", secure = true)
        sari.taps(strings.notMeCode)
        sari.sees(hasTestTag("dots"))
        sari.enters(CODE)
        sari.sees(strings.notMeStopped)
        sari.looks("not-me", secure = true)
        assertEquals("suspended", runBlocking { stranger.tokenStatus() }.stage.name.lowercase())
    }

    private fun title(refusal: PhoneException) = explain(refusal, language).title
}
