package kunci.app.token

import kunci.app.Desk
import kunci.app.Notice
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.displayTime

/** How the token stands, with the core's words for it; [saidUntil]: "not me" was said, and the new phone waits until then. */
data class TokenState(val stage: TokenStage? = null, val told: Notice? = null, val saidUntil: String? = null)

sealed interface TokenEvent {
    /** The phone that took this one's place is not the customer's. */
    data object NotMe : TokenEvent

    data object Register : TokenEvent

    data object Suspend : TokenEvent

    data object Lift : TokenEvent

    data object FreezeCard : TokenEvent
}

/** Where a token that does not work leads, and where one that works can be suspended. */
class TokenPresenter(desk: Desk) : Presenter<TokenState, TokenEvent>(desk, TokenState()) {
    init {
        work {
            told(phone.token().stage)
            // The bank's own word, if it can be had.
            told(phone.tokenStatus().stage)
        }
    }

    override fun on(event: TokenEvent) = when (event) {
        TokenEvent.NotMe -> work {
            val said = phone.notMe()
            show { it.copy(saidUntil = displayTime(said.probationUntilMs, desk.language)) }
        }
        TokenEvent.Register -> go(Route.Registration)
        TokenEvent.Suspend -> work { told(phone.suspendToken().stage) }
        TokenEvent.Lift -> work { desk.approve(phone.liftSuspension()) }
        TokenEvent.FreezeCard -> go(Route.Cards)
    }

    private fun told(stage: TokenStage) {
        val reason = when (stage) {
            TokenStage.LOCKED -> PhoneException.TokenLocked()
            TokenStage.SUSPENDED -> PhoneException.TokenSuspended()
            TokenStage.SUPERSEDED -> PhoneException.TokenSuperseded()
            TokenStage.NONE -> PhoneException.NoToken()
            TokenStage.PENDING -> PhoneException.TokenPending()
            TokenStage.ACTIVE -> null
        }
        show { it.copy(stage = stage, told = reason?.let { Notice.of(reason, desk.language) }) }
    }
}
