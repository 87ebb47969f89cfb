package kunci.app.hardware

import androidx.compose.runtime.Composable
import kunci.app.PadKey
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.CodeScreen

@Composable
fun HardwareSignInScreen(
    state: Shown<HardwareSignInState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (PadKey) -> Unit,
) = CodeScreen(
    title = strings.deviceCode,
    hint = strings.deviceCodeHint,
    entered = state.content.entered,
    state = state,
    strings = strings,
    onBack = onBack,
    onKey = onEvent,
)
