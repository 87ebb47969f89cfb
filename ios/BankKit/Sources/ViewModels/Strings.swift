import KunciCore

/// The labels of the screens in one language: keys of the core's texts. No sentence stands here, so that Android says the same.
public struct Strings: Sendable {
  private let language: Language

  public init(_ language: Language) {
    self.language = language
  }

  // Signing in
  public var signIn: String { told("ui-sign-in") }
  public var userId: String { told("ui-user-id") }
  public var password: String { told("ui-password") }
  public var withoutSigningIn: String { told("ui-without-signing-in") }
  public var signOut: String { told("ui-sign-out") }
  public var endsSoon: String { told("ui-session-ends-soon") }
  public var lastMinute: String { told("ui-session-last-minute") }
  public var stay: String { told("ui-session-stay") }
  public func secondsLeft(_ seconds: UInt32) -> String {
    told("ui-session-seconds", ["count": .count(count: UInt64(seconds))])
  }
  public var unlock: String { told("ui-unlock-now") }
  public var unlockCode: String { told("ui-unlock-code") }

  // Showing by other means who the customer is
  public var stepUp: String { told("ui-step-up") }
  public var stepUpOther: String { told("ui-step-up-other") }
  public var stepUpDone: String { told("ui-step-up-done") }

  // Registration
  public var register: String { told("ui-register") }
  public var registerWhy: String { told("ui-register-why") }
  public var sendSMS: String { told("ui-send-sms") }
  public var smsPIN: String { told("ui-type-pin") }
  public var chooseCode: String { told("ui-choose-code") }
  public var chooseCodeHint: String { told("ui-choose-code-hint") }
  public var repeatCode: String { told("ui-repeat-code") }
  public var repeatCodeHint: String { told("ui-repeat-code-hint") }
  public var byDevice: String { told("ui-register-device") }
  public var byOldPhone: String { told("ui-register-old-phone") }
  public var byWebsite: String { told("ui-register-website") }
  public var byWebsiteWhy: String { told("ui-register-website-why") }
  public var compareNumber: String { told("ui-register-compare") }
  public var approvedThere: String { told("ui-register-approved-there") }
  public var fingerprintWhy: String { told("ui-register-fingerprint") }
  public var typedThere: String { told("ui-register-typed-there") }
  public func deviceSerialIs(_ serial: String) -> String {
    told("ui-register-serial", ["serial": .words(words: serial)])
  }
  public var registered: String { told("ui-registered") }
  public var goOn: String { told("ui-go-on") }
  public func sent(to number: String) -> String { told("ui-sent-to", ["number": .words(words: number)]) }
  public func minutes(_ seconds: UInt64) -> String { told("ui-valid-minutes", ["count": .count(count: seconds / 60)]) }
  public func tries(_ count: UInt32) -> String { told("ui-tries", ["count": .count(count: UInt64(count))]) }

  // Privacy
  public var privacy: String { told("ui-privacy") }
  public var kept: String { told("ui-privacy-kept") }
  public var keptNothing: String { told("ui-privacy-nothing") }
  public var consents: String { told("ui-privacy-consents") }
  public var exportData: String { told("ui-privacy-export") }
  public var exportDataWhy: String { told("ui-privacy-export-why") }
  public var passphrase: String { told("ui-privacy-passphrase") }
  public var saveExport: String { told("ui-privacy-save") }
  public var erase: String { told("ui-privacy-erase") }
  public var eraseWhy: String { told("ui-privacy-erase-why") }
  public var eraseCode: String { told("ui-privacy-erase-code") }
  public var erased: String { told("ui-privacy-erased") }
  public var notErased: String { told("ui-privacy-left") }
  public func entries(_ count: UInt64) -> String { told("ui-privacy-entries", ["count": .count(count: count)]) }
  public func bytes(_ count: UInt64) -> String { told("ui-privacy-bytes", ["count": .count(count: count)]) }
  public func keptFrom(_ from: String, to: String) -> String {
    told("ui-privacy-from", ["from": .words(words: from), "to": .words(words: to)])
  }
  public func agreed(_ version: UInt32, _ time: String) -> String {
    told("ui-privacy-given", ["version": .words(words: String(version)), "time": .words(words: time)])
  }
  public func notAgreed(_ version: UInt32) -> String {
    told("ui-privacy-open", ["version": .words(words: String(version))])
  }
  public func agree(to name: String) -> String { told("ui-privacy-agree-to", ["name": .words(words: name)]) }
  public func takeBackConsent(to name: String) -> String {
    told("ui-privacy-take-back-of", ["name": .words(words: name)])
  }

