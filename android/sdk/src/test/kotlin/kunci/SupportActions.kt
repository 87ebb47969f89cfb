package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.ChannelKind
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.guideStep
import uniffi.kunci_bindings.helpTopics

/** The bank's channels, what is really the bank's, and help. */
object SupportActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "channels" -> args.only().let { channels(phone) }
        "check_contacts" -> args.only("text").let { check(phone, args.text("text")) }
        "guide" -> args.only("step", "signed_in").let { guide(args.text("step"), args.flag("signed_in") == true) }
        "help" -> args.only("text", "language").let { help(args.text("text"), args.text("language")) }
        else -> null
    }

    private suspend fun channels(phone: Phone): JsonElement {
        val directory = phone.channels(LANGUAGE)
        fun first(kind: ChannelKind) = JsonPrimitive(directory.channels.firstOrNull { it.kind == kind }?.address.orEmpty())
        return JsonObject(
            mapOf(
                "count" to JsonPrimitive(directory.channels.size),
                "phone" to first(ChannelKind.PHONE),
                "website" to first(ChannelKind.WEBSITE),
                "signed" to JsonPrimitive(directory.issuedMs > 0),
            ),
        )
    }

    private suspend fun check(phone: Phone, text: String): JsonElement {
        val found = phone.checkContacts(text, LANGUAGE)
        val verdicts = found.joinToString(" ") { "${it.kind.name.lowercase()}:${if (it.official) "official" else "unknown"}" }
        val explained = found.all { it.title.isNotEmpty() && it.body.isNotEmpty() }
        return JsonObject(mapOf("verdicts" to JsonPrimitive(verdicts), "explained" to JsonPrimitive(explained)))
    }

    private fun guide(step: String, signedIn: Boolean): JsonElement {
        val told = guideStep(step, signedIn, LANGUAGE)
        val acts = told.acts.map { it.act.name.lowercase().replace('_', '-') + if (it.signInFirst) "*" else "" }
        val words = listOf(told.title, told.body) + told.answers.map { it.text } + told.acts.map { it.title }
        return JsonObject(
            mapOf(
                "step" to JsonPrimitive(told.key),
                "answers" to JsonPrimitive(told.answers.joinToString(" ") { it.step }),
                "acts" to JsonPrimitive(acts.joinToString(" ")),
                "explained" to JsonPrimitive(words.all { it.isNotEmpty() }),
            ),
        )
    }

    private fun help(typed: String, language: String): JsonElement {
        val topics = helpTopics(typed, language)
        val first = topics.firstOrNull()?.key.orEmpty()
        return JsonObject(mapOf("found" to JsonPrimitive(topics.size), "first" to JsonPrimitive(first)))
    }
}
