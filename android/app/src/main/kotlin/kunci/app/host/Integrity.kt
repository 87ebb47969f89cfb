package kunci.app.host

import android.os.Build
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.IOException
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.Paths
import java.nio.file.attribute.BasicFileAttributes

/** Whether the protection of the phone was taken off ("rooted"), as far as an app can see. */
fun interface IntegritySensor {
    /** `null` where it cannot be told. Somebody who hides it well is not found. */
    suspend fun isRooted(): Boolean?
}

/** One sign is enough; "no" needs all of them seen. Each is there, is not there, or cannot be seen (`null`). */
fun rootedBy(signs: List<Boolean?>): Boolean? = when {
    true in signs -> true
    signs.isEmpty() || null in signs -> null
    else -> false
}

/**
 * Programs that give root, and a system that was not built for customers. **Never run on a phone here.**
 *
 * A signal to the bank and no proof: a rooted phone can say what it likes. So nothing on the phone is locked by it.
 */
class PhoneIntegrity(
    private val root: Path = Paths.get("/"),
    private val tags: String? = Build.TAGS,
    private val type: String? = Build.TYPE,
) : IntegritySensor {
    override suspend fun isRooted(): Boolean? = withContext(Dispatchers.IO) {
        val programs = PROGRAMS.map { isThere(root.resolve(it)) }
        val system = listOf(told(tags)?.let { "test-keys" in it }, told(type)?.let { it != "user" })
        rootedBy(programs + system)
    }

    /** A link that leads nowhere counts too: somebody has put it there. */
    private fun isThere(file: Path): Boolean? = try {
        Files.readAttributes(file, BasicFileAttributes::class.java, LinkOption.NOFOLLOW_LINKS)
        true
    } catch (_: NoSuchFileException) {
        false
    } catch (_: IOException) {
        null
    } catch (_: SecurityException) {
        null
    }

    /** Android has a word of its own for what it does not know. */
    private fun told(value: String?): String? = value?.takeUnless { it.isEmpty() || it == Build.UNKNOWN }

    private companion object {
        /** Only where every app may look: elsewhere no phone at all would have an answer. */
        val PROGRAMS = listOf("system/bin/su", "system/xbin/su", "system_ext/bin/su", "product/bin/su")
    }
}
