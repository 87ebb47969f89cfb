package kunci.app.disputes

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
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
import uniffi.kunci_bindings.DisputeView

@Composable
fun DisputeScreen(state: Shown<DisputeState>, strings: Strings, onBack: () -> Unit, onEvent: (DisputeEvent) -> Unit) {
    FormScreen(strings.disputes, state, strings, onBack) {
        state.content.dispute?.let { dispute ->
            DisputeWords(dispute)
            dispute.returned?.let { Announcement(strings.returned(it)) }
            BankSays(dispute, strings)
            Right(dispute)
            Known(dispute, strings)
            if (dispute.isOpen) Open(state.content.sure, !state.busy, strings, onEvent)
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(DisputeEvent.Refresh) }
    }
}

/** About what, and how it stands: one thing for a screen reader. */
@Composable
internal fun DisputeWords(dispute: DisputeView) = Column(Modifier.testTag("dispute").semantics(mergeDescendants = true) {}) {
    Text(dispute.merchant, style = MaterialTheme.typography.titleMedium)
    Text(dispute.amount, style = MaterialTheme.typography.titleMedium)
    Text(dispute.reasonWords, style = MaterialTheme.typography.bodyLarge)
    Text(dispute.stateWords, style = MaterialTheme.typography.titleSmall)
}

@Composable
private fun BankSays(dispute: DisputeView, strings: Strings) {
    dispute.bankSays?.let { Text(strings.bankSays(it), Modifier.testTag("bank-says")) }
    dispute.evidenceBy?.let { Text(strings.evidenceBy(it)) }
}

/** What the customer is entitled to, by when, and where else to complain. */
@Composable
private fun Right(dispute: DisputeView) = Column(
    verticalArrangement = Arrangement.spacedBy(4.dp),
    modifier = Modifier.testTag("right").semantics(mergeDescendants = true) {},
) {
    Text(dispute.rightTitle, style = MaterialTheme.typography.titleSmall)
    Text(dispute.rightBody, style = MaterialTheme.typography.bodyMedium)
    Text(dispute.rightAction, style = MaterialTheme.typography.bodyMedium)
}

/** What the bank has of it, and each step with its time. */
@Composable
private fun Known(dispute: DisputeView, strings: Strings) {
    HorizontalDivider()
    Text(strings.said(dispute.statement), style = MaterialTheme.typography.bodyMedium)
    Text(strings.pieces(dispute.evidence), style = MaterialTheme.typography.bodyMedium)
    Text(strings.disputeReference(dispute.disputeId), style = MaterialTheme.typography.bodyMedium)
    Text(strings.disputeSteps, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
    dispute.steps.forEach { Text(it, Modifier.testTag("step"), style = MaterialTheme.typography.bodyMedium) }
}

@Composable
private fun Open(sure: Boolean, enabled: Boolean, strings: Strings, onEvent: (DisputeEvent) -> Unit) {
    HorizontalDivider()
    PrimaryButton(strings.handIn, enabled) { onEvent(DisputeEvent.HandIn) }
    if (sure) {
        Announcement(strings.withdrawSure)
        SecondaryButton(strings.withdraw, enabled) { onEvent(DisputeEvent.Sure) }
        QuietButton(strings.cancel, enabled) { onEvent(DisputeEvent.Cancel) }
    } else {
        QuietButton(strings.withdraw, enabled) { onEvent(DisputeEvent.Withdraw) }
    }
}
