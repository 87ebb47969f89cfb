package kunci.app.number

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
import kunci.app.ui.Announcement
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton
import kunci.app.ui.Tips
import uniffi.kunci_bindings.TipMoment

@Composable
fun NumberScreen(state: Shown<NumberState>, strings: Strings, onBack: () -> Unit, onEvent: (NumberEvent) -> Unit) {
    when (val step = state.content.step) {
        NumberStep.Overview -> Overview(state, strings, onBack, onEvent)
        is NumberStep.Code ->
            Code(strings.numberCode, strings.sentTo(step.sentTo), step.entered, state, strings, onBack, onEvent)
        is NumberStep.Device ->
            Code(strings.deviceCode, strings.numberDeviceWhy, step.entered, state, strings, onBack, onEvent)
    }
}

@Composable
private fun Code(
    title: String,
    hint: String,
    entered: Int,
    state: Shown<NumberState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (NumberEvent) -> Unit,
) = CodeScreen(title, hint, entered, state, strings, onBack, onKey = { onEvent(NumberEvent.Key(it)) })

@Composable
private fun Overview(state: Shown<NumberState>, strings: Strings, onBack: () -> Unit, onEvent: (NumberEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.number, state, strings, onBack) {
        if (content.number.isNotEmpty()) Announcement(strings.numberNow(content.number))
        if (content.stopped) Announcement(strings.numberStopped)
        content.waiting?.let {
            Text(strings.numberWaits(it.number, it.time), style = MaterialTheme.typography.titleMedium)
            PrimaryButton(strings.numberStop, !state.busy) { onEvent(NumberEvent.Stop) }
        }
        Text(strings.numberWhy, style = MaterialTheme.typography.bodyLarge)
        OutlinedTextField(
            value = content.typed,
            onValueChange = { onEvent(NumberEvent.Typed(it)) },
            label = { Text(strings.numberNew) },
            singleLine = true,
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Phone),
            modifier = Modifier.fillMaxWidth(),
        )
        SecondaryButton(strings.numberSend, !state.busy && content.typed.isNotBlank()) { onEvent(NumberEvent.Send) }
        Tips(TipMoment.LOST_PHONE, strings)
    }
}
