package kunci.app.alerts

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.displayTime

/** What the bank told, newest first; `null` until it has answered. [older]: there is more. */
data class AlertsState(val alerts: List<AlertItem>? = null, val older: Boolean = false)

/** One alert in the core's words. */
data class AlertItem(
    val id: String,
    val time: String,
    val title: String,
    val body: String,
    val action: String,
    val unread: Boolean,
    /** It is about a card: freezing one is at hand. */
    val card: Boolean,
)

sealed interface AlertsEvent {
    data object Older : AlertsEvent

    data object Refresh : AlertsEvent

    data object FreezeCard : AlertsEvent
}

/** Works signed out and while the token is locked: the phone's own key signs the question. */
class AlertsPresenter(desk: Desk) : Presenter<AlertsState, AlertsEvent>(desk, AlertsState()) {
    private var next: String? = null

    init {
        work { newest() }
    }

    override fun on(event: AlertsEvent) = when (event) {
        AlertsEvent.Refresh -> work { newest() }
        AlertsEvent.Older -> work { page(next, content.alerts.orEmpty()) }
        AlertsEvent.FreezeCard -> go(Route.Cards)
    }

    private suspend fun newest() {
        page(null, emptyList())
        // They are on the screen now; what is new stays marked there until it is loaded again.
        content.alerts?.firstOrNull()?.takeIf { it.unread }?.let { phone.markAlertsRead(it.id) }
    }

    private suspend fun page(before: String?, shown: List<AlertItem>) {
        val page = phone.alerts(before, desk.language)
        next = page.next
        val items = page.alerts.map {
            AlertItem(it.alertId, displayTime(it.atMs, desk.language), it.title, it.body, it.action, it.unread, it.cardEnding != null)
        }
        show { AlertsState(shown + items, older = page.next != null) }
    }
}
