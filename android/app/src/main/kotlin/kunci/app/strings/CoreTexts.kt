package kunci.app.strings

import uniffi.kunci_bindings.TextValue
import uniffi.kunci_bindings.text as textOfTheCore

/** Texts of the core in one language, by their keys. The labels of each area of the app are a layer on top of it. */
abstract class CoreTexts(
    /** The app's own language, as the core and the bank are told: never the region or script of the phone's settings. */
    val language: String,
) {
    protected fun text(key: String, vararg values: Pair<String, TextValue>) = textOfTheCore(language, key, mapOf(*values))

    protected fun words(words: String) = TextValue.Words(words)

    protected fun count(count: Int) = TextValue.Count(count.toULong())
}
