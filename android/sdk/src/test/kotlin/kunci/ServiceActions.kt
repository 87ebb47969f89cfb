package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.About
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.TipMoment
import uniffi.kunci_bindings.WrittenView
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.rights
import uniffi.kunci_bindings.tips

/** The actions about outages, complaints, letters, rights and tips. */
object ServiceActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "outages" -> args.only().let { outages(phone) }
        "rights" -> args.only("language").let { rightsIn(args.text("language")) }
        "file_complaint" -> {
            args.only("kind", "text")
            write(phone, About.Complaint(named(args.text("kind"))), args)
        }
        "complaints" -> args.only().let { list(phone, WrittenWay.COMPLAINT) }
        "write_letter" -> {
            args.only("subject", "text")
            write(phone, About.Letter(named(args.text("subject"))), args)
        }
        "letters" -> args.only().let { list(phone, WrittenWay.LETTER) }
        "keep_complaint" -> {
            args.only("kind", "text")
            val about = chosen(args.text("kind"))?.let { About.Complaint(named(it)) }
            keep(phone, WrittenWay.COMPLAINT, about, args)
        }
        "unsent_complaint" -> args.only().let { unsent(phone, WrittenWay.COMPLAINT) }
        "keep_letter" -> {
            args.only("subject", "text")
            keep(phone, WrittenWay.LETTER, chosen(args.text("subject"))?.let { About.Letter(named(it)) }, args)
        }
        "unsent_letter" -> args.only().let { unsent(phone, WrittenWay.LETTER) }
        "tips" -> {
            args.only("language", "moment")
            val told = tips(named<TipMoment>(args.text("moment")), args.text("language"))
            JsonObject(mapOf("count" to JsonPrimitive(told.size), "text" to JsonPrimitive(told.joinToString(" "))))
        }
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

    private suspend fun write(phone: Phone, about: About, args: Arguments) =
        JsonObject(one(phone.writeToBank(about, args.text("text"), LANGUAGE)))

    /** No name for what is not chosen yet. */
    private fun chosen(name: String) = name.ifEmpty { null }

    private suspend fun keep(phone: Phone, way: WrittenWay, about: About?, args: Arguments): JsonElement {
        phone.keepUnsent(way, about, args.text("text"))
        return JsonObject(emptyMap())
    }

    /** Whether something was begun, and what. */
    private suspend fun unsent(phone: Phone, way: WrittenWay): JsonElement {
        val begun = phone.unsent(way)
        val about = when (val picked = begun?.about) {
            null -> null
            is About.Complaint -> picked.v1.name
            is About.Letter -> picked.v1.name
        }
        return JsonObject(
            mapOf(
                "begun" to JsonPrimitive(begun != null),
                "about" to JsonPrimitive(about?.lowercase()),
                "text" to JsonPrimitive(begun?.text),
            ),
        )
    }

    private fun one(written: WrittenView) = mapOf(
        "reference" to JsonPrimitive(written.reference),
        "kind" to JsonPrimitive(written.kind),
        "state" to JsonPrimitive(written.state),
        "title" to JsonPrimitive(written.title),
        "next" to JsonPrimitive(written.next),
        "answer" to JsonPrimitive(written.answer),
        "due_in_hours" to JsonPrimitive((written.dueMs - written.filedMs) / HOUR_MS),
    )

    /** The newest page: how many, their states from the newest on, and the newest itself. */
    private suspend fun list(phone: Phone, way: WrittenWay): JsonElement {
        val all = phone.writtenToBank(way, null, LANGUAGE).written
        val counts = mapOf(
            "count" to JsonPrimitive(all.size),
            "states" to JsonPrimitive(all.joinToString(" ") { it.state }),
        )
        return JsonObject(all.firstOrNull()?.let(::one).orEmpty() + counts)
    }

    private const val HOUR_MS = 3_600_000L
}
