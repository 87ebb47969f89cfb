package kunci

import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import kotlin.io.path.isRegularFile
import kotlin.io.path.relativeTo
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.CodeEntry
import uniffi.kunci_bindings.DesktopClock
import uniffi.kunci_bindings.DeviceKeys
import uniffi.kunci_bindings.EnrolmentMethod
import uniffi.kunci_bindings.OtpCode
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.SessionView

/** What a journey can do with a phone: one phone, its profile in a folder of its own, its keys outside of it. */
class PhoneActions(folder: Path, private val config: String, private val keys: DeviceKeys) : AutoCloseable {
    private val profile = Files.createDirectories(folder.resolve("profile"))
    private var opened: Phone? = null
    private val operations = OperationActions()
    private val tokens = TokenActions(operations)
    private val guard = GuardActions(operations)
    private val cards = CardActions(operations)
    private val spending = SpendingActions(operations)
    private val biometrics = BiometricActions(folder, keys, operations)
    private val offline = OfflineActions(operations)
    private val chat = ChatActions()
    /** Outlives a restart of the app, as a phone's clocks do. */
    private val clock = DesktopClock()
    private val phone get() = opened ?: Phone.openOnDesktop(profile.toString(), config, keys, clock).also { opened = it }

    /** Carries out `phone.NAME`; the result is in the journey's terms. */
    suspend fun perform(name: String, with: JsonObject): JsonElement {
        val args = Arguments("phone.$name", with)
        return when (name) {
            "open" -> args.only().let { open() }
            "restart" -> args.only().let { restart() }
            "reboot" -> args.only().let { restart { clock.restart() } }
            "clock" -> args.only("advance_seconds").let {
                viewAsJson(clock.advance(args.number("advance_seconds") * 1_000))
            }
            "disk" -> args.only().let { JsonObject(mapOf("digest" to JsonPrimitive(digest()))) }
            "open_databases" -> args.only().let { JsonObject(mapOf("any" to JsonPrimitive(openDatabases()))) }
            else -> others(name, args) ?: error("this runner does not know phone.$name")
        }
    }

    private suspend fun others(name: String, args: Arguments): JsonElement? =
        onToken(name, args) ?: operations.perform(phone, name, args) ?: chat.perform(phone, name, args)
            ?: tokens.perform(phone, name, args) ?: guard.perform(phone, name, args)
            ?: offline.perform(phone, name, args) ?: cards.perform(phone, name, args)
            ?: biometrics.perform(phone, name, args) ?: AlertActions.perform(phone, name, args)
            ?: SupportActions.perform(phone, name, args) ?: CallBackActions.perform(phone, name, args)
            ?: SessionActions.perform(phone, name, args) ?: PrivacyActions.perform(phone, name, args)
            ?: ServiceActions.perform(phone, name, args) ?: DisputeActions.perform(phone, name, args)
            ?: StatementActions.perform(phone, name, args) ?: spending.perform(phone, name, args)

    private suspend fun onToken(name: String, args: Arguments): JsonElement? = when (name) {
        "fetch_keys" -> args.only().let { viewAsJson(phone.fetchKeys()) }
        "sign_in" -> {
            args.only("user_id", "password")
            sessionAsJson(phone.signIn(args.text("user_id"), args.text("password").toByteArray(), LANGUAGE))
        }
        "sign_in_with_token" -> args.only("code").let { entered(args.text("code")) { sessionAsJson(phone.signInWithToken(it)) } }
        "sign_in_with_hardware_token" -> args.only("otp").let {
            entered(args.text("otp")) { sessionAsJson(phone.signInWithHardwareToken(it)) }
        }
        "sign_out" -> args.only().let { viewAsJson(phone.signOut()) }
        "begin_enrolment" -> {
            args.only("method")
            viewAsJson(phone.beginEnrolment(named<EnrolmentMethod>(args.text("method"))))
        }
        "prove" -> args.only("otp").let { entered(args.text("otp")) { viewAsJson(phone.proveEnrolment(it)) } }
        "choose_code" -> {
            args.only("code", "repeat")
            entered(args.text("code")) { code -> entered(args.text("repeat")) { viewAsJson(phone.chooseCode(code, it)) } }
        }
        "resume" -> {
            args.only("code")
            if (args.has("code")) entered(args.text("code")) { viewAsJson(phone.resumeEnrolment(it)) }
            else viewAsJson(phone.resumeEnrolment(null))
        }
        "token" -> args.only().let { viewAsJson(phone.token()) }
        "token_status" -> args.only().let { viewAsJson(phone.tokenStatus()) }
        "not_me" -> {
            args.only("code")
            if (args.has("code")) entered(args.text("code")) { viewAsJson(phone.notMe(it)) } else viewAsJson(phone.notMe(null))
        }
        "otp" -> args.only("code").let { entered(args.text("code")) { otp(it) } }
        else -> null
    }

