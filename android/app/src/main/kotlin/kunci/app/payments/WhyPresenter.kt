package kunci.app.payments

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.WhyDeclined

/** Why the newest payment was declined; `null` until the bank has answered. */
data class WhyState(val cardId: String, val answer: WhyDeclined? = null)

sealed interface WhyEvent {
    data object Refresh : WhyEvent

    data class Go(val route: Route) : WhyEvent
}

/** "Why was my card declined?" */
class WhyPresenter(desk: Desk, cardId: String) : Presenter<WhyState, WhyEvent>(desk, WhyState(cardId)) {
    init {
        ask()
    }

    override fun on(event: WhyEvent) = when (event) {
        WhyEvent.Refresh -> ask()
        is WhyEvent.Go -> go(event.route)
    }

    private fun ask() = work {
        val answer = phone.whyDeclined(content.cardId, desk.language)
        show { it.copy(answer = answer) }
    }
}
