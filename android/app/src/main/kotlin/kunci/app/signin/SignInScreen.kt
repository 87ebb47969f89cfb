package kunci.app.signin

import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.unit.dp
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import kunci.app.ui.SecretField
import kunci.app.ui.Tips
import kunci.app.ui.rememberSecret
import kunci.app.ui.takeUtf8
import uniffi.kunci_bindings.TipMoment

@Composable
fun SignInScreen(state: Shown<SignInState>, strings: Strings, onEvent: (SignInEvent) -> Unit) {
    val password = rememberSecret()
    FormScreen(strings.bank, state, strings, onBack = null) {
        Text(strings.signIn, style = MaterialTheme.typography.headlineMedium)
        state.content.outage?.let { Announcement(it) }
        OutlinedTextField(
            value = state.content.userId,
            onValueChange = { onEvent(SignInEvent.UserId(it)) },
            label = { Text(strings.userId) },
            singleLine = true,
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, imeAction = ImeAction.Next),
            modifier = Modifier.fillMaxWidth(),
        )
        SecretField(password, strings.password, enabled = !state.busy)
        PrimaryButton(strings.signIn, enabled = !state.busy) {
            val typed = password.takeUtf8()
            onEvent(SignInEvent.Submit(typed))
        }
        Tips(TipMoment.SIGN_IN, strings)
        Spacer(Modifier.height(8.dp))
        HorizontalDivider()
        Text(strings.withoutSigningIn, style = MaterialTheme.typography.titleSmall)
        SecondaryButton(strings.otp, enabled = !state.busy) { onEvent(SignInEvent.Otp) }
        SecondaryButton(strings.freezeCard, enabled = !state.busy) { onEvent(SignInEvent.Cards) }
        for ((label, route) in listOf(
            strings.freezeCode to Route.FreezeCode,
            strings.scan to Route.Scan,
            strings.typed to Route.Typed,
            strings.callerCheck to Route.Caller,
            strings.alerts to Route.Alerts,
            strings.help to Route.Help,
            strings.outages to Route.Outages,
            strings.rights to Route.Rights,
        )) {
            QuietButton(label, enabled = !state.busy) { onEvent(SignInEvent.Go(route)) }
        }
    }
}
