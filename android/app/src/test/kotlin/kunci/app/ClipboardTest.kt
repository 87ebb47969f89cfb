package kunci.app

import android.content.ClipDescription
import android.content.ClipboardManager
import androidx.compose.ui.test.hasTestTag
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.aboutChoices

/** What may go into the clipboard, and what never does. */
class ClipboardTest : Screens("clipboard") {
    @Test
    fun safe_2_a_password_cannot_be_carried_away_and_no_code_has_a_field() {
        registers(app.phone())
        opensTheApp()
        assertFalse(sari.isFilledBySystem())
        sari.types(strings.userId, "sari")
        sari.types(strings.password, PASSWORD)
        assertTrue("a user id is no secret", sari.canCarryAway(strings.userId))
        assertFalse(sari.canCarryAway(strings.password))
        sari.taps(strings.signIn)
        sari.sees(strings.unlockHint)
        assertFalse("the Unlock Code has the app's own keys", sari.hasAField())
        sari.enters(CODE)
        sari.sees(strings.nothingWaits)
        assertNull(clipboard.primaryClip)
    }

    @Test
    fun safe_2_a_reference_is_copied_and_said_to_be_no_secret() {
        startsWithAFullSession()
        sari.taps(labels.title)
        sari.taps(aboutChoices(WrittenWay.LETTER, language).first().name)
        sari.types(labels.text, "Kapan kartu baru saya datang?")
        sari.taps(labels.send)
        sari.sees(hasTestTag("written"))
        val letter = runBlocking { app.phone().writtenToBank(WrittenWay.LETTER, null, language) }.written.single()
        sari.taps(strings.copyReference(letter.reference))
        sari.sees(strings.referenceCopied)
        val clip = checkNotNull(clipboard.primaryClip)
        assertEquals(listOf(letter.reference), List(clip.itemCount) { clip.getItemAt(it).text })
        assertEquals(false, clip.description.extras?.getBoolean(ClipDescription.EXTRA_IS_SENSITIVE, true))
        sari.looks("copied", secure = false)
    }

    private val clipboard get() = checkNotNull(app.getSystemService(ClipboardManager::class.java))
    private val labels get() = strings.writing(WrittenWay.LETTER)
}
