package kunci.app.home

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route

/** What waits; `null` until the bank has said. */
data class HomeState(val waiting: List<Waiting>? = null)

/** An operation in one line. */
data class Waiting(val operationId: String, val title: String, val summary: String)

sealed interface HomeEvent {
    data object Refresh : HomeEvent

    data class Open(val operationId: String) : HomeEvent

    data class Go(val route: Route) : HomeEvent

    data object SignOut : HomeEvent
}

class HomePresenter(desk: Desk) : Presenter<HomeState, HomeEvent>(desk, HomeState()) {
    init {
        refresh()
    }

    override fun on(event: HomeEvent) = when (event) {
        HomeEvent.Refresh -> refresh()
        is HomeEvent.Open -> go(Route.Approval(event.operationId))
        is HomeEvent.Go -> go(event.route)
        HomeEvent.SignOut -> work {
            phone.signOut()
            go(Route.SignIn)
        }
    }

    private fun refresh() = work {
        val waiting = phone.pendingOperations().map { operation ->
            operation.use {
                val summary = it.lines(desk.language).take(SUMMARY_LINES).joinToString(" · ") { line -> line.value }
                Waiting(it.id(), it.title(desk.language), summary)
            }
        }
        show { it.copy(waiting = waiting) }
    }

    private companion object {
        const val SUMMARY_LINES = 2
    }
}
