package kunci

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.security.MessageDigest

/** The libraries on the class path are those of `dependencies.lock`, byte for byte. */
class LockedDependenciesTest {
    @Test
    fun every_library_is_locked() {
        val classPath = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val jars = classPath.split(File.pathSeparator).map(::File).filter { it.extension == "jar" }
        assertTrue(jars.size > 5, "class path: $classPath")
        val found = jars.map { "${sha256(it)}  ${it.name}" }.sortedBy { it.substringAfter("  ") }
        val locked = File(System.getProperty("kunci.lock")).readLines().filterNot { it.isBlank() || it.startsWith("#") }
        assertEquals(locked.joinToString("\n"), found.joinToString("\n"), "if the change is meant, put the found lines into dependencies.lock")
    }

    private fun sha256(file: File) = MessageDigest.getInstance("SHA-256").digest(file.readBytes()).toHexString()
}
