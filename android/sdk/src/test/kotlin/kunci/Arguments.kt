package kunci

import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.long

/** What a step gives to an action; what is missing, of another type or unknown is an error. */
class Arguments(private val action: String, private val with: JsonObject) {
    fun only(vararg names: String) = with.allow(action, *names)

    fun without(name: String) = Arguments(action, JsonObject(with - name))

    fun has(name: String) = name in with

    fun text(name: String): String = value(name).also { check(it.isString) { "`$name` of $action is no text" } }.content

    fun number(name: String): Long = value(name).also { check(!it.isString) { "`$name` of $action is no number" } }.long

    /** `null` where it is not given. */
    fun flag(name: String): Boolean? = if (has(name)) value(name).boolean else null

    private fun value(name: String): JsonPrimitive {
        val value = checkNotNull(with[name]) { "$action needs `$name`" }
        return checkNotNull(value as? JsonPrimitive) { "`$name` of $action is $value" }
    }
}
