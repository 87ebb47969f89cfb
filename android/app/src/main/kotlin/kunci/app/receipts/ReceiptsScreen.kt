package kunci.app.receipts

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.spokenDigits

@Composable
fun ReceiptsScreen(state: Shown<ReceiptsState>, strings: Strings, onBack: () -> Unit, onEvent: (ReceiptsEvent) -> Unit) {
    val (receipts, saved) = state.content
    FormScreen(strings.receipts, state, strings, onBack) {
        Text(strings.receiptsWhy, style = MaterialTheme.typography.bodyMedium)
        if (saved) Announcement(strings.receiptsSaved)
        if (receipts?.isEmpty() == true) Text(strings.noReceipts)
        receipts?.forEach { Receipt(it, strings) }
        if (receipts?.isNotEmpty() == true) {
            SecondaryButton(strings.exportReceipts, !state.busy) { onEvent(ReceiptsEvent.Export) }
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(ReceiptsEvent.Refresh) }
    }
}

@Composable
private fun Receipt(receipt: ReceiptItem, strings: Strings) {
    Card(Modifier.fillMaxWidth().testTag("receipt-line").semantics(mergeDescendants = true) {}) {
        Column(Modifier.padding(16.dp)) {
            Text(strings.done(receipt.action), style = MaterialTheme.typography.titleMedium)
            val ending = receipt.ending
            if (ending == null) {
                Text(receipt.time)
            } else {
                val said = strings.receiptLine(spokenDigits(ending), receipt.time)
                Text(strings.receiptLine(ending, receipt.time), Modifier.semantics { contentDescription = said })
            }
            if (receipt.proved) {
                Text(strings.receipt(receipt.number), style = MaterialTheme.typography.bodySmall)
            } else {
                Text(strings.receiptUnproved, color = MaterialTheme.colorScheme.error)
            }
        }
    }
}