  // Typing a code
  public var delete: String { told("ui-delete-digit") }
  public func digitsTyped(_ count: Int, of length: Int) -> String {
    told("ui-digits-typed", ["count": .count(count: UInt64(count)), "length": .count(count: UInt64(length))])
  }

  // Home
  public func greeting(_ name: String) -> String { told("ui-greeting", ["name": .words(words: name)]) }
  public var waiting: String { told("ui-waiting") }
  public var nothingWaits: String { told("ui-nothing-waits") }
  public var refresh: String { told("ui-refresh") }
  public var back: String { told("ui-back") }
  public func open(_ title: String, _ detail: String) -> String {
    told("ui-opens", ["title": .words(words: title), "detail": .words(words: detail)])
  }

  // One-time PIN
  public var otp: String { told("ui-otp") }
  public var otpHint: String { told("ui-otp-hint") }
  public var makeOtp: String { told("ui-otp-make") }
  public var hide: String { told("ui-otp-hide") }
  public var neverTell: String { told("ui-otp-never-tell") }
  public var clockMoved: String { told("ui-otp-clock-moved") }
  public var clockUnconfirmed: String { told("ui-otp-clock-unconfirmed") }
  public var besideWhy: String { told("ui-otp-beside-why") }
  /// What brings a PIN to the screen.
  public func showPin(_ which: OtpModel.Beside) -> String {
    switch which {
    case .before: told("ui-otp-before")
    case .now: told("ui-otp-now")
    case .after: told("ui-otp-after")
    }
  }
  /// Which PIN is on the screen; nil for the usual one.
  public func shownPin(_ which: OtpModel.Beside) -> String? {
    switch which {
    case .before: told("ui-otp-before.shown")
    case .now: nil
    case .after: told("ui-otp-after.shown")
    }
  }

  // Approval
  public var readAll: String { told("ui-read-all") }
  public var approve: String { told("ui-approve") }
  public var whyReject: String { told("ui-why-reject") }
  public var rejectMistake: String { told("ui-reject-mistake") }
  public var rejectNotMe: String { told("ui-reject-not-me") }
  public func answerBy(_ time: String) -> String { told("ui-answer-by", ["time": .words(words: time)]) }

  // Cards
  public var cards: String { told("ui-cards") }
  public var newLimit: String { told("ui-card-new-limit") }
  public func freeze(_ card: String) -> String { told("ui-card-freeze.on", ["card": .words(words: card)]) }
  public func unfreeze(_ card: String) -> String { told("ui-card-unfreeze.on", ["card": .words(words: card)]) }
  public func setLimit(_ card: String) -> String { told("ui-card-change-limit.on", ["card": .words(words: card)]) }
  public func limit(_ amount: String) -> String { told("ui-card-limit", ["amount": .words(words: amount)]) }
  public func ceiling(_ amount: String) -> String { told("ui-card-ceiling", ["amount": .words(words: amount)]) }
  public func receipt(_ receipt: ReceiptView) -> String {
    let done =
      switch receipt.action {
      case "freeze": told("ui-receipt-freeze")
      case "unfreeze": told("ui-receipt-unfreeze")
      case "cancel-raise": told("ui-receipt-cancel")
      case "block": told("ui-receipt-block")
      case "activation": told("ui-receipt-activation")
      case "pin": told("ui-receipt-pin")
      case "replacement": told("ui-receipt-replacement")
      case "virtual-card": told("ui-receipt-virtual-card")
      default: told("ui-receipt-controls")
      }
    return "\(done) \(told("ui-receipt", ["number": .words(words: String(receipt.sequence))]))"
  }

  public func since(_ time: String) -> String { told("ui-card-since", ["time": .words(words: time)]) }
  public func controlsOf(_ card: String) -> String { told("ui-card-controls.on", ["card": .words(words: card)]) }
  public func watchOf(_ card: String) -> String { told("ui-card-watch.on", ["card": .words(words: card)]) }
  public func paymentsWith(_ card: String) -> String { told("ui-card-payments.on", ["card": .words(words: card)]) }
  public func whyDeclinedWith(_ card: String) -> String { told("ui-card-why.on", ["card": .words(words: card)]) }
  public func cardEnding(_ ending: String) -> String {
    told("ui-card-ending", ["ending": .words(words: ending)])
  }
  public func spendingWith(_ card: String) -> String { told("ui-spending.on", ["card": .words(words: card)]) }
  public func subscriptionsOn(_ card: String) -> String { told("ui-subscriptions.on", ["card": .words(words: card)]) }
  public func willItWorkWith(_ card: String) -> String { told("ui-card-will.on", ["card": .words(words: card)]) }

