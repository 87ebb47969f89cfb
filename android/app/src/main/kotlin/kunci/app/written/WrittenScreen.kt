package kunci.app.written

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
import kunci.app.WritingLabels
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.WrittenView

/** What the customer wrote, with the days of the answers, and a new one. */
@Composable
fun WrittenScreen(state: Shown<WrittenState>, strings: Strings, onBack: () -> Unit, onEvent: (WrittenEvent) -> Unit) {
    val content = state.content
    val labels = strings.writing(content.way)
    FormScreen(labels.title, state, strings, onBack) {
        content.filed?.let { Announcement(strings.writtenFiled(it)) }
        if (content.written?.isEmpty() == true) Text(labels.none)
        content.written?.forEach { written ->
            Written(written, strings)
            QuietButton(strings.copyReference(written.reference)) { onEvent(WrittenEvent.Copy(written.reference)) }
        }
        if (content.copied) Announcement(strings.referenceCopied)
        if (content.older) SecondaryButton(labels.older, !state.busy) { onEvent(WrittenEvent.Older) }
        QuietButton(strings.refresh, !state.busy) { onEvent(WrittenEvent.Refresh) }
        NewOne(content, state.busy, labels, strings, onEvent)
    }
}

/** One thing for a screen reader. */
@Composable
private fun Written(written: WrittenView, strings: Strings) {
    Card(Modifier.fillMaxWidth().testTag("written").semantics(mergeDescendants = true) {}) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            Text(strings.writtenReference(written.reference), style = MaterialTheme.typography.labelMedium)
            Text(written.kindName + " · " + written.title, style = MaterialTheme.typography.titleMedium)
            Text(written.text, style = MaterialTheme.typography.bodyMedium)
            written.answer?.let { Text(strings.writtenAnswer(it), style = MaterialTheme.typography.bodyLarge) }
            Text(written.next, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

@Composable
private fun NewOne(
    content: WrittenState,
    busy: Boolean,
    labels: WritingLabels,
    strings: Strings,
    onEvent: (WrittenEvent) -> Unit,
) {
    Text(labels.new, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
    Text(content.about?.let { strings.writtenChosen(it.name) } ?: strings.writtenKind)
    content.choices.filter { it != content.about }.forEach { choice ->
        SecondaryButton(choice.name, !busy) { onEvent(WrittenEvent.About(choice)) }
    }
    OutlinedTextField(
        value = content.typed,
        onValueChange = { onEvent(WrittenEvent.Typed(it)) },
        label = { Text(labels.text) },
        minLines = 3,
        enabled = !busy,
        modifier = Modifier.fillMaxWidth(),
    )
    PrimaryButton(labels.send, !busy && content.about != null && content.typed.isNotBlank()) { onEvent(WrittenEvent.Send) }
}
