package kunci.app.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.input.TextFieldState
import androidx.compose.foundation.text.input.clearText
import androidx.compose.material3.OutlinedSecureTextField
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
import java.nio.ByteBuffer
import java.nio.CharBuffer

/** What is typed into a [SecretField]: never written into the saved state, emptied when the screen is left. */
@Composable
fun rememberSecret(): TextFieldState {
    // Not `rememberTextFieldState`: that one is written into the saved state.
    val secret = remember { TextFieldState() }
    DisposableEffect(secret) { onDispose { secret.clearText() } }
    return secret
}

/** A password: hidden from the eye and from screen readers. */
@Composable
fun SecretField(secret: TextFieldState, label: String, enabled: Boolean, last: Boolean = true) = OutlinedSecureTextField(
    state = secret,
    label = { Text(label) },
    enabled = enabled,
    keyboardOptions = KeyboardOptions(
        keyboardType = KeyboardType.Password,
        imeAction = if (last) ImeAction.Done else ImeAction.Next,
    ),
    modifier = Modifier.fillMaxWidth().semantics {
        // The field hides its text from the eye only: without this, screen readers get it in the clear.
        val hidden = AnnotatedString("•".repeat(secret.text.length))
        editableText = hidden
        inputText = hidden
    },
)

/** What was typed as bytes, without a String of it; the field is empty afterwards. */
fun TextFieldState.takeUtf8(): ByteArray {
    val buffer: ByteBuffer = Charsets.UTF_8.encode(CharBuffer.wrap(text))
    val bytes = ByteArray(buffer.remaining()).also(buffer::get)
    buffer.array().fill(0)
    clearText()
    return bytes
}
