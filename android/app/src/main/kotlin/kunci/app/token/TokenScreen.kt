package kunci.app.token

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import kunci.app.ui.Tips
import uniffi.kunci_bindings.TipMoment
import uniffi.kunci_bindings.TokenStage

@Composable
fun TokenScreen(state: Shown<TokenState>, strings: Strings, onBack: () -> Unit, onEvent: (TokenEvent) -> Unit) {
    val (stage, told, saidUntil, stopped, asking, entered) = state.content
    if (asking != null) {
        CodeScreen(
            title = strings.unlock,
            hint = if (asking == TokenCode.NOT_ME) strings.notMeCode else strings.removeTokenCode,
            entered = entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(TokenEvent.Key(it)) },
        )
        return
    }
    FormScreen(strings.token, state, strings, onBack) {
        NoticeCard(told)
        saidUntil?.let { Announcement(strings.notMeSaid(it)) }
        if (stopped) Announcement(strings.notMeStopped)
        when (stage) {
            TokenStage.ACTIVE ->
                if (state.content.setBack) Register(state.busy, strings, onEvent) else Working(state.busy, strings, onEvent)
            TokenStage.SUSPENDED -> PrimaryButton(strings.liftSuspension, !state.busy) { onEvent(TokenEvent.Lift) }
            TokenStage.SUPERSEDED -> {
                if (saidUntil == null) {
                    PrimaryButton(strings.notMe, !state.busy) { onEvent(TokenEvent.NotMe) }
                    Text(strings.notMeWhy, style = MaterialTheme.typography.bodyLarge)
                }
                if (!stopped) {
                    SecondaryButton(strings.notMeCode, !state.busy) { onEvent(TokenEvent.Ask(TokenCode.NOT_ME)) }
                }
                Register(state.busy, strings, onEvent)
                Tips(TipMoment.LOST_PHONE, strings)
            }
            TokenStage.LOCKED, TokenStage.NONE, TokenStage.PENDING -> Register(state.busy, strings, onEvent)
            null -> {}
        }
        if (stage != null && (stage != TokenStage.ACTIVE || state.content.setBack)) {
            SecondaryButton(strings.freezeCard, !state.busy) { onEvent(TokenEvent.FreezeCard) }
            if (state.content.session) QuietButton(strings.session, !state.busy) { onEvent(TokenEvent.Session) }
        }
    }
}

@Composable
private fun Working(busy: Boolean, strings: Strings, onEvent: (TokenEvent) -> Unit) {
    Announcement(strings.tokenWorks)
    Text(strings.suspendWhy, style = MaterialTheme.typography.bodyLarge)
    SecondaryButton(strings.suspend, !busy) { onEvent(TokenEvent.Suspend) }
    Text(strings.removeTokenWhy, style = MaterialTheme.typography.bodyLarge)
    SecondaryButton(strings.removeToken, !busy) { onEvent(TokenEvent.Ask(TokenCode.REMOVE)) }
}

@Composable
private fun Register(busy: Boolean, strings: Strings, onEvent: (TokenEvent) -> Unit) =
    SecondaryButton(strings.register, !busy) { onEvent(TokenEvent.Register) }
