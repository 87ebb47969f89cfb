package kunci.app

import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kunci.app.biometric.Answer
import kunci.app.biometric.BiometricAnswer
import kunci.app.host.Surroundings
import kunci.app.keystore.StandInKeystore
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TransferDraft
import uniffi.kunci_bindings.explain

/** A finger beside the Unlock Code, over the real Keystore host on a stand-in for the Keystore. */
class FingerTest : Screens("finger") {
    @Test
    fun otp_11_a_finger_signs_in_approves_and_makes_pins_until_another_one_is_added() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        switchesItOn()
        signsInByFinger()
        approvesByFinger()
        makesAPinByFinger()
        sari.taps(strings.anotherOtp)
        StandInKeystore.newFinger()
        sari.taps(strings.useFinger)
        sari.sees(title(PhoneException.BiometricInvalidated()))
        assertEquals(false, runBlocking { app.phone().token() }.biometric)
    }

    @Test
    fun otp_11_a_finger_is_switched_on_by_the_right_code_and_off_without_one() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.taps(strings.security)
        sari.taps(strings.biometrics)
        sari.taps(strings.biometricsOn)
        sari.enters(WRONG_CODE)
        sari.sees(hasTestTag("notice"))
        sari.taps(strings.biometricsOn)
        sari.enters(CODE)
        sari.taps(strings.biometricsOff)
        sari.sees(strings.biometricsOn)
        sari.looks("off", secure = true)
        assertEquals(false, runBlocking { app.phone().token() }.biometric)
    }

    /** The host's yes or no goes along: a thief who has watched the code switches no finger of his own on. */
    @Test
    fun safe_9_away_from_trusted_places_no_finger_is_switched_on_and_no_code_changed() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        // The session is open, and what was said of the place went with it.
        sari.sees(strings.nothingWaits)
        runBlocking { app.phone().switchTrustedPlacesOn() }
        app.surroundings = Surroundings(trustedPlace = false, onCall = false, screenShared = false)
        sari.taps(strings.security)
        sari.taps(strings.changeCode)
        sari.enters(CODE)
        repeat(2) { sari.enters(OTHER_CODE) }
        sari.sees(title(PhoneException.OutsideTrustedPlace()))
        sari.taps(strings.back)
        sari.taps(strings.biometrics)
        sari.taps(strings.biometricsOn)
        sari.enters(CODE)
        sari.sees(title(PhoneException.OutsideTrustedPlace()))
        sari.looks("away", secure = true)
        app.surroundings = Surroundings(trustedPlace = true, onCall = false, screenShared = false)
        sari.taps(strings.biometricsOn)
        sari.enters(CODE)
        sari.sees(strings.biometricsAreOn)
    }

    private fun switchesItOn() {
        sari.taps(strings.security)
        sari.taps(strings.biometrics)
        sari.taps(strings.biometricsOn)
        sari.enters(CODE)
        sari.sees(strings.biometricsAreOn)
        sari.looks("on", secure = true)
        sari.taps(strings.back)
        sari.taps(strings.back)
    }

    private fun signsInByFinger() {
        sari.taps(strings.signOut)
        signsIn()
        sari.taps(strings.useFinger)
        sari.sees(strings.nothingWaits)
    }

    private fun approvesByFinger() {
        val amount = Money(2_500_000, "IDR", 2u)
        runBlocking {
            app.phone().startTransfer(TransferDraft("Warung Bu Tini", "008", "9876543210", amount, "Nasi")).close()
        }
        sari.taps(strings.refresh)
        sari.taps(hasText("Warung Bu Tini", substring = true))
        sari.taps(strings.approve)
        sari.taps(strings.useFinger)
        sari.sees(hasTestTag("answer"))
        sari.looks("approved", secure = true)
        assertEquals(1, runBlocking { app.phone().operationsInProgress() }.size)
        sari.taps(strings.done)
    }

    private fun makesAPinByFinger() {
        sari.taps(strings.otp)
        app.finger = Answer.Denied(BiometricAnswer.Cancelled)
        sari.taps(strings.useFinger)
        sari.sees(title(PhoneException.BiometricCancelled()))
        sari.looks("cancelled", secure = true)
        app.finger = Answer.Granted
        sari.taps(strings.useFinger)
        sari.sees(hasTestTag("otp"))
    }

    private fun title(refusal: PhoneException) = explain(refusal, language).title
}
