package kunci.app.wallets

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.WalletTokenView

/** The wallets in which a card is; `null` until the bank has answered. [sure]: the one that is asked about once more. */
data class WalletsState(val tokens: List<WalletTokenView>? = null, val sure: String? = null)

sealed interface WalletsEvent {
    data class Suspend(val token: WalletTokenView) : WalletsEvent

    data class Resume(val token: WalletTokenView) : WalletsEvent

    /** Asks once more before it is for good. */
    data class Remove(val token: WalletTokenView) : WalletsEvent

    data object Sure : WalletsEvent

    data object Cancel : WalletsEvent

    data object Refresh : WalletsEvent
}

/** Stopped at once, let pay again by approval. What can be done with each is the core's to say. */
class WalletsPresenter(desk: Desk, private val cardId: String) : Presenter<WalletsState, WalletsEvent>(desk, WalletsState()) {
    init {
        work { load() }
    }

    override fun on(event: WalletsEvent) = when (event) {
        is WalletsEvent.Suspend -> work {
            phone.suspendWalletToken(event.token.tokenId, desk.language)
            load()
        }
        is WalletsEvent.Resume -> work { desk.approve(phone.resumeWalletToken(event.token.tokenId)) }
        is WalletsEvent.Remove -> show { it.copy(sure = event.token.tokenId) }
        WalletsEvent.Sure -> work { content.sure?.let { remove(it) } }
        WalletsEvent.Cancel -> show { it.copy(sure = null) }
        WalletsEvent.Refresh -> work { load() }
    }

    private suspend fun remove(tokenId: String) {
        phone.removeWalletToken(tokenId, desk.language)
        show { it.copy(sure = null) }
        load()
    }

    private suspend fun load() {
        val tokens = phone.walletTokens(cardId, desk.language)
        show { it.copy(tokens = tokens) }
    }
}
