package kunci.app.disputes

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton

@Composable
fun DisputesScreen(state: Shown<DisputesState>, strings: Strings, onBack: () -> Unit, onEvent: (DisputesEvent) -> Unit) {
    FormScreen(strings.disputes, state, strings, onBack) {
        val (drafts, disputes) = state.content
        drafts.forEach { draft ->
            Box {
                DraftWords(draft)
                SecondaryButton(strings.goOnWithDraft, !state.busy, strings.goOnWithDraft(draft.merchant)) {
                    onEvent(DisputesEvent.Go(Route.Draft(draft.draftId)))
                }
            }
        }
        if (drafts.isEmpty() && disputes?.isEmpty() == true) Text(strings.noDisputes)
        disputes?.forEach { dispute ->
            Box {
                DisputeWords(dispute)
                SecondaryButton(strings.seeDispute, !state.busy, strings.seeDispute(dispute.merchant)) {
                    onEvent(DisputesEvent.Go(Route.Dispute(dispute.disputeId)))
                }
            }
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(DisputesEvent.Refresh) }
    }
}

@Composable
private fun Box(content: @Composable ColumnScope.() -> Unit) = Card(Modifier.fillMaxWidth()) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp), modifier = Modifier.padding(16.dp), content = content)
}
