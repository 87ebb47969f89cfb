package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.ConsentView
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.StoredView

/** The actions about privacy. */
object PrivacyActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "stored" -> args.only().let { JsonObject(counts(phone.stored(LANGUAGE))) }
        "export" -> args.only("passphrase", "word").let { export(phone, args) }
        "erase" -> args.only("code").let {
            val erased = when {
                args.has("code") -> entered(args.text("code")) { code -> phone.eraseData(code, LANGUAGE) }
                else -> phone.eraseData(null, LANGUAGE)
            }
            JsonObject(counts(erased.left) + ("done" to JsonPrimitive(erased.done)))
        }
        "consents" -> args.only().let { said(phone.consents(LANGUAGE)) }
        "set_consent" -> args.only("kind", "version", "given").let {
            val given = checkNotNull(args.flag("given")) { "given must be true or false" }
            said(phone.setConsent(args.text("kind"), args.number("version").toUInt(), given, LANGUAGE))
        }
        else -> null
    }

    private fun counts(kept: List<StoredView>): Map<String, JsonElement> =
        kept.associate { it.kind.replace('-', '_') to viewAsJson(it.count) }

    /** The file's format, and whether a word of it can be read without the passphrase. */
    private suspend fun export(phone: Phone, args: Arguments): JsonElement {
        val file = phone.exportData(args.text("passphrase").toByteArray())
        val format = Regex(""""format":"([^"]+)"""").find(file)?.groupValues?.get(1)
        return JsonObject(
            mapOf("format" to JsonPrimitive(format), "readable" to JsonPrimitive(args.text("word") in file)),
        )
    }

    private fun said(consents: List<ConsentView>) = JsonObject(
        consents.associate { consent ->
            val version = consent.saidVersion
            val word = when {
                consent.given -> "given ${consent.version}"
                version != null -> "not given, said to $version"
                else -> "open"
            }
            consent.kind to JsonPrimitive(word)
        },
    )
}
