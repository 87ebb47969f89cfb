package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.CallBackView
import uniffi.kunci_bindings.CallReason
import uniffi.kunci_bindings.Phone

/** Calls of the bank that the customer asked for, and the user id by SMS. */
object CallBackActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "call_backs" -> args.only().let { list(phone) }
        "ask_for_call" -> args.only("reason", "window").let { ask(phone, args.text("reason"), args.number("window").toInt()) }
        "cancel_call" -> args.only().let {
            val open = phone.callBacks(LANGUAGE).calls.first { it.open }
            shown(phone.cancelCall(open.id, LANGUAGE))
        }
        "remind_user_id" -> args.only("number").let { viewAsJson(phone.remindUserId(args.text("number"), LANGUAGE)) }
        else -> null
    }

    private suspend fun list(phone: Phone): JsonElement {
        val told = phone.callBacks(LANGUAGE)
        val shown = mutableMapOf<String, JsonElement>(
            "count" to JsonPrimitive(told.calls.size),
            "windows" to JsonPrimitive(told.windows.size),
            "number" to JsonPrimitive(told.number),
        )
        told.calls.firstOrNull()?.let { shown["newest"] = JsonPrimitive(it.state) }
        return JsonObject(shown)
    }

    /** [window]: which of those that are offered, the first is 1; while a call is waited for, nothing is. */
    private suspend fun ask(phone: Phone, reason: String, window: Int): JsonElement {
        val offered = phone.callBacks(LANGUAGE).windows
        val fromMs = offered.getOrNull(window - 1)?.fromMs ?: 0L
        return shown(phone.askForCall(CallReason.valueOf(reason.uppercase()), fromMs, LANGUAGE))
    }

    private fun shown(call: CallBackView) = JsonObject(
        mapOf(
            "call" to JsonPrimitive(call.id),
            "state" to JsonPrimitive(call.state),
            "open" to JsonPrimitive(call.open),
            "explained" to JsonPrimitive(listOf(call.title, call.next, call.reasonName).all { it.isNotEmpty() }),
        ),
    )
}
