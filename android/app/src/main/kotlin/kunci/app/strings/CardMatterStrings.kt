package kunci.app.strings

import uniffi.kunci_bindings.spokenDigits

/** What comes of cards: disputes, spending, statements, the emergency key, revealing, wallets, PIN, requests, receipts. */
abstract class CardMatterStrings(language: String) : CardStrings(language) {
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
}
