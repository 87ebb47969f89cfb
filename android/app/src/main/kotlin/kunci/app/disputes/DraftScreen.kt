package kunci.app.disputes

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.DisputeDraft

@Composable
fun DraftScreen(state: Shown<DraftState>, strings: Strings, onBack: () -> Unit, onEvent: (DraftEvent) -> Unit) {
    FormScreen(strings.disputeDraft, state, strings, onBack) {
        val (draft, words, sure) = state.content
        if (draft == null) return@FormScreen
        // What is on its way stays as it is.
        val open = !draft.sent && !state.busy
        DraftWords(draft)
        Text(strings.draftKept, style = MaterialTheme.typography.bodyMedium)
        OutlinedTextField(
            value = words,
            onValueChange = { onEvent(DraftEvent.Typed(it)) },
            label = { Text(strings.disputeWords) },
            minLines = 3,
            enabled = open,
            modifier = Modifier.fillMaxWidth(),
        )
        Evidence(draft, open, strings, onEvent)
        HorizontalDivider()
        PrimaryButton(strings.submitDispute, !state.busy) { onEvent(DraftEvent.Submit) }
        if (sure) {
            Announcement(strings.discardSure)
            SecondaryButton(strings.discardDraft, open) { onEvent(DraftEvent.Sure) }
            QuietButton(strings.cancel, !state.busy) { onEvent(DraftEvent.Cancel) }
        } else {
            QuietButton(strings.discardDraft, open) { onEvent(DraftEvent.Discard) }
        }
    }
}

/** About what, and whether the bank knows of it: one thing for a screen reader. */
@Composable
internal fun DraftWords(draft: DisputeDraft) = Column(Modifier.testTag("draft").semantics(mergeDescendants = true) {}) {
    Text(draft.merchant, style = MaterialTheme.typography.titleMedium)
    Text(draft.amount, style = MaterialTheme.typography.titleMedium)
    Text(draft.reasonWords, style = MaterialTheme.typography.bodyLarge)
    Text(draft.stateWords, style = MaterialTheme.typography.titleSmall)
}

/** What is there, and what helps. */
@Composable
private fun Evidence(draft: DisputeDraft, enabled: Boolean, strings: Strings, onEvent: (DraftEvent) -> Unit) {
    Text(strings.evidence, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
    draft.evidence.forEach { piece ->
        Text(strings.attached(piece.label, piece.size), Modifier.testTag("piece"))
        QuietButton(strings.detach, enabled, strings.detach(piece.label)) { onEvent(DraftEvent.Detach(piece)) }
    }
    draft.wants.forEach { want ->
        val label = if (want.needed) strings.attachNeeded(want.label) else strings.attach(want.label)
        SecondaryButton(label, enabled) { onEvent(DraftEvent.Attach(want.kind)) }
    }
    SecondaryButton(strings.attach(strings.otherEvidence), enabled) { onEvent(DraftEvent.Attach(OTHER)) }
}

/** The core's name of a file that may show anything. */
internal const val OTHER = "other"
