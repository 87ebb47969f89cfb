package kunci.app.strings

/** Signing in, registering, the Unlock Code, the home screen, and what every screen has. */
abstract class EntryStrings(language: String) : CoreTexts(language) {
    val bank = text("ui-bank")
    val back = text("ui-back")
    val cancel = text("ui-cancel")
    val done = text("ui-done")
    val working = text("ui-working")
    val refresh = text("ui-refresh")

    val signIn = text("ui-sign-in")
    val userId = text("ui-user-id")
    val password = text("ui-password")
    val freezeCard = text("ui-freeze-a-card")
    val withoutSigningIn = text("ui-without-signing-in")

    val stepUp = text("ui-step-up")
    val stepUpOther = text("ui-step-up-other")
    val stepUpDone = text("ui-step-up-done")

    val register = text("ui-register")
    val registerWhy = text("ui-register-why")
    val sendSms = text("ui-send-sms")
    val typePin = text("ui-type-pin")

    fun sentTo(masked: String) = text("ui-sent-to", "number" to words(masked))

    fun minutes(minutes: Int) = text("ui-valid-minutes", "count" to count(minutes))

    fun tries(tries: Int) = text("ui-tries", "count" to count(tries))

    val byDevice = text("ui-register-device")
    val byOldPhone = text("ui-register-old-phone")
    val byWebsite = text("ui-register-website")
    val byWebsiteWhy = text("ui-register-website-why")
    val compareNumber = text("ui-register-compare")
    val approvedThere = text("ui-register-approved-there")
    val fingerprintWhy = text("ui-register-fingerprint")
    val typedThere = text("ui-register-typed-there")

    fun deviceSerialIs(serial: String) = text("ui-register-serial", "serial" to words(serial))

    val chooseCode = text("ui-choose-code")
    val chooseCodeHint = text("ui-choose-code-hint")
    val repeatCode = text("ui-repeat-code")
    val repeatCodeHint = text("ui-repeat-code-hint")
    val resume = text("ui-resume")
    val resumeHint = text("ui-resume-hint")
    val unlock = text("ui-unlock")
    val unlockHint = text("ui-unlock-hint")
    val delete = text("ui-delete-digit")

    fun digit(value: Int) = text("ui-digit", "digit" to words(value.toString()))

    fun entered(count: Int, of: Int) = text("ui-digits-typed", "count" to count(count), "length" to count(of))

    val home = text("ui-home")
    val waiting = text("ui-waiting")
    val nothingWaits = text("ui-nothing-waits")
    val services = text("ui-services")
    val signOut = text("ui-sign-out")
    val endsSoon = text("ui-session-ends-soon")
    val lastMinute = text("ui-session-last-minute")
    val stay = text("ui-session-stay")

    fun secondsLeft(seconds: Int) = text("ui-session-seconds", "count" to count(seconds))
}
