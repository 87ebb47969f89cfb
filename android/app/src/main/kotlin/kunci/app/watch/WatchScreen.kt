package kunci.app.watch

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
import androidx.compose.ui.text.input.KeyboardType
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.cards.Differences
import kunci.app.cards.Done
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.TripView
import uniffi.kunci_bindings.WatchView

@Composable
fun WatchScreen(state: Shown<WatchState>, strings: Strings, onBack: () -> Unit, onEvent: (WatchEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.watch, state, strings, onBack) {
        content.done?.let { Done(it, strings) }
        content.differences?.let { Differences(it) }
        content.alerts?.let { alerts ->
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(content.name, style = MaterialTheme.typography.titleMedium)
                Text(strings.ending(content.ending))
            }
            Title(strings.paymentAlerts)
            Text(strings.watchWhy, style = MaterialTheme.typography.bodyMedium)
            alerts.forEach { Watched(it, content.editing, !state.busy, strings, onEvent) }
            Trips(content.trips, content.trip, !state.busy, strings, onEvent)
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(WatchEvent.Refresh) }
    }
}

@Composable
private fun Title(words: String) {
    HorizontalDivider()
    Text(words, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
}

@Composable
private fun Trips(trips: List<TripView>, typed: TripTyped, enabled: Boolean, strings: Strings, onEvent: (WatchEvent) -> Unit) {
    Title(strings.trips)
    Text(strings.tripsWhy, style = MaterialTheme.typography.bodyMedium)
    if (trips.isEmpty()) Text(strings.noTrips)
    trips.forEach { trip ->
        Text(trip.words, modifier = Modifier.testTag("trip"))
        if (trip.warning.isNotEmpty()) {
            Text(trip.warning, style = MaterialTheme.typography.bodyMedium, modifier = Modifier.testTag("trip-warning"))
            SecondaryButton(strings.allowCountries, enabled, strings.allowCountriesOf(trip.blocked.joinToString())) {
                onEvent(WatchEvent.AllowCountries(trip))
            }
        }
        QuietButton(strings.cancelTrip, enabled, strings.cancelTripOf(trip.words)) { onEvent(WatchEvent.CancelTrip(trip)) }
    }
    Field(typed.from, strings.tripFrom, enabled) { onEvent(WatchEvent.Trip(typed.copy(from = it))) }
    Field(typed.until, strings.tripUntil, enabled) { onEvent(WatchEvent.Trip(typed.copy(until = it))) }
    Field(typed.countries, strings.tripCountries, enabled) { onEvent(WatchEvent.Trip(typed.copy(countries = it))) }
    PrimaryButton(strings.addTrip, enabled && typed.isWhole) { onEvent(WatchEvent.AddTrip) }
}

@Composable
private fun Field(value: String, label: String, enabled: Boolean, onType: (String) -> Unit) = OutlinedTextField(
    value = value,
    onValueChange = onType,
    label = { Text(label) },
    singleLine = true,
    enabled = enabled,
    keyboardOptions = KeyboardOptions(autoCorrectEnabled = false),
    modifier = Modifier.fillMaxWidth(),
)

@Composable
private fun Watched(alert: WatchView, editing: WatchEditing?, enabled: Boolean, strings: Strings, onEvent: (WatchEvent) -> Unit) {
    val spoken = alert.spoken
    Text(
        strings.limitIs(alert.label, alert.value),
        style = MaterialTheme.typography.bodyLarge,
        modifier = Modifier.testTag("alert-${alert.of}").semantics { contentDescription = spoken },
    )
    if (editing?.alert?.of == alert.of) {
        Editor(editing, enabled, strings, onEvent)
    } else {
        QuietButton(strings.editLimit, enabled, strings.editLimitOf(alert.label)) { onEvent(WatchEvent.Edit(alert)) }
    }
}

/** From an amount on, every one, or none. */
@Composable
private fun Editor(editing: WatchEditing, enabled: Boolean, strings: Strings, onEvent: (WatchEvent) -> Unit) {
    OutlinedTextField(
        value = editing.typed,
        onValueChange = { onEvent(WatchEvent.Typed(it)) },
        label = { Text(strings.watchAmount) },
        singleLine = true,
        enabled = enabled,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
        modifier = Modifier.fillMaxWidth(),
    )
    PrimaryButton(strings.save, enabled && editing.typed.isNotBlank()) { onEvent(WatchEvent.Save) }
    SecondaryButton(strings.watchEvery, enabled) { onEvent(WatchEvent.Every) }
    SecondaryButton(strings.watchNone, enabled) { onEvent(WatchEvent.Off) }
    QuietButton(strings.cancel, enabled) { onEvent(WatchEvent.CancelEdit) }
}
