package kunci.app.token

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.Notice
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.NotMeView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.TokenView
import uniffi.kunci_bindings.displayTime

/** How the token stands, with the core's words for it; [saidUntil]: "not me" was said, and the new phone waits until then. */
data class TokenState(
    val stage: TokenStage? = null,
    val told: Notice? = null,
    val saidUntil: String? = null,
    /** The old code suspended the other phone's token. */
    val stopped: Boolean = false,
    val asking: TokenCode? = null,
    val entered: Int = 0,
    /** There is a session, which may be opened further. */
    val session: Boolean = false,
    /** The phone is as it was before a code change: only a new registration helps. */
    val setBack: Boolean = false,
)

/** What the Unlock Code is typed for. */
enum class TokenCode { NOT_ME, REMOVE }

sealed interface TokenEvent {
    /** The phone that took this one's place is not the customer's. */
    data object NotMe : TokenEvent

    /** The Unlock Code is needed for that. */
    data class Ask(val what: TokenCode) : TokenEvent

    class Key(val key: PadKey) : TokenEvent

    data object Register : TokenEvent

    data object Suspend : TokenEvent

    data object Lift : TokenEvent

    data object FreezeCard : TokenEvent

    /** What else the session can be opened with. */
    data object Session : TokenEvent
}

/** Where a token that does not work leads, and where one that works can be suspended. */
class TokenPresenter(desk: Desk) : Presenter<TokenState, TokenEvent>(desk, TokenState(session = desk.session?.full == false)) {
    private val code = CodeInput()

    init {
        work {
            told(phone.token())
            // The bank's own word, if it can be had.
            told(phone.tokenStatus())
        }
    }

    override fun on(event: TokenEvent) = when (event) {
        TokenEvent.NotMe -> work { said(phone.notMe(null)) }
        is TokenEvent.Ask -> show { it.copy(asking = event.what, entered = 0) }
        is TokenEvent.Key -> press(event.key)
        TokenEvent.Register -> go(Route.Registration)
        TokenEvent.Suspend -> work { told(phone.suspendToken()) }
        TokenEvent.Lift -> work { desk.approve(phone.liftSuspension()) }
        TokenEvent.FreezeCard -> go(Route.Cards)
        TokenEvent.Session -> go(Route.Session)
    }

    private fun press(key: PadKey) = code.type(key, { typed -> show { it.copy(entered = typed) } }, ::use)

    private fun use() = work {
        try {
            when (content.asking) {
                TokenCode.NOT_ME -> said(code.spend { phone.notMe(it) })
                TokenCode.REMOVE -> told(code.spend { phone.removeToken(it) })
                null -> {}
            }
        } finally {
            show { it.copy(asking = null, entered = 0) }
        }
    }

    private fun said(said: NotMeView) {
        val until = displayTime(said.probationUntilMs, desk.language)
        show { it.copy(saidUntil = until, stopped = said.suspended) }
    }

    override fun close() {
        super.close()
        code.close()
    }

    private fun told(token: TokenView) {
        val reason = when (token.stage) {
            TokenStage.LOCKED -> PhoneException.TokenLocked()
            TokenStage.SUSPENDED -> PhoneException.TokenSuspended()
            TokenStage.SUPERSEDED -> PhoneException.TokenSuperseded()
            TokenStage.NONE -> PhoneException.NoToken()
            TokenStage.PENDING -> PhoneException.TokenPending()
            TokenStage.ACTIVE -> if (token.setBack) PhoneException.TokenSetBack() else null
        }
        val told = reason?.let { Notice.of(it, desk.language) }
        show { it.copy(stage = token.stage, told = told, setBack = token.stage == TokenStage.ACTIVE && token.setBack) }
    }
}
