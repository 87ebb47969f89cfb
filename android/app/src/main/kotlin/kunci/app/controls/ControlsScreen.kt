package kunci.app.controls

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.cards.Differences
import kunci.app.cards.Done
import kunci.app.payments.PaymentBox
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.ControlsView
import uniffi.kunci_bindings.LimitView

@Composable
fun ControlsScreen(state: Shown<ControlsState>, strings: Strings, onBack: () -> Unit, onEvent: (ControlsEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.controls, state, strings, onBack) {
        content.done?.let { Done(it, strings) }
        content.differences?.let { Differences(it) }
        val controls = content.controls
        if (controls != null) {
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(content.name, style = MaterialTheme.typography.titleMedium)
                Text(strings.ending(content.ending))
            }
            Text(strings.controlsWhy, style = MaterialTheme.typography.bodyMedium)
            Title(strings.limits)
            controls.limits.forEach { Limit(it, content.editing, !state.busy, strings, onEvent) }
            Channels(controls, !state.busy, strings, onEvent)
            Categories(controls, !state.busy, strings, onEvent)
            Countries(controls, content.country, !state.busy, strings, onEvent)
            Merchants(controls, !state.busy, strings, onEvent)
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(ControlsEvent.Refresh) }
    }
}

@Composable
private fun Title(words: String) {
    HorizontalDivider()
    Text(words, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
}

@Composable
private fun Limit(
    limit: LimitView,
    editing: LimitEditing?,
    enabled: Boolean,
    strings: Strings,
    onEvent: (ControlsEvent) -> Unit,
) {
    val spoken = limit.spoken
    Text(
        strings.limitIs(limit.label, limit.value),
        style = MaterialTheme.typography.bodyLarge,
        modifier = Modifier.testTag("limit-${limit.name}").semantics { contentDescription = spoken },
    )
    if (limit.note.isNotEmpty()) Text(limit.note, style = MaterialTheme.typography.bodyMedium)
    if (limit.coolingOff) {
        SecondaryButton(strings.cancelRaise, enabled, strings.cancelRaiseOf(limit.label)) {
            onEvent(ControlsEvent.CancelRaise(limit))
        }
    }
    if (editing?.limit?.name == limit.name) {
        Editor(editing, enabled, strings, onEvent)
    } else {
        QuietButton(strings.editLimit, enabled, strings.editLimitOf(limit.label)) { onEvent(ControlsEvent.Edit(limit)) }
    }
}

/** Another value for a limit, and what it would have stopped. */
@Composable
private fun Editor(editing: LimitEditing, enabled: Boolean, strings: Strings, onEvent: (ControlsEvent) -> Unit) {
    OutlinedTextField(
        value = editing.typed,
        onValueChange = { onEvent(ControlsEvent.Typed(it)) },
        label = { Text(strings.limitAmount) },
        singleLine = true,
        enabled = enabled,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
        modifier = Modifier.fillMaxWidth(),
    )
    SecondaryButton(strings.tryLimit, enabled && editing.typed.isNotBlank()) { onEvent(ControlsEvent.Try) }
    editing.trial?.let { trial ->
        Announcement(trial.words)
        trial.transactions.forEach { PaymentBox(it, strings) }
    }
    Text(strings.limitHolds(editing.forADay), style = MaterialTheme.typography.bodyMedium)
    QuietButton(if (editing.forADay) strings.chooseGood else strings.chooseDay, enabled) {
        onEvent(ControlsEvent.ForADay(!editing.forADay))
    }
    PrimaryButton(strings.save, enabled && editing.typed.isNotBlank()) { onEvent(ControlsEvent.Save) }
    SecondaryButton(strings.limitNothing, enabled) { onEvent(ControlsEvent.Nothing) }
    SecondaryButton(strings.limitMost, enabled) { onEvent(ControlsEvent.Most) }
    QuietButton(strings.cancel, enabled) { onEvent(ControlsEvent.CancelEdit) }
}

@Composable
private fun Channels(controls: ControlsView, enabled: Boolean, strings: Strings, onEvent: (ControlsEvent) -> Unit) {
    Title(strings.channels)
    controls.switches.forEach { switch ->
        Text(if (switch.on) strings.isOn(switch.label) else strings.isOff(switch.label))
        val (label, spoken) = if (switch.on) {
            strings.switchOff to strings.switchOff(switch.label)
        } else {
            strings.switchOn to strings.switchOn(switch.label)
        }
        QuietButton(label, enabled, spoken) { onEvent(ControlsEvent.Switch(switch)) }
    }
}

@Composable
private fun Categories(controls: ControlsView, enabled: Boolean, strings: Strings, onEvent: (ControlsEvent) -> Unit) {
    Title(strings.categories)
    controls.categories.forEach { category ->
        Text(if (category.blocked) strings.isBlocked(category.label) else strings.isAllowed(category.label))
        val (label, spoken) = if (category.blocked) {
            strings.allow to strings.allow(category.label)
        } else {
            strings.block to strings.block(category.label)
        }
        QuietButton(label, enabled, spoken) { onEvent(ControlsEvent.Category(category)) }
    }
}

@Composable
private fun Countries(
    controls: ControlsView,
    typed: String,
    enabled: Boolean,
    strings: Strings,
    onEvent: (ControlsEvent) -> Unit,
) {
    Title(strings.blockedCountries)
    if (controls.blockedCountries.isEmpty()) Text(strings.noCountries)
    controls.blockedCountries.forEach { letters ->
        Text(letters)
        QuietButton(strings.allow, enabled, strings.allow(letters)) { onEvent(ControlsEvent.AllowCountry(letters)) }
    }
    OutlinedTextField(
        value = typed,
        onValueChange = { onEvent(ControlsEvent.CountryTyped(it)) },
        label = { Text(strings.country) },
        singleLine = true,
        enabled = enabled,
        keyboardOptions = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrectEnabled = false),
        modifier = Modifier.fillMaxWidth(),
    )
    SecondaryButton(strings.blockCountry, enabled && typed.isNotBlank()) { onEvent(ControlsEvent.BlockCountry) }
}

@Composable
private fun Merchants(controls: ControlsView, enabled: Boolean, strings: Strings, onEvent: (ControlsEvent) -> Unit) {
    Title(strings.blockedMerchants)
    if (controls.blockedMerchants.isEmpty()) Text(strings.noMerchants)
    controls.blockedMerchants.forEach { merchant ->
        Text(merchant.name)
        QuietButton(strings.allow, enabled, strings.allow(merchant.name)) { onEvent(ControlsEvent.AllowMerchant(merchant)) }
    }
    SecondaryButton(strings.payments, enabled) { onEvent(ControlsEvent.Payments) }
}
