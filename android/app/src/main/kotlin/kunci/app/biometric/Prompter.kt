package kunci.app.biometric

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.app.Activity
import android.app.Application
import android.hardware.biometrics.BiometricManager.Authenticators.BIOMETRIC_STRONG
import android.hardware.biometrics.BiometricPrompt
import android.os.Bundle
import android.os.CancellationSignal
import kotlinx.coroutines.suspendCancellableCoroutine
import java.lang.ref.WeakReference
import javax.crypto.Cipher
import kotlin.coroutines.resume

/** What the system's prompt said. */
sealed interface Answer {
    /** The cipher may be used, once. */
    data object Granted : Answer

    data class Denied(val outcome: BiometricAnswer) : Answer
}

/** Shows the system's prompt for one use of a cipher. */
fun interface Prompter {
    suspend fun ask(cipher: Cipher, words: PromptWords): Answer
}

/**
 * The system's own prompt, on whichever activity is in front. **Never shown here**: it is compiled against Android's API, and
 * what its errors mean is tested; a finger was never asked for.
 */
class SystemPrompter : Prompter, Application.ActivityLifecycleCallbacks {
    private var front = WeakReference<Activity>(null)

    override fun onActivityResumed(activity: Activity) {
        front = WeakReference(activity)
    }

    override fun onActivityPaused(activity: Activity) {
        if (front.get() === activity) front.clear()
    }

    override fun onActivityCreated(activity: Activity, state: Bundle?) {}

    override fun onActivityStarted(activity: Activity) {}

    override fun onActivityStopped(activity: Activity) {}

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) {}

    override fun onActivityDestroyed(activity: Activity) {}

    /** Android shows the name of a Wi-Fi only to an app that may know where the phone is. */
    fun askToSeePlaces() {
        front.get()?.requestPermissions(arrayOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION), 0)
    }

    override suspend fun ask(cipher: Cipher, words: PromptWords): Answer {
        val activity = front.get() ?: return Answer.Denied(BiometricAnswer.Cancelled)
        return suspendCancellableCoroutine { waiting ->
            fun answer(answer: Answer) {
                if (waiting.isActive) waiting.resume(answer)
            }
            val executor = activity.mainExecutor
            val prompt = BiometricPrompt.Builder(activity)
                .setTitle(words.title)
                .setSubtitle(words.reason)
                .setNegativeButton(words.cancel, executor) { _, _ -> answer(Answer.Denied(BiometricAnswer.Cancelled)) }
                // Nothing weaker opens a key, and the phone's own PIN is not asked for: the Unlock Code is.
                .setAllowedAuthenticators(BIOMETRIC_STRONG)
                .build()
            val stop = CancellationSignal()
            waiting.invokeOnCancellation { stop.cancel() }
            val callback = object : BiometricPrompt.AuthenticationCallback() {
                override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult) = answer(Answer.Granted)

                override fun onAuthenticationError(code: Int, said: CharSequence) = answer(Answer.Denied(meaning(code)))
            }
            prompt.authenticate(BiometricPrompt.CryptoObject(cipher), stop, executor, callback)
        }
    }

    internal companion object {
        /** What an error of the prompt means; a wrong finger is none, the prompt stays. */
        fun meaning(code: Int): BiometricAnswer = when (code) {
            BiometricPrompt.BIOMETRIC_ERROR_USER_CANCELED,
            BiometricPrompt.BIOMETRIC_ERROR_CANCELED,
            BiometricPrompt.BIOMETRIC_ERROR_TIMEOUT,
            -> BiometricAnswer.Cancelled
            BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT,
            BiometricPrompt.BIOMETRIC_ERROR_LOCKOUT_PERMANENT,
            -> BiometricAnswer.LockedOut
            else -> BiometricAnswer.Unavailable
        }
    }
}
