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
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton

@Composable
fun CardsScreen(state: Shown<CardsState>, strings: Strings, onBack: () -> Unit, onEvent: (CardsEvent) -> Unit) {
    FormScreen(strings.cards, state, strings, onBack) {
        val content = state.content
        if (content.known) Text(strings.knownOnly)
        content.receipt?.let {
            Text(
                strings.receipt(it),
                color = MaterialTheme.colorScheme.primary,
                style = MaterialTheme.typography.titleMedium,
                modifier = Modifier.testTag("receipt").semantics { liveRegion = LiveRegionMode.Polite },
            )
        }
        content.cards?.forEach { CardBox(it, content.editing, state.busy, strings, onEvent) }
        if (content.cards?.isEmpty() == true) Text(strings.noCards)
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
                status(card.status, strings)?.let { Text(it, style = MaterialTheme.typography.titleSmall) }
                card.limit?.let { Text(strings.limit(it)) }
            }
            when {
                editing?.cardId == card.cardId -> LimitField(card, editing.typed, busy, strings, onEvent)
                card.status == CardStatus.IN_USE || card.status == CardStatus.UNKNOWN -> {
                    val freezing = strings.freezeCard(card.name, card.ending)
                    PrimaryButton(strings.freeze, !busy, freezing) { onEvent(CardsEvent.Freeze(card.cardId)) }
                    if (card.limit != null) {
                        val changing = strings.changeLimitOf(card.name, card.ending)
                        QuietButton(strings.changeLimit, !busy, changing) { onEvent(CardsEvent.EditLimit(card.cardId)) }
                    }
                }
                card.status == CardStatus.FROZEN ->
                    SecondaryButton(strings.unfreeze, !busy, strings.unfreezeCard(card.name, card.ending)) {
                        onEvent(CardsEvent.Unfreeze(card.cardId))
                    }
            }
        }
    }
}

@Composable
private fun LimitField(card: CardItem, typed: String, busy: Boolean, strings: Strings, onEvent: (CardsEvent) -> Unit) {
    OutlinedTextField(
        value = typed,
        onValueChange = { onEvent(CardsEvent.Typed(it)) },
        label = { Text(strings.newLimit) },
        supportingText = card.ceiling?.let { { Text(strings.ceiling(it)) } },
        singleLine = true,
        enabled = !busy,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
        modifier = Modifier.fillMaxWidth(),
    )
    PrimaryButton(strings.save, enabled = !busy) { onEvent(CardsEvent.SaveLimit) }
    QuietButton(strings.cancel, enabled = !busy) { onEvent(CardsEvent.CancelLimit) }
}

private fun status(status: CardStatus, strings: Strings): String? = when (status) {
    CardStatus.IN_USE -> strings.inUse
    CardStatus.FROZEN -> strings.frozen
    CardStatus.HELD -> strings.held
    CardStatus.CLOSED -> strings.closed
    CardStatus.UNKNOWN -> null
}
