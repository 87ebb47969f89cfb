package kunci.app.emergency

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.semantics
import kunci.app.Notice
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.BigDigits
import kunci.app.ui.FormScreen
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.EmergencyKeyView

@Composable
fun EmergencyKeyScreen(
    state: Shown<EmergencyKeyState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (EmergencyKeyEvent) -> Unit,
) {
    FormScreen(strings.emergencyKey, state, strings, onBack) {
        val (standing, key) = state.content
        if (key != null) {
            NoticeCard(Notice(strings.writeKey, strings.writeKeyBody, strings.writeKeyAction))
            BigDigits(key.digits, group = 4, key.spoken(), "emergency-key")
            PrimaryButton(strings.keyWritten, !state.busy) { onEvent(EmergencyKeyEvent.Written) }
            QuietButton(strings.cancel, !state.busy) { onEvent(EmergencyKeyEvent.Cancel) }
        } else if (standing != null) {
            Standing(standing)
            val make = if (standing.there) strings.renewKey else strings.makeKey
            PrimaryButton(make, !state.busy) { onEvent(EmergencyKeyEvent.Make) }
            if (standing.there) SecondaryButton(strings.dropKey, !state.busy) { onEvent(EmergencyKeyEvent.Drop) }
            QuietButton(strings.refresh, !state.busy) { onEvent(EmergencyKeyEvent.Refresh) }
        }
    }
}

/** How things stand, what the key can do, what to do: one thing for a screen reader. */
@Composable
private fun Standing(standing: EmergencyKeyView) = Column(Modifier.testTag("standing").semantics(mergeDescendants = true) {}) {
    Text(standing.title, style = MaterialTheme.typography.titleMedium)
    Text(standing.body, style = MaterialTheme.typography.bodyLarge)
    Text(standing.action, style = MaterialTheme.typography.bodyMedium)
}
