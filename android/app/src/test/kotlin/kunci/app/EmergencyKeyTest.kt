package kunci.app

import androidx.compose.ui.test.hasTestTag
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** Digits on paper for the day when the phone is gone, made and ended on the screens. */
class EmergencyKeyTest : Screens("emergency-key") {
    @Test
    fun card_13_a_key_is_shown_once_works_when_it_is_approved_and_is_spent_by_one_use() {
        atTheKey()
        sari.sees(standing().title)
        sari.looks("none", secure = true)
        sari.taps(strings.makeKey)
        val key = digits("emergency-key")
        assertEquals(20, key.length)
        sari.secrets += key
        sari.sees(strings.writeKeyBody)
        sari.looks("shown", secure = true)
        assertEquals("false", takes(key))
        sari.taps(strings.keyWritten)
        sari.sees(strings.readAll)
        sari.looks("approval", secure = true)
        approves()
        returns()
        sari.sees(standing().title)
        assertTrue(standing().there)
        assertTrue(rule.onAllNodes(hasTestTag("emergency-key")).fetchSemanticsNodes().isEmpty())
        sari.looks("there", secure = true)
        assertEquals("true", takes(key))
        assertEquals("false", takes(key))
        // Whoever holds the phone is out.
        sari.taps(strings.refresh)
        sari.sees(strings.userId)
    }

    @Test
    fun card_13_a_key_that_was_not_written_down_never_works() {
        atTheKey()
        sari.taps(strings.makeKey)
        val key = digits("emergency-key")
        sari.taps(strings.cancel)
        sari.loses(hasTestTag("emergency-key"))
        sari.sees(standing().title)
        assertTrue(runBlocking { app.phone().pendingOperations() }.isEmpty())
        assertEquals(false to "false", standing().there to takes(key))
    }

    @Test
    fun card_13_a_new_key_ends_the_old_one_and_a_key_is_made_worthless() {
        atTheKey()
        val first = makes(strings.makeKey)
        returns()
        val second = makes(strings.renewKey)
        assertEquals("false", takes(first))
        returns()
        sari.taps(strings.dropKey)
        approves()
        returns()
        sari.sees(strings.makeKey)
        assertEquals(false to "false", standing().there to takes(second))
    }

    private fun makes(label: String): String {
        sari.taps(label)
        val key = digits("emergency-key")
        sari.taps(strings.keyWritten)
        approves()
        return key
    }

    private fun atTheKey() {
        startsWithAFullSession()
        returns()
    }

    /** From the home screen. */
    private fun returns() {
        sari.taps(strings.security)
        sari.taps(strings.emergencyKey)
    }

    private fun standing() = runBlocking { app.phone().emergencyKey(language) }

    private fun takes(digits: String) = ask("emergency_key") {
        put("user_id", "sari")
        put("key", digits)
        put("by", "phone_line")
    }.text("accepted")
}
