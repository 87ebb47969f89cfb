package kunci.app

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.app.Application
import android.content.Context
import android.location.LocationManager
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import android.net.wifi.WifiInfo
import androidx.test.core.app.ApplicationProvider
import kunci.app.host.PhoneSurroundings
import kunci.app.host.PlaceReading
import kunci.app.host.WifiPlaces
import kunci.app.host.isTrusted
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowNetworkCapabilities

/** Whether the phone is at a place that the customer trusts: yes, no, or honestly neither. No Wi-Fi is involved. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], application = Application::class)
class PlacesTest {
    private val context: Application = ApplicationProvider.getApplicationContext()
    private var around: WifiInfo? = null
    private val places = WifiPlaces(context) { around }

    @Before
    fun atHome() {
        shadowOf(context).grantPermissions(ACCESS_FINE_LOCATION)
        locates(true)
        isIn(wifi("Rumah", "aa:bb:cc:00:00:01"))
    }

    private fun locates(on: Boolean) =
        shadowOf(context.getSystemService(LocationManager::class.java)).setLocationEnabled(on)

    private fun wifi(name: String, address: String, security: Int = WifiInfo.SECURITY_TYPE_PSK): WifiInfo =
        WifiInfo.Builder().setSsid(name.encodeToByteArray()).setBssid(address).setCurrentSecurityType(security).build()

    private fun isIn(wifi: WifiInfo?) {
        val network = checkNotNull(context.getSystemService(ConnectivityManager::class.java))
        val capabilities = ShadowNetworkCapabilities.newInstance()
        val transport = if (wifi == null) NetworkCapabilities.TRANSPORT_CELLULAR else NetworkCapabilities.TRANSPORT_WIFI
        shadowOf(capabilities).addTransportType(transport)
        shadowOf(network).setNetworkCapabilities(network.activeNetwork, capabilities)
        around = wifi
    }

    @Test
    fun safe_9_each_reading_is_a_yes_a_no_or_neither() {
        val home = PlaceReading.AccessPoint("home")
        val (nowhere, trusted) = emptySet<String>() to setOf("home")
        for (reading in listOf(home, PlaceReading.Hidden, PlaceReading.NoWifi, PlaceReading.Open)) {
            assertNull("$reading", isTrusted(reading, nowhere))
        }
        assertEquals(true, isTrusted(home, trusted))
        assertEquals(false, isTrusted(PlaceReading.AccessPoint("cafe"), trusted))
        assertEquals(false, isTrusted(PlaceReading.NoWifi, trusted))
        assertEquals(false, isTrusted(PlaceReading.Open, trusted))
        assertNull(isTrusted(PlaceReading.Hidden, trusted))
    }

    @Test
    fun safe_9_a_wifi_is_trusted_by_name_and_address_until_it_is_forgotten() {
        assertNull(places.here())
        assertTrue(places.trustHere())
        assertEquals(true to 1, places.here() to places.count)
        // Whoever calls a Wi-Fi of his own the same has another address.
        isIn(wifi("Rumah", "aa:bb:cc:00:00:02"))
        assertEquals(false, places.here())
        isIn(null)
        assertEquals(false, places.here())
        isIn(wifi("Rumah", "aa:bb:cc:00:00:01"))
        assertEquals(true, WifiPlaces(context) { around }.here())
        places.forgetAll()
        assertEquals(null to 0, places.here() to places.count)
    }

    @Test
    fun safe_9_without_permission_or_location_it_cannot_be_told() {
        places.trustHere()
        shadowOf(context).denyPermissions(ACCESS_FINE_LOCATION)
        assertNull(places.here())
        assertFalse(places.trustHere())
        shadowOf(context).grantPermissions(ACCESS_FINE_LOCATION)
        locates(false)
        assertNull(places.here())
        locates(true)
        assertEquals(true, places.here())
    }

    @Test
    fun safe_9_an_open_wifi_is_never_trusted() {
        for (security in listOf(WifiInfo.SECURITY_TYPE_OPEN, WifiInfo.SECURITY_TYPE_OWE, WifiInfo.SECURITY_TYPE_UNKNOWN)) {
            isIn(wifi("Kafe", "aa:bb:cc:00:00:03", security))
            assertFalse(places.trustHere())
        }
        assertEquals(0, places.count)
    }

    @Test
    fun safe_6_neither_name_nor_address_of_a_place_is_kept() {
        places.trustHere()
        val kept = context.getSharedPreferences("places", Context.MODE_PRIVATE).all.toString()
        assertTrue(kept, "trusted" in kept)
        assertFalse(kept, "Rumah" in kept || "aa:bb" in kept)
    }

    @Test
    fun safe_9_what_the_places_say_goes_with_the_surroundings() {
        val surroundings = PhoneSurroundings(context, places)
        assertNull(surroundings.read().trustedPlace)
        places.trustHere()
        assertEquals(true, surroundings.read().trustedPlace)
        isIn(null)
        assertEquals(false, surroundings.read().trustedPlace)
    }
}
