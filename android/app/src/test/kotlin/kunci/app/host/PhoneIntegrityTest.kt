package kunci.app.host

import android.app.Application
import android.os.Build
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths

/** Whether the phone is rooted: yes, no, or honestly neither. No phone is involved: a folder stands in for its system. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class PhoneIntegrityTest {
    private val system: Path = Files.createTempDirectory("system")

    @After
    fun end() {
        system.toFile().deleteRecursively()
    }

    private fun rooted(tags: String? = "release-keys", type: String? = "user") =
        runBlocking { PhoneIntegrity(system, tags, type).isRooted() }

    @Test
    fun safe_8_one_sign_is_a_yes_and_a_no_needs_all_of_them_seen() {
        assertNull(rootedBy(emptyList()))
        assertEquals(false, rootedBy(listOf(false, false)))
        assertNull(rootedBy(listOf(false, null)))
        assertEquals(true, rootedBy(listOf(null, true, false)))
    }

    @Test
    fun safe_8_a_program_that_gives_root_is_found_wherever_it_lies() {
        assertEquals(false, rooted())
        for (path in listOf("system/bin/su", "system/xbin/su", "system_ext/bin/su", "product/bin/su")) {
            val program = system.resolve(path)
            Files.createDirectories(program.parent)
            Files.createFile(program)
            assertEquals(path, true, rooted())
            Files.delete(program)
        }
        // A link that leads nowhere is there all the same.
        Files.createSymbolicLink(system.resolve("system/bin/su"), Paths.get("nowhere"))
        assertEquals(true, rooted())
    }

    @Test
    fun safe_8_a_system_that_was_not_built_for_customers_is_found() {
        assertEquals(true, rooted(tags = "test-keys"))
        assertEquals(true, rooted(tags = "dev-keys,test-keys"))
        assertEquals(true, rooted(type = "userdebug"))
        assertEquals(true, rooted(type = "eng"))
    }

    @Test
    fun safe_8_what_cannot_be_seen_is_no_no() {
        for (unknown in listOf(null, "", Build.UNKNOWN)) {
            assertNull("$unknown", rooted(tags = unknown))
            assertNull("$unknown", rooted(type = unknown))
            assertEquals(true, rooted(tags = unknown, type = "eng"))
        }
        // Neither there nor not there: it cannot be looked at.
        Files.createFile(system.resolve("product"))
        assertNull(rooted())
    }
}
