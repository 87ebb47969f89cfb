package kunci.app.alerts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton

@Composable
fun AlertsScreen(state: Shown<AlertsState>, strings: Strings, onBack: () -> Unit, onEvent: (AlertsEvent) -> Unit) {
    FormScreen(strings.alerts, state, strings, onBack) {
        val (alerts, older) = state.content
        if (alerts?.isEmpty() == true) Text(strings.noAlerts)
        alerts?.forEach { Alert(it, strings) }
        if (alerts?.any { it.card } == true) {
            SecondaryButton(strings.freezeCard, enabled = !state.busy) { onEvent(AlertsEvent.FreezeCard) }
        }
        if (older) SecondaryButton(strings.olderAlerts, enabled = !state.busy) { onEvent(AlertsEvent.Older) }
        QuietButton(strings.refresh, enabled = !state.busy) { onEvent(AlertsEvent.Refresh) }
    }
}

/** Time, what happened, what it means, what to do: one thing for a screen reader. */
@Composable
private fun Alert(alert: AlertItem, strings: Strings) {
    Card(Modifier.fillMaxWidth().testTag("alert").semantics(mergeDescendants = true) {}) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            val time = if (alert.unread) alert.time + " · " + strings.newAlert else alert.time
            Text(time, style = MaterialTheme.typography.labelMedium)
            Text(alert.title, style = MaterialTheme.typography.titleMedium)
            Text(alert.body, style = MaterialTheme.typography.bodyMedium)
            Text(alert.action, style = MaterialTheme.typography.bodyMedium)
        }
    }
}
