package kunci.app.password

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecretField
import kunci.app.ui.Tips
import kunci.app.ui.rememberSecret
import kunci.app.ui.takeUtf8
import uniffi.kunci_bindings.TipMoment

@Composable
fun PasswordScreen(state: Shown<Unit>, strings: Strings, onBack: () -> Unit, onEvent: (PasswordEvent) -> Unit) {
    val old = rememberSecret()
    val new = rememberSecret()
    FormScreen(strings.changePassword, state, strings, onBack) {
        Text(strings.changePasswordWhy, style = MaterialTheme.typography.bodyLarge)
        Tips(TipMoment.CHOOSE_PASSWORD, strings)
        SecretField(old, strings.oldPassword, !state.busy, last = false)
        SecretField(new, strings.newPassword, !state.busy)
        PrimaryButton(strings.goOn, !state.busy) { onEvent(PasswordEvent(old.takeUtf8(), new.takeUtf8())) }
    }
}
