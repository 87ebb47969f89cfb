package kunci.app.keystore

import android.os.Build
import android.security.KeyStoreException
import android.security.keystore.BackendBusyException
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.UserNotAuthenticatedException
import uniffi.kunci_bindings.DeviceKeyException
import java.security.ProviderException
import javax.crypto.AEADBadTagException

/** How long to wait after a fault that names no time of its own. */
private const val HICCUP_MS = 200L

/**
 * What a fault of the Keystore means to the core: one of a closed set.
 *
 * "Missing" and "invalidated" throw a token away, so they are said only when the Keystore itself says so; what is not
 * understood is "unavailable", and what may pass is "busy".
 */
internal fun reaction(fault: Throwable): DeviceKeyException {
    val causes = generateSequence(fault) { it.cause }.take(MAX_CAUSES).toList()
    return causes.firstNotNullOfOrNull(::plain)
        ?: if (causes.any { it is ProviderException }) busy(HICCUP_MS) else DeviceKeyException.Unavailable()
}

private fun plain(cause: Throwable): DeviceKeyException? = when (cause) {
    is DeviceKeyException -> cause
    is KeyPermanentlyInvalidatedException -> DeviceKeyException.Invalidated()
    is AEADBadTagException -> DeviceKeyException.Invalidated()
    is UserNotAuthenticatedException -> DeviceKeyException.DeviceLocked()
    is BackendBusyException -> busy(cause.backOffHintMillis)
    is KeyStoreException -> if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) numbered(cause) else null
    else -> null
}

/** From Android 13 on the system's own fault says what it is. */
private fun numbered(fault: KeyStoreException): DeviceKeyException? = when {
    fault.numericErrorCode == KeyStoreException.ERROR_KEY_DOES_NOT_EXIST -> DeviceKeyException.Missing()
    fault.numericErrorCode == KeyStoreException.ERROR_KEY_CORRUPTED -> DeviceKeyException.Invalidated()
    fault.requiresUserAuthentication() -> DeviceKeyException.DeviceLocked()
    fault.isTransientFailure -> busy(HICCUP_MS)
    else -> null
}

private fun busy(milliseconds: Long) = DeviceKeyException.Busy(milliseconds.coerceAtLeast(1).toULong())

/** A cycle of causes must not hang the phone. */
private const val MAX_CAUSES = 16
