package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.NumberOutcome
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneNumberView
import uniffi.kunci_bindings.StepUpMethod

/** The actions about the token that are not done every day: another Unlock Code, a hardware token. */
class TokenActions(private val operations: OperationActions) {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "change_code" -> {
            args.only("old", "new", "repeat")
            entered(args.text("old")) { old ->
                entered(args.text("new")) { new ->
                    entered(args.text("repeat")) { viewAsJson(phone.changeCode(old, new, it)) }
                }
            }
        }
        "activate_hardware_token" -> {
            args.only("birth_date", "serial", "otp")
            entered(args.text("otp")) {
                viewAsJson(phone.activateHardwareToken(args.text("birth_date"), args.text("serial"), it))
            }
        }
        "resync_hardware_token" -> {
            args.only("serial", "otp", "next_otp")
            entered(args.text("otp")) { otp ->
                entered(args.text("next_otp")) { viewAsJson(phone.resyncHardwareToken(args.text("serial"), otp, it)) }
            }
        }
        "begin_step_up" -> args.only("method").let {
            viewAsJson(phone.beginStepUp(named<StepUpMethod>(args.text("method"))))
        }
        "prove_step_up" -> args.only("otp").let { entered(args.text("otp")) { viewAsJson(phone.proveStepUp(it)) } }
        "prove_by_old_phone" -> args.only().let { viewAsJson(phone.proveEnrolmentByOldPhone()) }
        "begin_by_qr" -> args.only("text").let { viewAsJson(phone.beginEnrolmentByQr(args.text("text"))) }
        "remove_token" -> args.only("code").let { entered(args.text("code")) { viewAsJson(phone.removeToken(it)) } }
        "phone_number" -> args.only().let { number(phone.phoneNumber()) }
        "begin_number_change" -> args.only("number").let {
            JsonObject(mapOf("sent_to" to JsonPrimitive(phone.beginNumberChange(args.text("number")))))
        }
        "prove_number_change" -> args.only("otp", "hardware_otp").let {
            entered(args.text("otp")) { otp ->
                if (args.has("hardware_otp")) entered(args.text("hardware_otp")) { proved(phone.proveNumberChange(otp, it)) }
                else proved(phone.proveNumberChange(otp, null))
            }
        }
        "cancel_number_change" -> args.only("change_id").let { number(phone.cancelNumberChange(args.text("change_id"))) }
        else -> null
    }

    private fun number(view: PhoneNumberView): JsonElement {
        val waiting = view.waiting?.let { JsonPrimitive(it.number) } ?: JsonNull
        return JsonObject(mapOf("number" to JsonPrimitive(view.number), "waiting" to waiting))
    }

    private fun proved(outcome: NumberOutcome): JsonElement = when (outcome) {
        is NumberOutcome.NeedsApproval -> JsonObject(operations.show(outcome.operation) + ("waits" to JsonPrimitive(false)))
        is NumberOutcome.Waits -> JsonObject(
            mapOf(
                "waits" to JsonPrimitive(true),
                "change_id" to JsonPrimitive(outcome.change.changeId),
                "number" to JsonPrimitive(outcome.change.number),
            ),
        )
    }
}
