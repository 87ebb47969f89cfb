package kunci.app.host

import android.content.ClipData
import android.content.ClipDescription
import android.content.ClipboardManager
import android.content.Context
import android.os.PersistableBundle

/**
 * The clipboard, which other apps, keyboards and the customer's other devices may read. Only what may be told to anybody is put there:
 * a reference. No code, password, key or number of a card ever is.
 */
fun interface Clip {
    /** Puts a text there that is no secret; [label] says what it is. */
    fun copy(label: String, text: String)
}

class PhoneClipboard(private val context: Context) : Clip {
    override fun copy(label: String, text: String) {
        val clip = ClipData.newPlainText(label, text)
        // Said, not left out: so the system shows what was copied, and whoever adds a secret has to lie here.
        clip.description.extras = PersistableBundle().apply { putBoolean(ClipDescription.EXTRA_IS_SENSITIVE, false) }
        context.getSystemService(ClipboardManager::class.java)?.setPrimaryClip(clip)
    }
}