  // Controls of a card
  public var controls: String { told("ui-card-controls") }
  public var watch: String { told("ui-card-watch") }
  public var watchWhy: String { told("ui-watch-why") }
  public var paymentAlerts: String { told("ui-watch-alerts") }
  public var trips: String { told("ui-trips") }
  public var tripsWhy: String { told("ui-trips-why") }
  public var noTrips: String { told("ui-trips-none") }
  public var tripFrom: String { told("ui-trip-from") }
  public var tripUntil: String { told("ui-trip-until") }
  public var tripCountries: String { told("ui-trip-countries") }
  public var addTrip: String { told("ui-trip-add") }
  public func cancelTrip(_ trip: String) -> String { told("ui-trip-cancel.on", ["trip": .words(words: trip)]) }
  public func allowCountries(_ countries: String) -> String {
    told("ui-trip-allow.on", ["countries": .words(words: countries)])
  }
  public var watchAmount: String { told("ui-watch-amount") }
  public var watchEvery: String { told("ui-watch-every") }
  public var watchNone: String { told("ui-watch-none") }
  public var controlsWhy: String { told("ui-controls-why") }
  public var limits: String { told("ui-controls-limits") }
  public var channels: String { told("ui-controls-channels") }
  public var categories: String { told("ui-controls-categories") }
  public var blockedCountries: String { told("ui-controls-countries") }
  public var blockedMerchants: String { told("ui-controls-merchants") }
  public var noCountries: String { told("ui-countries-none") }
  public var noMerchants: String { told("ui-merchants-none") }
  public var country: String { told("ui-country") }
  public var blockCountry: String { told("ui-country-block") }
  public func isOn(_ what: String) -> String { told("ui-control-is-on", ["what": .words(words: what)]) }
  public func isOff(_ what: String) -> String { told("ui-control-is-off", ["what": .words(words: what)]) }
  public func isAllowed(_ what: String) -> String { told("ui-control-is-allowed", ["what": .words(words: what)]) }
  public func isBlocked(_ what: String) -> String { told("ui-control-is-blocked", ["what": .words(words: what)]) }
  public func switchOff(_ what: String) -> String { told("ui-control-off.on", ["what": .words(words: what)]) }
  public func switchOn(_ what: String) -> String { told("ui-control-on.on", ["what": .words(words: what)]) }
  public func block(_ what: String) -> String { told("ui-control-block.on", ["what": .words(words: what)]) }
  public func allow(_ what: String) -> String { told("ui-control-allow.on", ["what": .words(words: what)]) }
  public func limitIs(_ limit: String, _ value: String) -> String {
    told("ui-limit-is", ["limit": .words(words: limit), "value": .words(words: value)])
  }
  public var limitAmount: String { told("ui-limit-amount") }
  public var chooseDay: String { told("ui-limit-choose-day") }
  public var chooseGood: String { told("ui-limit-choose-good") }
  public func limitHolds(forADay: Bool) -> String { forADay ? told("ui-limit-for-a-day") : told("ui-limit-for-good") }
  public func editLimit(_ limit: String) -> String { told("ui-limit-edit.on", ["limit": .words(words: limit)]) }
  public var limitNothing: String { told("ui-limit-nothing") }
  public var limitMost: String { told("ui-limit-most") }
  public var tryLimit: String { told("ui-limit-try") }
  public var save: String { told("ui-card-save") }
  public func cancelRaise(_ limit: String) -> String { told("ui-raise-cancel.on", ["limit": .words(words: limit)]) }

  // Where the money went, and subscriptions
  public var spending: String { told("ui-spending") }
  public var allSpending: String { told("ui-spending-all") }
  public var allSubscriptions: String { told("ui-subscriptions-all") }
  public var monthBefore: String { told("ui-spending-before") }
  public var monthAfter: String { told("ui-spending-after") }
  public func payments(of group: String) -> String { told("ui-card-payments.on", ["card": .words(words: group)]) }
  public var subscriptions: String { told("ui-subscriptions") }
  public func subscription(_ merchant: String, _ price: String) -> String {
    told("ui-subscription-named", ["merchant": .words(words: merchant), "price": .words(words: price)])
  }

