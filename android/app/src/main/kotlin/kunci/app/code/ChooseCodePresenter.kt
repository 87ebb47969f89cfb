package kunci.app.code

import kunci.app.Desk
import kunci.app.Notice
import kunci.app.Route
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TokenStage

/** The Unlock Code, twice. */
class ChooseCodePresenter(desk: Desk) : TypedTwicePresenter(desk) {
    override suspend fun chosen() {
        try {
            spend { code, repeat -> phone.chooseCode(code, repeat) }
            go(Route.Unlock)
        } catch (refusal: PhoneException) {
            val notice = Notice.of(refusal, desk.language)
            when {
                // The code is chosen and kept: what is missing is the bank's word.
                phone.token().stage == TokenStage.PENDING -> desk.go(Route.Resume, notice)
                refusal is PhoneException.NoEnrolment || refusal is PhoneException.EnrolmentClosed ->
                    desk.go(Route.Registration, notice)
                else -> throw refusal
            }
        }
    }
}
