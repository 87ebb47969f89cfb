package kunci.app.session

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.TokenStage

@Composable
fun SessionScreen(state: Shown<SessionState>, strings: Strings, onBack: () -> Unit, onEvent: (SessionEvent) -> Unit) {
    val (session, until, stage, setBack) = state.content
    FormScreen(strings.session, state, strings, onBack) {
        if (session == null) return@FormScreen
        Announcement(strings.sessionMay(session))
        Text(strings.sessionOpened, style = MaterialTheme.typography.titleMedium)
        session.means.forEach { Text(strings.means(it.label, it.factor), style = MaterialTheme.typography.bodyLarge) }
        Text(strings.sessionUntil(until), style = MaterialTheme.typography.bodyMedium)
        if (!session.full) WaysOn(session, if (setBack) TokenStage.NONE else stage, !state.busy, strings, onEvent)
    }
}

/** What opens more: the token of this phone (one that was set back is as good as none), or else a hardware token. */
@Composable
private fun WaysOn(
    session: SessionView,
    stage: TokenStage?,
    enabled: Boolean,
    strings: Strings,
    onEvent: (SessionEvent) -> Unit,
) {
    when (stage) {
        null -> {}
        TokenStage.ACTIVE -> PrimaryButton(strings.unlock, enabled) { onEvent(SessionEvent.Go(Route.Unlock)) }
        TokenStage.PENDING -> PrimaryButton(strings.resume, enabled) { onEvent(SessionEvent.Go(Route.Resume)) }
        else -> PrimaryButton(strings.register, enabled) { onEvent(SessionEvent.Go(Route.Registration)) }
    }
    if (!session.mayLook) {
        SecondaryButton(strings.lookWithDevice, enabled) { onEvent(SessionEvent.Go(Route.HardwareSignIn)) }
    }
    SecondaryButton(strings.hardwareToken, enabled) { onEvent(SessionEvent.Go(Route.Hardware)) }
    SecondaryButton(strings.number, enabled) { onEvent(SessionEvent.Go(Route.PhoneNumber)) }
}
