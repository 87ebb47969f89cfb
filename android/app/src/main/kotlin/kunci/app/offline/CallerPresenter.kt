package kunci.app.offline

import kunci.app.Desk
import kunci.app.Notice
import kunci.app.Presenter
import uniffi.kunci_bindings.explainCaller

/** The challenge to read out ([challenge] is no secret), what the caller says, and who it is once that is proved. */
data class CallerState(
    val challenge: String? = null,
    val employeeId: String = "",
    val purpose: String = "",
    val answer: String = "",
    val proved: Notice? = null,
)

sealed interface CallerEvent {
    data object Start : CallerEvent

    data class EmployeeId(val typed: String) : CallerEvent

    data class Purpose(val typed: String) : CallerEvent

    data class Answer(val typed: String) : CallerEvent

    data object Check : CallerEvent
}

/** Is it the bank that calls? The phone asks, offline; each challenge is good for one answer. */
class CallerPresenter(desk: Desk) : Presenter<CallerState, CallerEvent>(desk, CallerState()) {
    override fun on(event: CallerEvent) = when (event) {
        CallerEvent.Start -> work {
            val check = phone.startCallerCheck()
            show { CallerState(challenge = check.challenge) }
        }
        is CallerEvent.EmployeeId -> show { it.copy(employeeId = event.typed) }
        is CallerEvent.Purpose -> show { it.copy(purpose = event.typed) }
        is CallerEvent.Answer -> show { it.copy(answer = event.typed) }
        CallerEvent.Check -> work { check() }
    }

    private suspend fun check() {
        val typed = content
        show { CallerState() }
        val caller = phone.finishCallerCheck(typed.employeeId.trim(), typed.purpose.trim(), typed.answer.trim())
        val told = explainCaller(caller, desk.language)
        show { it.copy(proved = Notice(told.title, told.body, told.action)) }
    }
}