  // Payments with cards
  public var payments: String { told("ui-card-payments") }
  public var allPayments: String { told("ui-payments-all") }
  public var noPayments: String { told("ui-payments-none") }
  public var searchPayments: String { told("ui-payments-search") }
  public var paymentsFrom: String { told("ui-payments-from") }
  public var paymentsTo: String { told("ui-payments-to") }
  public var paymentsFirst: String { told("ui-payments-first") }
  public var paymentsLast: String { told("ui-payments-last") }
  public var findPayments: String { told("ui-payments-find") }
  public var olderPayments: String { told("ui-payments-older") }
  public func filter(_ filter: PaymentsModel.Filter) -> String {
    switch filter {
    case .all: told("ui-payments-any")
    case .pending: told("ui-payments-pending")
    case .settled: told("ui-payments-settled")
    case .declined: told("ui-payments-declined")
    case .reversed: told("ui-payments-reversed")
    case .refunded: told("ui-payments-refunded")
    }
  }
  public func shownPayments(_ state: String) -> String {
    told("ui-payments-shown", ["state": .words(words: state)])
  }
  public func place(_ channel: String, _ category: String, _ country: String) -> String {
    told(
      "ui-payment-where",
      ["channel": .words(words: channel), "category": .words(words: category), "country": .words(words: country)])
  }
  public func original(_ amount: String) -> String { told("ui-payment-original", ["amount": .words(words: amount)]) }
  public var whyDeclined: String { told("ui-card-why") }
  public var whyAbout: String { told("ui-why-about") }
  public var willItWork: String { told("ui-card-will") }
  public var willWhy: String { told("ui-will-why") }
  public var willHow: String { told("ui-will-how") }
  public var willAsk: String { told("ui-will-ask") }
  public func willChosen(_ channel: String) -> String { told("ui-will-chosen", ["channel": .words(words: channel)]) }

  // A card's life
  public var life: String { told("ui-life") }
  public func lifeOf(_ card: String) -> String { told("ui-life.on", ["card": .words(words: card)]) }
  public var activateCard: String { told("ui-life-activate") }
  public var activateCardWhy: String { told("ui-life-activate-why") }
  public var reportCard: String { told("ui-life-report") }
  public var reportCardWhy: String { told("ui-life-report-why") }
  public var reportSure: String { told("ui-life-sure") }
  public var closeCard: String { told("ui-life-close") }
  public var replaceCard: String { told("ui-life-replace") }
  public var replaceCardWhy: String { told("ui-life-replace-why") }
  /// What happened to a card.
  public func loss(_ loss: CardLoss) -> String {
    switch loss {
    case .lost: told("ui-life-lost")
    case .stolen: told("ui-life-stolen")
    case .compromised: told("ui-life-compromised")
    }
  }
  public func newerCard(_ ending: String, _ state: String) -> String {
    told("ui-life-newer", ["ending": .words(words: ending), "state": .words(words: state)])
  }
  public func olderCard(_ ending: String, _ state: String) -> String {
    told("ui-life-older", ["ending": .words(words: ending), "state": .words(words: state)])
  }
  public func seeCard(_ ending: String) -> String { told("ui-life-other", ["ending": .words(words: ending)]) }
  public var reveal: String { told("ui-reveal") }
  public var revealWhy: String { told("ui-reveal-why") }
  public var revealShow: String { told("ui-reveal-show") }
  public var revealNumber: String { told("ui-reveal-number") }
  public var revealExpiry: String { told("ui-reveal-expiry") }
  public var revealCode: String { told("ui-reveal-code") }
  public var revealHidden: String { told("ui-reveal-hidden") }
  public var revealHide: String { told("ui-reveal-hide") }
  public func revealLeft(_ seconds: Int) -> String {
    told("ui-reveal-left", ["seconds": .count(count: UInt64(max(0, seconds)))])
  }
  public var orderVirtual: String { told("ui-virtual") }
  public var virtualAbout: String { told("ui-virtual-about") }
  public var virtualName: String { told("ui-virtual-name") }
  public var virtualNameHint: String { told("ui-virtual-name-hint") }
  public var virtualMonth: String { told("ui-virtual-month") }
  public var virtualMonthHint: String { told("ui-virtual-month-hint") }
  public var virtualOrder: String { told("ui-virtual-order") }
  public func virtualBeside(_ ending: String) -> String {
    told("ui-virtual-beside", ["ending": .words(words: ending)])
  }
  public var closeVirtual: String { told("ui-virtual-close") }
  public var closeVirtualWhy: String { told("ui-virtual-close-why") }
  public var closeVirtualSure: String { told("ui-virtual-close-sure") }
  public var wallets: String { told("ui-wallets") }
  public var walletsAbout: String { told("ui-wallets-about") }
  public var noWallets: String { told("ui-wallets-none") }
  public var removeWalletSure: String { told("ui-wallets-sure") }
  public func suspendWallet(_ what: String) -> String { told("ui-wallets-suspend.on", ["what": .words(words: what)]) }
  public func resumeWallet(_ what: String) -> String { told("ui-wallets-resume.on", ["what": .words(words: what)]) }
  public func removeWallet(_ what: String) -> String { told("ui-wallets-remove.on", ["what": .words(words: what)]) }
  public var setPin: String { told("ui-pin") }
  public var choosePin: String { told("ui-pin-choose") }
  public var choosePinHint: String { told("ui-pin-choose-hint") }
  public var repeatPin: String { told("ui-pin-repeat") }

