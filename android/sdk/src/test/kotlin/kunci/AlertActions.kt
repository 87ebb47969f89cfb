package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.Phone

/** The actions about alerts. */
object AlertActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "alerts" -> args.only().let { newest(phone) }
        "alerts_read" -> args.only().let {
            val newest = checkNotNull(phone.alerts(null, LANGUAGE).alerts.firstOrNull()) { "there is no alert" }
            viewAsJson(phone.markAlertsRead(newest.alertId))
        }
        else -> null
    }

    /** The newest page: how many, their kinds from the newest on, and the words of the newest. */
    private suspend fun newest(phone: Phone): JsonElement {
        val page = phone.alerts(null, LANGUAGE)
        val kinds = page.alerts.joinToString(" ") { it.kind }
        val counts = mapOf(
            "count" to JsonPrimitive(page.alerts.size),
            "kinds" to JsonPrimitive(kinds),
            "unread" to JsonPrimitive(page.unread.toLong()),
        )
        val newest = page.alerts.firstOrNull() ?: return JsonObject(counts)
        val words = (viewAsJson(newest) as JsonObject).filterKeys { it in setOf("kind", "title", "body", "action", "card_ending") }
        return JsonObject(counts + words)
    }
}
