package kunci.app.callback

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.CallBacksView
import uniffi.kunci_bindings.CallReasonChoice
import uniffi.kunci_bindings.CallWindowChoice
import uniffi.kunci_bindings.callReasons

/**
 * What the bank says of calls, `null` until it has answered. Below it a new wish: what it is about, chosen out of the [reasons], and when out
 * of the windows that the bank offers.
 */
data class CallBackState(
    val told: CallBacksView? = null,
    val reasons: List<CallReasonChoice> = emptyList(),
    val about: CallReasonChoice? = null,
    val window: CallWindowChoice? = null,
)

sealed interface CallBackEvent {
    data object Refresh : CallBackEvent

    data class About(val reason: CallReasonChoice) : CallBackEvent

    data class Window(val window: CallWindowChoice) : CallBackEvent

    data object Ask : CallBackEvent

    data class Cancel(val id: String) : CallBackEvent

    data object Caller : CallBackEvent
}

/** The bank calls the registered number, in a window that it offers. */
class CallBackPresenter(desk: Desk) :
    Presenter<CallBackState, CallBackEvent>(desk, CallBackState(reasons = callReasons(desk.language))) {
    init {
        work { load() }
    }

    override fun on(event: CallBackEvent) = when (event) {
        CallBackEvent.Refresh -> work { load() }
        is CallBackEvent.About -> show { it.copy(about = event.reason) }
        is CallBackEvent.Window -> show { it.copy(window = event.window) }
        CallBackEvent.Ask -> ask()
        is CallBackEvent.Cancel -> work {
            phone.cancelCall(event.id, desk.language)
            load()
        }
        CallBackEvent.Caller -> go(Route.Caller)
    }

    private fun ask() = work {
        val (about, window) = (content.about ?: return@work) to (content.window ?: return@work)
        phone.askForCall(about.reason, window.fromMs, desk.language)
        show { it.copy(about = null, window = null) }
        load()
    }

    private suspend fun load() {
        val told = phone.callBacks(desk.language)
        // A window that is not offered any more is not chosen any more.
        show { it.copy(told = told, window = it.window?.takeIf { chosen -> chosen in told.windows }) }
    }
}
