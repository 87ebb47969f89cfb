package kunci.app.offline

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.BigDigits
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import uniffi.kunci_bindings.spokenDigits

@Composable
fun CallerScreen(state: Shown<CallerState>, strings: Strings, onBack: () -> Unit, onEvent: (CallerEvent) -> Unit) {
    FormScreen(strings.callerCheck, state, strings, onBack) {
        val (challenge, employeeId, purpose, answer, proved) = state.content
        proved?.let {
            Announcement(it.title)
            Text(it.body, style = MaterialTheme.typography.bodyLarge)
            Text(it.action, style = MaterialTheme.typography.bodyLarge)
        }
        if (challenge == null) {
            Text(strings.callerCheckWhy, style = MaterialTheme.typography.bodyLarge)
            PrimaryButton(strings.startCallerCheck, !state.busy) { onEvent(CallerEvent.Start) }
        } else {
            Text(strings.readChallenge, style = MaterialTheme.typography.bodyLarge)
            BigDigits(challenge.toByteArray(), group = 3, spokenDigits(challenge), "challenge")
            Field(employeeId, strings.callerEmployee, !state.busy) { onEvent(CallerEvent.EmployeeId(it)) }
            Field(purpose, strings.callerPurpose, !state.busy) { onEvent(CallerEvent.Purpose(it)) }
            NumberField(answer, strings.callerAnswer, !state.busy) { onEvent(CallerEvent.Answer(it)) }
            PrimaryButton(strings.checkCaller, !state.busy) { onEvent(CallerEvent.Check) }
        }
    }
}

@Composable
private fun Field(value: String, label: String, enabled: Boolean, onTyped: (String) -> Unit) = OutlinedTextField(
    value = value,
    onValueChange = onTyped,
    label = { Text(label) },
    singleLine = true,
    enabled = enabled,
    modifier = Modifier.fillMaxWidth(),
)