  // Requests on cards
  public var queue: String { told("ui-queue") }
  public var queueWhy: String { told("ui-queue-why") }
  public var noRequests: String { told("ui-queue-none") }
  public var sendRequests: String { told("ui-queue-send") }
  public func repeatRequest(_ what: String) -> String { told("ui-queue-repeat.on", ["what": .words(words: what)]) }
  public func dismissRequest(_ what: String) -> String { told("ui-queue-dismiss.on", ["what": .words(words: what)]) }
  public func requestedAt(_ time: String) -> String { told("ui-queue-asked", ["time": .words(words: time)]) }

  // Was this payment yours?
  public var whoseEffect: String { told("ui-whose-effect") }
  public var whoseMine: String { told("ui-whose-mine") }

  // Receipts
  public var receipts: String { told("ui-receipts") }
  public var noReceipts: String { told("ui-receipts-none") }
  public var receiptsWhy: String { told("ui-receipts-why") }
  public var receiptUnproved: String { told("ui-receipts-unproved") }
  public var exportReceipts: String { told("ui-receipts-export") }
  public var handOn: String { told("ui-receipts-hand-on") }
  public func receiptLine(_ ending: String, _ time: String) -> String {
    told("ui-receipts-line", ["ending": .words(words: ending), "time": .words(words: time)])
  }

  // Outages, rights, and what is written to the bank
  public var outages: String { told("ui-outages") }
  public var outagesWorks: String { told("ui-outages-works") }
  public var noOutage: String { told("outage-none") }
  public var rights: String { told("ui-rights") }
  /// The labels of one way to write to the bank.
  public struct Writing: Sendable {
    public let title: String
    public let none: String
    public let older: String
    public let new: String
    public let text: String
    public let send: String
  }
  public func writing(_ way: WrittenWay) -> Writing {
    switch way {
    case .complaint:
      Writing(
        title: told("ui-complaints"), none: told("ui-complaints-none"), older: told("ui-complaints-older"),
        new: told("ui-complaint-file"), text: told("ui-complaint-text"), send: told("ui-complaint-send"))
    case .letter:
      Writing(
        title: told("ui-letters"), none: told("ui-letters-none"), older: told("ui-letters-older"),
        new: told("ui-letter-new"), text: told("ui-letter-text"), send: told("ui-letter-send"))
    }
  }
  public var writtenKind: String { told("ui-written-kind") }
  public func writtenChosen(_ kind: String) -> String {
    told("ui-written-chosen", ["kind": .words(words: kind)])
  }
  public func writtenFiled(_ reference: String) -> String {
    told("ui-written-filed", ["reference": .words(words: reference)])
  }
  public func writtenReference(_ reference: String) -> String {
    told("ui-written-reference", ["reference": .words(words: reference)])
  }
  public func writtenAnswer(_ answer: String) -> String {
    told("ui-written-answer", ["answer": .words(words: answer)])
  }
  public var staySafe: String { told("ui-tips") }
  /// What keeps the customer safe at that moment, in the core's words.
  public func tips(at moment: TipMoment) -> [String] { KunciCore.tips(moment: moment, language: language.tag) }

  // Alerts
  public var alerts: String { told("ui-alerts") }
  public var noAlerts: String { told("ui-alerts-none") }
  public var olderAlerts: String { told("ui-alerts-older") }
  public var newAlert: String { told("ui-alert-new") }
  public func unreadAlerts(_ count: UInt64) -> String { told("ui-alerts-unread", ["count": .count(count: count)]) }
  public var freezeACard: String { told("ui-freeze-a-card") }

