package kunci.app

import androidx.compose.ui.test.hasContentDescription
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.explain
import java.time.Duration

/** A phone that is not as the bank saw it last: it was put back to an earlier state. */
class StepUpTest : Screens("step-up") {
    @Test
    fun otp_12_a_phone_that_was_put_back_is_told_why_and_goes_on_after_a_pin_by_sms() {
        registers(app.phone())
        isPutBack()
        meetsTheStepUp()
        sari.looks("why", secure = true)
        sari.taps(strings.byDevice)
        sari.sees(title(PhoneException.HardwareTokenMissing()))
        sari.taps(strings.sendSms)
        sari.sees(strings.typePin)
        sari.sees(strings.tries(5))
        val pin = sms()
        sari.secrets += pin
        sari.enters(another(pin))
        sari.sees(title(PhoneException.OtpRefused(4u)))
        sari.sees(strings.tries(4))
        sari.looks("wrong-pin", secure = true)
        // The bank still waits for the one SMS of this sign-in.
        sari.taps(strings.stepUpOther)
        sari.taps(strings.sendSms)
        sari.sees(title(PhoneException.SmsAlreadySent()))
        sari.sees(strings.tries(4))
        sari.enters(pin)
        goesOn()
    }

    @Test
    fun otp_12_five_wrong_pins_close_the_step_up_and_the_next_sign_in_takes_the_hardware_token() {
        registers(app.phone())
        activatesTheDevice()
        isPutBack()
        meetsTheStepUp()
        sari.taps(strings.sendSms)
        sari.sees(strings.typePin)
        val wrong = another(sms())
        for (left in 4 downTo 1) {
            sari.enters(wrong)
            sari.sees(strings.tries(left))
        }
        sari.enters(wrong)
        sari.sees(title(PhoneException.StepUpClosed()))
        sari.looks("closed", secure = true)
        meetsTheStepUp(opened = true)
        sari.taps(strings.byDevice)
        sari.sees(strings.deviceCode)
        sari.enters(WRONG_CODE)
        sari.sees(title(PhoneException.HardwareTokenRefused()))
        sari.doesNotSee(strings.tries(5))
        sari.enters(press())
        goesOn()
    }

    @Test
    fun otp_12_a_hardware_token_that_has_to_wait_leaves_the_sms() {
        registers(app.phone())
        activatesTheDevice()
        isPutBack()
        meetsTheStepUp()
        sari.taps(strings.byDevice)
        sari.sees(strings.deviceCode)
        repeat(4) {
            sari.enters(WRONG_CODE)
            sari.sees(hasContentDescription(strings.entered(0, CodeInput.LENGTH)))
        }
        sari.enters(WRONG_CODE)
        sari.sees(title(PhoneException.StepUpClosed()))
        meetsTheStepUp(opened = true)
        sari.taps(strings.byDevice)
        sari.sees(title(PhoneException.HardwareTokenDelayed(Duration.ofMinutes(15))))
        sari.looks("delayed", secure = true)
        sari.taps(strings.sendSms)
        sari.sees(strings.typePin)
        sari.enters(sms())
        goesOn()
    }

    @Test
    fun otp_12_a_phone_put_back_to_before_a_code_change_says_so_and_is_registered_again() {
        registers(app.phone())
        signsInFully(app.phone())
        app.keepsABackup()
        runBlocking { app.phone().changeCode(entry(CODE), entry(OTHER_CODE), entry(OTHER_CODE)) }
        app.isPutBack()
        opensTheApp()
        signsIn()
        unlocks(OTHER_CODE)
        sari.sees(title(PhoneException.TokenSetBack()))
        sari.doesNotSee(strings.tokenWorks)
        sari.looks("set-back", secure = true)
        // Nor is a PIN made that nobody would take.
        sari.taps(strings.back)
        sari.taps(strings.otp)
        sari.enters(CODE)
        sari.sees(title(PhoneException.TokenSetBack()))
        sari.taps(strings.back)
        signsIn()
        sari.sees(title(PhoneException.TokenSetBack()))
        sari.taps(strings.register)
        sari.taps(strings.sendSms)
        sari.sees(strings.typePin)
        sari.enters(sms())
        choosesACode(OTHER_CODE)
        unlocks(OTHER_CODE)
        sari.sees(strings.nothingWaits)
        assertEquals(false, runBlocking { app.phone().token() }.setBack)
    }

    /** A backup, one login more, and the backup again. */
    private fun isPutBack() {
        signsInFully(app.phone())
        app.keepsABackup()
        signsInFully(app.phone())
        app.isPutBack()
    }

    private fun meetsTheStepUp(opened: Boolean = false) {
        if (!opened) opensTheApp()
        signsIn()
        unlocks()
        sari.sees(title(PhoneException.StepUpRequired()))
    }

    private fun goesOn() {
        sari.sees(strings.stepUpDone)
        sari.looks("done", secure = true)
        sari.taps(strings.goOn)
        unlocks()
        sari.sees(strings.nothingWaits)
    }

    /** Six digits that are not these. */
    private fun another(code: String) = code.dropLast(1) + (code.last().digitToInt() + 1) % 10

    private fun title(refusal: PhoneException) = explain(refusal, language).title
}
