package kunci.app.life

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
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton

/** A virtual card beside another one: its name, and the most in a month. */
@Composable
fun OrderScreen(state: Shown<OrderState>, strings: Strings, onBack: () -> Unit, onEvent: (OrderEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.orderVirtual, state, strings, onBack) {
        if (content.ending.isNotEmpty()) Text(strings.ending(content.ending), style = MaterialTheme.typography.titleMedium)
        Text(strings.virtualAbout, style = MaterialTheme.typography.bodyMedium)
        OutlinedTextField(
            value = content.name,
            onValueChange = { onEvent(OrderEvent.Name(it)) },
            label = { Text(strings.virtualName) },
            supportingText = { Text(strings.virtualNameHint) },
            singleLine = true,
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(capitalization = KeyboardCapitalization.Sentences),
            modifier = Modifier.fillMaxWidth(),
        )
        OutlinedTextField(
            value = content.month,
            onValueChange = { onEvent(OrderEvent.Month(it)) },
            label = { Text(strings.virtualMonth) },
            supportingText = { Text(strings.virtualMonthHint) },
            singleLine = true,
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Decimal),
            modifier = Modifier.fillMaxWidth(),
        )
        PrimaryButton(strings.virtualOrder, !state.busy && content.name.isNotBlank()) { onEvent(OrderEvent.Order) }
    }
}
