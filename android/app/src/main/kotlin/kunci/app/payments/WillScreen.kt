package kunci.app.payments

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton

@Composable
fun WillScreen(state: Shown<WillState>, strings: Strings, onBack: () -> Unit, onEvent: (WillEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.willItWork, state, strings, onBack) {
        Text(strings.willWhy, style = MaterialTheme.typography.bodyMedium)
        content.answer?.let { answer ->
            Announcement(answer.words)
            answer.why?.let { why ->
                Why(why)
                offer(why, content.cardId, strings)?.let { (label, route) ->
                    SecondaryButton(label, !state.busy) { onEvent(WillEvent.Go(route)) }
                }
            }
        }
        Form(content, !state.busy, strings, onEvent)
    }
}

@Composable
private fun ColumnScope.Form(content: WillState, enabled: Boolean, strings: Strings, onEvent: (WillEvent) -> Unit) {
    OutlinedTextField(
        value = content.amount,
        onValueChange = { onEvent(WillEvent.Amount(it)) },
        label = { Text(strings.amount) },
        singleLine = true,
        enabled = enabled,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
        modifier = Modifier.fillMaxWidth(),
    )
    OutlinedTextField(
        value = content.country,
        onValueChange = { onEvent(WillEvent.Country(it)) },
        label = { Text(strings.country) },
        singleLine = true,
        enabled = enabled,
        keyboardOptions = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrectEnabled = false),
        modifier = Modifier.fillMaxWidth(),
    )
    content.channel?.let { Text(strings.willChosen(it.label), style = MaterialTheme.typography.titleMedium) }
    PrimaryButton(strings.willAsk, enabled && content.amount.isNotBlank() && content.channel != null) { onEvent(WillEvent.Ask) }
    Text(strings.willHow, style = MaterialTheme.typography.bodyLarge)
    content.channels.filter { it != content.channel }.forEach { channel ->
        QuietButton(channel.label, enabled) { onEvent(WillEvent.Choose(channel)) }
    }
}
