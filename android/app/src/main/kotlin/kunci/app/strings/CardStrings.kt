package kunci.app.strings

import kunci.app.payments.PaymentFilter
import uniffi.kunci_bindings.CardLoss

/** Cards: their controls, alerts and trips, payments, and their life. */
abstract class CardStrings(language: String) : ServiceStrings(language) {
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
}
