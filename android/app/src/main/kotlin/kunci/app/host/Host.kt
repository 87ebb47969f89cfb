package kunci.app.host

import kunci.app.biometric.BiometricHost

/** What the phone itself does for the app, behind small interfaces so that tests can put their own in. */
class Host(
    val biometrics: BiometricHost,
    val surroundings: SurroundingsSensor,
    /** `null` on a phone without one: then the text of the code is pasted. */
    val scanner: Scanner?,
    val places: Places,
    val integrity: IntegritySensor,
    /** Asks the customer for what [places] needs to see; the answer shows there. */
    val askToSeePlaces: () -> Unit,
    val keeper: Keeper,
    val chooser: Chooser,
    val viewer: Viewer,
    val clip: Clip,
)

/** Yes or no, nothing finer. [trustedPlace] is `null` where the app cannot tell. */
data class Surroundings(val trustedPlace: Boolean?, val onCall: Boolean, val screenShared: Boolean)

/** Where the phone is and who may be listening. */
fun interface SurroundingsSensor {
    fun read(): Surroundings
}

/** The camera, or whatever else reads a QR code. */
fun interface Scanner {
    /** The text of the code; `null` if the customer gave up. What it means is the core's to say. */
    suspend fun scan(): String?
}
