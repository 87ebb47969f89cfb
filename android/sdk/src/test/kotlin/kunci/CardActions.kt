package kunci

import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.CardChange
import uniffi.kunci_bindings.CardLoss
import uniffi.kunci_bindings.IntendedPayment
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TransactionFilter
import uniffi.kunci_bindings.WalletTokenView
import uniffi.kunci_bindings.displayMoney
import uniffi.kunci_bindings.readAnyMoney
import uniffi.kunci_bindings.readDays
import uniffi.kunci_bindings.readMoney
import kotlin.time.Duration.Companion.seconds

/** The actions about a card's controls and payments. */
class CardActions(private val operations: OperationActions) {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "change_limit" -> {
            args.only("ending", "limit", "minor", "currency", "exponent", "blocked", "until_ms")
            change(phone, args, limit(args))
        }
        "switch_channel" -> {
            args.only("ending", "channel", "place", "on")
            change(phone, args, CardChange.Channel(args.text("channel"), args.text("place"), args.flag("on") == true))
        }
        "block_category" -> {
            args.only("ending", "group", "blocked")
            change(phone, args, CardChange.Category(args.text("group"), args.flag("blocked") == true))
        }
        "block_country" -> {
            args.only("ending", "country", "blocked")
            change(phone, args, CardChange.Country(args.text("country"), args.flag("blocked") == true))
        }
        "block_merchant" -> {
            args.only("ending", "id", "name", "blocked")
            change(phone, args, CardChange.Merchant(args.text("id"), args.text("name"), args.flag("blocked") == true))
        }
        "set_alert" -> {
            args.only("ending", "of", "told", "minor", "currency", "exponent")
            change(phone, args, alert(args))
        }
        "add_trip" -> {
            val (from, until, countries) = trip(phone, args)
            change(phone, args, CardChange.TripAdd(from, until, countries))
        }
        "cancel_trip" -> {
            val (from, until, countries) = trip(phone, args)
            change(phone, args, CardChange.TripCancel(from, until, countries))
        }
        "card_trips" -> args.only("ending").let { cardTrips(phone, args) }
        "card_alerts" -> args.only("ending").let { cardAlerts(phone, args) }
        "cancel_raise" -> {
            args.only("ending", "limit")
            viewAsJson(phone.cancelRaise(operations.known(phone, args), args.text("limit")))
        }
        "report_card" -> {
            args.only("ending", "loss")
            viewAsJson(phone.reportCard(operations.known(phone, args), named<CardLoss>(args.text("loss"))))
        }
        "activate_card" -> {
            args.only("ending")
            operations.show(phone.activateCard(operations.known(phone, args)))
        }
        "replace_card" -> {
            args.only("ending")
            operations.show(phone.replaceCard(operations.known(phone, args)))
        }
        "reveal_card" -> {
            args.only("ending")
            operations.show(phone.revealCard(operations.known(phone, args)))
        }
        "order_virtual_card" -> {
            args.only("ending", "name", "minor", "currency", "exponent")
            val month = if (args.has("minor")) operations.money(args) else null
            operations.show(phone.orderVirtualCard(operations.known(phone, args), args.text("name"), month))
        }
        "read_amount" -> args.only("typed", "currency", "exponent", "language").let { amount(args) }
        "close_card" -> args.only("ending").let { viewAsJson(phone.closeCard(operations.known(phone, args))) }
        "virtual_card" -> args.only("name").let { virtualCard(phone, args) }
        "wallet_tokens" -> args.only("ending").let { wallets(phone.walletTokens(operations.known(phone, args), LANGUAGE)) }
        "suspend_wallet" -> args.only("token_id").let { wallets(listOf(phone.suspendWalletToken(args.text("token_id"), LANGUAGE))) }
        "remove_wallet" -> args.only("token_id").let { wallets(listOf(phone.removeWalletToken(args.text("token_id"), LANGUAGE))) }
        "resume_wallet" -> args.only("token_id").let { operations.show(phone.resumeWalletToken(args.text("token_id"))) }
        "card_details" -> args.only().let { cardDetails(phone) }
        "set_pin" -> {
            args.only("ending", "pin", "repeat")
            entered(args.text("pin")) { pin ->
                entered(args.text("repeat")) {
                    operations.show(phone.setCardPin(operations.known(phone, args), pin, it))
                }
            }
        }
        "controls" -> args.only("ending", "limit").let { controls(phone, args) }
        "receipts" -> args.only().let { receipts(phone) }
        "kept_receipts" -> args.only().let { keptReceipts(phone) }
        "commands" -> args.only().let { commands(phone) }
        "send_commands" -> args.only().let { sendCommands(phone) }
        "repeat_command" -> args.only("command_id").let { viewAsJson(phone.repeatCommand(args.text("command_id"))) }
        "dismiss_command" -> {
            args.only("command_id")
            phone.dismissCommand(args.text("command_id"))
            json()
        }
        "transactions" -> args.only(
            "ending", "state", "search", "group", "after", "from_minor", "to_minor", "currency", "exponent",
            "first_day", "last_day", "first_days", "last_days",
        ).let { transactions(phone, args) }
        "preflight" -> args.only("ending", "minor", "currency", "exponent", "channel", "country").let { preflight(phone, args) }
        "try_limit" -> {
            args.only("ending", "limit", "minor", "currency", "exponent", "blocked", "until_ms")
            tryLimit(phone, args)
        }
        "payments_changed" -> args.only("after").let {
            val counted = withTimeoutOrNull(PATIENCE) { phone.paymentsChanged(args.number("after").toULong()) }
            json("counted" to JsonPrimitive(checkNotNull(counted) { "nothing was paid within $PATIENCE" }.toLong()))
        }
        "why_declined" -> args.only("ending").let { whyDeclined(phone, args) }
        else -> null
    }

    /** The virtual card that the customer has called so: how it stands, and beside which card. */
    private suspend fun virtualCard(phone: Phone, args: Arguments): JsonElement {
        val name = args.text("name")
        val card = phone.cards().firstOrNull { it.view().name == name } ?: throw PhoneException.NotFound()
        val view = card.view()
        return json(
            "ending" to JsonPrimitive(view.ending),
            "kind" to JsonPrimitive(view.kind),
            "state" to JsonPrimitive(view.state),
            "closed" to (view.closed?.let(::JsonPrimitive) ?: JsonNull),
            "beside" to (view.beside?.let(::JsonPrimitive) ?: JsonNull),
            "words" to JsonPrimitive(card.standing(LANGUAGE).words),
        )
    }

    /** In the currency of a card or account; without one in that which is written before the digits, or in rupiah. */
    private fun amount(args: Arguments): JsonElement {
        val (typed, language) = args.text("typed") to args.text("language")
        val money = if (args.has("currency")) {
            readMoney(typed, Money(0, args.text("currency"), args.number("exponent").toUByte()), language)
        } else {
            readAnyMoney(typed, language)
        }
        return json(
            "minor" to JsonPrimitive(money.minor),
            "currency" to JsonPrimitive(money.currency),
            "exponent" to JsonPrimitive(money.exponent.toInt()),
            "shown" to JsonPrimitive(displayMoney(money, language)),
        )
    }

    private fun wallets(tokens: List<WalletTokenView>) = json(
        "count" to JsonPrimitive(tokens.size),
        "states" to JsonPrimitive(tokens.joinToString(" ") { it.state }),
        "words" to (tokens.firstOrNull()?.words?.let(::JsonPrimitive) ?: JsonNull),
    )

    /** What the screen shows of the card: of the number only how long it is, and that it is the card's. */
    private suspend fun cardDetails(phone: Phone): JsonElement = phone.cardDetails(operations.onScreen.id()).use { details ->
        val (number, code) = details.number() to details.code()
        json(
            "ending" to JsonPrimitive(details.ending()),
            "digits" to JsonPrimitive(number.size),
            "code_digits" to JsonPrimitive(code.size),
            "fits" to JsonPrimitive(number.decodeToString().endsWith(details.ending())),
            "brief" to JsonPrimitive(details.secondsLeft() in 1u..60u),
        )
    }

    private suspend fun change(phone: Phone, args: Arguments, change: CardChange): JsonElement =
        operations.outcome(phone.changeCard(operations.listed(phone, args), listOf(change)))

    /** To an amount, to nothing (`blocked`), or to the bank's most (neither). */
    private fun limit(args: Arguments): CardChange {
        val (limit, until) = args.text("limit") to (if (args.has("until_ms")) args.number("until_ms") else null)
        return when {
            args.has("minor") -> CardChange.LimitAt(limit, operations.money(args), until)
            args.has("blocked") -> CardChange.LimitBlocked(limit, until)
            else -> CardChange.LimitLifted(limit, until)
        }
    }

    /** From an amount on, of every one (`told` without an amount), or not at all. */
    private fun alert(args: Arguments): CardChange = when {
        args.flag("told") != true -> CardChange.AlertOff(args.text("of"))
        args.has("minor") -> CardChange.AlertFrom(args.text("of"), operations.money(args))
        else -> CardChange.AlertEvery(args.text("of"))
    }

    /** So many days from now on and until, or as `from` and `until` say. */
    private fun trip(phone: Phone, args: Arguments): Triple<String, String, List<String>> {
        args.only("ending", "from_days", "until_days", "from", "until", "countries")
        fun day(name: String) = if (args.has(name)) args.text(name) else phone.dayFromNow(args.number(name + "_days").toInt())
        return Triple(day("from"), day("until"), args.text("countries").split(' '))
    }

    /** Where the customer travels. */
    private suspend fun cardTrips(phone: Phone, args: Arguments): JsonElement {
        val trips = phone.cardControls(operations.listed(phone, args), LANGUAGE).trips
        return json(
            "count" to JsonPrimitive(trips.size),
            "countries" to JsonPrimitive(trips.joinToString(" | ") { it.countries.joinToString(" ") }),
            "warnings" to JsonPrimitive(trips.joinToString(" | ") { it.warning }),
            "words" to (trips.firstOrNull()?.words?.let(::JsonPrimitive) ?: JsonNull),
        )
    }

    /** Of which payments the customer is told. */
    private suspend fun cardAlerts(phone: Phone, args: Arguments): JsonElement {
        val alerts = phone.cardControls(operations.listed(phone, args), LANGUAGE).alerts
        return json(
            "count" to JsonPrimitive(alerts.size),
            "told" to JsonPrimitive(alerts.filter { it.on }.joinToString(" | ") { "${it.label}: ${it.value}" }),
        )
    }

    /** One limit in words, and what is switched off or blocked. */
    private suspend fun controls(phone: Phone, args: Arguments): JsonElement {
        val view = phone.cardControls(operations.listed(phone, args), LANGUAGE)
        val limit = view.limits.find { it.name == args.text("limit") } ?: throw PhoneException.NotFound()
        val off = view.switches.filterNot { it.on }.joinToString(" | ") { it.label }
        val blocked = view.categories.filter { it.blocked }.map { it.label } + view.blockedCountries +
            view.blockedMerchants.map { it.name }
        return json(
            "label" to JsonPrimitive(limit.label),
            "in_force_minor" to JsonPrimitive(limit.inForce.minor),
            "cooling_off" to JsonPrimitive(limit.coolingOff),
            "note" to JsonPrimitive(limit.note),
            "off" to JsonPrimitive(off),
            "blocked" to JsonPrimitive(blocked.joinToString(" | ")),
            "limits" to JsonPrimitive(view.limits.size),
        )
    }

    /** How many, what for, and whether the exported file holds them all. */
    private suspend fun receipts(phone: Phone): JsonElement {
        val all = phone.cardReceipts()
        val exported = phone.exportCardReceipts()
        return json(
            "count" to JsonPrimitive(all.size),
            "actions" to JsonPrimitive(all.joinToString(" ") { it.action }),
            "exported" to JsonPrimitive(all.all { it.proof in exported }),
            "unproved" to JsonPrimitive(all.count { !it.proved }),
        )
    }

    /** How many this phone keeps, and what for. */
    private suspend fun keptReceipts(phone: Phone): JsonElement {
        val all = phone.keptReceipts()
        return json(
            "count" to JsonPrimitive(all.size),
            "actions" to JsonPrimitive(all.joinToString(" ") { it.action }),
            "unproved" to JsonPrimitive(all.count { !it.proved }),
        )
    }

    /** How many, the states of all, and the newest in words. */
    private suspend fun commands(phone: Phone): JsonElement {
        val all = phone.cardCommands(LANGUAGE)
        val newest = all.firstOrNull()
        return json(
            "count" to JsonPrimitive(all.size),
            "states" to JsonPrimitive(all.joinToString(" | ") { "${it.action} ${it.state}" }),
            "command_id" to (newest?.commandId?.let(::JsonPrimitive) ?: JsonNull),
            "title" to (newest?.title?.let(::JsonPrimitive) ?: JsonNull),
            "state_words" to (newest?.stateWords?.let(::JsonPrimitive) ?: JsonNull),
            "detail" to (newest?.detail?.let(::JsonPrimitive) ?: JsonNull),
            "asks" to (newest?.asks?.let(::JsonPrimitive) ?: JsonNull),
        )
    }

    private suspend fun sendCommands(phone: Phone): JsonElement {
        val receipts = phone.sendCommands()
        return json(
            "confirmed" to JsonPrimitive(receipts.size),
            "actions" to JsonPrimitive(receipts.joinToString(" ") { it.action }),
        )
    }

    /** The first page: how many, whether there is more, and the newest in words. */
    private suspend fun transactions(phone: Phone, args: Arguments): JsonElement {
        val given = { name: String -> if (args.has(name)) args.text(name) else null }
        val card = if (args.has("ending")) operations.known(phone, args) else null
        val currency = given("currency") ?: "IDR"
        val exponent = if (args.has("exponent")) args.number("exponent").toUByte() else 2u.toUByte()
        val end = { name: String -> if (args.has(name)) Money(args.number(name), currency, exponent) else null }
        // As it is typed, or so many days from today.
        val day = { name: String ->
            if (args.has(name + "s")) phone.dayFromNow(args.number(name + "s").toInt()) else given(name).orEmpty()
        }
        val days = readDays(day("first_day"), day("last_day"))
        val filter = TransactionFilter(
            card, listOfNotNull(given("state")), given("search"), days.fromMs, days.untilMs, given("group"),
            end("from_minor"), end("to_minor"),
        )
        val page = phone.transactions(filter, given("after"), LANGUAGE)
        val newest = page.transactions.firstOrNull()
        val words = (newest?.let(::viewAsJson) as? JsonObject).orEmpty()
        val counts = mapOf(
            "count" to JsonPrimitive(page.transactions.size),
            "next" to (page.next?.let(::JsonPrimitive) ?: JsonNull),
            "reason" to (newest?.declined?.reason?.let(::JsonPrimitive) ?: JsonNull),
        )
        return JsonObject(words + counts)
    }

    private suspend fun preflight(phone: Phone, args: Arguments): JsonElement {
        val intended = IntendedPayment(operations.money(args), args.text("channel"), args.text("country"), null, null)
        val view = phone.preflight(operations.known(phone, args), intended, LANGUAGE)
        return json(
            "passes" to JsonPrimitive(view.passes),
            "words" to JsonPrimitive(view.words),
            "reason" to (view.why?.reason?.let(::JsonPrimitive) ?: JsonNull),
            "body" to (view.why?.body?.let(::JsonPrimitive) ?: JsonNull),
        )
    }

    /** What another value of a limit would have stopped. */
    private suspend fun tryLimit(phone: Phone, args: Arguments): JsonElement {
        val view = phone.tryControls(operations.known(phone, args), listOf(limit(args)), LANGUAGE)
        val newest = view.transactions.firstOrNull()
        return json(
            "tried" to JsonPrimitive(view.tried.toLong()),
            "stopped" to JsonPrimitive(view.stopped.toLong()),
            "words" to JsonPrimitive(view.words),
            "newest" to (newest?.merchant?.let(::JsonPrimitive) ?: JsonNull),
            "reason" to (newest?.declined?.reason?.let(::JsonPrimitive) ?: JsonNull),
        )
    }

    private suspend fun whyDeclined(phone: Phone, args: Arguments): JsonElement {
        val answer = phone.whyDeclined(operations.known(phone, args), LANGUAGE)
        val merchant = answer.transaction?.merchant?.let(::JsonPrimitive) ?: JsonNull
        return JsonObject((viewAsJson(answer.why) as JsonObject) + ("merchant" to merchant))
    }

    private fun json(vararg fields: Pair<String, JsonElement>) = JsonObject(mapOf(*fields))

    private companion object {
        /** The bank's word on a payment takes no longer. */
        val PATIENCE = 10.seconds
    }
}
