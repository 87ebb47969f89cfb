package kunci.app.token

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton

@Composable
fun TrustedPlacesScreen(
    state: Shown<TrustedPlacesState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (TrustedPlacesEvent) -> Unit,
) = FormScreen(strings.trustedPlaces, state, strings, onBack) {
    val places = state.content.places ?: return@FormScreen
    Text(strings.trustedPlacesWhy((places.waitSeconds / 60u).toInt()), style = MaterialTheme.typography.bodyLarge)
    if (places.on) {
        Announcement(strings.trustedPlacesAreOn)
        SecondaryButton(strings.trustedPlacesOff, enabled = !state.busy) { onEvent(TrustedPlacesEvent.SwitchOff) }
    } else {
        Announcement(strings.trustedPlacesAreOff)
        PrimaryButton(strings.trustedPlacesOn, enabled = !state.busy) { onEvent(TrustedPlacesEvent.SwitchOn) }
    }
}
