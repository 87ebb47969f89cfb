package kunci.app.life

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.cards.Done
import kunci.app.cards.Hold
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.CardLoss
import uniffi.kunci_bindings.LifeStep

@Composable
fun LifeScreen(state: Shown<LifeState>, strings: Strings, onBack: () -> Unit, onEvent: (LifeEvent) -> Unit) {
    FormScreen(strings.life, state, strings, onBack) {
        val content = state.content
        content.done?.let { Done(it, strings) }
        content.card?.let { card ->
            Column(Modifier.testTag("standing").semantics(mergeDescendants = true) {}) {
                Text(card.name, style = MaterialTheme.typography.titleMedium)
                Text(strings.ending(card.ending))
                Text(card.words, style = MaterialTheme.typography.titleSmall)
                card.beside?.let { Text(strings.virtualBeside(it)) }
            }
            card.holds.forEach { Hold(it, strings) }
            Neighbours(card, !state.busy, strings, onEvent)
            QuietButton(strings.wallets, !state.busy) { onEvent(LifeEvent.Wallets) }
            Steps(card.steps, content, !state.busy, strings, onEvent)
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(LifeEvent.Refresh) }
    }
}

/** The card that comes in place of this one, and the one whose place it took. */
@Composable
private fun Neighbours(card: LifeCard, enabled: Boolean, strings: Strings, onEvent: (LifeEvent) -> Unit) {
    card.newer?.let {
        Text(strings.newerCard(it.ending, it.words))
        QuietButton(strings.seeCard(it.ending), enabled) { onEvent(LifeEvent.See(it)) }
    }
    card.older?.let {
        Text(strings.olderCard(it.ending, it.words))
        QuietButton(strings.seeCard(it.ending), enabled) { onEvent(LifeEvent.See(it)) }
    }
}

@Composable
private fun Steps(steps: List<LifeStep>, asked: LifeState, enabled: Boolean, strings: Strings, onEvent: (LifeEvent) -> Unit) =
    steps.forEach { step ->
        HorizontalDivider()
        when (step) {
            LifeStep.ACTIVATE -> {
                Text(strings.activateCardWhy, style = MaterialTheme.typography.bodyMedium)
                PrimaryButton(strings.activateCard, enabled) { onEvent(LifeEvent.Activate) }
            }
            LifeStep.SET_PIN -> SecondaryButton(strings.setPin, enabled) { onEvent(LifeEvent.Pin) }
            LifeStep.REVEAL -> {
                Text(strings.revealWhy, style = MaterialTheme.typography.bodyMedium)
                SecondaryButton(strings.reveal, enabled) { onEvent(LifeEvent.Reveal) }
            }
            LifeStep.REPORT -> Report(asked.sure, enabled, strings, onEvent)
            LifeStep.REPLACE -> {
                Text(strings.replaceCardWhy, style = MaterialTheme.typography.bodyMedium)
                SecondaryButton(strings.replaceCard, enabled) { onEvent(LifeEvent.Replace) }
            }
            LifeStep.ORDER_VIRTUAL -> {
                Text(strings.virtualAbout, style = MaterialTheme.typography.bodyMedium)
                SecondaryButton(strings.orderVirtual, enabled) { onEvent(LifeEvent.OrderVirtual) }
            }
            LifeStep.CLOSE -> Close(asked.closing, enabled, strings, onEvent)
        }
    }

/** A virtual card that is not wanted any more; then once more, because it is for good. */
@Composable
private fun Close(asked: Boolean, enabled: Boolean, strings: Strings, onEvent: (LifeEvent) -> Unit) {
    Text(strings.closeVirtualWhy, style = MaterialTheme.typography.bodyMedium)
    if (asked) {
        Announcement(strings.closeVirtualSure)
        PrimaryButton(strings.closeCard, enabled) { onEvent(LifeEvent.Sure) }
        QuietButton(strings.cancel, enabled) { onEvent(LifeEvent.Cancel) }
    } else {
        SecondaryButton(strings.closeVirtual, enabled) { onEvent(LifeEvent.Close) }
    }
}

/** What happened to the card; then once more, because it is for good. */
@Composable
private fun Report(sure: CardLoss?, enabled: Boolean, strings: Strings, onEvent: (LifeEvent) -> Unit) {
    Text(
        strings.reportCard,
        style = MaterialTheme.typography.titleMedium,
        modifier = Modifier.semantics { heading() },
    )
    Text(strings.reportCardWhy, style = MaterialTheme.typography.bodyMedium)
    if (sure == null) {
        CardLoss.entries.forEach { loss -> SecondaryButton(strings.loss(loss), enabled) { onEvent(LifeEvent.Report(loss)) } }
    } else {
        Announcement(strings.loss(sure) + ". " + strings.reportSure)
        PrimaryButton(strings.closeCard, enabled) { onEvent(LifeEvent.Sure) }
        QuietButton(strings.cancel, enabled) { onEvent(LifeEvent.Cancel) }
    }
}
