package kunci

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.name

/** A journey: steps that a customer, the phone and the bank take, one after the other. */
class Journey(val file: String, val name: String, val steps: List<Step>) {
    companion object {
        /** Every journey of the repository, in the order of their names. */
        fun all(folder: Path): List<Journey> {
            val files = Files.list(folder).use { all -> all.filter { it.extension == "json" && !it.name.contains("schema") }.toList() }
            check(files.isNotEmpty()) { "no journey in $folder" }
            return files.sorted().map { read("tests/journeys/${it.name}", Files.readString(it)) }
        }

        /** Reads a journey; a field that this runner does not know is an error, never overlooked. */
        fun read(file: String, text: String): Journey {
            val journey = Json.parseToJsonElement(text).jsonObject
            journey.allow(file, "\$schema", "name", "title", "steps")
            val steps = journey.getValue("steps").jsonArray.map { Step.read(file, it.jsonObject) }
            check(steps.isNotEmpty()) { "$file has no steps" }
            return Journey(file, journey.text("name"), steps)
        }
    }
}

/** What is done in a step, what must come of it, and which parts are kept for later steps. */
class Step(
    val id: String,
    val title: String,
    val action: String,
    val with: JsonObject,
    val expect: Expectation,
    val save: Map<String, String>,
    /** Which phone acts. */
    val on: String,
) {
    companion object {
        fun read(file: String, step: JsonObject): Step {
            val id = step.text("id")
            step.allow("$file::$id", "id", "title", "promises", "do", "with", "expect", "save", "sees", "on")
            return Step(
                id = id,
                title = step.getValue("title").jsonObject.text("en"),
                action = step.text("do"),
                with = step.objectOrEmpty("with"),
                expect = Expectation.read("$file::$id", step.getValue("expect").jsonObject),
                save = step.objectOrEmpty("save").mapValues { it.value.jsonPrimitive.content },
                on = step["on"]?.jsonPrimitive?.content ?: "first",
            )
        }
    }
}

/** What must come of a step. */
sealed interface Expectation {
    /** Success, and the result holds at least this. */
    data class Ok(val pattern: JsonObject) : Expectation

    /** A refusal with this code. */
    data class Error(val code: String) : Expectation

    companion object {
        fun read(place: String, expect: JsonObject): Expectation {
            expect.allow(place, "ok", "error")
            check(expect.size == 1) { "$place must expect either success or an error" }
            return expect["error"]?.let { Error(it.jsonPrimitive.content) } ?: Ok(expect.getValue("ok").jsonObject)
        }
    }
}

internal fun JsonObject.allow(place: String, vararg names: String) {
    val unknown = keys - names.toSet()
    check(unknown.isEmpty()) { "$place has fields that this runner does not know: $unknown" }
}

private fun JsonObject.objectOrEmpty(name: String): JsonObject = this[name]?.jsonObject ?: JsonObject(emptyMap())
