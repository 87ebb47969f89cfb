package kunci.app.hardware

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton

@Composable
fun HardwareScreen(state: Shown<HardwareState>, strings: Strings, onBack: () -> Unit, onEvent: (HardwareEvent) -> Unit) {
    val content = state.content
    when (content.step) {
        HardwareStep.DETAILS -> Details(state, strings, onBack, onEvent)
        HardwareStep.CODE, HardwareStep.NEXT_CODE -> CodeScreen(
            title = if (content.step == HardwareStep.CODE) strings.deviceCode else strings.deviceNextCode,
            hint = if (content.step == HardwareStep.CODE) strings.deviceCodeHint else strings.deviceNextCodeHint,
            entered = content.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(HardwareEvent.Key(it)) },
        )
        HardwareStep.DONE -> FormScreen(strings.hardwareToken, state, strings, onBack) {
            Announcement(strings.deviceReady(content.serial))
            PrimaryButton(strings.done) { onEvent(HardwareEvent.Done) }
        }
    }
}

@Composable
private fun Details(state: Shown<HardwareState>, strings: Strings, onBack: () -> Unit, onEvent: (HardwareEvent) -> Unit) {
    FormScreen(strings.hardwareToken, state, strings, onBack) {
        Text(strings.hardwareTokenWhy, style = MaterialTheme.typography.bodyLarge)
        Field(state.content.birthDate, strings.birthDate, !state.busy, ImeAction.Next) {
            onEvent(HardwareEvent.BirthDate(it))
        }
        Field(state.content.serial, strings.deviceSerial, !state.busy, ImeAction.Done) { onEvent(HardwareEvent.Serial(it)) }
        PrimaryButton(strings.activateDevice, !state.busy) { onEvent(HardwareEvent.Begin(HardwareTask.ACTIVATE)) }
        SecondaryButton(strings.resyncDevice, !state.busy) { onEvent(HardwareEvent.Begin(HardwareTask.RESYNC)) }
        Text(strings.resyncWhy, style = MaterialTheme.typography.bodyMedium)
    }
}

/** A date or a serial: no words, so nothing corrects or learns them. */
@Composable
private fun Field(value: String, label: String, enabled: Boolean, action: ImeAction, onTyped: (String) -> Unit) =
    OutlinedTextField(
        value = value,
        onValueChange = onTyped,
        label = { Text(label) },
        singleLine = true,
        enabled = enabled,
        keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Ascii, imeAction = action),
        modifier = Modifier.fillMaxWidth(),
    )
