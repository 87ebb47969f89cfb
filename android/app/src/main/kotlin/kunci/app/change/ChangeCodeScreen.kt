package kunci.app.change

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import uniffi.kunci_bindings.TipMoment

@Composable
fun ChangeCodeScreen(state: Shown<ChangeCodeState>, strings: Strings, onBack: () -> Unit, onEvent: (ChangeCodeEvent) -> Unit) {
    val step = state.content.step
    if (step == ChangeStep.CHANGED) {
        FormScreen(strings.changeCode, state, strings, onBack) {
            Announcement(strings.codeChanged)
            Text(strings.codeChangedHint, style = MaterialTheme.typography.bodyLarge)
            PrimaryButton(strings.done) { onEvent(ChangeCodeEvent.Done) }
        }
        return
    }
    val (title, hint) = when (step) {
        ChangeStep.OLD -> strings.oldCode to strings.oldCodeHint
        ChangeStep.NEW -> strings.newCode to strings.chooseCodeHint
        else -> strings.repeatNewCode to strings.repeatCodeHint
    }
    CodeScreen(
        title = title,
        hint = hint,
        entered = state.content.entered,
        state = state,
        strings = strings,
        onBack = onBack,
        tip = if (step == ChangeStep.NEW) TipMoment.CHOOSE_CODE else null,
        onKey = { onEvent(ChangeCodeEvent.Key(it)) },
    )
}
