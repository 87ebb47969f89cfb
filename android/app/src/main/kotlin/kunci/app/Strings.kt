package kunci.app

import kunci.app.strings.ChatStrings

/** The labels of one way to write to the bank. */
class WritingLabels(
    val title: String,
    val none: String,
    val older: String,
    val new: String,
    val text: String,
    val send: String,
)

/**
 * The labels of the screens in one language: keys of the core's texts, resolved once. No sentence stands here, so that the
 * iPhone says the same. Area by area they are in `strings`, each on top of the one before.
 */
class Strings private constructor(language: String) : ChatStrings(language) {
    companion object {
        private val indonesian by lazy { Strings("id") }
        private val english by lazy { Strings("en") }

        /** Indonesian for `id…` (and its old tag `in`), else English: the same choice that the core makes. */
        fun of(languageTag: String): Strings {
            val language = languageTag.substringBefore('-').lowercase()
            return if (language == "id" || language == "in") indonesian else english
        }
    }
}
