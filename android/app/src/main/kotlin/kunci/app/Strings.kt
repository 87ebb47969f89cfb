package kunci.app

import kunci.app.otp.Beside
import kunci.app.payments.PaymentFilter
import uniffi.kunci_bindings.CardLoss
import uniffi.kunci_bindings.ChatAttachment
import uniffi.kunci_bindings.ChatItemState
import uniffi.kunci_bindings.ChatRating
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.SpeakerKind
import uniffi.kunci_bindings.TextValue
import uniffi.kunci_bindings.TipMoment
import uniffi.kunci_bindings.TranscriptCheck
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.spokenDigits
import uniffi.kunci_bindings.tips
import uniffi.kunci_bindings.text as textOfTheCore

/** The labels of one way to write to the bank. */
class WritingLabels(
    val title: String,
    val none: String,
    val older: String,
    val new: String,
    val text: String,
    val send: String,
)

/**
 * The labels of the screens in one language: keys of the core's texts, resolved once. No sentence stands here, so that the
 * iPhone says the same.
 */
class Strings private constructor(
    /** The app's own language, as the core and the bank are told: never the region or script of the phone's settings. */
    val language: String,
) {
    private fun text(key: String, vararg values: Pair<String, TextValue>) = textOfTheCore(language, key, mapOf(*values))

    private fun words(words: String) = TextValue.Words(words)

    private fun count(count: Int) = TextValue.Count(count.toULong())

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

    val cards = text("ui-cards")
    val noCards = text("ui-no-cards")
    val knownOnly = text("ui-cards-known-only")
    val freeze = text("ui-card-freeze")
    val unfreeze = text("ui-card-unfreeze")
    val changeLimit = text("ui-card-change-limit")
    val newLimit = text("ui-card-new-limit")
    val save = text("ui-card-save")

    fun ending(ending: String) = text("ui-card-ending", "ending" to words(ending))

    fun limit(amount: String) = text("ui-card-limit", "amount" to words(amount))

    fun ceiling(amount: String) = text("ui-card-ceiling", "amount" to words(amount))

    fun receipt(number: ULong) = text("ui-receipt", "number" to words(number.toString()))

    /** What a receipt is for. */
    fun done(action: String) = when (action) {
        "freeze" -> text("ui-receipt-freeze")
        "unfreeze" -> text("ui-receipt-unfreeze")
        "cancel-raise" -> text("ui-receipt-cancel")
        "block" -> text("ui-receipt-block")
        "activation" -> text("ui-receipt-activation")
        "pin" -> text("ui-receipt-pin")
        "replacement" -> text("ui-receipt-replacement")
        "virtual-card" -> text("ui-receipt-virtual-card")
        else -> text("ui-receipt-controls")
    }

    fun since(time: String) = text("ui-card-since", "time" to words(time))

    val controls = text("ui-card-controls")
    val controlsWhy = text("ui-controls-why")
    val watch = text("ui-card-watch")
    val watchWhy = text("ui-watch-why")
    val paymentAlerts = text("ui-watch-alerts")
    val trips = text("ui-trips")
    val tripsWhy = text("ui-trips-why")
    val noTrips = text("ui-trips-none")
    val tripFrom = text("ui-trip-from")
    val tripUntil = text("ui-trip-until")
    val tripCountries = text("ui-trip-countries")
    val addTrip = text("ui-trip-add")
    val cancelTrip = text("ui-trip-cancel")
    val allowCountries = text("ui-trip-allow")

    fun cancelTripOf(trip: String) = text("ui-trip-cancel.on", "trip" to words(trip))

    fun allowCountriesOf(countries: String) = text("ui-trip-allow.on", "countries" to words(countries))

    val watchAmount = text("ui-watch-amount")
    val watchEvery = text("ui-watch-every")
    val watchNone = text("ui-watch-none")
    val limits = text("ui-controls-limits")
    val channels = text("ui-controls-channels")
    val categories = text("ui-controls-categories")
    val blockedCountries = text("ui-controls-countries")
    val blockedMerchants = text("ui-controls-merchants")
    val noCountries = text("ui-countries-none")
    val noMerchants = text("ui-merchants-none")
    val country = text("ui-country")
    val blockCountry = text("ui-country-block")

    fun isOn(what: String) = text("ui-control-is-on", "what" to words(what))

    fun isOff(what: String) = text("ui-control-is-off", "what" to words(what))

    fun isAllowed(what: String) = text("ui-control-is-allowed", "what" to words(what))

    fun isBlocked(what: String) = text("ui-control-is-blocked", "what" to words(what))

    val switchOff = text("ui-control-off")
    val switchOn = text("ui-control-on")
    val block = text("ui-control-block")
    val allow = text("ui-control-allow")

    fun switchOff(what: String) = text("ui-control-off.on", "what" to words(what))

    fun switchOn(what: String) = text("ui-control-on.on", "what" to words(what))

    fun block(what: String) = text("ui-control-block.on", "what" to words(what))

    fun allow(what: String) = text("ui-control-allow.on", "what" to words(what))

    val editLimit = text("ui-limit-edit")
    val limitAmount = text("ui-limit-amount")
    val chooseDay = text("ui-limit-choose-day")
    val chooseGood = text("ui-limit-choose-good")

    fun limitHolds(forADay: Boolean) = if (forADay) text("ui-limit-for-a-day") else text("ui-limit-for-good")

    val limitNothing = text("ui-limit-nothing")
    val limitMost = text("ui-limit-most")
    val tryLimit = text("ui-limit-try")
    val cancelRaise = text("ui-raise-cancel")

    fun limitIs(limit: String, value: String) = text("ui-limit-is", "limit" to words(limit), "value" to words(value))

    fun editLimitOf(limit: String) = text("ui-limit-edit.on", "limit" to words(limit))

    fun cancelRaiseOf(limit: String) = text("ui-raise-cancel.on", "limit" to words(limit))

    val payments = text("ui-card-payments")
    val allPayments = text("ui-payments-all")
    val noPayments = text("ui-payments-none")
    val searchPayments = text("ui-payments-search")
    val paymentsFrom = text("ui-payments-from")
    val paymentsTo = text("ui-payments-to")
    val paymentsFirst = text("ui-payments-first")
    val paymentsLast = text("ui-payments-last")
    val findPayments = text("ui-payments-find")
    val olderPayments = text("ui-payments-older")

    fun filter(filter: PaymentFilter) = when (filter) {
        PaymentFilter.ANY -> text("ui-payments-any")
        PaymentFilter.PENDING -> text("ui-payments-pending")
        PaymentFilter.SETTLED -> text("ui-payments-settled")
        PaymentFilter.DECLINED -> text("ui-payments-declined")
        PaymentFilter.REVERSED -> text("ui-payments-reversed")
        PaymentFilter.REFUNDED -> text("ui-payments-refunded")
    }

    fun shownPayments(state: String) = text("ui-payments-shown", "state" to words(state))

    fun paymentWhere(channel: String, category: String, country: String) =
        text("ui-payment-where", "channel" to words(channel), "category" to words(category), "country" to words(country))

    fun original(amount: String) = text("ui-payment-original", "amount" to words(amount))

    val whyDeclined = text("ui-card-why")
    val whyAbout = text("ui-why-about")
    val willItWork = text("ui-card-will")
    val willWhy = text("ui-will-why")
    val willHow = text("ui-will-how")
    val willAsk = text("ui-will-ask")

    fun willChosen(channel: String) = text("ui-will-chosen", "channel" to words(channel))

    val life = text("ui-life")
    val activateCard = text("ui-life-activate")
    val activateCardWhy = text("ui-life-activate-why")
    val reportCard = text("ui-life-report")
    val reportCardWhy = text("ui-life-report-why")
    val reportSure = text("ui-life-sure")
    val closeCard = text("ui-life-close")
    val replaceCard = text("ui-life-replace")
    val replaceCardWhy = text("ui-life-replace-why")

    /** What happened to a card. */
    fun loss(loss: CardLoss) = when (loss) {
        CardLoss.LOST -> text("ui-life-lost")
        CardLoss.STOLEN -> text("ui-life-stolen")
        CardLoss.COMPROMISED -> text("ui-life-compromised")
    }

    fun newerCard(ending: String, state: String) = text("ui-life-newer", "ending" to words(ending), "state" to words(state))

    fun olderCard(ending: String, state: String) = text("ui-life-older", "ending" to words(ending), "state" to words(state))

    fun seeCard(ending: String) = text("ui-life-other", "ending" to words(ending))

    val disputes = text("ui-disputes")
    val noDisputes = text("ui-disputes-none")
    val disputeThis = text("ui-dispute-start")
    val disputeReasons = text("ui-dispute-reasons")
    val disputeDraft = text("ui-dispute-draft")
    val draftKept = text("ui-dispute-draft-kept")
    val goOnWithDraft = text("ui-dispute-go-on")
    val disputeWords = text("ui-dispute-words")
    val evidence = text("ui-dispute-evidence")
    val otherEvidence = text("evidence-kind-other")
    val detach = text("ui-dispute-detach")
    val submitDispute = text("ui-dispute-submit")
    val discardDraft = text("ui-dispute-discard")
    val discardSure = text("ui-dispute-discard-sure")
    val seeDispute = text("ui-dispute-see")
    val disputeSteps = text("ui-dispute-steps")
    val handIn = text("ui-dispute-hand-in")
    val withdraw = text("ui-dispute-withdraw")
    val withdrawSure = text("ui-dispute-withdraw-sure")

    fun disputeThis(merchant: String) = text("ui-dispute-start.on", "merchant" to words(merchant))

    fun goOnWithDraft(merchant: String) = text("ui-dispute-go-on.on", "merchant" to words(merchant))

    fun seeDispute(merchant: String) = text("ui-dispute-see.on", "merchant" to words(merchant))

    fun attach(what: String) = text("ui-dispute-attach", "what" to words(what))

    fun attachNeeded(what: String) = text("ui-dispute-attach-needed", "what" to words(what))

    fun attached(what: String, bytes: ULong) =
        text("ui-dispute-attached", "what" to words(what), "size" to words(bytes(bytes.toInt())))

    fun detach(what: String) = text("ui-dispute-detach.on", "what" to words(what))

    fun disputeReference(reference: String) = text("ui-dispute-reference", "reference" to words(reference))

    fun said(words: String) = text("ui-dispute-said", "words" to words(words))

    fun pieces(count: UInt) = text("ui-dispute-pieces", "count" to count(count.toInt()))

    fun bankSays(words: String) = text("ui-dispute-bank-says", "words" to words(words))

    fun evidenceBy(time: String) = text("ui-dispute-evidence-by", "time" to words(time))

    fun returned(amount: String) = text("ui-dispute-returned", "amount" to words(amount))

    val spending = text("ui-spending")
    val allSpending = text("ui-spending-all")
    val allSubscriptions = text("ui-subscriptions-all")
    val monthBefore = text("ui-spending-before")
    val monthAfter = text("ui-spending-after")
    val subscriptions = text("ui-subscriptions")

    /** Tells it apart from another one at the same merchant. */
    fun subscriptionNamed(merchant: String, price: String) =
        text("ui-subscription-named", "merchant" to words(merchant), "price" to words(price))

    val statements = text("ui-statements")
    val noStatements = text("ui-statements-none")
    val openStatement = text("ui-statement-open")
    val statementChecked = text("ui-statement-checked")

    fun statementOf(ending: String, time: String) = text("ui-statement-of", "ending" to words(ending), "time" to words(time))

    fun statementTotal(amount: String) = text("ui-statement-total", "amount" to words(amount))

    fun statementMinimum(amount: String) = text("ui-statement-minimum", "amount" to words(amount))

    fun statementPaid(amount: String) = text("ui-statement-paid", "amount" to words(amount))

    fun statementLeft(amount: String) = text("ui-statement-left", "amount" to words(amount))

    fun statementDue(time: String) = text("ui-statement-due", "time" to words(time))

    fun openStatement(what: String) = text("ui-statement-open.on", "what" to words(what))

    val emergencyKey = text("ui-emergency-key")
    val makeKey = text("ui-emergency-key-make")
    val renewKey = text("ui-emergency-key-renew")
    val dropKey = text("ui-emergency-key-drop")
    val keyWritten = text("ui-emergency-key-written")
    val writeKey = text("emergency-key-write")
    val writeKeyBody = text("emergency-key-write.body")
    val writeKeyAction = text("emergency-key-write.action")

    val reveal = text("ui-reveal")
    val revealWhy = text("ui-reveal-why")
    val revealShow = text("ui-reveal-show")
    val revealNumber = text("ui-reveal-number")
    val revealExpiry = text("ui-reveal-expiry")
    val revealCode = text("ui-reveal-code")
    val revealHidden = text("ui-reveal-hidden")
    val revealHide = text("ui-reveal-hide")

    fun revealLeft(seconds: Int) = text("ui-reveal-left", "seconds" to count(seconds))

    val orderVirtual = text("ui-virtual")
    val virtualAbout = text("ui-virtual-about")
    val virtualName = text("ui-virtual-name")
    val virtualNameHint = text("ui-virtual-name-hint")
    val virtualMonth = text("ui-virtual-month")
    val virtualMonthHint = text("ui-virtual-month-hint")
    val virtualOrder = text("ui-virtual-order")
    val closeVirtual = text("ui-virtual-close")
    val closeVirtualWhy = text("ui-virtual-close-why")
    val closeVirtualSure = text("ui-virtual-close-sure")

    fun virtualBeside(ending: String) = text("ui-virtual-beside", "ending" to words(ending))

    val wallets = text("ui-wallets")
    val walletsAbout = text("ui-wallets-about")
    val noWallets = text("ui-wallets-none")
    val suspendWallet = text("ui-wallets-suspend")
    val resumeWallet = text("ui-wallets-resume")
    val removeWallet = text("ui-wallets-remove")
    val removeWalletSure = text("ui-wallets-sure")

    fun suspendWallet(what: String) = text("ui-wallets-suspend.on", "what" to words(what))

    fun resumeWallet(what: String) = text("ui-wallets-resume.on", "what" to words(what))

    fun removeWallet(what: String) = text("ui-wallets-remove.on", "what" to words(what))

    val setPin = text("ui-pin")
    val choosePin = text("ui-pin-choose")
    val choosePinHint = text("ui-pin-choose-hint")
    val repeatPin = text("ui-pin-repeat")

    val queue = text("ui-queue")
    val queueWhy = text("ui-queue-why")
    val noRequests = text("ui-queue-none")
    val sendRequests = text("ui-queue-send")
    val repeatRequest = text("ui-queue-repeat")
    val dismissRequest = text("ui-queue-dismiss")

    fun repeatRequest(what: String) = text("ui-queue-repeat.on", "what" to words(what))

    fun dismissRequest(what: String) = text("ui-queue-dismiss.on", "what" to words(what))

    fun requestedAt(time: String) = text("ui-queue-asked", "time" to words(time))

    val whoseEffect = text("ui-whose-effect")
    val whoseMine = text("ui-whose-mine")

    val privacy = text("ui-privacy")
    val kept = text("ui-privacy-kept")
    val keptNothing = text("ui-privacy-nothing")
    val consents = text("ui-privacy-consents")
    val agree = text("ui-privacy-agree")
    val takeConsentBack = text("ui-privacy-take-back")
    val exportData = text("ui-privacy-export")
    val exportDataWhy = text("ui-privacy-export-why")
    val passphrase = text("ui-privacy-passphrase")
    val saveExport = text("ui-privacy-save")
    val fileSaved = text("ui-privacy-saved")
    val erase = text("ui-privacy-erase")
    val eraseWhy = text("ui-privacy-erase-why")
    val eraseCode = text("ui-privacy-erase-code")
    val erased = text("ui-privacy-erased")
    val notErased = text("ui-privacy-left")

    fun entries(count: Int) = text("ui-privacy-entries", "count" to count(count))

    fun bytes(count: Int) = text("ui-privacy-bytes", "count" to count(count))

    fun keptFrom(from: String, to: String) = text("ui-privacy-from", "from" to words(from), "to" to words(to))

    fun agreed(version: String, time: String) = text("ui-privacy-given", "version" to words(version), "time" to words(time))

    fun notAgreed(version: String) = text("ui-privacy-open", "version" to words(version))

    fun agreeTo(name: String) = text("ui-privacy-agree-to", "name" to words(name))

    fun takeBackOf(name: String) = text("ui-privacy-take-back-of", "name" to words(name))

    val receipts = text("ui-receipts")
    val noReceipts = text("ui-receipts-none")
    val receiptsWhy = text("ui-receipts-why")
    val receiptUnproved = text("ui-receipts-unproved")
    val exportReceipts = text("ui-receipts-export")
    val receiptsSaved = text("ui-receipts-saved")

    fun receiptLine(ending: String, time: String) = text("ui-receipts-line", "ending" to words(ending), "time" to words(time))

    // What a screen reader says of an action on one of several cards.

    fun controlsOf(name: String, ending: String) = text("ui-card-controls.on", "card" to card(name, ending))

    fun watchOf(name: String, ending: String) = text("ui-card-watch.on", "card" to card(name, ending))

    fun lifeOf(name: String, ending: String) = text("ui-life.on", "card" to card(name, ending))

    fun paymentsWith(name: String, ending: String) = text("ui-card-payments.on", "card" to card(name, ending))

    fun spendingWith(name: String, ending: String) = text("ui-spending.on", "card" to card(name, ending))

    fun subscriptionsOn(name: String, ending: String) = text("ui-subscriptions.on", "card" to card(name, ending))

    fun whyDeclinedWith(name: String, ending: String) = text("ui-card-why.on", "card" to card(name, ending))

    fun willItWorkWith(name: String, ending: String) = text("ui-card-will.on", "card" to card(name, ending))

    fun freezeCard(name: String, ending: String) = text("ui-card-freeze.on", "card" to card(name, ending))

    fun unfreezeCard(name: String, ending: String) = text("ui-card-unfreeze.on", "card" to card(name, ending))

    fun changeLimitOf(name: String, ending: String) = text("ui-card-change-limit.on", "card" to card(name, ending))

    private fun card(name: String, ending: String) = words("$name, ${spokenDigits(ending)}")

    val outages = text("ui-outages")
    val outagesWorks = text("ui-outages-works")
    val noOutage = text("outage-none")
    val rights = text("ui-rights")
    private val complaint = WritingLabels(
        title = text("ui-complaints"),
        none = text("ui-complaints-none"),
        older = text("ui-complaints-older"),
        new = text("ui-complaint-file"),
        text = text("ui-complaint-text"),
        send = text("ui-complaint-send"),
    )
    private val letter = WritingLabels(
        title = text("ui-letters"),
        none = text("ui-letters-none"),
        older = text("ui-letters-older"),
        new = text("ui-letter-new"),
        text = text("ui-letter-text"),
        send = text("ui-letter-send"),
    )

    fun writing(way: WrittenWay) = when (way) {
        WrittenWay.COMPLAINT -> complaint
        WrittenWay.LETTER -> letter
    }

    val writtenKind = text("ui-written-kind")

    fun writtenChosen(kind: String) = text("ui-written-chosen", "kind" to words(kind))

    fun writtenFiled(reference: String) = text("ui-written-filed", "reference" to words(reference))

    fun writtenReference(reference: String) = text("ui-written-reference", "reference" to words(reference))

    fun copyReference(reference: String) = text("ui-written-copy", "reference" to words(reference))

    val referenceCopied = text("ui-written-copied")

    fun writtenAnswer(answer: String) = text("ui-written-answer", "answer" to words(answer))

    val staySafe = text("ui-tips")

    /** What keeps the customer safe at that moment, in the core's words. */
    fun tipsAt(moment: TipMoment) = tips(moment, language)

    val alerts = text("ui-alerts")
    val noAlerts = text("ui-alerts-none")
    val olderAlerts = text("ui-alerts-older")
    val newAlert = text("ui-alert-new")

    fun unreadAlerts(count: Int) = text("ui-alerts-unread", "count" to count(count))


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

    val help = text("ui-help")
    val officialChannels = text("ui-help-channels")
    val checkPasted = text("ui-help-check")
    val pasteHere = text("ui-help-paste")
    val checkNow = text("ui-help-check-now")
    val nothingToCheck = text("ui-help-check-nothing")
    val helpTopics = text("ui-help-topics")
    val guideBefore = text("ui-help-guide-before")

    val callBack = text("ui-call-back")
    val callBackNew = text("ui-call-back-new")
    val callBackWhen = text("ui-call-back-when")
    val callBackAsk = text("ui-call-back-ask")
    val callBackCancel = text("ui-call-back-cancel")
    val userIdForgotten = text("ui-user-id-forgotten")
    val userIdForgottenWhy = text("ui-user-id-forgotten-why")
    val userIdNumber = text("ui-user-id-number")
    val userIdAsk = text("ui-user-id-ask")
    val userIdAsked = text("ui-user-id-asked")

    fun callBackNumber(number: String) = text("ui-call-back-number", "number" to words(number))

    fun contact(contact: String, verdict: String) = text("ui-help-contact", "contact" to words(contact), "verdict" to words(verdict))

    val chat = text("ui-chat")
    val message = text("ui-chat-message")
    val send = text("ui-chat-send")
    val askForHuman = text("ui-chat-ask-person")
    val noMessages = text("ui-chat-none")
    val chats = text("ui-chats")
    val newChat = text("ui-chats-new")
    val chatAbout = text("ui-chats-about")
    val chatEnded = text("ui-chats-ended")
    val chatEmpty = text("ui-chats-empty")

    val attachFile = text("ui-chat-attach")

    /** What a file is called that goes without the name that it has on this phone. */
    val fileName = text("ui-chat-file-name")
    val openFile = text("ui-chat-file-open")
    val sendAnyway = text("ui-chat-send-anyway")
    val hideInDraft = text("ui-chat-hide")
    val retry = text("ui-chat-retry")
    val edit = text("ui-chat-edit")
    val takeBackMessage = text("ui-chat-take-back")
    val editingFailed = text("ui-chat-editing")
    val stopEditing = text("ui-chat-edit-stop")
    val olderMessages = text("ui-chat-older")
    val moreOfChat = text("ui-chat-more")
    val waitingApproval = text("ui-chat-approval")
    val toConversation = text("ui-chat-return")
    val searchMessages = text("ui-chat-search")
    val searchWords = text("ui-chat-search-words")
    val nothingFound = text("ui-chat-found-none")
    val endChat = text("ui-chat-end")
    val reportScam = text("ui-chat-report")
    val rateChat = text("ui-chat-rate")
    val rateChatWhy = text("ui-chat-rate-why")
    val rateWords = text("ui-chat-rate-words")
    val keepTranscript = text("ui-chat-transcript")
    val transcriptClear = text("ui-chat-transcript-clear")
    val saveFile = text("ui-chat-transcript-save")

    // What a screen reader says of an action on one of several messages.

    fun retry(message: String) = text("ui-chat-retry.on", "message" to words(message))

    fun edit(message: String) = text("ui-chat-edit.on", "message" to words(message))

    fun takeBackMessage(message: String) = text("ui-chat-take-back.on", "message" to words(message))

    fun openFile(name: String) = text("ui-chat-file-open.on", "name" to words(name))

    /** How large it is, or how much of it is at the bank. */
    fun file(file: ChatAttachment): String {
        val size = count((file.size.toInt() + KILOBYTE - 1) / KILOBYTE)
        if (file.sent >= file.size || file.sent == 0u) return text("ui-chat-file-size", "size" to size)
        val percent = count((file.sent.toLong() * 100 / file.size.toLong()).toInt())
        return text("ui-chat-file-progress", "percent" to percent, "size" to size)
    }

    fun unread(count: Int) = text("ui-chats-unread", "count" to count(count))

    fun openChat(title: String) = text("ui-chats-open", "title" to words(title))

    fun reported(named: Int) = text("ui-chat-reported", "count" to count(named))

    fun rating(rating: ChatRating) = when (rating) {
        ChatRating.VERY_BAD -> text("ui-chat-rating-1")
        ChatRating.BAD -> text("ui-chat-rating-2")
        ChatRating.FAIR -> text("ui-chat-rating-3")
        ChatRating.GOOD -> text("ui-chat-rating-4")
        ChatRating.VERY_GOOD -> text("ui-chat-rating-5")
    }

    fun transcript(check: TranscriptCheck) =
        if (check.holds) text("ui-chat-transcript-holds", "count" to count(check.entries.toInt())) else text("ui-chat-transcript-broken")

    fun signedBy(key: String) = text("ui-chat-transcript-key", "key" to words(key))

    fun kept(kept: Boolean) = if (kept) text("ui-chat-transcript-kept") else text("ui-chat-transcript-not-kept")

    /** Nobody is called staff of the bank whose badge was not verified. */
    fun speaker(speaker: SpeakerKind, name: String, employeeId: String) = when (speaker) {
        SpeakerKind.YOU -> text("ui-chat-you")
        SpeakerKind.BOT -> text("ui-chat-bot", "name" to words(name))
        SpeakerKind.VERIFIED_AGENT -> text("ui-chat-agent", "name" to words(name), "employee" to words(employeeId))
        SpeakerKind.UNVERIFIED -> text("ui-chat-unverified")
        SpeakerKind.SYSTEM -> text("ui-chat-notice")
    }

    /** What became of the customer's own words. */
    fun fate(state: ChatItemState) = when (state) {
        ChatItemState.QUEUED -> text("ui-chat-queued")
        ChatItemState.SENDING -> text("ui-chat-sending")
        ChatItemState.SENT -> text("ui-chat-sent")
        ChatItemState.FAILED -> text("ui-chat-failed")
    }

    companion object {
        private const val KILOBYTE = 1024
        private val indonesian by lazy { Strings("id") }
        private val english by lazy { Strings("en") }

        /** Indonesian for `id…` (and its old tag `in`), else English: the same choice that the core makes. */
        fun of(languageTag: String): Strings {
            val language = languageTag.substringBefore('-').lowercase()
            return if (language == "id" || language == "in") indonesian else english
        }
    }
}
