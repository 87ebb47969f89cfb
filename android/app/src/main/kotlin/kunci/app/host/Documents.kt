package kunci.app.host

import android.app.Activity
import android.app.Application
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContract
import androidx.activity.result.contract.ActivityResultContracts.CreateDocument
import androidx.activity.result.contract.ActivityResultContracts.OpenDocument
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withContext
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.lang.ref.WeakReference
import java.util.UUID
import kotlin.coroutines.resume

/** Puts a file where the customer wants it. */
fun interface Keeper {
    /** Whether it is there now: the customer may have given up, or there is no room. */
    suspend fun keep(name: String, text: String): Boolean
}

/** Lets the customer choose a file. */
fun interface Chooser {
    /** What is in it, or as much of it as shows that it is too large; `null` if none was chosen. Whether it serves is the core's to say. */
    suspend fun choose(): ByteArray?
}

/** Puts a PDF or a picture where the customer wants it, and shows it with whatever reads one: by its name, which the core gave it. */
fun interface Viewer {
    /** Whether it is there now. */
    suspend fun view(name: String, content: ByteArray): Boolean
}

/** The system's own chooser, on whichever activity is in front: no permission is needed. **Never shown here.** */
class SystemDocuments : Keeper, Chooser, Viewer, Application.ActivityLifecycleCallbacks {
    private var front = WeakReference<ComponentActivity>(null)

    override suspend fun keep(name: String, text: String): Boolean {
        val activity = front.get() ?: return false
        val place = ask(activity, CreateDocument(JSON), name) ?: return false
        return write(activity, place, text.encodeToByteArray())
    }

    override suspend fun choose(): ByteArray? {
        val activity = front.get() ?: return null
        val place = ask(activity, OpenDocument(), arrayOf(ANY)) ?: return null
        return withContext(Dispatchers.IO) {
            try {
                activity.contentResolver.openInputStream(place)?.use(::beginning)
            } catch (_: IOException) {
                null
            }
        }
    }

    override suspend fun view(name: String, content: ByteArray): Boolean {
        val activity = front.get() ?: return false
        val type = formOf(name)
        val place = ask(activity, CreateDocument(type), name) ?: return false
        if (!write(activity, place, content)) return false
        val reading = Intent(Intent.ACTION_VIEW).setDataAndType(place, type).addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        try {
            activity.startActivity(reading)
        } catch (_: ActivityNotFoundException) {
            // Nothing here reads it; it is kept where the customer wanted it.
        }
        return true
    }

    private suspend fun write(activity: ComponentActivity, place: Uri, content: ByteArray): Boolean = withContext(Dispatchers.IO) {
        try {
            activity.contentResolver.openOutputStream(place)?.use { it.write(content) } != null
        } catch (_: IOException) {
            false
        }
    }

    private suspend fun <I> ask(activity: ComponentActivity, contract: ActivityResultContract<I, Uri?>, input: I): Uri? =
        suspendCancellableCoroutine { waiting ->
            var launcher: ActivityResultLauncher<I>? = null
            val made = activity.activityResultRegistry.register("document-" + UUID.randomUUID(), contract) { place ->
                launcher?.unregister()
                if (waiting.isActive) waiting.resume(place)
            }
            launcher = made
            made.launch(input)
        }

    override fun onActivityResumed(activity: Activity) {
        (activity as? ComponentActivity)?.let { front = WeakReference(it) }
    }

    override fun onActivityDestroyed(activity: Activity) {
        if (front.get() === activity) front.clear()
    }

    override fun onActivityCreated(activity: Activity, state: Bundle?) {}

    override fun onActivityStarted(activity: Activity) {}

    override fun onActivityPaused(activity: Activity) {}

    override fun onActivityStopped(activity: Activity) {}

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) {}

    private companion object {
        const val JSON = "application/json"
        const val ANY = "*/*"
    }
}

/** More than any file that the core takes. */
private const val MOST = 6 shl 20
private const val PIECE = 1 shl 16

/** What a file is by the ending that the core gave it. */
internal fun formOf(name: String) = when (name.substringAfterLast('.').lowercase()) {
    "jpg", "jpeg", "jpe", "jfif" -> "image/jpeg"
    "png" -> "image/png"
    else -> "application/pdf"
}

/** All of it, or so much that the rest makes no difference: a film would not fit into memory. */
internal fun beginning(stream: InputStream): ByteArray {
    val content = ByteArrayOutputStream()
    val piece = ByteArray(PIECE)
    while (content.size() < MOST) {
        val more = stream.read(piece, 0, minOf(PIECE, MOST - content.size()))
        if (more < 0) break
        content.write(piece, 0, more)
    }
    return content.toByteArray()
}
