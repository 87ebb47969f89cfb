package kunci.app.password

import kunci.app.Desk
import kunci.app.Presenter

/** Nothing of a password is ever state. */
class PasswordEvent(
    /** The presenter overwrites both. */
    val old: ByteArray,
    val new: ByteArray,
)

/** Asks for the operation that changes the password; it is approved like any other. */
class PasswordPresenter(desk: Desk) : Presenter<Unit, PasswordEvent>(desk, Unit) {
    override fun on(event: PasswordEvent) = work {
        try {
            desk.approve(phone.changePassword(event.old, event.new))
        } finally {
            event.old.fill(0)
            event.new.fill(0)
        }
    }
}
