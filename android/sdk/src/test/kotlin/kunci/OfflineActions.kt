package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.OfflineCode
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.TypedTransfer

/** The actions without a network: codes by QR and by typing, freezing by telephone, the proof of a caller. */
class OfflineActions(private val operations: OperationActions) {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "read_scan" -> args.only("text").let { readScan(phone, args.text("text")) }
        "qr_code" -> args.only("code").let { entered(args.text("code")) { code(phone.qrCode(operations.onScreen, it)) } }
        "typed_code" -> {
            args.only("kind", "bank_code", "account", "minor", "currency", "exponent", "code")
            val (kind, bank, account) = listOf("kind", "bank_code", "account").map(args::text)
            val typed = TypedTransfer(kind, bank, account, operations.money(args))
            entered(args.text("code")) { code(phone.typedCode(typed, it)) }
        }
        "freeze_code" -> args.only("ending").let { code(phone.freezeCode(operations.known(phone, args))) }
        "start_caller_check" -> args.only().let { viewAsJson(phone.startCallerCheck()) }
        "finish_caller_check" -> {
            args.only("employee_id", "purpose", "answer")
            viewAsJson(phone.finishCallerCheck(args.text("employee_id"), args.text("purpose"), args.text("answer")))
        }
        else -> null
    }

    private suspend fun readScan(phone: Phone, text: String): JsonElement {
        val scan = phone.readScan(text, LANGUAGE)
        val sort = when {
            scan.operation != null -> "approval"
            scan.paymentCode -> "payment-code"
            scan.enrolment -> "enrolment"
            else -> "unknown"
        }
        val told = scan.explanation?.let { JsonPrimitive("${it.title}. ${it.body} ${it.action}") } ?: JsonNull
        val shown = scan.operation?.let(operations::show).orEmpty()
        return JsonObject(shown + mapOf("scan" to JsonPrimitive(sort), "told" to told))
    }

    private fun code(code: OfflineCode): JsonElement = code.use {
        JsonObject(
            mapOf(
                "code" to JsonPrimitive(it.digits().decodeToString()),
                "valid_until_ms" to JsonPrimitive(it.validUntilMs()),
            ),
        )
    }
}
