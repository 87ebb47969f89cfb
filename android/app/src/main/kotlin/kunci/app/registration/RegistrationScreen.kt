package kunci.app.registration

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton

@Composable
fun RegistrationScreen(
    state: Shown<RegistrationState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (RegistrationEvent) -> Unit,
) {
    val sent = state.content.sent
    if (sent == null) {
        FormScreen(strings.register, state, strings, onBack) {
            Text(strings.registerWhy, style = MaterialTheme.typography.bodyLarge)
            PrimaryButton(strings.sendSms, enabled = !state.busy) { onEvent(RegistrationEvent.SendSms) }
        }
    } else {
        CodeScreen(
            title = strings.typePin,
            hint = strings.sentTo(sent.to) + "\n" + strings.minutes(sent.minutes) + " · " + strings.tries(sent.tries),
            entered = state.content.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(RegistrationEvent.Key(it)) },
        )
    }
}
