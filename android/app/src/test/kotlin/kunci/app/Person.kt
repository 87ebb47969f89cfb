package kunci.app

import android.graphics.Bitmap
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.SemanticsPropertyKey
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.printToString
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import uniffi.kunci_bindings.SpeakerKind
import java.io.File

/** A person in front of the phone: finds things by what they say, and looks at every screen closely. */
class Person(
    private val rule: ComposeTestRule,
    private val strings: Strings,
    /** What the names of the pictures begin with. */
    private val album: String,
    private val activity: () -> MainActivity,
) {
    /** What must never be found on a screen, said or shown. */
    val secrets = mutableListOf<String>()
    private var pictures = 0

    /** Waits until something is there. */
    fun sees(what: SemanticsMatcher) = waitsFor(what) { isThere(what) }

    fun sees(text: String) = sees(hasText(text, substring = true))

    fun doesNotSee(text: String) =
        assertFalse("“$text” is there", isThere(hasText(text, substring = true)))

    fun taps(label: String) = taps(hasClickAction() and (hasText(label) or hasContentDescription(label)))

    fun taps(what: SemanticsMatcher) {
        foundOnce(what and isEnabled()).run {
            if (scrolls(fetchSemanticsNode())) performScrollTo()
            performClick()
        }
        rule.waitForIdle()
    }

    /** Waits until it is gone. */
    fun loses(what: SemanticsMatcher) = rule.waitUntil(WAIT_MS) { !isThere(what) }

    fun loses(text: String) = loses(hasText(text, substring = true))

    fun types(field: String, text: String) = (hasSetTextAction() and hasText(field)).let(::foundOnce).run {
        if (scrolls(fetchSemanticsNode())) performScrollTo()
        performTextInput(text)
    }

    /** Waits until something is so that is not on the screen. What the app still has to do on its main thread is done meanwhile. */
    fun waitsUntil(so: () -> Boolean) = rule.waitUntil(WAIT_MS) {
        rule.waitForIdle()
        so()
    }

    /** Waits for the one. Of a long list only what is in sight is there, so it is looked through. */
    private fun foundOnce(what: SemanticsMatcher): SemanticsNodeInteraction {
        waitsFor(what) {
            isThere(what) || runCatching { rule.onNode(hasScrollToNodeAction()).performScrollToNode(what) }.isSuccess
        }
        return rule.onNode(what)
    }

    /** What copies or cuts in this field, with its first four letters selected. */
    fun canCarryAway(field: String): Boolean {
        val node = foundOnce(hasSetTextAction() and hasText(field))
        node.performSemanticsAction(SemanticsActions.SetSelection) { it(0, 4, false) }
        rule.waitForIdle()
        return node.fetchSemanticsNode().config.run { SemanticsActions.CopyText in this || SemanticsActions.CutText in this }
    }

    /** Whether there is anything to type into, and so to paste into or to fill. */
    fun hasAField() = isThere(hasSetTextAction())

    /** Whether the system may fill fields of this app, or keep what was typed into them. */
    fun isFilledBySystem() = activity().window.decorView.isImportantForAutofill

    private fun isThere(what: SemanticsMatcher) = rule.onAllNodes(what).fetchSemanticsNodes().isNotEmpty()

    private fun waitsFor(what: SemanticsMatcher, there: () -> Boolean) = try {
        rule.waitUntil(WAIT_MS, there)
    } catch (timeout: ComposeTimeoutException) {
        throw AssertionError("no ${what.description} on:\n" + rule.onRoot().printToString(), timeout)
    }

    /** Replaces what stands in a field. */
    fun retypes(old: String, text: String) =
        rule.onNode(hasSetTextAction() and hasText(old, substring = true)).performTextReplacement(text)

    /** Waits for words of such a speaker in the chat. */
    fun hears(speaker: SpeakerKind) {
        val label = strings.speaker(speaker, "", "").substringAfter(',')
        sees(hasTestTag("message") and hasText(label, substring = true))
    }

    /** Digit by digit on the code pad. */
    fun enters(code: String) = code.forEach { digit ->
        taps(hasClickAction() and hasContentDescription(strings.digit(digit.digitToInt())))
    }

    /** Looks at the screen, listens to it, and takes a picture. */
    fun looks(name: String, secure: Boolean) {
        rule.waitForIdle()
        listens()
        val flags = activity().window.attributes.flags
        assertEquals("FLAG_SECURE on $name", secure, flags and FLAG_SECURE != 0)
        assertEquals("touches through others on $name", secure, activity().window.decorView.filterTouchesWhenObscured)
        val bitmap = rule.onRoot().captureToImage().asAndroidBitmap()
        val folder = File(System.getProperty("kunci.screens")).also { it.mkdirs() }
        val file = folder.resolve("%s-%02d-%s.png".format(album, ++pictures, name))
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    /** What the tree of a screen says about one key, everywhere. */
    fun <T> all(key: SemanticsPropertyKey<T>): List<T> = nodes(merged = false).mapNotNull { it.config.getOrNull(key) }

    private fun listens() {
        val touchable = nodes(merged = true).filter { SemanticsActions.OnClick in it.config }
        assertTrue("nothing can be touched", touchable.isNotEmpty())
        touchable.forEach { node -> assertTrue("no name: ${node.config}", name(node).isNotBlank()) }
        for (node in nodes(merged = false) + nodes(merged = true)) {
            val said = node.config.joinToString("\n") { it.value.toString() }
            secrets.forEach { assertFalse("a secret is in the tree: ${node.config}", it in said) }
        }
    }

    private fun name(node: SemanticsNode): String {
        val said = node.config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val text = node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return (said + text).joinToString(" ")
    }

    private fun nodes(merged: Boolean): List<SemanticsNode> {
        fun below(node: SemanticsNode): List<SemanticsNode> = listOf(node) + node.children.flatMap(::below)
        return below(rule.onRoot(useUnmergedTree = !merged).fetchSemanticsNode())
    }

    private fun scrolls(node: SemanticsNode): Boolean =
        generateSequence(node) { it.parent }.any { SemanticsActions.ScrollBy in it.config }

    private companion object {
        /** The debug build of the core takes its time over a code. */
        const val WAIT_MS = 30_000L
    }
}
