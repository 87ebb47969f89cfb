package kunci.app.host

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.annotation.SuppressLint
import android.content.Context
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.location.LocationManager
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import android.net.wifi.WifiInfo
import android.net.wifi.WifiManager
import java.security.MessageDigest
import java.security.SecureRandom
import java.util.Base64

/** What the phone says about the network it is in. */
sealed interface PlaceReading {
    /** No permission, or the location is off: Android then tells nothing of the Wi-Fi. */
    data object Hidden : PlaceReading

    /** Not in a Wi-Fi. */
    data object NoWifi : PlaceReading

    /** Anybody can have an open Wi-Fi of any name. */
    data object Open : PlaceReading

    /** A digest of the access point: its name and address stay in here. */
    data class AccessPoint(val digest: String) : PlaceReading
}

/** Whether this is a place that the customer trusts; `null` where that cannot be told. */
fun isTrusted(reading: PlaceReading, trusted: Set<String>): Boolean? = when {
    // Whoever has chosen no place has said nothing about this one.
    trusted.isEmpty() -> null
    reading is PlaceReading.AccessPoint -> reading.digest in trusted
    reading == PlaceReading.Hidden -> null
    else -> false
}

/** The places that the customer trusts, on this phone only: a yes or no leaves it, and never a place. */
interface Places {
    /** Whether the phone is at one of them now; `null` where it cannot tell. */
    fun here(): Boolean?

    /** How many there are. */
    val count: Int

    /** Trusts the one where the phone is now; `false` where that cannot be done. */
    fun trustHere(): Boolean

    fun forgetAll()
}

/**
 * A place is a Wi-Fi access point, by name and address, that is not open. **Never run on a phone here.**
 *
 * A hurdle for somebody who has snatched the phone and no proof of a place: an access point can be imitated with preparation.
 */
class WifiPlaces(
    private val context: Context,
    // The successor answers later, by a callback; the approval asks now.
    @Suppress("DEPRECATION")
    private val wifi: () -> WifiInfo? = { context.getSystemService(WifiManager::class.java)?.connectionInfo },
) : Places {
    private val kept = context.getSharedPreferences("places", Context.MODE_PRIVATE)

    private val trusted: Set<String> get() = kept.getStringSet(TRUSTED, null).orEmpty()

    override val count get() = trusted.size

    override fun here(): Boolean? = isTrusted(read(), trusted)

    override fun trustHere(): Boolean {
        val now = read() as? PlaceReading.AccessPoint ?: return false
        return kept.edit().putStringSet(TRUSTED, trusted + now.digest).commit()
    }

    override fun forgetAll() {
        kept.edit().remove(TRUSTED).commit()
    }

    internal fun read(): PlaceReading {
        val permitted = context.checkSelfPermission(ACCESS_FINE_LOCATION) == PERMISSION_GRANTED
        val located = context.getSystemService(LocationManager::class.java)?.isLocationEnabled == true
        if (!isInWifi()) return PlaceReading.NoWifi
        if (!permitted || !located) return PlaceReading.Hidden
        return wifi()?.let(::reading) ?: PlaceReading.Hidden
    }

    @SuppressLint("MissingPermission")
    private fun isInWifi(): Boolean {
        val network = context.getSystemService(ConnectivityManager::class.java) ?: return false
        return network.getNetworkCapabilities(network.activeNetwork)?.hasTransport(NetworkCapabilities.TRANSPORT_WIFI) == true
    }

    @SuppressLint("HardwareIds")
    private fun reading(info: WifiInfo): PlaceReading {
        val (name, address) = info.ssid to info.bssid
        if (name == null || name == WifiManager.UNKNOWN_SSID || address == null || address == NO_ADDRESS) {
            return PlaceReading.Hidden
        }
        if (info.currentSecurityType in NOT_CLOSED) return PlaceReading.Open
        val digest = MessageDigest.getInstance("SHA-256").run {
            update(salt())
            update(name.encodeToByteArray())
            update(0)
            digest(address.encodeToByteArray())
        }
        return PlaceReading.AccessPoint(Base64.getEncoder().encodeToString(digest))
    }

    /** The phone's own, so that two phones keep different digests of one place. */
    private fun salt(): ByteArray {
        val known = kept.getString(SALT, null)
        if (known != null) return Base64.getDecoder().decode(known)
        val made = ByteArray(SALT_BYTES).also(SecureRandom()::nextBytes)
        kept.edit().putString(SALT, Base64.getEncoder().encodeToString(made)).commit()
        return made
    }

    private companion object {
        const val TRUSTED = "trusted"
        const val SALT = "salt"
        const val SALT_BYTES = 16

        /** What Android says instead of an address that the app may not see. */
        const val NO_ADDRESS = "02:00:00:00:00:00"

        /** WEP keeps nobody out. */
        val NOT_CLOSED = setOf(
            WifiInfo.SECURITY_TYPE_UNKNOWN, WifiInfo.SECURITY_TYPE_OPEN, WifiInfo.SECURITY_TYPE_OWE, WifiInfo.SECURITY_TYPE_WEP,
        )
    }
}
