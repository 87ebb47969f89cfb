package kunci.app.offline

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton

@Composable
fun TypedScreen(state: Shown<TypedState>, strings: Strings, onBack: () -> Unit, onEvent: (TypedEvent) -> Unit) {
    val content = state.content
    when {
        content.code != null -> FormScreen(strings.typed, state, strings, onBack) {
            CodeForWebsite(content.code, strings)
            SecondaryButton(strings.anotherTyped) { onEvent(TypedEvent.Again) }
        }
        content.entered != null -> CodeScreen(
            title = strings.typed,
            hint = strings.approveWithCode,
            entered = content.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(TypedEvent.Key(it)) },
        )
        else -> FormScreen(strings.typed, state, strings, onBack) {
            Text(strings.typedWhy, style = MaterialTheme.typography.bodyLarge)
            NumberField(content.bankCode, strings.bankCode, !state.busy) { onEvent(TypedEvent.BankCode(it)) }
            NumberField(content.account, strings.account, !state.busy) { onEvent(TypedEvent.Account(it)) }
            // Another currency may stand before the digits.
            NumberField(content.amount, strings.amount, !state.busy, KeyboardType.Text) { onEvent(TypedEvent.Amount(it)) }
            PrimaryButton(strings.goOn, !state.busy) { onEvent(TypedEvent.Next) }
        }
    }
}

@Composable
internal fun NumberField(
    value: String,
    label: String,
    enabled: Boolean,
    keys: KeyboardType = KeyboardType.Number,
    onTyped: (String) -> Unit,
) = OutlinedTextField(
    value = value,
    onValueChange = onTyped,
    label = { Text(label) },
    singleLine = true,
    enabled = enabled,
    keyboardOptions = KeyboardOptions(keyboardType = keys),
    modifier = Modifier.fillMaxWidth(),
)
