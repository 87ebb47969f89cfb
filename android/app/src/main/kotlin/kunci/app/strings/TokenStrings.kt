package kunci.app.strings

import kunci.app.otp.Beside
import uniffi.kunci_bindings.SessionView

/** The token: one-time PINs, approvals, security, session, number, places, codes without a network. */
abstract class TokenStrings(language: String) : EntryStrings(language) {
    val otp = text("ui-otp")
    val otpHint = text("ui-otp-hint")
    val anotherOtp = text("ui-otp-another")
    val neverTell = text("ui-otp-never-tell")
    val clockMoved = text("ui-otp-clock-moved")
    val clockUnconfirmed = text("ui-otp-clock-unconfirmed")
    val besideWhy = text("ui-otp-beside-why")

    /** What brings a PIN to the screen. */
    fun showPin(which: Beside) = when (which) {
        Beside.BEFORE -> text("ui-otp-before")
        Beside.NOW -> text("ui-otp-now")
        Beside.AFTER -> text("ui-otp-after")
    }

    /** Which PIN is on the screen; `null` for the usual one. */
    fun shownPin(which: Beside) = when (which) {
        Beside.BEFORE -> text("ui-otp-before.shown")
        Beside.NOW -> null
        Beside.AFTER -> text("ui-otp-after.shown")
    }

    val approval = text("ui-approval")
    val readAll = text("ui-read-all")
    val approve = text("ui-approve")
    val reject = text("ui-reject")
    val whyReject = text("ui-why-reject")
    val rejectMistake = text("ui-reject-mistake")
    val rejectNotMe = text("ui-reject-not-me")
    val approveWithCode = text("ui-approve-with-code")

    fun answerBy(time: String) = text("ui-answer-by", "time" to words(time))

    val security = text("ui-security")
    val changeCode = text("ui-change-code")
    val oldCode = text("ui-old-code")
    val oldCodeHint = text("ui-old-code-hint")
    val newCode = text("ui-new-code")
    val repeatNewCode = text("ui-repeat-new-code")
    val codeChanged = text("ui-code-changed")
    val codeChangedHint = text("ui-code-changed-hint")

    val changePassword = text("ui-change-password")
    val changePasswordWhy = text("ui-change-password-why")
    val oldPassword = text("ui-old-password")
    val newPassword = text("ui-new-password")
    val goOn = text("ui-go-on")

    val biometrics = text("ui-biometrics")
    val biometricsWhy = text("ui-biometrics-why")
    val biometricsOn = text("ui-biometrics-on")
    val biometricsOff = text("ui-biometrics-off")
    val biometricsAreOn = text("ui-biometrics-are-on")
    val biometricsCode = text("ui-biometrics-code")
    val useFinger = text("ui-biometrics-use")

    val hardwareToken = text("ui-hardware-token")
    val hardwareTokenWhy = text("ui-hardware-token-why")
    val birthDate = text("ui-birth-date")
    val deviceSerial = text("ui-device-serial")
    val activateDevice = text("ui-device-activate")
    val resyncDevice = text("ui-device-resync")
    val resyncWhy = text("ui-device-resync-why")
    val deviceCode = text("ui-device-code")
    val deviceCodeHint = text("ui-device-code-hint")
    val deviceNextCode = text("ui-device-next-code")
    val deviceNextCodeHint = text("ui-device-next-code-hint")

    fun deviceReady(serial: String) = text("ui-device-ready", "serial" to words(serial))

    val session = text("ui-session")
    val sessionOpened = text("ui-session-opened")
    val lookWithDevice = text("ui-session-device")

    /** What the bank said that the session may do. */
    fun sessionMay(session: SessionView) = when {
        session.full -> text("ui-session-full")
        session.mayLook -> text("ui-session-look")
        else -> text("ui-session-password")
    }

    fun means(label: String, factor: String) = text("ui-session-means", "label" to words(label), "factor" to words(factor))

