package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.warningName

/** The actions about trusted places, warnings, what waits, and suspension. */
class GuardActions(private val operations: OperationActions) {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "surroundings" -> {
            args.only("trusted_place", "on_call", "screen_shared")
            val (call, shared) = listOf("on_call", "screen_shared").map { args.flag(it) ?: false }
            viewAsJson(phone.setSurroundings(args.flag("trusted_place"), call, shared))
        }
        "integrity" -> args.only("rooted").let { viewAsJson(phone.setIntegrity(args.flag("rooted"))) }
        "warnings" -> args.only().let { warnings(phone) }
        "trusted_places" -> args.only().let { viewAsJson(phone.trustedPlaces()) }
        "trusted_places_on" -> args.only().let { viewAsJson(phone.switchTrustedPlacesOn()) }
        "trusted_places_off" -> args.only().let { operations.show(phone.switchTrustedPlacesOff()) }
        "emergency_key" -> args.only().let { viewAsJson(phone.emergencyKey(LANGUAGE)) }
        "make_emergency_key" -> args.only().let {
            phone.makeEmergencyKey().use { key ->
                val digits = JsonPrimitive(key.digits().decodeToString())
                JsonObject(operations.show(key.operation()) + ("key" to digits))
            }
        }
        "drop_emergency_key" -> args.only().let { operations.show(phone.dropEmergencyKey()) }
        "waiting" -> args.only().let {
            val titles = phone.waitingOperations().map { it.operation.title(LANGUAGE) }
            counted(titles.size, "titles" to titles.joinToString(" | "))
        }
        "cancel" -> args.only("operation_id").let {
            val id = if (args.has("operation_id")) args.text("operation_id") else operations.onScreen.id()
            operations.view(phone, phone.cancelWaiting(id))
        }
        "suspend" -> args.only().let { viewAsJson(phone.suspendToken()) }
        "lift_suspension" -> args.only().let { operations.show(phone.liftSuspension()) }
        else -> null
    }

    private fun warnings(phone: Phone): JsonElement {
        val warnings = phone.approvalWarnings(operations.onScreen, LANGUAGE)
        return counted(
            warnings.size,
            "kinds" to warnings.joinToString(" ") { warningName(it.kind) },
            "words" to warnings.joinToString(" ") { "${it.title}. ${it.body}" },
        )
    }

    private fun counted(count: Int, vararg words: Pair<String, String>) =
        JsonObject(words.associate { (name, text) -> name to JsonPrimitive(text) } + ("count" to JsonPrimitive(count)))
}
