package kunci.app.home

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import kunci.app.operations.Progress
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.displayTime

/**
 * What waits for the customer, `null` until the bank has said; what is approved and not settled; what waits to take effect;
 * whether one of these was taken back. [looking] is the session where it may look only. [unread]: how many alerts were not seen
 * yet; none where they cannot be asked for. [outage]: what of the bank is out now.
 */
data class HomeState(
    val waiting: List<Waiting>? = null,
    val progress: List<Progress> = emptyList(),
    val later: List<Later> = emptyList(),
    val takenBack: Boolean = false,
    val looking: SessionView? = null,
    val unread: Int = 0,
    val outage: String? = null,
)

/** An operation in one line. */
data class Waiting(val operationId: String, val title: String, val summary: String)

/** An operation that is approved and takes effect at [time]. */
data class Later(val operationId: String, val title: String, val summary: String, val time: String)

sealed interface HomeEvent {
    data object Refresh : HomeEvent

    data class Open(val operationId: String) : HomeEvent

    data class TakeBack(val operationId: String) : HomeEvent

    data class Go(val route: Route) : HomeEvent

    data object SignOut : HomeEvent
}

class HomePresenter(desk: Desk) : Presenter<HomeState, HomeEvent>(desk, HomeState()) {
    private val looking = desk.session?.takeIf { !it.full }

    init {
        // A question of the bank is on the screen as soon as it is asked.
        if (looking == null) follow(phone::operationsChanged) { again() }
        refresh()
    }

    /** Nobody asked for it: a start that lies on the screen keeps no session alive. */
    private suspend fun again() {
        val waiting = waiting(phone.lookForOperations())
        show { if (it.waiting == null) it else it.copy(waiting = waiting) }
    }

    override fun on(event: HomeEvent) = when (event) {
        HomeEvent.Refresh -> refresh()
        is HomeEvent.Open -> go(Route.Approval(event.operationId))
        is HomeEvent.TakeBack -> work {
            phone.cancelWaiting(event.operationId)
            load()
            show { it.copy(takenBack = true) }
        }
        is HomeEvent.Go -> go(event.route)
        HomeEvent.SignOut -> work {
            phone.signOut()
            go(Route.SignIn)
        }
    }

    private fun refresh() {
        work { load() }
        watchOutages { banner -> show { it.copy(outage = banner) } }
    }

    private suspend fun load() {
        sendsWhatWaits()
        val progress = phone.operationsInProgress().map { Progress.of(it, phone, desk.language) }
        val unread = unread()
        // Without a token of its own this phone has nothing to answer.
        if (looking != null) return show { HomeState(progress = progress, looking = looking, unread = unread, outage = it.outage) }
        val waiting = waiting(phone.pendingOperations())
        val later = phone.waitingOperations().map { waits ->
            waits.operation.use { Later(it.id(), it.title(desk.language), summary(it), displayTime(waits.effectiveMs, desk.language)) }
        }
        show { HomeState(waiting, progress, later, unread = unread, outage = it.outage) }
    }

    private fun waiting(operations: List<Operation>) = operations.map { operation ->
        operation.use { Waiting(it.id(), it.title(desk.language), summary(it)) }
    }

    private suspend fun unread() = try {
        phone.alerts(null, desk.language).unread.toInt()
    } catch (_: PhoneException) {
        0
    }

    private fun summary(operation: Operation) =
        operation.lines(desk.language).take(SUMMARY_LINES).joinToString(" · ") { it.value }

    private companion object {
        const val SUMMARY_LINES = 2
    }
}
