package kunci.app.operations

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

@Composable
fun OperationsScreen(
    state: Shown<OperationsState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (RefreshOperations) -> Unit,
) = FormScreen(strings.operations, state, strings, onBack) {
    val recent = state.content.recent
    if (recent?.isEmpty() == true) Text(strings.noOperations)
    recent?.forEach { ProgressCard(it) }
    QuietButton(strings.refresh, enabled = !state.busy) { onEvent(RefreshOperations) }
}

/** What, how it stands, what that means: one thing for a screen reader. Approved is not shown as completed. */
@Composable
fun ProgressCard(progress: Progress) {
    Card(Modifier.fillMaxWidth().testTag("progress").semantics(mergeDescendants = true) {}) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            val colour = if (progress.late) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.primary
            Text(progress.title, style = MaterialTheme.typography.titleMedium)
            Text(progress.state, style = MaterialTheme.typography.titleSmall, color = colour)
            Text(progress.detail, style = MaterialTheme.typography.bodyMedium)
        }
    }
}
