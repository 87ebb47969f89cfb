package kunci.app.signin

import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.input.TextFieldState
import androidx.compose.foundation.text.input.clearText
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedSecureTextField
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.editableText
import androidx.compose.ui.semantics.inputText
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton
import java.nio.ByteBuffer
import java.nio.CharBuffer

@Composable
fun SignInScreen(state: Shown<SignInState>, strings: Strings, onEvent: (SignInEvent) -> Unit) {
    // Not `rememberTextFieldState`: that one is written into the saved state.
    val password = remember { TextFieldState() }
    DisposableEffect(password) { onDispose { password.clearText() } }
    FormScreen(strings.bank, state, strings, onBack = null) {
        Text(strings.signIn, style = MaterialTheme.typography.headlineMedium)
        OutlinedTextField(
            value = state.content.userId,
            onValueChange = { onEvent(SignInEvent.UserId(it)) },
            label = { Text(strings.userId) },
            singleLine = true,
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, imeAction = ImeAction.Next),
            modifier = Modifier.fillMaxWidth(),
        )
        OutlinedSecureTextField(
            state = password,
            label = { Text(strings.password) },
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Password, imeAction = ImeAction.Done),
            modifier = Modifier.fillMaxWidth().semantics {
                // The field hides its text from the eye only: without this, screen readers get it in the clear.
                val hidden = AnnotatedString("•".repeat(password.text.length))
                editableText = hidden
                inputText = hidden
            },
        )
        PrimaryButton(strings.signIn, enabled = !state.busy) {
            val typed = password.takeUtf8()
            onEvent(SignInEvent.Submit(typed))
        }
        Spacer(Modifier.height(8.dp))
        HorizontalDivider()
        Text(strings.withoutSigningIn, style = MaterialTheme.typography.titleSmall)
        SecondaryButton(strings.otp, enabled = !state.busy) { onEvent(SignInEvent.Otp) }
        SecondaryButton(strings.freezeCard, enabled = !state.busy) { onEvent(SignInEvent.Cards) }
    }
}

/** What was typed as bytes, without a String of it; the field is empty afterwards. */
private fun TextFieldState.takeUtf8(): ByteArray {
    val buffer: ByteBuffer = Charsets.UTF_8.encode(CharBuffer.wrap(text))
    val bytes = ByteArray(buffer.remaining()).also(buffer::get)
    buffer.array().fill(0)
    clearText()
    return bytes
}
