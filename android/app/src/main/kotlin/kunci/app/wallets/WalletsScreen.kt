package kunci.app.wallets

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.WalletTokenView

@Composable
fun WalletsScreen(state: Shown<WalletsState>, strings: Strings, onBack: () -> Unit, onEvent: (WalletsEvent) -> Unit) {
    FormScreen(strings.wallets, state, strings, onBack) {
        Text(strings.walletsAbout, style = MaterialTheme.typography.bodyMedium)
        if (state.content.tokens?.isEmpty() == true) Text(strings.noWallets)
        state.content.tokens?.forEach { token ->
            HorizontalDivider()
            Wallet(token, state.content.sure == token.tokenId, !state.busy, strings, onEvent)
        }
        QuietButton(strings.refresh, !state.busy) { onEvent(WalletsEvent.Refresh) }
    }
}

@Composable
private fun Wallet(token: WalletTokenView, sure: Boolean, enabled: Boolean, strings: Strings, onEvent: (WalletsEvent) -> Unit) {
    Column(Modifier.testTag("wallet").clearAndSetSemantics { contentDescription = token.spoken }) {
        Text(token.words, style = MaterialTheme.typography.titleMedium)
        Text(token.detail, style = MaterialTheme.typography.bodyMedium)
        Text(token.stateWords, style = MaterialTheme.typography.titleSmall)
    }
    if (token.canSuspend) {
        SecondaryButton(strings.suspendWallet, enabled, strings.suspendWallet(token.words)) { onEvent(WalletsEvent.Suspend(token)) }
    }
    if (token.canResume) {
        SecondaryButton(strings.resumeWallet, enabled, strings.resumeWallet(token.words)) { onEvent(WalletsEvent.Resume(token)) }
    }
    if (sure) {
        Announcement(strings.removeWalletSure)
        PrimaryButton(strings.removeWallet, enabled, strings.removeWallet(token.words)) { onEvent(WalletsEvent.Sure) }
        QuietButton(strings.cancel, enabled) { onEvent(WalletsEvent.Cancel) }
    } else if (token.canRemove) {
        QuietButton(strings.removeWallet, enabled, strings.removeWallet(token.words)) { onEvent(WalletsEvent.Remove(token)) }
    }
}
