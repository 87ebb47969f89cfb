package kunci.app.queue

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.CommandView
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.displayTime

/** What was asked of the bank for the cards, newest first; `null` until the phone's own list was read. */
data class QueueState(
    val requests: List<Request>? = null,
    /** The newest receipt that came. */
    val done: ReceiptView? = null,
)

/** A request on a card, in the core's words, and when it was made. */
data class Request(val view: CommandView, val time: String) {
    companion object {
        suspend fun all(phone: Phone, language: String): List<Request> =
            phone.cardCommands(language).map { Request(it, displayTime(it.requestedMs, language)) }
    }
}

sealed interface QueueEvent {
    /** Sends what waits. */
    data object Send : QueueEvent

    /** It is still wanted. */
    data class Repeat(val commandId: String) : QueueEvent

    /** It is not wanted any more, or its end was read. */
    data class Dismiss(val commandId: String) : QueueEvent

    data class Go(val route: Route) : QueueEvent
}

/** Needs neither network nor session to be read. What is active is the bank's receipt to say, and what may be done the core's. */
class QueuePresenter(desk: Desk) : Presenter<QueueState, QueueEvent>(desk, QueueState()) {
    init {
        work { load() }
    }

    override fun on(event: QueueEvent) = when (event) {
        QueueEvent.Send -> after { phone.sendCommands().lastOrNull() }
        is QueueEvent.Repeat -> after { phone.repeatCommand(event.commandId) }
        is QueueEvent.Dismiss -> after {
            phone.dismissCommand(event.commandId)
            null
        }
        is QueueEvent.Go -> go(event.route)
    }

    /** How things stand is read again whatever came of it. */
    private fun after(act: suspend () -> ReceiptView?) = work {
        try {
            val receipt = act()
            show { it.copy(done = receipt) }
        } finally {
            load()
        }
    }

    private suspend fun load() {
        val requests = Request.all(phone, desk.language)
        show { it.copy(requests = requests) }
    }
}
