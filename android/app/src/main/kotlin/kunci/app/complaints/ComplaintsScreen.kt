package kunci.app.complaints

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.ComplaintView

/** The customer's complaints with their deadlines, and a new one. */
@Composable
fun ComplaintsScreen(state: Shown<ComplaintsState>, strings: Strings, onBack: () -> Unit, onEvent: (ComplaintsEvent) -> Unit) {
    FormScreen(strings.complaints, state, strings, onBack) {
        val content = state.content
        content.filed?.let { Announcement(strings.complaintFiled(it)) }
        if (content.complaints?.isEmpty() == true) Text(strings.noComplaints)
        content.complaints?.forEach { Complaint(it, strings) }
        if (content.older) SecondaryButton(strings.olderComplaints, !state.busy) { onEvent(ComplaintsEvent.Older) }
        QuietButton(strings.refresh, !state.busy) { onEvent(ComplaintsEvent.Refresh) }
        NewComplaint(content, state.busy, strings, onEvent)
    }
}

/** One thing for a screen reader. */
@Composable
private fun Complaint(complaint: ComplaintView, strings: Strings) {
    Card(Modifier.fillMaxWidth().testTag("complaint").semantics(mergeDescendants = true) {}) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            Text(strings.complaintReference(complaint.reference), style = MaterialTheme.typography.labelMedium)
            Text(complaint.kindName + " · " + complaint.title, style = MaterialTheme.typography.titleMedium)
            Text(complaint.text, style = MaterialTheme.typography.bodyMedium)
            complaint.answer?.let { Text(strings.complaintAnswer(it), style = MaterialTheme.typography.bodyLarge) }
            Text(complaint.next, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

@Composable
private fun NewComplaint(
    content: ComplaintsState,
    busy: Boolean,
    strings: Strings,
    onEvent: (ComplaintsEvent) -> Unit,
) {
    Text(strings.fileComplaint, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
    Text(content.kind?.let { strings.complaintChosen(it.name) } ?: strings.complaintKind)
    content.kinds.filter { it != content.kind }.forEach { kind ->
        SecondaryButton(kind.name, !busy) { onEvent(ComplaintsEvent.About(kind)) }
    }
    OutlinedTextField(
        value = content.typed,
        onValueChange = { onEvent(ComplaintsEvent.Typed(it)) },
        label = { Text(strings.complaintText) },
        minLines = 3,
        enabled = !busy,
        modifier = Modifier.fillMaxWidth(),
    )
    PrimaryButton(strings.sendComplaint, !busy && content.kind != null && content.typed.isNotBlank()) {
        onEvent(ComplaintsEvent.Send)
    }
}
