package kunci.app

import androidx.compose.ui.test.hasContentDescription
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.TokenStage

/** What the phone keeps: seen, agreed to, taken along, erased. */
class PrivacyTest : Screens("privacy") {
    private fun atPrivacy() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.taps(strings.security)
        sari.taps(strings.privacy)
        sari.sees(strings.kept)
    }

    @Test
    fun safe_6_the_customer_sees_what_is_kept_and_what_for_and_agrees_to_a_version() {
        atPrivacy()
        for (kept in runBlocking { app.phone().stored(language) }) {
            for (words in listOf(kept.label, kept.purpose, kept.retention)) sari.sees(words)
        }
        val offers = runBlocking { app.phone().consents(language) }.single { it.kind == "offers" }
        sari.taps(strings.agreeTo(offers.label))
        sari.taps(strings.takeBackOf(offers.label))
        sari.sees(hasContentDescription(strings.agreeTo(offers.label)))
        val said = runBlocking { app.phone().consents(language) }.single { it.kind == "offers" }
        assertEquals(false to 1u, said.given to said.saidVersion)
        sari.looks("kept", secure = true)
    }

    @Test
    fun safe_6_everything_is_saved_as_one_file_that_says_nothing_without_its_passphrase() {
        atPrivacy()
        sari.types(strings.passphrase, "Kabut-pagi-di-Bromo-17")
        sari.taps(strings.saveExport)
        sari.sees(strings.fileSaved)
        val file = checkNotNull(app.kept)
        assertTrue(file, "kunci-export/1" in file)
        assertFalse(file, "Sari" in file)
    }

    @Test
    fun safe_6_erasing_needs_the_code_and_shows_that_nothing_is_left() {
        atPrivacy()
        sari.taps(strings.erase)
        sari.sees(strings.eraseCode)
        sari.enters(CODE)
        sari.sees(strings.erased)
        assertEquals(TokenStage.NONE, runBlocking { app.phone().token() }.stage)
        assertTrue(runBlocking { app.phone().stored(language) }.filter { it.personal }.all { it.count == 0uL })
        sari.looks("erased", secure = true)
        sari.taps(strings.done)
        sari.sees(strings.userId)
    }
}
