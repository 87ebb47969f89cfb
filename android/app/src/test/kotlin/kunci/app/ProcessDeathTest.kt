package kunci.app

import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.kunci_bindings.OperationStage
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.explain

/** The system ends the app's process while the customer is elsewhere: routes and ids are left, and what the core knows. */
class ProcessDeathTest : Screens("process-death") {
    @Test
    fun otp_1_a_registration_survives_the_end_of_the_process_at_each_step() {
        opensTheApp()
        signsIn()
        sari.taps(strings.sendSms)
        sari.sees(strings.typePin)
        // To the SMS app, and back.
        theProcessDies()
        signsIn()
        sari.taps(strings.sendSms)
        sari.sees(strings.typePin)
        sari.enters(sms())
        choosesACode(PROBED)
        sari.sees(strings.chooseCode)
        theProcessDies()
        signsIn()
        sari.taps(strings.sendSms)
        sari.sees(strings.typePin)
        sari.enters(sms())
        loses("/v1/token/enrolments/*/confirmation")
        loses("/v1/token/status")
        choosesACode(CODE)
        sari.sees(strings.resumeHint)
        sari.sees(explain(PhoneException.OutcomeUnknown(), language).title)
        sari.looks("outcome-unknown", secure = true)
        theProcessDies()
        assertEquals(TokenStage.PENDING, runBlocking { app.phone().token() }.stage)
        sari.sees(strings.resumeHint)
        sari.enters(CODE)
        unlocks()
        // The token is there; the session went with the process.
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
        assertEquals("1", ask("customer") { put("user_id", "sari") }.text("active_tokens"))
    }

    @Test
    fun otp_13_a_purchase_is_found_again_after_the_end_of_the_process_and_followed_until_it_is_settled() {
        registers(app.phone())
        opensTheApp()
        signsIn()
        unlocks()
        sari.sees(strings.nothingWaits)
        val id = purchase()
        sari.taps(strings.refresh)
        sari.taps(hasText(SHOP, substring = true))
        sari.sees(strings.approve)
        theProcessDies()
        // What waits is shown by possession of the phone; to approve it needs a session.
        sari.sees(strings.approve)
        sari.taps(strings.approve)
        sari.enters(CODE)
        sari.sees(explain(PhoneException.NotSignedIn(), language).title)
        signsIn()
        unlocks()
        sari.taps(strings.approve)
        sari.enters(CODE)
        sari.sees(hasTestTag("answer"))
        val words = runBlocking { app.phone().run { operationWords(operation(id), language) } }
        sari.sees(words.detail)
        sari.looks("approved", secure = true)
        theProcessDies()
        signsIn()
        unlocks()
        sari.sees(hasTestTag("answer"))
        sari.sees(words.title)
        sari.taps(strings.done)
        sari.sees(hasTestTag("progress") and hasText(words.detail))
        sari.looks("home-in-progress", secure = false)
        ask("settle") { put("operation_id", id) }
        sari.taps(strings.operations)
        val settled = runBlocking { app.phone().operation(id) }
        assertEquals(OperationStage.COMPLETED, settled.stage)
        sari.sees(hasTestTag("progress") and hasText(app.phone().operationWords(settled, language).state))
        sari.looks("operations", secure = false)
        sari.taps(strings.refresh)
        sari.taps(strings.back)
        sari.sees(strings.nothingWaits)
        sari.loses(hasTestTag("progress"))
    }

    private fun loses(path: String) = app.bank.ask("fault", buildJsonObject {
        put("kind", "lose_reply")
        put("path", path)
        put("times", 1)
    })

    private fun purchase() = ask("merchant_purchase") {
        put("user_id", "sari")
        put("ending", "4821")
        put("merchant", SHOP)
        put("order", "INV-1")
        putJsonObject("amount") {
            put("minor", 25_000_000)
            put("currency", "IDR")
            put("exponent", 2)
        }
    }.text("operation_id")

    private companion object {
        const val SHOP = "Toko Buku Nusantara"

        /** Refused, so that the choice is not over. */
        const val PROBED = "123456"
    }
}
