package kunci.app.host

import android.content.Context
import android.hardware.display.DisplayManager
import android.media.AudioManager

/**
 * A call or a second display as Android tells without a permission. **Never run on a phone here.**
 *
 * Which places the customer trusts is not known yet: the app would have to ask for the location, so it says that it cannot tell.
 */
class PhoneSurroundings(private val context: Context) : SurroundingsSensor {
    override fun read(): Surroundings {
        val mode = context.getSystemService(AudioManager::class.java)?.mode
        val displays = context.getSystemService(DisplayManager::class.java)
            ?.getDisplays(DisplayManager.DISPLAY_CATEGORY_PRESENTATION).orEmpty()
        return Surroundings(
            trustedPlace = null,
            onCall = mode == AudioManager.MODE_IN_CALL || mode == AudioManager.MODE_IN_COMMUNICATION,
            screenShared = displays.isNotEmpty(),
        )
    }
}