  // Token and security
  public var security: String { told("ui-security") }
  public var token: String { told("ui-token") }
  public var tokenWorks: String { told("ui-token-works") }
  public var notMe: String { told("ui-not-me") }
  public var notMeWhy: String { told("ui-not-me-why") }
  public func notMeSaid(_ time: String) -> String { told("ui-not-me-said", ["time": .words(words: time)]) }
  public var notMeCode: String { told("ui-not-me-code") }
  public var notMeStopped: String { told("ui-not-me-stopped") }
  public var removeToken: String { told("ui-remove-token") }
  public var removeTokenWhy: String { told("ui-remove-token-why") }
  public var removeTokenCode: String { told("ui-remove-token-code") }
  public var suspend: String { told("ui-suspend") }
  public var suspendWhy: String { told("ui-suspend-why") }
  public var liftSuspension: String { told("ui-lift-suspension") }
  public var resume: String { told("ui-resume") }
  public var resumeHint: String { told("ui-resume-hint") }
  public var changeCode: String { told("ui-change-code") }
  public var oldCode: String { told("ui-old-code") }
  public var oldCodeHint: String { told("ui-old-code-hint") }
  public var newCode: String { told("ui-new-code") }
  public var repeatNewCode: String { told("ui-repeat-new-code") }
  public var codeChanged: String { told("ui-code-changed") }
  public var codeChangedHint: String { told("ui-code-changed-hint") }
  public var changePassword: String { told("ui-change-password") }
  public var changePasswordWhy: String { told("ui-change-password-why") }
  public var oldPassword: String { told("ui-old-password") }
  public var newPassword: String { told("ui-new-password") }
  public var biometrics: String { told("ui-biometrics") }
  public var biometricsWhy: String { told("ui-biometrics-why") }
  public var biometricsOn: String { told("ui-biometrics-on") }
  public var biometricsOff: String { told("ui-biometrics-off") }
  public var biometricsAreOn: String { told("ui-biometrics-are-on") }
  public var biometricsCode: String { told("ui-biometrics-code") }
  public var useFinger: String { told("ui-biometrics-use") }
  public var hardwareToken: String { told("ui-hardware-token") }
  public var hardwareTokenWhy: String { told("ui-hardware-token-why") }
  public var birthDate: String { told("ui-birth-date") }
  public var deviceSerial: String { told("ui-device-serial") }
  public var activateDevice: String { told("ui-device-activate") }
  public var resyncDevice: String { told("ui-device-resync") }
  public var resyncWhy: String { told("ui-device-resync-why") }
  public var deviceCode: String { told("ui-device-code") }
  public var deviceCodeHint: String { told("ui-device-code-hint") }
  public var deviceNextCode: String { told("ui-device-next-code") }
  public var deviceNextCodeHint: String { told("ui-device-next-code-hint") }
  public func deviceReady(_ serial: String) -> String { told("ui-device-ready", ["serial": .words(words: serial)]) }

  // The session
  public var session: String { told("ui-session") }
  public var sessionOpened: String { told("ui-session-opened") }
  public var lookWithDevice: String { told("ui-session-device") }
  /// What the bank said that the session may do.
  public func may(_ session: SessionView) -> String {
    if session.full { return told("ui-session-full") }
    return told(session.mayLook ? "ui-session-look" : "ui-session-password")
  }
  public func means(_ label: String, _ factor: String) -> String {
    told("ui-session-means", ["label": .words(words: label), "factor": .words(words: factor)])
  }
  public func sessionUntil(_ time: String) -> String { told("ui-session-until", ["time": .words(words: time)]) }

  // The phone number
  public var number: String { told("ui-number") }
  public var numberWhy: String { told("ui-number-why") }
  public var numberNew: String { told("ui-number-new") }
  public var numberSend: String { told("ui-number-send") }
  public var numberCode: String { told("ui-number-code") }
  public var numberDeviceWhy: String { told("ui-number-device-why") }
  public var numberStop: String { told("ui-number-stop") }
  public var numberStopped: String { told("ui-number-stopped") }
  public func numberNow(_ masked: String) -> String { told("ui-number-now", ["number": .words(words: masked)]) }
  public func numberWaits(_ masked: String, _ time: String) -> String {
    told("ui-number-waits", ["number": .words(words: masked), "time": .words(words: time)])
  }

  // Operations until they are settled
  public var progress: String { told("ui-progress") }
  public var operations: String { told("ui-operations") }
  public var noOperations: String { told("ui-operations-none") }

  // What waits, trusted places
  public var later: String { told("ui-later") }
  public var takenBack: String { told("ui-later-cancelled") }
  public func takeBack(_ what: String) -> String { told("ui-later-cancel.on", ["what": .words(words: what)]) }
  public func takesEffect(_ time: String) -> String { told("ui-later-when", ["time": .words(words: time)]) }
  public var trustedPlaces: String { told("ui-trusted-places") }
  public var trustedPlacesOn: String { told("ui-trusted-places-on") }
  public var trustedPlacesOff: String { told("ui-trusted-places-off") }
  public var trustedPlacesAreOn: String { told("ui-trusted-places-are-on") }
  public var trustedPlacesAreOff: String { told("ui-trusted-places-are-off") }
  public func trustedPlacesWhy(_ seconds: UInt64) -> String {
    told("ui-trusted-places-why", ["count": .count(count: seconds / 60)])
  }

