package kunci.app.token

import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton

@Composable
fun TrustedPlacesScreen(
    state: Shown<TrustedPlacesState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (TrustedPlacesEvent) -> Unit,
) = FormScreen(strings.trustedPlaces, state, strings, onBack) {
    val (places, here, count, notNow) = state.content
    if (places == null) return@FormScreen
    Text(strings.trustedPlacesWhy((places.waitSeconds / 60u).toInt()), style = MaterialTheme.typography.bodyLarge)
    if (places.on) {
        Announcement(strings.trustedPlacesAreOn)
        SecondaryButton(strings.trustedPlacesOff, enabled = !state.busy) { onEvent(TrustedPlacesEvent.SwitchOff) }
    } else {
        Announcement(strings.trustedPlacesAreOff)
        PrimaryButton(strings.trustedPlacesOn, enabled = !state.busy) { onEvent(TrustedPlacesEvent.SwitchOn) }
    }
    HorizontalDivider()
    Text(strings.places(count), style = MaterialTheme.typography.titleMedium)
    Text(strings.place(here), style = MaterialTheme.typography.bodyLarge)
    if (notNow) Announcement(strings.placeNotNow)
    if (places.on) {
        Text(strings.placesWhy, style = MaterialTheme.typography.bodyMedium)
    } else {
        SecondaryButton(strings.trustPlace, enabled = !state.busy) { onEvent(TrustedPlacesEvent.TrustHere) }
        QuietButton(strings.permitPlaces, enabled = !state.busy) { onEvent(TrustedPlacesEvent.Permit) }
    }
    // Fewer places tighten.
    if (count > 0) QuietButton(strings.forgetPlaces, enabled = !state.busy) { onEvent(TrustedPlacesEvent.ForgetAll) }
}
