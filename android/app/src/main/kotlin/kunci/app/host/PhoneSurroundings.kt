package kunci.app.host

import android.content.Context
import android.hardware.display.DisplayManager
import android.media.AudioManager

/**
 * A call or a second display as Android tells without a permission, and what [places] say. **Never run on a phone here.**
 */
class PhoneSurroundings(private val context: Context, private val places: Places) : SurroundingsSensor {
    override fun read(): Surroundings {
        val mode = context.getSystemService(AudioManager::class.java)?.mode
        val displays = context.getSystemService(DisplayManager::class.java)
            ?.getDisplays(DisplayManager.DISPLAY_CATEGORY_PRESENTATION).orEmpty()
        return Surroundings(
            trustedPlace = places.here(),
            onCall = mode == AudioManager.MODE_IN_CALL || mode == AudioManager.MODE_IN_COMMUNICATION,
            screenShared = displays.isNotEmpty(),
        )
    }
}
