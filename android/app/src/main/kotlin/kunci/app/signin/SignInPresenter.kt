package kunci.app.signin

import kotlinx.coroutines.launch
import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.TokenView

/** The user id; the password never comes here as state. [outage]: what of the bank is out now. */
data class SignInState(val userId: String = "", val outage: String? = null)

sealed interface SignInEvent {
    data class UserId(val typed: String) : SignInEvent

    /** The presenter overwrites [password]. */
    class Submit(val password: ByteArray) : SignInEvent

    /** An OTP needs no session. */
    data object Otp : SignInEvent

    /** Freezing a card needs no session. */
    data object Cards : SignInEvent

    /** What needs no session either. */
    data class Go(val route: Route) : SignInEvent
}

class SignInPresenter(desk: Desk) : Presenter<SignInState, SignInEvent>(desk, SignInState()) {
    init {
        // The start of the app: what waits for a network needs nobody to sign in.
        desk.scope.launch { sendsWhatWaits() }
        watchOutages { banner -> show { it.copy(outage = banner) } }
    }

    override fun on(event: SignInEvent) = when (event) {
        is SignInEvent.UserId -> show { it.copy(userId = event.typed) }
        is SignInEvent.Submit -> submit(event.password)
        SignInEvent.Otp -> go(Route.Otp)
        SignInEvent.Cards -> go(Route.Cards)
        is SignInEvent.Go -> go(event.route)
    }

    private fun submit(password: ByteArray) = work {
        val session = try {
            phone.signIn(content.userId, password, desk.language)
        } finally {
            password.fill(0)
        }
        desk.signedIn(session)
        go(routeAfter(session, phone.token()))
    }
}

/** The screen for what the core says of session and token. */
internal fun routeAfter(session: SessionView, token: TokenView): Route = when {
    session.full -> Route.Home
    token.stage == TokenStage.PENDING -> Route.Resume
    token.stage == TokenStage.NONE -> Route.Registration
    token.stage == TokenStage.ACTIVE && !token.setBack -> Route.Unlock
    else -> Route.Token
}
