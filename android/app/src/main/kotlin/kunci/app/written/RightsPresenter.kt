package kunci.app.written

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.RightView
import uniffi.kunci_bindings.rights

/** The customer's rights in the core's words. [canFile]: a session is open by which complaints are filed and read. */
data class RightsState(val rights: List<RightView>, val canFile: Boolean)

sealed interface RightsEvent {
    data object Complaints : RightsEvent
}

/** Needs neither session nor network. */
class RightsPresenter(desk: Desk) :
    Presenter<RightsState, RightsEvent>(desk, RightsState(rights(desk.language), desk.session?.let { it.full || it.mayLook } == true)) {
    override fun on(event: RightsEvent) = when (event) {
        RightsEvent.Complaints -> go(Route.Complaints)
    }
}
