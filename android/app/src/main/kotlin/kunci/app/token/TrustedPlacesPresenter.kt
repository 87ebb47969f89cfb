package kunci.app.token

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.TrustedPlacesView

/** How the wish stands; `null` until the bank has said. */
data class TrustedPlacesState(val places: TrustedPlacesView? = null)

sealed interface TrustedPlacesEvent {
    data object SwitchOn : TrustedPlacesEvent

    data object SwitchOff : TrustedPlacesEvent
}

/** On by possession alone; off is approved like any loosening. */
class TrustedPlacesPresenter(desk: Desk) :
    Presenter<TrustedPlacesState, TrustedPlacesEvent>(desk, TrustedPlacesState()) {
    init {
        work { told(phone.trustedPlaces()) }
    }

    override fun on(event: TrustedPlacesEvent) = work {
        when (event) {
            TrustedPlacesEvent.SwitchOn -> told(phone.switchTrustedPlacesOn())
            TrustedPlacesEvent.SwitchOff -> desk.approve(phone.switchTrustedPlacesOff())
        }
    }

    private fun told(places: TrustedPlacesView) = show { it.copy(places = places) }
}
