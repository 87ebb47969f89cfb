package kunci.app.biometric

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton

@Composable
fun BiometricsScreen(state: Shown<BiometricsState>, strings: Strings, onBack: () -> Unit, onEvent: (BiometricsEvent) -> Unit) {
    val (on, entered) = state.content
    if (entered != null) {
        CodeScreen(
            title = strings.biometrics,
            hint = strings.biometricsCode,
            entered = entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(BiometricsEvent.Key(it)) },
        )
        return
    }
    FormScreen(strings.biometrics, state, strings, onBack) {
        Text(strings.biometricsWhy, style = MaterialTheme.typography.bodyLarge)
        when (on) {
            true -> {
                Announcement(strings.biometricsAreOn)
                SecondaryButton(strings.biometricsOff, !state.busy) { onEvent(BiometricsEvent.SwitchOff) }
            }
            false -> PrimaryButton(strings.biometricsOn, !state.busy) { onEvent(BiometricsEvent.SwitchOn) }
            null -> {}
        }
    }
}
