package kunci

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** A check that cannot fail would be worth nothing: each rule is shown to pass and to fail. */
class MatchingTest {
    private fun check(pattern: String, actual: String) =
        mismatch(Json.parseToJsonElement(pattern).jsonObject, Json.parseToJsonElement(actual))

    @Test
    fun what_holds_the_pattern_matches() {
        listOf(
            """{}""" to """{"a":1}""",
            """{"a":1}""" to """{"a":1,"b":2}""",
            """{"a":1.0}""" to """{"a":1}""",
            """{"a":null}""" to """{"a":null}""",
            """{"a":{"not":"x"}}""" to """{"a":"y"}""",
            """{"otp":{"digits":6}}""" to """{"otp":"012345"}""",
            """{"otp":{"digits":6,"not":"654321"}}""" to """{"otp":"012345"}""",
        ).forEach { (pattern, actual) -> assertNull(check(pattern, actual), pattern) }
    }

    @Test
    fun what_differs_is_noticed() {
        listOf(
            """{"a":1}""" to """{}""",
            """{"a":1}""" to """{"a":2}""",
            """{"a":1}""" to """{"a":"1"}""",
            """{"a":null}""" to """{"a":"null"}""",
            """{"a":{"not":"x"}}""" to """{"a":"x"}""",
            """{"otp":{"digits":6}}""" to """{"otp":"12345"}""",
            """{"otp":{"digits":6}}""" to """{"otp":"12345a"}""",
            """{"otp":{"digits":6}}""" to """{"otp":123456}""",
            """{"otp":{"digits":6,"not":"012345"}}""" to """{"otp":"012345"}""",
            """{"otp":{"digit":6}}""" to """{"otp":"012345"}""",
            """{"a":1}""" to """[1]""",
        ).forEach { (pattern, actual) -> assertNotNull(check(pattern, actual), pattern) }
    }

    @Test
    fun saved_values_are_filled_in() {
        val saved = mapOf("n" to Json.parseToJsonElement("7"), "s" to Json.parseToJsonElement("\"x\""))
        val filled = fill(Json.parseToJsonElement("""{"a":"${'$'}{n}","b":"<${'$'}{s}>"}"""), saved)
        assertEquals("""{"a":"7","b":"<x>"}""", filled.toString())
        assertThrows<IllegalStateException> { fill(Json.parseToJsonElement("\"\${other}\""), saved) }
    }

    @Test
    fun unknown_fields_are_refused() {
        val step = """{"id":"1","title":{"en":"x"},"do":"phone.open","expect":{"ok":{}}}"""
        fun read(steps: String) = Journey.read("x.json", """{"name":"x","steps":[$steps]}""")
        assertEquals("phone.open", read(step).steps.single().action)
        listOf(
            "",
            step.replace("expect", "expcet"),
            step.replace(""""title"""", """"promise":[],"title""""),
            step.replace("\"ok\"", "\"okay\""),
            step.replace("""{"ok":{}}""", "{}"),
            step.replace("""{"ok":{}}""", """{"ok":{},"error":"x"}"""),
        ).forEach { assertThrows<RuntimeException>(it) { read(it) } }
    }
}
