package kunci

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import org.junit.jupiter.api.Assertions.fail
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.errorCode
import java.nio.file.Files
import kotlin.time.Duration.Companion.minutes

/** One journey under way: a bank of its own, new phones, and what the steps saved. */
class JourneyRun(private val journey: Journey) : AutoCloseable {
    private val folder = Files.createTempDirectory("kunci-${journey.name}-")
    private val bank = lazy { SandboxBank.start(Files.createDirectories(folder.resolve("bank"))) }
    private val phones = mutableMapOf<String, PhoneActions>()
    private val saved = mutableMapOf<String, JsonElement>()
    private var failed: String? = null

    /** Takes the next step. Once a step failed, those after it fail too: they stand on it. */
    fun take(step: Step) {
        failed?.let { fail<Unit>("not run: step $it failed") }
        val wrong = judge(step)
        if (wrong != null) {
            failed = step.id
            println("journey step FAILED: ${journey.file}::${step.id} ${step.title}: $wrong")
            fail<Unit>("${step.action}: $wrong")
        }
        println("journey step passed: ${journey.file}::${step.id} ${step.title}")
    }

    /** Carries out the step; what came of it that should not have, or null. */
    private fun judge(step: Step): String? {
        val (result, error) = runCatching { outcome(step) }.getOrElse { return it.toString() }
        val expect = step.expect
        if (expect is Expectation.Error) {
            return if (error == expect.code) null else "gave ${error ?: result} instead of the error ${expect.code}"
        }
        if (result == null) return "gave the error $error instead of success"
        val wanted = (expect as Expectation.Ok).pattern
        runCatching { mismatch(fillAll(wanted, saved), result) }.getOrElse { it.message }?.let { return it }
        step.save.forEach { (name, field) ->
            saved[name] = (result as? JsonObject)?.get(field) ?: return "gave no `$field` to save, but $result"
        }
        return null
    }

    override fun close() {
        phones.values.forEach { it.close() }
        if (bank.isInitialized()) bank.value.close()
        folder.toFile().deleteRecursively()
    }

    /** A phone by its name: a profile and keys of its own. */
    private fun phone(name: String) = phones.getOrPut(name) {
        val home = folder.resolve("phone-$name")
        PhoneActions(home, bank.value.phoneConfig, JcaDeviceKeys(home.resolve("device")))
    }

    /** A phone is from now on as another one is, keys and all: a thief's copy, or a backup that is put back. */
    private fun copy(name: String, with: JsonObject): JsonElement {
        val args = Arguments("phone.copy_from", with)
        args.only("phone")
        phones.remove(name)?.close()
        val (from, to) = listOf(args.text("phone"), name).map { folder.resolve("phone-$it").toFile() }
        check(from.isDirectory) { "there is no phone ${from.name}" }
        to.deleteRecursively()
        check(from.copyRecursively(to)) { "the copy is not whole" }
        return JsonObject(emptyMap())
    }

    private data class Outcome(val result: JsonElement? = null, val error: String? = null)

    private fun outcome(step: Step): Outcome {
        val with = fillAll(step.with, saved)
        val (side, name) = step.action.split('.', limit = 2).also { check(it.size == 2) { "`${step.action}`?" } }
        return try {
            when (side) {
                "phone" if name == "copy_from" -> Outcome(copy(step.on, with))
                "phone" -> Outcome(runBlocking { withTimeout(1.minutes) { phone(step.on).perform(name, with) } })
                "bank" -> Outcome(bank.value.ask(name, with))
                else -> error("this runner does not know ${step.action}")
            }
        } catch (refusal: PhoneException) {
            Outcome(error = errorCode(refusal))
        } catch (refusal: BankRefusal) {
            Outcome(error = refusal.code)
        }
    }
}
