package kunci.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kunci.app.biometric.Finger
import kunci.app.host.Host
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.explain

/** What happened, what it means, what to do: the core's words. */
data class Notice(val title: String, val body: String, val action: String) {
    companion object {
        fun of(refusal: PhoneException, language: String): Notice =
            explain(refusal, language).let { Notice(it.title, it.body, it.action) }
    }
}

/** A screen's state with what every screen has. */
data class Shown<out S>(val content: S, val busy: Boolean = false, val notice: Notice? = null)

/** What a presenter works with. */
class Desk(
    val phone: Phone,
    val host: Host,
    val language: String,
    val scope: CoroutineScope,
    /** Goes to another screen, which may show a notice at once. */
    val go: (Route, Notice?) -> Unit,
    /** Goes to the approval of this very operation. */
    val approve: (Operation) -> Unit = {},
    /** Goes where "back" leads. */
    val back: () -> Unit = {},
    /** What the bank said of the session that is open; `null` without one. */
    val session: SessionView? = null,
    /** A session was opened, or may do more than before. */
    val signedIn: (SessionView) -> Unit = {},
)

/**
 * Turns events into calls of the core, and their answers into state. Decides nothing: what is allowed, right or wrong is
 * the core's to say. All on the main thread; the core has threads of its own.
 */
abstract class Presenter<S : Any, E : Any>(protected val desk: Desk, first: S) : AutoCloseable {
    private val states = MutableStateFlow(Shown(first))

    /** What the screen shows. */
    val state: StateFlow<Shown<S>> get() = states

    protected val phone get() = desk.phone
    protected val host get() = desk.host
    protected val finger = Finger(desk.phone, desk.host.biometrics, desk.language)
    protected val content get() = states.value.content

    /** Something was touched or typed. */
    abstract fun on(event: E)

    /** The app is not in front any more: what nobody else may see goes at once. */
    open fun leaves() {}

    /** Changes the state of the screen. */
    protected fun show(change: (S) -> S) = states.update { it.copy(content = change(it.content)) }

    /** Shows a notice; `null` takes it away. */
    fun notify(notice: Notice?) = states.update { it.copy(notice = notice) }

    /** Reads a list [again] each time that the bank hints over the live link that it is another one; [changed] waits for that. */
    protected fun follow(changed: suspend (counted: ULong) -> ULong, again: suspend () -> Unit) {
        desk.scope.launch {
            // Without the link the list is right all the same, and the core goes on trying.
            silently { phone.connect() }
        }
        desk.scope.launch {
            var counted = 0uL
            // The waiting ends with the session, which is told elsewhere.
            silently {
                while (true) {
                    counted = changed(counted)
                    try {
                        again()
                    } catch (refusal: PhoneException) {
                        // It is shown, and the next hint heard all the same.
                        refused(refusal)
                    }
                }
            }
        }
    }

    private suspend fun silently(call: suspend () -> Unit) = try {
        call()
    } catch (_: PhoneException) {
        // See there.
    }

    /** Carries out one call after the other; a touch while one runs is not taken. */
    protected fun work(block: suspend () -> Unit) {
        if (states.value.busy) return
        states.update { it.copy(busy = true, notice = null) }
        desk.scope.launch {
            try {
                block()
            } catch (refusal: PhoneException) {
                refused(refusal)
            } finally {
                states.update { it.copy(busy = false) }
            }
        }
    }

    /** Takes a key of a code pad: shows how many digits there are, and goes on when the code is complete. None while a call runs. */
    protected fun CodeInput.type(key: PadKey, shown: (Int) -> Unit, complete: () -> Unit) {
        if (state.value.busy) return
        val all = press(key)
        shown(entered)
        if (all) complete()
    }

    /** Shows the core's words; without a session, or on a phone that was set back, there is only one screen to show them on. */
    protected open fun refused(refusal: PhoneException) {
        val notice = Notice.of(refusal, desk.language)
        when (refusal) {
            is PhoneException.NotSignedIn, is PhoneException.SessionEnded -> desk.go(Route.SignIn, notice)
            is PhoneException.TokenSetBack -> go(Route.Token)
            else -> notify(notice)
        }
    }

    /** Tells the core where the phone is and who may be listening: what is so now goes with what is proved next. */
    protected fun sense() = with(host.surroundings.read()) { phone.setSurroundings(trustedPlace, onCall, screenShared) }

    /** Tells the core what is seen of the phone's integrity. The bank hears of it at the sign-in that follows; nothing is locked. */
    protected suspend fun inspect() = phone.setIntegrity(host.integrity.isRooted())

    /**
     * Sends what was asked for while there was no network. Returns the newest receipt that came; what keeps the rest is shown by how
     * they stand.
     */
    protected suspend fun sendsWhatWaits(): ReceiptView? = try {
        phone.sendCommands().lastOrNull()
    } catch (_: PhoneException) {
        null
    }

    /** Whether a finger or face serves beside the Unlock Code. */
    protected suspend fun hasFinger(): Boolean = try {
        phone.token().biometric
    } catch (_: PhoneException) {
        false
    }

    /** Learns what of the bank is out now, in one line; `null`: nothing, or it cannot be told. In nobody's way: nothing waits for it. */
    protected fun watchOutages(told: (String?) -> Unit) {
        desk.scope.launch {
            val banner = try {
                phone.outages(desk.language).banner
            } catch (_: PhoneException) {
                null
            }
            told(banner)
        }
    }

    protected fun go(route: Route) = desk.go(route, null)

    /** Ends what runs and wipes what was typed. */
    override fun close() = desk.scope.cancel()
}
