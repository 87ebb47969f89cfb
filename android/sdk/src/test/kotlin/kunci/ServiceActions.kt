package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.ComplaintKind
import uniffi.kunci_bindings.ComplaintView
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.rights

/** The actions about outages, complaints and rights. */
object ServiceActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "outages" -> args.only().let { outages(phone) }
        "rights" -> args.only("language").let { rightsIn(args.text("language")) }
        "file_complaint" -> {
            args.only("kind", "text")
            JsonObject(one(phone.fileComplaint(named<ComplaintKind>(args.text("kind")), args.text("text"), LANGUAGE)))
        }
        "complaints" -> args.only().let { complaints(phone) }
        else -> null
    }

    /** What is out and what is announced, by name; what works; the words of the first outage. */
    private suspend fun outages(phone: Phone): JsonElement {
        val view = phone.outages(LANGUAGE)
        fun at(stage: String) = view.outages.filter { it.stage == stage }.joinToString(" ") { it.service }
        return JsonObject(
            mapOf(
                "fresh" to JsonPrimitive(view.isFresh),
                "age" to JsonPrimitive(view.age),
                "banner" to JsonPrimitive(view.banner.orEmpty()),
                "now" to JsonPrimitive(at("now")),
                "announced" to JsonPrimitive(at("announced")),
                "perhaps_over" to JsonPrimitive(at("perhaps-over")),
                "works" to JsonPrimitive(view.works.joinToString(" ") { it.code }),
                "text" to JsonPrimitive(view.outages.firstOrNull()?.text.orEmpty()),
            ),
        )
    }

    /** How many, and the words of the first. */
    private fun rightsIn(language: String): JsonElement {
        val all = rights(language)
        val first = checkNotNull(all.firstOrNull()) { "there are no rights" }
        return JsonObject(
            mapOf(
                "count" to JsonPrimitive(all.size),
                "first" to JsonPrimitive(first.key),
                "title" to JsonPrimitive(first.title),
                "body" to JsonPrimitive(first.body),
            ),
        )
    }

    private fun one(complaint: ComplaintView) = mapOf(
        "reference" to JsonPrimitive(complaint.reference),
        "kind" to JsonPrimitive(complaint.kind),
        "state" to JsonPrimitive(complaint.state),
        "title" to JsonPrimitive(complaint.title),
        "next" to JsonPrimitive(complaint.next),
        "answer" to JsonPrimitive(complaint.answer),
        "due_in_hours" to JsonPrimitive((complaint.dueMs - complaint.filedMs) / HOUR_MS),
    )

    /** The newest page: how many, their states from the newest on, and the newest itself. */
    private suspend fun complaints(phone: Phone): JsonElement {
        val all = phone.complaints(null, LANGUAGE).complaints
        val counts = mapOf(
            "count" to JsonPrimitive(all.size),
            "states" to JsonPrimitive(all.joinToString(" ") { it.state }),
        )
        return JsonObject(all.firstOrNull()?.let(::one).orEmpty() + counts)
    }

    private const val HOUR_MS = 3_600_000L
}
