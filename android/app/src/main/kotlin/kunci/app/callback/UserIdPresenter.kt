package kunci.app.callback

import kunci.app.Desk
import kunci.app.Presenter

/** The own number as [typed]; [asked]: the bank has heard. Whether it knows the number, it tells nobody. */
data class UserIdState(val typed: String = "", val asked: Boolean = false)

sealed interface UserIdEvent {
    data class Typed(val text: String) : UserIdEvent

    data object Ask : UserIdEvent
}

/** The user id by SMS to the registered number, for whoever cannot sign in. */
class UserIdPresenter(desk: Desk) : Presenter<UserIdState, UserIdEvent>(desk, UserIdState()) {
    override fun on(event: UserIdEvent) = when (event) {
        is UserIdEvent.Typed -> show { it.copy(typed = event.text, asked = false) }
        UserIdEvent.Ask -> work {
            phone.remindUserId(content.typed, desk.language)
            show { UserIdState(asked = true) }
        }
    }
}
