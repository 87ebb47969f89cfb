package kunci.app.session

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.displayTime

/** What the session was opened with and may do; `null` without one. */
data class SessionState(val session: SessionView?, val until: String, val stage: TokenStage? = null)

sealed interface SessionEvent {
    data class Go(val route: Route) : SessionEvent
}

/** What the bank said when the session was opened, and what opens more of it. */
class SessionPresenter(desk: Desk) : Presenter<SessionState, SessionEvent>(desk, stateOf(desk)) {
    init {
        work {
            val stage = phone.token().stage
            show { it.copy(stage = stage) }
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
