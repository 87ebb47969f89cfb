package kunci.app.hardware

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route

/** How many digits of the device's code are typed. */
data class HardwareSignInState(val entered: Int = 0)

/** A code of the device as the second factor: enough to look. */
class HardwareSignInPresenter(desk: Desk) : Presenter<HardwareSignInState, PadKey>(desk, HardwareSignInState()) {
    private val code = CodeInput()

    override fun on(event: PadKey) = code.type(event, { typed -> show { it.copy(entered = typed) } }, ::signIn)

    private fun signIn() = work {
        try {
            desk.signedIn(code.spend { phone.signInWithHardwareToken(it) })
            go(Route.Home)
        } finally {
            show { it.copy(entered = 0) }
        }
    }

    override fun close() {
        super.close()
        code.close()
    }
}
