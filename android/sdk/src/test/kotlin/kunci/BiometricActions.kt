package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.BiometricFailure
import uniffi.kunci_bindings.BiometricOutcome
import uniffi.kunci_bindings.BiometricPrompt
import uniffi.kunci_bindings.BiometricPurpose
import uniffi.kunci_bindings.DeviceKeyException
import uniffi.kunci_bindings.DeviceKeys
import uniffi.kunci_bindings.Phone
import java.nio.file.Files
import java.nio.file.Path

/** The actions with a finger or face: begin, let a stand-in for the sensor answer, finish. */
class BiometricActions(folder: Path, private val keys: DeviceKeys, private val operations: OperationActions) {
    /** Outlives a restart of the phone, as a finger does. */
    private val fingers = folder.resolve("fingers")

    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "biometric_enable" -> args.only("code", "finger").let {
            entered(args.text("code")) { ask(phone, args, phone.beginBiometricEnable(it)) }
        }
        "biometric_sign_in" -> args.only("finger").let { ask(phone, args, phone.beginBiometric(BiometricPurpose.SIGN_IN)) }
        "biometric_otp" -> args.only("finger").let { ask(phone, args, phone.beginBiometric(BiometricPurpose.OTP)) }
        "biometric_approve" -> args.only("finger").let {
            ask(phone, args, phone.beginBiometricApproval(operations.onScreen))
        }
        "biometric_off" -> args.only().let { viewAsJson(phone.biometricsOff()) }
        "add_finger" -> args.only().let {
            Files.write(fingers, known() + '+'.code.toByte())
            JsonObject(emptyMap())
        }
        else -> null
    }

    private suspend fun ask(phone: Phone, args: Arguments, prompt: BiometricPrompt): JsonElement {
        val title = JsonPrimitive(prompt.words(LANGUAGE).title)
        val result = answer(phone, prompt, args).use { told(phone, it) } as JsonObject
        return JsonObject(result + ("prompt" to title))
    }

    private suspend fun answer(phone: Phone, prompt: BiometricPrompt, args: Arguments): BiometricOutcome {
        val refused = refusal(args)
        val key = prompt.toWrap()
        if (key.isNotEmpty() && refused == null) return phone.finishBiometricWrapped(prompt.id(), keys.wrap(label(), key))
        if (key.isNotEmpty()) return phone.finishBiometricFailed(prompt.id(), checkNotNull(refused))
        val plain = try {
            keys.unwrap(label(), prompt.wrapped())
        } catch (_: DeviceKeyException.Invalidated) {
            // A dead key needs no finger to be found dead.
            return phone.finishBiometricFailed(prompt.id(), BiometricFailure.INVALIDATED)
        }
        return if (refused == null) phone.finishBiometricUnwrapped(prompt.id(), plain)
        else phone.finishBiometricFailed(prompt.id(), refused)
    }

    private fun refusal(args: Arguments): BiometricFailure? = when (val finger = if (args.has("finger")) args.text("finger") else null) {
        null -> null
        "cancel" -> BiometricFailure.CANCELLED
        "locked_out" -> BiometricFailure.LOCKED_OUT
        "no_sensor" -> BiometricFailure.UNAVAILABLE
        else -> error("no finger does `$finger`")
    }

    private fun told(phone: Phone, outcome: BiometricOutcome): JsonElement =
        outcome.enabled()?.let(::viewAsJson) ?: outcome.session()?.let(::sessionAsJson)
            ?: outcome.approved()?.let { operations.view(phone, it) }
            ?: checkNotNull(outcome.otp()).use(::otpAsJson)

    private fun label() = "kunci.biometric/${known().size}"

    private fun known() = if (Files.exists(fingers)) Files.readAllBytes(fingers) else ByteArray(0)
}
