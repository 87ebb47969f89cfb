package kunci.app.spending

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.SpendingGroupView
import uniffi.kunci_bindings.SpendingMonth
import uniffi.kunci_bindings.SpendingView

/** Months of payments, newest first; `null` until the bank has answered. [at]: the one that is shown. */
data class SpendingState(val view: SpendingView? = null, val at: Int = 0) {
    val month: SpendingMonth? get() = view?.months?.getOrNull(at)
    val hasEarlier: Boolean get() = at + 1 < (view?.months?.size ?: 0)
    val hasLater: Boolean get() = at > 0
}

sealed interface SpendingEvent {
    data object Earlier : SpendingEvent

    data object Later : SpendingEvent

    data object Refresh : SpendingEvent

    /** The payments of a group in a month. */
    data class See(val month: SpendingMonth, val group: SpendingGroupView) : SpendingEvent
}

/** Where the money went, with one card or with all. The core reads the payments and adds them up. */
class SpendingPresenter(desk: Desk, private val cardId: String?) :
    Presenter<SpendingState, SpendingEvent>(desk, SpendingState()) {
    init {
        work { load() }
    }

    override fun on(event: SpendingEvent) = when (event) {
        SpendingEvent.Earlier -> show { it.copy(at = it.at + 1) }
        SpendingEvent.Later -> show { it.copy(at = it.at - 1) }
        SpendingEvent.Refresh -> work { load() }
        is SpendingEvent.See -> go(
            Route.Spent(cardId, event.group.group, event.month.fromMs, event.month.untilMs, listOf(event.group.label, event.month.label)),
        )
    }

    private suspend fun load() {
        val view = phone.spending(cardId, desk.language)
        show { SpendingState(view) }
    }
}
