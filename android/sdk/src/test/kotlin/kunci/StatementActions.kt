package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException

/** The actions about statements. */
object StatementActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "statements" -> {
            args.only()
            val all = phone.statements(LANGUAGE)
            val newest = all.firstOrNull()?.let(::viewAsJson) as? JsonObject
            JsonObject(newest.orEmpty() + ("count" to JsonPrimitive(all.size)))
        }
        "statement_document" -> {
            args.only()
            val newest = phone.statements(LANGUAGE).firstOrNull() ?: throw PhoneException.NotFound()
            val content = phone.statementDocument(newest.statementId)
            JsonObject(mapOf("pdf" to JsonPrimitive(content.decodeToString().startsWith("%PDF-"))))
        }
        else -> null
    }
}
