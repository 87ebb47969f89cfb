package kunci.app.spending

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
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.cards.Done
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.SubscriptionView
import uniffi.kunci_bindings.spokenDigits

/** Who charges again and again, and what blocking does and does not do. */
@Composable
fun SubscriptionsScreen(
    state: Shown<SubscriptionsState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (SubscriptionsEvent) -> Unit,
) {
    val (view, done) = state.content
    FormScreen(strings.subscriptions, state, strings, onBack) {
        done?.let { Done(it, strings) }
        view?.let {
            if (it.subscriptions.isEmpty()) {
                Text(it.none)
            } else {
                for (words in listOf(it.about, it.blockDoes, it.blockDoesNot)) {
                    Text(words, style = MaterialTheme.typography.bodyMedium)
                }
            }
            it.subscriptions.forEach { one -> Subscription(one, !state.busy, strings, onEvent) }
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(SubscriptionsEvent.Refresh) }
    }
}

@Composable
private fun Subscription(
    one: SubscriptionView,
    enabled: Boolean,
    strings: Strings,
    onEvent: (SubscriptionsEvent) -> Unit,
) {
    Card(Modifier.fillMaxWidth()) {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp), modifier = Modifier.padding(16.dp)) {
            Facts(one, strings)
            val named = strings.subscriptionNamed(one.merchant, one.price)
            if (one.state == "blocked") {
                SecondaryButton(strings.allow, enabled, strings.allow(named)) { onEvent(SubscriptionsEvent.Block(one, false)) }
            } else {
                SecondaryButton(strings.block, enabled, strings.block(named)) { onEvent(SubscriptionsEvent.Block(one, true)) }
            }
        }
    }
}

/** Two things for a screen reader: what it costs and how it stands, and all that is known besides. */
@Composable
private fun Facts(one: SubscriptionView, strings: Strings) {
    val spoken = one.spoken
    Column(
        verticalArrangement = Arrangement.spacedBy(4.dp),
        modifier = Modifier.testTag("subscription").semantics(mergeDescendants = true) { contentDescription = spoken },
    ) {
        Text(one.merchant, style = MaterialTheme.typography.titleMedium)
        Text(one.price, style = MaterialTheme.typography.titleSmall)
        Text(one.stateWords, style = MaterialTheme.typography.bodyMedium)
    }
    Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.semantics(mergeDescendants = true) {}) {
        for (words in listOf(one.declined, one.next, one.before, one.year, one.since, one.how).filter { it.isNotEmpty() }) {
            Text(words, style = MaterialTheme.typography.bodyMedium)
        }
        if (one.ending.isNotEmpty()) {
            val said = strings.ending(spokenDigits(one.ending))
            val heard = Modifier.semantics { contentDescription = said }
            Text(strings.ending(one.ending), heard, style = MaterialTheme.typography.bodySmall)
        }
    }
}
