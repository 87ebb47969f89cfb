package kunci.app.cards

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Card
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.queue.RequestWords
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.HoldView

@Composable
fun CardsScreen(state: Shown<CardsState>, strings: Strings, onBack: () -> Unit, onEvent: (CardsEvent) -> Unit) {
    FormScreen(strings.cards, state, strings, onBack) {
        val content = state.content
        if (content.known) Text(strings.knownOnly)
        content.done?.let { Done(it, strings) }
        content.requests.forEach { RequestWords(it, strings) }
        if (content.requests.any { it.view.waits }) {
            SecondaryButton(strings.freezeCode, !state.busy) { onEvent(CardsEvent.Go(Route.FreezeCode)) }
        }
        content.cards?.forEach { CardBox(it, content.editing, state.busy, strings, onEvent) }
        if (content.cards?.isEmpty() == true) Text(strings.noCards)
        if (content.cards != null && !content.known) {
            SecondaryButton(strings.allPayments, !state.busy) { onEvent(CardsEvent.Go(Route.Payments(null))) }
            SecondaryButton(strings.allSpending, !state.busy) { onEvent(CardsEvent.Go(Route.Spending(null))) }
            SecondaryButton(strings.allSubscriptions, !state.busy) { onEvent(CardsEvent.Go(Route.Subscriptions(null))) }
            SecondaryButton(strings.statements, !state.busy) { onEvent(CardsEvent.Go(Route.Statements)) }
            SecondaryButton(strings.disputes, !state.busy) { onEvent(CardsEvent.Go(Route.Disputes)) }
            SecondaryButton(strings.receipts, !state.busy) { onEvent(CardsEvent.Go(Route.Receipts)) }
        }
        SecondaryButton(strings.queue, !state.busy) { onEvent(CardsEvent.Go(Route.Queue)) }
        QuietButton(strings.refresh, enabled = !state.busy) { onEvent(CardsEvent.Refresh) }
    }
}

@Composable
private fun CardBox(
    card: CardItem,
    editing: LimitEdit?,
    busy: Boolean,
    strings: Strings,
    onEvent: (CardsEvent) -> Unit,
) {
    Card(Modifier.fillMaxWidth().testTag("card-${card.ending}")) {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp), modifier = Modifier.padding(16.dp)) {
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(card.name, style = MaterialTheme.typography.titleMedium)
                Text(strings.ending(card.ending))
                card.words?.let { Text(it, style = MaterialTheme.typography.titleSmall) }
                card.limit?.let { limit ->
                    val said = strings.limit(limit.spoken)
                    Text(strings.limit(limit.shown), Modifier.semantics { contentDescription = said })
                }
            }
            card.holds.forEach { Hold(it, strings) }
            if (editing?.cardId == card.cardId) {
                LimitField(card, editing.typed, busy, strings, onEvent)
            } else {
                Freezing(card, busy, strings, onEvent)
                if (card.words != null) Ways(card, busy, strings, onEvent)
            }
        }
    }
}

/** Who holds the card, what that means, whom to ask: one thing for a screen reader. */
@Composable
internal fun Hold(hold: HoldView, strings: Strings) {
    Column(Modifier.testTag("hold").semantics(mergeDescendants = true) {}) {
        Text(hold.title, style = MaterialTheme.typography.titleSmall)
        Text(strings.since(hold.since), style = MaterialTheme.typography.bodySmall)
        Text(hold.body, style = MaterialTheme.typography.bodyMedium)
        Text(hold.action, style = MaterialTheme.typography.bodyMedium)
    }
}

@Composable
private fun Freezing(card: CardItem, busy: Boolean, strings: Strings, onEvent: (CardsEvent) -> Unit) = when {
    card.frozen -> SecondaryButton(strings.unfreeze, !busy, strings.unfreezeCard(card.name, card.ending)) {
        onEvent(CardsEvent.Unfreeze(card.cardId))
    }
    card.freezable -> PrimaryButton(strings.freeze, !busy, strings.freezeCard(card.name, card.ending)) {
        onEvent(CardsEvent.Freeze(card.cardId))
    }
    else -> {}
}

/** What else can be done with the card, and looked at. */
@Composable
private fun Ways(card: CardItem, busy: Boolean, strings: Strings, onEvent: (CardsEvent) -> Unit) {
    if (card.active) {
        val changing = strings.changeLimitOf(card.name, card.ending)
        QuietButton(strings.changeLimit, !busy, changing) { onEvent(CardsEvent.EditLimit(card.cardId)) }
        QuietButton(strings.controls, !busy, strings.controlsOf(card.name, card.ending)) {
            onEvent(CardsEvent.Go(Route.Controls(card.cardId)))
        }
        QuietButton(strings.watch, !busy, strings.watchOf(card.name, card.ending)) {
            onEvent(CardsEvent.Go(Route.Watch(card.cardId)))
        }
        QuietButton(strings.willItWork, !busy, strings.willItWorkWith(card.name, card.ending)) {
            onEvent(CardsEvent.Go(Route.Will(card.cardId)))
        }
    }
    QuietButton(strings.life, !busy, strings.lifeOf(card.name, card.ending)) { onEvent(CardsEvent.Go(Route.Life(card.cardId))) }
    QuietButton(strings.payments, !busy, strings.paymentsWith(card.name, card.ending)) {
        onEvent(CardsEvent.Go(Route.Payments(card.cardId)))
    }
    QuietButton(strings.spending, !busy, strings.spendingWith(card.name, card.ending)) {
        onEvent(CardsEvent.Go(Route.Spending(card.cardId)))
    }
    QuietButton(strings.subscriptions, !busy, strings.subscriptionsOn(card.name, card.ending)) {
        onEvent(CardsEvent.Go(Route.Subscriptions(card.cardId)))
    }
    QuietButton(strings.whyDeclined, !busy, strings.whyDeclinedWith(card.name, card.ending)) {
        onEvent(CardsEvent.Go(Route.Why(card.cardId)))
    }
}

@Composable
private fun LimitField(card: CardItem, typed: String, busy: Boolean, strings: Strings, onEvent: (CardsEvent) -> Unit) {
    OutlinedTextField(
        value = typed,
        onValueChange = { onEvent(CardsEvent.Typed(it)) },
        label = { Text(strings.newLimit) },
        supportingText = card.ceiling?.let { { Text(strings.ceiling(it.shown)) } },
        singleLine = true,
        enabled = !busy,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
        modifier = Modifier.fillMaxWidth(),
    )
    PrimaryButton(strings.save, enabled = !busy) { onEvent(CardsEvent.SaveLimit) }
    QuietButton(strings.cancel, enabled = !busy) { onEvent(CardsEvent.CancelLimit) }
}
