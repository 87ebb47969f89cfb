package kunci.app

import android.graphics.Bitmap
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.unit.Density
import kunci.app.ui.KunciTheme
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/**
 * Every screen on a phone 320 dp wide, with letters of the usual size and of twice that: nothing is cut, nothing overlaps or leaves
 * the screen, and everything that can be used has a name. Twice is by the curve of Android 14, on which large letters grow less;
 * the even growth of Android 12 and 13 cannot be had here.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = android.app.Application::class, qualifiers = "w320dp-h640dp-xhdpi")
class LargeFontTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val content = mutableStateOf<@Composable () -> Unit>({})
    private val letters = mutableStateOf(Letters.USUAL)

    private fun opens() {
        val activity = Robolectric.buildActivity(ComponentActivity::class.java).setup().get()
        activity.setContent {
            val density = letters.value.on(LocalDensity.current.density)
            CompositionLocalProvider(LocalDensity provides density) {
                KunciTheme { key(content.value, letters.value) { content.value() } }
            }
        }
    }

    private fun faults(screen: @Composable () -> Unit): List<String> {
        content.value = screen
        rule.waitForIdle()
        return Layout(rule).faults()
    }

    @Test
    fun safe_5_no_screen_cuts_or_covers_anything_in_indonesian() = everyScreen("id")

    @Test
    fun safe_5_no_screen_cuts_or_covers_anything_in_english() = everyScreen("en")

    private fun everyScreen(language: String) {
        opens()
        val found = mutableListOf<String>()
        for (size in Letters.entries) {
            letters.value = size
            for ((name, screen) in EveryScreen(Strings.of(language)).all()) {
                found += faults(screen).map { "$name, $size: $it" }
                if (size == Letters.TWICE) picture("$language-${name.replace(' ', '-')}")
            }
        }
        assertEquals("", found.joinToString("\n"))
    }

    private fun picture(name: String) {
        val folder = File(System.getProperty("kunci.screens")).resolve("large").also { it.mkdirs() }
        val bitmap = rule.onRoot().captureToImage().asAndroidBitmap()
        folder.resolve("$name.png").outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    @Test
    fun every_screen_of_the_app_is_among_them() {
        val sources = File(System.getProperty("kunci.repository"), "android/app/src/main/kotlin")
        val screens = sources.walk().map { it.name }.filter { it.endsWith("Screen.kt") }.map { it.removeSuffix(".kt") }.toSet()
        assertTrue("$screens", screens.size > 20)
        assertEquals(screens, EveryScreen(Strings.of("en")).all().keys.map { it.substringBefore(' ') }.toSet())
    }

    @Test
    fun planted_faults_are_found() {
        opens()
        letters.value = Letters.TWICE
        for ((fault, screen) in PlantedFaults.all) {
            val found = faults(screen)
            assertTrue("$fault was not found, but $found", found.any { fault in it })
        }
        assertEquals(emptyList<String>(), faults(PlantedFaults.none))
    }
}

private enum class Letters(private val scale: Float) {
    USUAL(1f),
    TWICE(2f);

    fun on(density: Float) = Density(density, scale)
}
