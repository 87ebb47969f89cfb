package kunci

import kotlinx.serialization.json.JsonElement
import uniffi.kunci_bindings.Phone

/** The actions about the token that are not done every day: another Unlock Code, a hardware token. */
object TokenActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "change_code" -> {
            args.only("old", "new", "repeat")
            entered(args.text("old")) { old ->
                entered(args.text("new")) { new ->
                    entered(args.text("repeat")) { viewAsJson(phone.changeCode(old, new, it)) }
                }
            }
        }
        "activate_hardware_token" -> {
            args.only("birth_date", "serial", "otp")
            entered(args.text("otp")) {
                viewAsJson(phone.activateHardwareToken(args.text("birth_date"), args.text("serial"), it))
            }
        }
        "resync_hardware_token" -> {
            args.only("serial", "otp", "next_otp")
            entered(args.text("otp")) { otp ->
                entered(args.text("next_otp")) { viewAsJson(phone.resyncHardwareToken(args.text("serial"), otp, it)) }
            }
        }
        else -> null
    }
}
