package kunci.app.unlock

import kotlinx.coroutines.launch
import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.BiometricPurpose
import uniffi.kunci_bindings.CodeEntry
import uniffi.kunci_bindings.PhoneException

/** The Unlock Code is being typed. */
data class UnlockState(val purpose: Purpose, val entered: Int = 0, val finger: Boolean = false)

/** What the code is for. */
enum class Purpose {
    /** A full session. */
    SESSION,

    /** Ending an enrolment whose answer was lost. */
    RESUME,
}

sealed interface UnlockEvent {
    class Key(val key: PadKey) : UnlockEvent

    data object Finger : UnlockEvent

    /** What else the session can be opened with. */
    data object Session : UnlockEvent
}

class UnlockPresenter(desk: Desk, purpose: Purpose) : Presenter<UnlockState, UnlockEvent>(desk, UnlockState(purpose)) {
    private val code = CodeInput()

    init {
        desk.scope.launch {
            val has = purpose == Purpose.SESSION && hasFinger()
            show { it.copy(finger = has) }
        }
    }

    override fun on(event: UnlockEvent) = when (event) {
        is UnlockEvent.Key -> press(event.key)
        UnlockEvent.Session -> go(Route.Session)
        UnlockEvent.Finger -> work {
            inspect()
            finger.ask(phone.beginBiometric(BiometricPurpose.SIGN_IN)).use { outcome -> outcome.session()?.let(desk.signedIn) }
            go(Route.Home)
        }
    }

    private fun press(key: PadKey) = code.type(key, { typed -> show { it.copy(entered = typed) } }, ::use)

    private fun use() = work {
        try {
            code.spend(::spend)
        } finally {
            show { it.copy(entered = 0) }
        }
    }

    private suspend fun spend(code: CodeEntry) = when (content.purpose) {
        Purpose.SESSION -> {
            inspect()
            desk.signedIn(phone.signInWithToken(code))
            go(Route.Home)
        }
        Purpose.RESUME -> {
            phone.resumeEnrolment(code)
            go(Route.Unlock)
        }
    }

    /** A token that does not work any more has a screen of its own, with the ways out; so has a phone that is not as it was. */
    override fun refused(refusal: PhoneException) = when (refusal) {
        is PhoneException.StepUpRequired -> go(Route.StepUp)
        is PhoneException.TokenSuperseded, is PhoneException.TokenSuspended, is PhoneException.TokenLocked -> go(Route.Token)
        else -> super.refused(refusal)
    }

    override fun close() {
        super.close()
        code.close()
    }
}
