package kunci.app

import kotlinx.serialization.json.put
import org.junit.Test
import uniffi.kunci_bindings.SessionEnd
import uniffi.kunci_bindings.explainSessionEnd

/** A session that nobody uses: a warning, one tap to stay, and nothing left on the screen. */
class SessionEndsTest : Screens("session-ends") {
    private fun seesTheEnd(why: SessionEnd) {
        val told = explainSessionEnd(why, language)
        for (words in listOf(told.title, told.body, told.action)) sari.sees(words)
        sari.sees(strings.userId)
        sari.doesNotSee(strings.signOut)
    }

    @Test
    fun safe_2_the_last_minute_warns_and_one_tap_keeps_the_session() {
        startsWithAFullSession()
        passes(seconds = 250)
        awayAndBack()
        sari.sees(strings.endsSoon)
        sari.looks("warned", secure = false)
        sari.taps(strings.stay)
        sari.loses(strings.endsSoon)
        passes(seconds = 200)
        awayAndBack()
        sari.taps(strings.refresh)
        sari.sees(strings.nothingWaits)
        sari.doesNotSee(strings.endsSoon)
    }

    @Test
    fun safe_2_five_minutes_in_the_background_sign_out_and_say_why() {
        startsWithAFullSession()
        awayAndBack { passes(seconds = 300) }
        seesTheEnd(SessionEnd.IDLE)
        sari.doesNotSee(strings.nothingWaits)
        sari.looks("ended", secure = true)
    }

    @Test
    fun safe_2_an_end_by_the_bank_is_noticed_without_a_touch() {
        startsWithAFullSession()
        ask("operator") {
            put("do", "sign_out")
            put("user_id", "sari")
            put("reason", "she called")
        }
        awayAndBack { passes(seconds = 61) }
        seesTheEnd(SessionEnd.BY_OPERATOR)
    }
}
