package kunci.app.token

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.TrustedPlacesView

/** How the wish stands, `null` until the bank has said; whether the phone is [here] at a trusted place, and how many there are. */
data class TrustedPlacesState(
    val places: TrustedPlacesView? = null,
    val here: Boolean? = null,
    val count: Int = 0,
    /** The present Wi-Fi was to be trusted and cannot be. */
    val notNow: Boolean = false,
)

sealed interface TrustedPlacesEvent {
    data object SwitchOn : TrustedPlacesEvent

    data object SwitchOff : TrustedPlacesEvent

    data object TrustHere : TrustedPlacesEvent

    data object ForgetAll : TrustedPlacesEvent

    /** Asks the customer to let the app see the Wi-Fi. */
    data object Permit : TrustedPlacesEvent
}

/**
 * On by possession alone; off is approved like any loosening. To trust a place loosens too, and nobody approves it: so it can
 * be done only while the wish is off.
 */
class TrustedPlacesPresenter(desk: Desk) :
    Presenter<TrustedPlacesState, TrustedPlacesEvent>(desk, TrustedPlacesState()) {
    init {
        work { told(phone.trustedPlaces()) }
    }

    override fun on(event: TrustedPlacesEvent) = when (event) {
        TrustedPlacesEvent.SwitchOn -> work { told(phone.switchTrustedPlacesOn()) }
        TrustedPlacesEvent.SwitchOff -> work { desk.approve(phone.switchTrustedPlacesOff()) }
        TrustedPlacesEvent.TrustHere -> work {
            // As the bank has it now: it may have been switched on elsewhere.
            told(phone.trustedPlaces())
            if (content.places?.on == false) look(notNow = !host.places.trustHere())
        }
        TrustedPlacesEvent.ForgetAll -> {
            host.places.forgetAll()
            look()
        }
        TrustedPlacesEvent.Permit -> host.askToSeePlaces()
    }

    private fun told(places: TrustedPlacesView) {
        show { it.copy(places = places) }
        look()
    }

    private fun look(notNow: Boolean = false) =
        show { it.copy(here = host.places.here(), count = host.places.count, notNow = notNow) }
}