  public var placesWhy: String { told("ui-places-why") }
  public var trustPlace: String { told("ui-places-trust") }
  public var forgetPlaces: String { told("ui-places-forget") }
  public var permitPlaces: String { told("ui-places-permit") }
  public var placeNotNow: String { told("ui-places-not-now") }
  /// Nil where it cannot be told.
  public func place(_ isHere: Bool?) -> String {
    switch isHere {
    case true?: told("ui-places-here")
    case false?: told("ui-places-away")
    case nil: told("ui-places-unknown")
    }
  }
  public func places(_ count: Int) -> String { told("ui-places-count", ["count": .count(count: UInt64(count))]) }

  // Without a network
  public var scan: String { told("ui-scan") }
  public var scanWhy: String { told("ui-scan-why") }
  public var scanNow: String { told("ui-scan-now") }
  public var pasteScan: String { told("ui-scan-paste") }
  public var readScan: String { told("ui-scan-read") }
  public var anotherScan: String { told("ui-scan-another") }
  public var typeIntoWebsite: String { told("ui-code-into-website") }
  public var typed: String { told("ui-typed") }
  public var typedWhy: String { told("ui-typed-why") }
  public var anotherTyped: String { told("ui-typed-another") }
  public var bankCode: String { told("ui-bank-code") }
  public var account: String { told("ui-account") }
  public var amount: String { told("ui-amount") }
  public var freezeCode: String { told("ui-freeze-code") }
  public var freezeCodeWhy: String { told("ui-freeze-code-why") }
  public var anotherCard: String { told("ui-freeze-code-another") }
  public var callerCheck: String { told("ui-caller-check") }
  public var callerCheckWhy: String { told("ui-caller-check-why") }
  public var startCallerCheck: String { told("ui-caller-start") }
  public var readChallenge: String { told("ui-caller-read") }
  public var callerEmployee: String { told("ui-caller-employee") }
  public var callerPurpose: String { told("ui-caller-purpose") }
  public var callerAnswer: String { told("ui-caller-answer") }
  public var checkCaller: String { told("ui-caller-verify") }
  public var cancel: String { told("ui-cancel") }
  public var noCards: String { told("ui-no-cards") }

  // Help
  public var help: String { told("ui-help") }
  public var officialChannels: String { told("ui-help-channels") }
  public var checkPasted: String { told("ui-help-check") }
  public var pasteHere: String { told("ui-help-paste") }
  public var checkNow: String { told("ui-help-check-now") }
  public var nothingToCheck: String { told("ui-help-check-nothing") }
  public var helpTopics: String { told("ui-help-topics") }
  public var guideBefore: String { told("ui-help-guide-before") }
  public var callBack: String { told("ui-call-back") }
  public var callBackNew: String { told("ui-call-back-new") }
  public var callBackWhen: String { told("ui-call-back-when") }
  public var callBackAsk: String { told("ui-call-back-ask") }
  public var callBackCancel: String { told("ui-call-back-cancel") }
  public func callBackNumber(_ number: String) -> String {
    told("ui-call-back-number", ["number": .words(words: number)])
  }
  public var userIdForgotten: String { told("ui-user-id-forgotten") }
  public var userIdForgottenWhy: String { told("ui-user-id-forgotten-why") }
  public var userIdNumber: String { told("ui-user-id-number") }
  public var userIdAsk: String { told("ui-user-id-ask") }
  public var userIdAsked: String { told("ui-user-id-asked") }
  public func contact(_ contact: String, _ verdict: String) -> String {
    told("ui-help-contact", ["contact": .words(words: contact), "verdict": .words(words: verdict)])
  }

