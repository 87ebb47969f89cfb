package kunci.app.payments

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
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Route
import kunci.app.Strings
import uniffi.kunci_bindings.DeclineView
import uniffi.kunci_bindings.TransactionView

/** A payment as the core tells it: what is reserved is not told as charged. [below]: what can be done about it. */
@Composable
fun PaymentBox(payment: TransactionView, strings: Strings, below: @Composable () -> Unit = {}) {
    val spoken = payment.spoken
    Card(Modifier.fillMaxWidth().testTag("payment")) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            Column(Modifier.semantics(mergeDescendants = true) { contentDescription = spoken }) {
                Text(payment.at, style = MaterialTheme.typography.labelMedium)
                Text(payment.merchant, style = MaterialTheme.typography.titleMedium)
                Text(payment.amount, style = MaterialTheme.typography.titleMedium)
                payment.original?.let { Text(strings.original(it), style = MaterialTheme.typography.bodyMedium) }
                Text(payment.stateWords, style = MaterialTheme.typography.bodyMedium)
                Text(
                    strings.paymentWhere(payment.channel, payment.category, payment.country),
                    style = MaterialTheme.typography.bodySmall,
                )
            }
            payment.declined?.let { Why(it) }
            below()
        }
    }
}

/** Why a payment did not pass, what that means, what to do: one thing for a screen reader. */
@Composable
fun Why(why: DeclineView) {
    Column(
        verticalArrangement = Arrangement.spacedBy(4.dp),
        modifier = Modifier.testTag("why").semantics(mergeDescendants = true) {},
    ) {
        Text(why.title, style = MaterialTheme.typography.titleSmall)
        Text(why.body, style = MaterialTheme.typography.bodyMedium)
        Text(why.action, style = MaterialTheme.typography.bodyMedium)
    }
}

/** The screen on which what the core offers next is done, with its label; `null` where that is not in the app. */
internal fun offer(why: DeclineView, cardId: String, strings: Strings): Pair<String, Route>? = when (why.next) {
    "raise", "switch-on" -> strings.controls to Route.Controls(cardId)
    "unfreeze", "was-this-you" -> strings.cards to Route.Cards
    else -> null
}
