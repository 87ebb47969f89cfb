package kunci

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit

/** A refusal by the bank's control port: the `code` of its problem document. */
class BankRefusal(val code: String) : Exception(code)

/** A sandbox bank of one's own: a process that ends with this object. */
class SandboxBank private constructor(private val process: Process, ready: JsonObject) : AutoCloseable {
    private val controlUrl = ready.text("control_url")
    private val controlToken = ready.text("control_token")
    private val http = HttpClient.newHttpClient()

    /** What `Phone.open` needs to know of this bank. */
    val phoneConfig: String = ready.getValue("phone_config").toString()

    /** Asks the control port. `NAME` is what follows `bank.` in a journey. */
    fun ask(name: String, body: JsonObject): JsonElement {
        val request = HttpRequest.newBuilder(URI("$controlUrl/sandbox/$name"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer $controlToken")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build()
        val answer = http.send(request, HttpResponse.BodyHandlers.ofString())
        val text = answer.body()
        if (answer.statusCode() in 200..299) {
            return if (text.isEmpty()) JsonObject(emptyMap()) else Json.parseToJsonElement(text)
        }
        val problem = runCatching { Json.parseToJsonElement(text).jsonObject.text("code") }.getOrNull()
        throw BankRefusal(problem ?: error("bank.$name answered ${answer.statusCode()}: $text"))
    }

    override fun close() {
        process.destroy()
        if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly()
    }

    companion object {
        /** Starts a bank that keeps its files in [folder]. */
        fun start(folder: Path): SandboxBank {
            val program = System.getProperty("kunci.sandbox")
            val readyFile = folder.resolve("ready.json")
            val log = folder.resolve("bank.log").toFile()
            val process = ProcessBuilder(program, "bank", "--ready-file", readyFile.toString(), "--seed", "7")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
            Runtime.getRuntime().addShutdownHook(Thread { process.destroyForcibly() })
            val deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos()
            while (System.nanoTime() < deadline) {
                check(process.isAlive) { "the sandbox bank ended at once:\n${log.readText()}" }
                // The file may be seen half written.
                val ready = runCatching { Json.parseToJsonElement(Files.readString(readyFile)).jsonObject }.getOrNull()
                if (ready != null) return SandboxBank(process, ready)
                Thread.sleep(20)
            }
            process.destroyForcibly()
            error("the sandbox bank was not ready in a minute:\n${log.readText()}")
        }
    }
}

internal fun JsonObject.text(name: String): String = getValue(name).jsonPrimitive.content