  // Chat
  public var chat: String { told("ui-chat") }
  public var message: String { told("ui-chat-message") }
  public var send: String { told("ui-chat-send") }
  public var askForPerson: String { told("ui-chat-ask-person") }
  public var noMessages: String { told("ui-chat-none") }
  public var chats: String { told("ui-chats") }
  public var newChat: String { told("ui-chats-new") }
  public var chatAbout: String { told("ui-chats-about") }
  public var chatEnded: String { told("ui-chats-ended") }
  public var chatEmpty: String { told("ui-chats-empty") }
  public func unread(_ count: UInt32) -> String { told("ui-chats-unread", ["count": .count(count: UInt64(count))]) }
  public func openChat(_ title: String) -> String { told("ui-chats-open", ["title": .words(words: title)]) }
  public var sendAnyway: String { told("ui-chat-send-anyway") }
  public var attachFile: String { told("ui-chat-attach") }
  public var attachHint: String { told("ui-chat-attach-hint") }
  /// What a file is called that goes without the name that it has on this phone.
  public var fileName: String { told("ui-chat-file-name") }
  public func openFile(_ name: String) -> String { told("ui-chat-file-open.on", ["name": .words(words: name)]) }
  /// How large it is, or how much of it is at the bank, or on this phone.
  public func file(_ file: ChatAttachment) -> String {
    let size = TextValue.count(count: UInt64((file.size + 1_023) / 1_024))
    func percent(_ part: UInt32) -> TextValue { .count(count: UInt64(part) * 100 / UInt64(file.size)) }
    if file.sent > 0 && file.sent < file.size {
      return told("ui-chat-file-progress", ["percent": percent(file.sent), "size": size])
    }
    if file.received > 0 && file.received < file.size {
      return told("ui-chat-file-coming", ["percent": percent(file.received), "size": size])
    }
    return told("ui-chat-file-size", ["size": size])
  }
  public var hideInDraft: String { told("ui-chat-hide") }
  public var editingFailed: String { told("ui-chat-editing") }
  public var stopEditing: String { told("ui-chat-edit-stop") }
  public var olderMessages: String { told("ui-chat-older") }
  public var moreOfChat: String { told("ui-chat-more") }
  public var waitingApproval: String { told("ui-chat-approval") }
  public var toConversation: String { told("ui-chat-return") }
  public var searchMessages: String { told("ui-chat-search") }
  public var searchWords: String { told("ui-chat-search-words") }
  public var nothingFound: String { told("ui-chat-found-none") }
  public var endChat: String { told("ui-chat-end") }
  public var reportScam: String { told("ui-chat-report") }
  public var rateChat: String { told("ui-chat-rate") }
  public var rateChatWhy: String { told("ui-chat-rate-why") }
  public var rateWords: String { told("ui-chat-rate-words") }
  public var keepTranscript: String { told("ui-chat-transcript") }
  public var transcriptClear: String { told("ui-chat-transcript-clear") }
  public var saveFile: String { told("ui-chat-transcript-save") }
  // One of several messages: its words belong to the name of the button.
  public func retry(_ message: String) -> String { told("ui-chat-retry.on", ["message": .words(words: message)]) }
  public func edit(_ message: String) -> String { told("ui-chat-edit.on", ["message": .words(words: message)]) }
  public func takeBack(message: String) -> String { told("ui-chat-take-back.on", ["message": .words(words: message)]) }
  public func reported(_ named: UInt32) -> String {
    told("ui-chat-reported", ["count": .count(count: UInt64(named))])
  }
  public func rating(_ rating: ChatRating) -> String {
    switch rating {
    case .veryBad: told("ui-chat-rating-1")
    case .bad: told("ui-chat-rating-2")
    case .fair: told("ui-chat-rating-3")
    case .good: told("ui-chat-rating-4")
    case .veryGood: told("ui-chat-rating-5")
    }
  }
  public func transcript(_ check: TranscriptCheck) -> String {
    check.holds
      ? told("ui-chat-transcript-holds", ["count": .count(count: UInt64(check.entries))])
      : told("ui-chat-transcript-broken")
  }
  public func signedBy(_ key: String) -> String { told("ui-chat-transcript-key", ["key": .words(words: key)]) }
  /// Nobody is called staff of the bank whose badge was not verified.
  public func speaker(_ item: ChatItem) -> String {
    switch item.speaker {
    case .you: told("ui-chat-you")
    case .bot: told("ui-chat-bot", ["name": .words(words: item.name)])
    case .verifiedAgent:
      told("ui-chat-agent", ["name": .words(words: item.name), "employee": .words(words: item.employeeId)])
    case .unverified: told("ui-chat-unverified")
    case .system: told("ui-chat-notice")
    }
  }
  public func state(_ state: ChatItemState) -> String {
    switch state {
    case .queued: told("ui-chat-queued")
    case .sending: told("ui-chat-sending")
    case .sent: told("ui-chat-sent")
    case .failed: told("ui-chat-failed")
    }
  }

  // Everywhere
  public var busy: String { told("ui-working") }
  public var dismiss: String { told("ui-understood") }
  public var concealed: String { told("ui-concealed") }

  func told(_ key: String, _ values: [String: TextValue] = [:]) -> String {
    text(language: language.tag, key: key, values: values)
  }
}
