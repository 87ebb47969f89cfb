package kunci.app.host

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Test
import java.io.ByteArrayInputStream
import java.io.InputStream

/** What is read of a file that the customer chooses. */
class DocumentsTest {
    @Test
    fun card_7_a_file_is_read_whole_and_a_film_only_as_far_as_shows_that_it_is_too_large() {
        val letter = "Toko: kami mengirim pada 3 Mei.".encodeToByteArray()
        assertArrayEquals(letter, beginning(InPieces(letter)))
        assertEquals(0, beginning(InPieces(ByteArray(0))).size)
        val film = InPieces(ByteArray(7_000_000))
        assertEquals(6_291_456, beginning(film).size)
    }

    @Test
    fun chat_9_a_file_is_shown_as_what_the_core_has_called_it() {
        assertEquals("image/jpeg", formOf("Berkas.jpg"))
        assertEquals("image/png", formOf("layar.PNG"))
        assertEquals("application/pdf", formOf("tagihan.pdf"))
    }

    /** Gives less than is asked for, as streams may. */
    private class InPieces(content: ByteArray) : InputStream() {
        private val whole = ByteArrayInputStream(content)

        override fun read() = whole.read()

        override fun read(into: ByteArray, at: Int, most: Int) = whole.read(into, at, minOf(most, 1_000))
    }
}
