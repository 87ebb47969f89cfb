package kunci.app

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.put
import org.junit.Test
import uniffi.kunci_bindings.CallerView
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.explain
import uniffi.kunci_bindings.explainCaller

/** Is it the bank that calls? Asked without a network and without a session. */
class CallerTest : Screens("caller") {
    private fun theCallerAnswers(challenge: String, employeeId: String = EMPLOYEE) = ask("caller") {
        put("user_id", "sari")
        put("employee_id", employeeId)
        put("purpose", PURPOSE)
        put("challenge", challenge)
    }.text("answer")

    private fun types(answer: String) {
        sari.types(strings.callerEmployee, EMPLOYEE)
        sari.types(strings.callerPurpose, PURPOSE)
        sari.types(strings.callerAnswer, answer)
        sari.taps(strings.checkCaller)
    }

    /** Before signing in, with the network cut. */
    private fun isCalled(): String {
        registers(app.phone())
        // The phone hears what time it is: an answer is good for its minute.
        runBlocking { signIn(app.phone()) }
        ask("fault") { put("kind", "network_cut") }
        opensTheApp()
        sari.taps(strings.callerCheck)
        sari.sees(strings.callerCheckWhy)
        sari.taps(strings.startCallerCheck)
        return digits("challenge")
    }

    @Test
    fun chat_13_a_caller_who_answers_the_phones_question_is_the_bank() {
        val answer = theCallerAnswers(isCalled())
        sari.secrets += answer
        types(answer)
        val told = explainCaller(CallerView(EMPLOYEE, PURPOSE), language)
        for (words in listOf(told.title, told.body, told.action)) sari.sees(words)
        sari.looks("proved", secure = false)
        // The question is used up: the next call gets one of its own.
        sari.sees(strings.startCallerCheck)
    }

    @Test
    fun chat_13_whoever_answers_for_another_employee_is_not_the_bank_and_the_phone_says_hang_up() {
        types(theCallerAnswers(isCalled(), employeeId = "KB-2000"))
        val told = explain(PhoneException.CallerNotProven(), language)
        for (words in listOf(told.title, told.body, told.action)) sari.sees(words)
        sari.looks("not-proved", secure = false)
    }

    private companion object {
        const val EMPLOYEE = "KB-1042"
        const val PURPOSE = "card-fraud"
    }
}
