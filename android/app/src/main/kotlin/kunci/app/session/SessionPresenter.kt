package kunci.app.session

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.displayTime

/** What the session was opened with and may do; `null` without one. */
data class SessionState(
    val session: SessionView?,
    val until: String,
    val stage: TokenStage? = null,
    /** The token is that of before a code change: only a new registration helps. */
    val setBack: Boolean = false,
)

sealed interface SessionEvent {
    data class Go(val route: Route) : SessionEvent
}

/** What the bank said when the session was opened, and what opens more of it. */
class SessionPresenter(desk: Desk) : Presenter<SessionState, SessionEvent>(desk, stateOf(desk)) {
    init {
        work {
            val token = phone.token()
            show { it.copy(stage = token.stage, setBack = token.setBack) }
        }
    }

    override fun on(event: SessionEvent) = when (event) {
        is SessionEvent.Go -> go(event.route)
    }

    private companion object {
        fun stateOf(desk: Desk) =
            SessionState(desk.session, desk.session?.let { displayTime(it.expiresAtMs, desk.language) }.orEmpty())
    }
}
