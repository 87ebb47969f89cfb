package kunci.app.security

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.SecondaryButton

/** Everything about the token that is not done every day. */
@Composable
fun SecurityScreen(state: Shown<SecurityState>, strings: Strings, onBack: () -> Unit, onEvent: (SecurityEvent) -> Unit) {
    FormScreen(strings.security, state, strings, onBack) {
        Text(strings.security, style = MaterialTheme.typography.titleMedium)
        for ((label, route) in listOf(
            strings.token to Route.Token,
            strings.changeCode to Route.ChangeCode,
            strings.biometrics to Route.Biometrics,
            strings.changePassword to Route.Password,
            strings.hardwareToken to Route.Hardware,
            strings.number to Route.PhoneNumber,
            strings.trustedPlaces to Route.TrustedPlaces,
            strings.emergencyKey to Route.EmergencyKey,
            strings.privacy to Route.Privacy,
            strings.session to Route.Session,
        )) {
            SecondaryButton(label, enabled = !state.busy) { onEvent(SecurityEvent.Go(route)) }
        }
    }
}
