package kunci.app.code

import androidx.compose.runtime.Composable
import kunci.app.PadKey
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.CodeScreen
import uniffi.kunci_bindings.TipMoment

@Composable
fun ChooseCodeScreen(state: Shown<TypedTwiceState>, strings: Strings, onBack: () -> Unit, onEvent: (PadKey) -> Unit) {
    val again = state.content.again
    CodeScreen(
        title = if (again) strings.repeatCode else strings.chooseCode,
        hint = if (again) strings.repeatCodeHint else strings.chooseCodeHint,
        entered = state.content.entered,
        state = state,
        strings = strings,
        onBack = onBack,
        tip = if (again) null else TipMoment.CHOOSE_CODE,
        onKey = onEvent,
    )
}
