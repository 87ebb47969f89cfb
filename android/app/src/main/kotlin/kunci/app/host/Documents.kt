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

/** Puts a PDF where the customer wants it, and shows it with whatever reads one. */
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
        val place = ask(activity, CreateDocument(PDF), name) ?: return false
        if (!write(activity, place, content)) return false
        val reading = Intent(Intent.ACTION_VIEW).setDataAndType(place, PDF).addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
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
        const val PDF = "application/pdf"
        const val ANY = "*/*"
    }
}

/** More than any file that the core takes. */
private const val MOST = 1 shl 20

/** All of it, or so much that the rest makes no difference: a film would not fit into memory. */
internal fun beginning(stream: InputStream): ByteArray {
    val content = ByteArray(MOST)
    var size = 0
    while (size < MOST) {
        val more = stream.read(content, size, MOST - size)
        if (more < 0) break
        size += more
    }
    return content.copyOf(size)
}
