package kunci.app.callback

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton

/** Asks for the user id by SMS. */
@Composable
fun UserIdScreen(state: Shown<UserIdState>, strings: Strings, onBack: () -> Unit, onEvent: (UserIdEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.userIdForgotten, state, strings, onBack) {
        Text(strings.userIdForgottenWhy)
        OutlinedTextField(
            value = content.typed,
            onValueChange = { onEvent(UserIdEvent.Typed(it)) },
            label = { Text(strings.userIdNumber) },
            singleLine = true,
            enabled = !state.busy,
            keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Phone),
            modifier = Modifier.fillMaxWidth(),
        )
        PrimaryButton(strings.userIdAsk, !state.busy && content.typed.isNotBlank()) { onEvent(UserIdEvent.Ask) }
        if (content.asked) Announcement(strings.userIdAsked)
    }
}
