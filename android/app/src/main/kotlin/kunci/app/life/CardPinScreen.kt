package kunci.app.life

import androidx.compose.runtime.Composable
import kunci.app.PadKey
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.code.TypedTwiceState
import kunci.app.ui.CodeScreen

@Composable
fun CardPinScreen(state: Shown<TypedTwiceState>, strings: Strings, onBack: () -> Unit, onKey: (PadKey) -> Unit) = CodeScreen(
    title = if (state.content.again) strings.repeatPin else strings.choosePin,
    hint = if (state.content.again) strings.repeatCodeHint else strings.choosePinHint,
    entered = state.content.entered,
    state = state,
    strings = strings,
    onBack = onBack,
    onKey = onKey,
)