    fun sessionUntil(time: String) = text("ui-session-until", "time" to words(time))

    val number = text("ui-number")
    val numberWhy = text("ui-number-why")
    val numberNew = text("ui-number-new")
    val numberSend = text("ui-number-send")
    val numberCode = text("ui-number-code")
    val numberDeviceWhy = text("ui-number-device-why")
    val numberStop = text("ui-number-stop")
    val numberStopped = text("ui-number-stopped")

    fun numberNow(masked: String) = text("ui-number-now", "number" to words(masked))

    fun numberWaits(masked: String, time: String) = text("ui-number-waits", "number" to words(masked), "time" to words(time))

    val progress = text("ui-progress")
    val operations = text("ui-operations")
    val noOperations = text("ui-operations-none")

    val later = text("ui-later")
    val takeBack = text("ui-later-cancel")
    val takenBack = text("ui-later-cancelled")

    fun takeBack(what: String) = text("ui-later-cancel.on", "what" to words(what))

    fun takesEffect(time: String) = text("ui-later-when", "time" to words(time))

    val trustedPlaces = text("ui-trusted-places")
    val trustedPlacesOn = text("ui-trusted-places-on")
    val trustedPlacesOff = text("ui-trusted-places-off")
    val trustedPlacesAreOn = text("ui-trusted-places-are-on")
    val trustedPlacesAreOff = text("ui-trusted-places-are-off")

    fun trustedPlacesWhy(minutes: Int) = text("ui-trusted-places-why", "count" to count(minutes))

    val placesWhy = text("ui-places-why")
    val trustPlace = text("ui-places-trust")
    val forgetPlaces = text("ui-places-forget")
    val permitPlaces = text("ui-places-permit")
    val placeNotNow = text("ui-places-not-now")

    /** [here]: `null` where it cannot be told. */
    fun place(here: Boolean?) = when (here) {
        true -> text("ui-places-here")
        false -> text("ui-places-away")
        null -> text("ui-places-unknown")
    }

    fun places(count: Int) = text("ui-places-count", "count" to count(count))

    val token = text("ui-token")
    val tokenWorks = text("ui-token-works")
    val notMe = text("ui-not-me")
    val notMeWhy = text("ui-not-me-why")

    fun notMeSaid(time: String) = text("ui-not-me-said", "time" to words(time))

    val notMeCode = text("ui-not-me-code")
    val notMeStopped = text("ui-not-me-stopped")
    val removeToken = text("ui-remove-token")
    val removeTokenWhy = text("ui-remove-token-why")
    val removeTokenCode = text("ui-remove-token-code")
    val suspend = text("ui-suspend")
    val suspendWhy = text("ui-suspend-why")
    val liftSuspension = text("ui-lift-suspension")

    val scan = text("ui-scan")
    val scanWhy = text("ui-scan-why")
    val scanNow = text("ui-scan-now")
    val pasteScan = text("ui-scan-paste")
    val readScan = text("ui-scan-read")
    val anotherScan = text("ui-scan-another")
    val typeIntoWebsite = text("ui-code-into-website")
    val typed = text("ui-typed")
    val typedWhy = text("ui-typed-why")
    val anotherTyped = text("ui-typed-another")
    val bankCode = text("ui-bank-code")
    val account = text("ui-account")
    val amount = text("ui-amount")
    val freezeCode = text("ui-freeze-code")
    val freezeCodeWhy = text("ui-freeze-code-why")
    val anotherCard = text("ui-freeze-code-another")
    val callerCheck = text("ui-caller-check")
    val callerCheckWhy = text("ui-caller-check-why")
    val startCallerCheck = text("ui-caller-start")
    val readChallenge = text("ui-caller-read")
    val callerEmployee = text("ui-caller-employee")
    val callerPurpose = text("ui-caller-purpose")
    val callerAnswer = text("ui-caller-answer")
    val checkCaller = text("ui-caller-verify")
}
