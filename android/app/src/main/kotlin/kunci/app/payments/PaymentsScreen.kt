package kunci.app.payments

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.unit.dp
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.cards.Done
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.TransactionView

@Composable
fun PaymentsScreen(state: Shown<PaymentsState>, strings: Strings, onBack: () -> Unit, onEvent: (PaymentsEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.payments, state, strings, onBack) {
        content.done?.let { Done(it, strings) }
        content.of.forEach { Text(it, style = MaterialTheme.typography.titleMedium) }
        OutlinedTextField(
            value = content.search,
            onValueChange = { onEvent(PaymentsEvent.Typed(it)) },
            label = { Text(strings.searchPayments) },
            singleLine = true,
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, imeAction = ImeAction.Search),
            keyboardActions = KeyboardActions(onSearch = { onEvent(PaymentsEvent.Find) }),
            modifier = Modifier.fillMaxWidth(),
        )
        val find = { onEvent(PaymentsEvent.Find) }
        EndField(content.from, strings.paymentsFrom, !state.busy, find) { onEvent(PaymentsEvent.From(it)) }
        EndField(content.to, strings.paymentsTo, !state.busy, find) { onEvent(PaymentsEvent.To(it)) }
        EndField(content.first, strings.paymentsFirst, !state.busy, find) { onEvent(PaymentsEvent.First(it)) }
        EndField(content.last, strings.paymentsLast, !state.busy, find) { onEvent(PaymentsEvent.Last(it)) }
        SecondaryButton(strings.findPayments, !state.busy) { onEvent(PaymentsEvent.Find) }
        Filters(content.filter, !state.busy, strings, onEvent)
        if (content.payments?.isEmpty() == true) Text(strings.noPayments)
        content.payments?.forEach { Payment(it, !state.busy, strings, onEvent) }
        if (content.older) SecondaryButton(strings.olderPayments, !state.busy) { onEvent(PaymentsEvent.Older) }
        QuietButton(strings.refresh, !state.busy) { onEvent(PaymentsEvent.Refresh) }
    }
}

/** One end of a range of amounts, before which a currency may stand, or of days. */
@Composable
private fun EndField(typed: String, label: String, enabled: Boolean, onFind: () -> Unit, onTyped: (String) -> Unit) =
    OutlinedTextField(
        value = typed,
        onValueChange = onTyped,
        label = { Text(label) },
        singleLine = true,
        enabled = enabled,
        keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, imeAction = ImeAction.Search),
        keyboardActions = KeyboardActions(onSearch = { onFind() }),
        modifier = Modifier.fillMaxWidth(),
    )

@Composable
private fun Filters(chosen: PaymentFilter, enabled: Boolean, strings: Strings, onEvent: (PaymentsEvent) -> Unit) {
    Text(strings.shownPayments(strings.filter(chosen)))
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        PaymentFilter.entries.filter { it != chosen }.forEach { filter ->
            TextButton({ onEvent(PaymentsEvent.Show(filter)) }, Modifier.heightIn(min = 48.dp), enabled) {
                Text(strings.filter(filter))
            }
        }
    }
}

@Composable
private fun Payment(payment: TransactionView, enabled: Boolean, strings: Strings, onEvent: (PaymentsEvent) -> Unit) {
    PaymentBox(payment, strings) {
        payment.declined?.let { offer(it, payment.cardId, strings) }?.let { (label, route) ->
            SecondaryButton(label, enabled) { onEvent(PaymentsEvent.Go(route)) }
        }
        if (payment.declined == null) {
            QuietButton(strings.disputeThis, enabled, strings.disputeThis(payment.merchant)) {
                onEvent(PaymentsEvent.Go(Route.Reasons(payment.transactionId, payment.atMs)))
            }
        }
        QuietButton(strings.block, enabled, strings.block(payment.merchant)) { onEvent(PaymentsEvent.Block(payment)) }
    }
}
