package kunci.app.host

import android.app.Activity
import android.app.Application
import android.net.Uri
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.result.ActivityResultLauncher
import androidx.activity.result.contract.ActivityResultContracts.CreateDocument
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withContext
import java.io.IOException
import java.lang.ref.WeakReference
import java.util.UUID
import kotlin.coroutines.resume

/** Puts a file where the customer wants it. */
fun interface Keeper {
    /** Whether it is there now: the customer may have given up, or there is no room. */
    suspend fun keep(name: String, text: String): Boolean
}

/** The system's own chooser, on whichever activity is in front: no permission is needed. **Never shown here.** */
class DocumentKeeper : Keeper, Application.ActivityLifecycleCallbacks {
    private var front = WeakReference<ComponentActivity>(null)

    override suspend fun keep(name: String, text: String): Boolean {
        val activity = front.get() ?: return false
        val place = choose(activity, name) ?: return false
        return withContext(Dispatchers.IO) {
            try {
                activity.contentResolver.openOutputStream(place)?.use { it.write(text.encodeToByteArray()) } != null
            } catch (_: IOException) {
                false
            }
        }
    }

    private suspend fun choose(activity: ComponentActivity, name: String): Uri? = suspendCancellableCoroutine { waiting ->
        var launcher: ActivityResultLauncher<String>? = null
        val made = activity.activityResultRegistry.register("keep-" + UUID.randomUUID(), CreateDocument(JSON)) { place ->
            launcher?.unregister()
            if (waiting.isActive) waiting.resume(place)
        }
        launcher = made
        made.launch(name)
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
    }
}
