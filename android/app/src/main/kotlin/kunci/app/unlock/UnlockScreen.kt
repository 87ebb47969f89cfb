package kunci.app.unlock

import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.CodeScreen

@Composable
fun UnlockScreen(state: Shown<UnlockState>, strings: Strings, onBack: () -> Unit, onEvent: (UnlockEvent) -> Unit) {
    val resuming = state.content.purpose == Purpose.RESUME
    CodeScreen(
        title = if (resuming) strings.resume else strings.unlock,
        hint = if (resuming) strings.resumeHint else strings.unlockHint,
        entered = state.content.entered,
        state = state,
        strings = strings,
        onBack = onBack,
        onOther = { onEvent(UnlockEvent.Session) }.takeIf { !resuming },
        onFinger = { onEvent(UnlockEvent.Finger) }.takeIf { state.content.finger },
        onKey = { onEvent(UnlockEvent.Key(it)) },
    )
}
