package kunci

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonPrimitive

private val variable = Regex("""\$\{([A-Za-z0-9_]+)}""")

/** Puts saved values in the place of `${name}` inside texts. */
fun fill(element: JsonElement, saved: Map<String, JsonElement>): JsonElement = when (element) {
    is JsonObject -> fillAll(element, saved)
    is JsonArray -> JsonArray(element.map { fill(it, saved) })
    is JsonPrimitive -> if (element.isString) JsonPrimitive(fillText(element.content, saved)) else element
}

/** The same for every field of an object. */
fun fillAll(element: JsonObject, saved: Map<String, JsonElement>) = JsonObject(element.mapValues { fill(it.value, saved) })

private fun fillText(text: String, saved: Map<String, JsonElement>) = variable.replace(text) {
    val name = it.groupValues[1]
    checkNotNull(saved[name]) { "no step saved `$name`" }.jsonPrimitive.content
}

/** What keeps [result] from having the [wanted] fields, or null. It may have others. */
fun mismatch(wanted: JsonObject, result: JsonElement): String? {
    if (result !is JsonObject) return "the result is $result instead of an object"
    return wanted.entries.firstNotNullOfOrNull { (name, value) ->
        val found = result[name]
        if (found == null) "the result has no `$name` but ${result.keys}" else fieldMismatch(value, found)?.let { "$name: $it" }
    }
}

/** An object holds rules, of which each must hold: `{"digits": 6}` for a text of six digits, `{"not": value}`. */
private fun fieldMismatch(wanted: JsonElement, found: JsonElement): String? {
    if (wanted !is JsonObject) return if (same(wanted, found)) null else "is $found instead of $wanted"
    return wanted.entries.firstNotNullOfOrNull { (rule, value) ->
        when (rule) {
            "digits" -> if (isDigits(found, value.jsonPrimitive.content.toInt())) null else "is not $value digits"
            "not" -> if (same(value, found)) "is $found, which it must not be" else null
            else -> "there is no rule `$rule`"
        }
    }
}

private fun isDigits(found: JsonElement, count: Int): Boolean {
    val text = (found as? JsonPrimitive)?.takeIf { it.isString }?.content ?: return false
    return text.length == count && text.all { it in '0'..'9' }
}

private fun same(wanted: JsonElement, found: JsonElement): Boolean = when {
    wanted !is JsonPrimitive || found !is JsonPrimitive -> wanted == found
    wanted.isString != found.isString -> false
    wanted is JsonNull || found is JsonNull -> wanted == found
    wanted.isString -> wanted.content == found.content
    else -> wanted.content == found.content || numberOf(wanted) != null && numberOf(wanted) == numberOf(found)
}

private fun numberOf(value: JsonPrimitive) = value.content.toBigDecimalOrNull()?.stripTrailingZeros()
