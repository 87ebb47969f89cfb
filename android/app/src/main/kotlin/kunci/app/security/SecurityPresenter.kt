package kunci.app.security

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.TokenView

/** The token as this phone knows it; `null` until it was read. */
data class SecurityState(val token: TokenView? = null)

sealed interface SecurityEvent {
    data class Go(val route: Route) : SecurityEvent
}

class SecurityPresenter(desk: Desk) : Presenter<SecurityState, SecurityEvent>(desk, SecurityState()) {
    init {
        work {
            val token = phone.token()
            show { it.copy(token = token) }
        }
    }

    override fun on(event: SecurityEvent) = when (event) {
        is SecurityEvent.Go -> go(event.route)
    }
}