    override fun close() {
        operations.clear()
        chat.clear()
        opened?.use { it.shutDown() }
        opened = null
    }

    /** A killed process would not disconnect; here the profile must be free before it is opened again. */
    private suspend fun restart(meanwhile: () -> Unit = {}): JsonElement {
        opened?.disconnect()
        close()
        meanwhile()
        return open()
    }

    /** Opens the phone, if it is not open. */
    private fun open(): JsonElement = JsonObject(emptyMap()).also { phone }

    private suspend fun otp(code: CodeEntry): JsonElement = phone.otp(code).use(::otpAsJson)

    /** SHA-256 over all files of the profile in the order of their paths: path, a zero byte, content. */
    /** Whether this process has a database file of the profile open, as the system says. */
    private fun openDatabases(): Boolean {
        val real = profile.toRealPath()
        val handles = Files.list(Path.of("/proc/self/fd")).use { all -> all.toList() }
        // A handle may be closed before it is looked at.
        val files = handles.mapNotNull { handle -> runCatching { Files.readSymbolicLink(handle) }.getOrNull() }
        return files.any { it.startsWith(real) && ".db" in it.relativeTo(real).toString() }
    }

    private fun digest(): String {
        val files = Files.walk(profile).use { all -> all.filter { it.isRegularFile() }.toList() }
        val hash = MessageDigest.getInstance("SHA-256")
        files.map { it.relativeTo(profile).toString() to it }.sortedBy { it.first }.forEach { (path, file) ->
            hash.update(path.toByteArray())
            hash.update(0)
            hash.update(Files.readAllBytes(file))
        }
        return hash.digest().toHexString()
    }
}

fun sessionAsJson(session: SessionView): JsonElement {
    val means = mapOf(
        "means" to JsonPrimitive(session.means.joinToString(" ") { it.code }),
        "opened_with" to JsonPrimitive(session.means.joinToString(", ") { "${it.label} (${it.factor})" }),
    )
    return JsonObject(viewAsJson(session) as JsonObject + means)
}

fun otpAsJson(otp: OtpCode): JsonElement = JsonObject(
    mapOf(
        "otp" to JsonPrimitive(otp.digits().decodeToString()),
        "previous" to JsonPrimitive(otp.previousDigits().decodeToString()),
        "next" to JsonPrimitive(otp.nextDigits().decodeToString()),
        "seconds_left" to viewAsJson(otp.secondsLeft()),
        "clock_unconfirmed" to JsonPrimitive(otp.clockUnconfirmed()),
    ),
)

/** The language that journeys are told in. */
const val LANGUAGE = "en"

/** The value of an enum by its name in journeys: `not-me` or `not_me` is `NOT_ME`. */
inline fun <reified T : Enum<T>> named(name: String): T =
    checkNotNull(enumValues<T>().find { it.name.lowercase() == name.replace('-', '_') }) { "there is no ${T::class.java.simpleName} `$name`" }

/** Types the digits the way a keypad does. */
suspend fun <T> entered(digits: String, use: suspend (CodeEntry) -> T): T = CodeEntry().use { entry ->
    digits.forEach { entry.push(it.digitToInt().toUByte()) }
    use(entry)
}
