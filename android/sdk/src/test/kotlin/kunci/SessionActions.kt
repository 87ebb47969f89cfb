package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.SessionWatch
import uniffi.kunci_bindings.TransactionFilter
import uniffi.kunci_bindings.explainSessionEnd
import uniffi.kunci_bindings.sessionEndName

/** The actions about the life of a session. */
object SessionActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "touch" -> args.only().let { viewAsJson(phone.touched()) }
        "watch" -> args.only().let { shown(phone.watchSession()) }
        "stay" -> args.only().let { shown(phone.staySignedIn()) }
        "look" -> args.only().let {
            val found = phone.lookForOperations()
            found.forEach { it.close() }
            JsonObject(mapOf("count" to JsonPrimitive(found.size)))
        }
        "look_for_payments" -> args.only().let {
            val filter = TransactionFilter(null, emptyList(), null, null, null)
            val page = phone.lookForTransactions(filter, null, LANGUAGE)
            JsonObject(mapOf("count" to JsonPrimitive(page.transactions.size)))
        }
        else -> null
    }

    private fun shown(watch: SessionWatch) = JsonObject(
        mapOf(
            "signed_in" to JsonPrimitive(watch.signedIn),
            "warned" to JsonPrimitive(watch.secondsLeft != null),
            "can_stay" to JsonPrimitive(watch.canStay),
            "ended" to (watch.ended?.let { JsonPrimitive(sessionEndName(it)) } ?: JsonNull),
            "title" to (watch.ended?.let { JsonPrimitive(explainSessionEnd(it, LANGUAGE).title) } ?: JsonNull),
        ),
    )
}
