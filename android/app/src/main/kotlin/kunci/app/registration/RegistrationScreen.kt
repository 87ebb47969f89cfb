package kunci.app.registration

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.BigDigits
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.EnrolmentMethod
import uniffi.kunci_bindings.spokenDigits

@Composable
fun RegistrationScreen(
    state: Shown<RegistrationState>,
    canScan: Boolean,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (RegistrationEvent) -> Unit,
) {
    val step = state.content.step
    if (step is RegistrationStep.Pin) {
        CodeScreen(
            title = if (step.device) strings.deviceCode else strings.typePin,
            hint = pinHint(step, strings),
            entered = step.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(RegistrationEvent.Key(it)) },
        )
        return
    }
    FormScreen(strings.register, state, strings, onBack) {
        when (step) {
            RegistrationStep.Choose -> Methods(!state.busy, strings, onEvent)
            is RegistrationStep.OldPhone -> {
                Text(strings.compareNumber, style = MaterialTheme.typography.bodyLarge)
                BigDigits(step.number.toByteArray(), group = 3, spokenDigits(step.number), "number")
                PrimaryButton(strings.approvedThere, !state.busy) { onEvent(RegistrationEvent.GoOn) }
            }
            RegistrationStep.Website -> Website(state, canScan, strings, onEvent)
            is RegistrationStep.Fingerprint -> {
                Text(strings.fingerprintWhy, style = MaterialTheme.typography.bodyLarge)
                BigDigits(step.digits.toByteArray(), group = 4, spokenDigits(step.digits), "fingerprint")
                Text(strings.minutes(step.minutes), style = MaterialTheme.typography.bodyMedium)
                PrimaryButton(strings.typedThere, !state.busy) { onEvent(RegistrationEvent.GoOn) }
            }
            is RegistrationStep.Pin -> {}
        }
    }
}

private fun pinHint(step: RegistrationStep.Pin, strings: Strings): String {
    val where = if (step.device) strings.deviceSerialIs(step.to) else strings.sentTo(step.to)
    return where + "\n" + strings.minutes(step.minutes) + " · " + strings.tries(step.tries)
}

@Composable
private fun Methods(enabled: Boolean, strings: Strings, onEvent: (RegistrationEvent) -> Unit) {
    Text(strings.registerWhy, style = MaterialTheme.typography.bodyLarge)
    PrimaryButton(strings.sendSms, enabled) { onEvent(RegistrationEvent.Begin(EnrolmentMethod.SMS)) }
    SecondaryButton(strings.byDevice, enabled) { onEvent(RegistrationEvent.Begin(EnrolmentMethod.HARDWARE_TOKEN)) }
    SecondaryButton(strings.byOldPhone, enabled) { onEvent(RegistrationEvent.Begin(EnrolmentMethod.OLD_PHONE)) }
    SecondaryButton(strings.byWebsite, enabled) { onEvent(RegistrationEvent.Website) }
    QuietButton(strings.session, enabled) { onEvent(RegistrationEvent.Session) }
}

@Composable
private fun Website(state: Shown<RegistrationState>, canScan: Boolean, strings: Strings, onEvent: (RegistrationEvent) -> Unit) {
    Text(strings.byWebsiteWhy, style = MaterialTheme.typography.bodyLarge)
    if (canScan) PrimaryButton(strings.scanNow, !state.busy) { onEvent(RegistrationEvent.Scan) }
    OutlinedTextField(
        value = state.content.pasted,
        onValueChange = { onEvent(RegistrationEvent.Pasted(it)) },
        label = { Text(strings.pasteScan) },
        maxLines = 3,
        enabled = !state.busy,
        modifier = Modifier.fillMaxWidth(),
    )
    SecondaryButton(strings.readScan, !state.busy && state.content.pasted.isNotBlank()) { onEvent(RegistrationEvent.Read) }
}
