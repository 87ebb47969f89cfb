package kunci

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import java.lang.reflect.Modifier

/** A record of the core as a journey names it: fields and enum values in snake case. */
fun viewAsJson(value: Any?): JsonElement = when (value) {
    null -> JsonNull
    is Unit -> JsonObject(emptyMap())
    is String -> JsonPrimitive(value)
    is Boolean -> JsonPrimitive(value)
    is Number -> JsonPrimitive(value)
    is UByte, is UShort, is UInt, is ULong -> JsonPrimitive(value.toString().toBigInteger())
    is Enum<*> -> JsonPrimitive(value.name.lowercase())
    is List<*> -> JsonArray(value.map(::viewAsJson))
    else -> {
        // A data class; the name goes on where a field is unsigned.
        val isRecord = value.javaClass.methods.any { it.name.startsWith("component1") }
        check(isRecord) { "${value.javaClass} is no record: name its fields in PhoneActions.kt" }
        val fields = value.javaClass.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }
        JsonObject(fields.associate { it.isAccessible = true; snakeCase(it.name) to viewAsJson(it.get(value)) })
    }
}

/** `expiresAt` is `expires_at`. */
fun snakeCase(name: String): String = name.replace(Regex("(?<=[a-z0-9])[A-Z]")) { "_" + it.value }.lowercase()
