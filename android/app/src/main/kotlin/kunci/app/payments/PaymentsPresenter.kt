package kunci.app.payments

import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import kunci.app.cards.card
import uniffi.kunci_bindings.CardChange
import uniffi.kunci_bindings.DayRange
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.TransactionFilter
import uniffi.kunci_bindings.TransactionView
import uniffi.kunci_bindings.readAnyMoney
import uniffi.kunci_bindings.readDays
import uniffi.kunci_bindings.readMoney

/** Payments, newest first; `null` until the bank has answered. [older]: there is more. */
data class PaymentsState(
    val payments: List<TransactionView>? = null,
    val older: Boolean = false,
    val search: String = "",
    /** From which amount on and up to which, as they are typed; blank: any. */
    val from: String = "",
    val to: String = "",
    /** The first day and the last one, as they are typed; blank: open. */
    val first: String = "",
    val last: String = "",
    val filter: PaymentFilter = PaymentFilter.ANY,
    /** What else they have in common: kind of merchant and month. */
    val of: List<String> = emptyList(),
    /** The receipt for what was just done. */
    val done: ReceiptView? = null,
)

/** Which payments are shown, by the core's name of their state. */
enum class PaymentFilter(val state: String?) {
    ANY(null),
    PENDING("pending"),
    SETTLED("settled"),
    DECLINED("declined"),
    REVERSED("reversed"),
    REFUNDED("refunded"),
}

sealed interface PaymentsEvent {
    data class Typed(val search: String) : PaymentsEvent

    data class From(val amount: String) : PaymentsEvent

    data class To(val amount: String) : PaymentsEvent

    data class First(val day: String) : PaymentsEvent

    data class Last(val day: String) : PaymentsEvent

    data object Find : PaymentsEvent

    data class Show(val filter: PaymentFilter) : PaymentsEvent

    data object Older : PaymentsEvent

    data object Refresh : PaymentsEvent

    data class Block(val payment: TransactionView) : PaymentsEvent

    data class Go(val route: Route) : PaymentsEvent
}

/** Of one card, or of all; [spent]: of one kind in one month. The bank searches; pages are put one below the other, and are read again when it says that something was paid. */
class PaymentsPresenter(desk: Desk, private val cardId: String?, private val spent: Route.Spent? = null) :
    Presenter<PaymentsState, PaymentsEvent>(desk, PaymentsState(of = spent?.words.orEmpty())) {
    /** What the pages on the screen were asked for: what is typed meanwhile changes nothing about the next one. */
    private var asked = filter()
    private var next: String? = null

    /** An amount of the card's, for its currency. */
    private var currency: Money? = null

    /** One reading of the list after the other. */
    private val reading = Mutex()

    init {
        follow(phone::paymentsChanged) { reading.withLock { reread() } }
        work { newest() }
    }

    /** As much as is on the screen, as it is now: what was reserved may have been charged. */
    private suspend fun reread() {
        val wanted = content.payments?.size ?: return
        // Nobody asked for it: a list that lies on the screen keeps no session alive.
        var page = phone.lookForTransactions(asked, null, desk.language)
        val all = page.transactions.toMutableList()
        while (all.size < wanted) {
            page = phone.lookForTransactions(asked, page.next ?: break, desk.language)
            all += page.transactions
        }
        next = page.next
        show { it.copy(payments = all, older = next != null) }
    }

    override fun on(event: PaymentsEvent) = when (event) {
        is PaymentsEvent.Typed -> show { it.copy(search = event.search) }
        is PaymentsEvent.From -> show { it.copy(from = event.amount) }
        is PaymentsEvent.To -> show { it.copy(to = event.amount) }
        is PaymentsEvent.First -> show { it.copy(first = event.day) }
        is PaymentsEvent.Last -> show { it.copy(last = event.day) }
        PaymentsEvent.Find, PaymentsEvent.Refresh -> work { newest() }
        is PaymentsEvent.Show -> work {
            show { it.copy(filter = event.filter, payments = null, older = false) }
            newest()
        }
        PaymentsEvent.Older -> work { reading.withLock { page(next, content.payments.orEmpty()) } }
        is PaymentsEvent.Block -> work { block(event.payment) }
        is PaymentsEvent.Go -> go(event.route)
    }

    private fun filter(from: Money? = null, to: Money? = null, days: DayRange? = null) = TransactionFilter(
        cardId,
        listOfNotNull(content.filter.state),
        content.search.trim().ifEmpty { null },
        listOfNotNull(days?.fromMs, spent?.fromMs).maxOrNull(),
        listOfNotNull(days?.untilMs, spent?.untilMs).minOrNull(),
        spent?.group,
        from,
        to,
    )

    /** In the currency of the card; of all cards in the one that is written before the digits. What an amount is, is the core's to say. */
    private suspend fun amount(typed: String): Money? {
        if (typed.isBlank()) return null
        val like = currency ?: cardId?.let { id -> phone.card(id).use { it.view().ceiling } }
        currency = like
        return if (like == null) readAnyMoney(typed, desk.language) else readMoney(typed, like, desk.language)
    }

    private suspend fun newest() = reading.withLock {
        asked = filter(amount(content.from), amount(content.to), readDays(content.first, content.last))
        page(null, emptyList())
    }

    private suspend fun page(after: String?, shown: List<TransactionView>) {
        val page = phone.transactions(asked, after, desk.language)
        next = page.next
        show { it.copy(payments = shown + page.transactions, older = page.next != null, done = null) }
    }

    /** On the card that the payment was made with. */
    private suspend fun block(payment: TransactionView) {
        phone.card(payment.cardId).use { card ->
            val outcome = phone.changeCard(card, listOf(CardChange.Merchant(payment.merchantId, payment.merchant, true)))
            outcome.operation?.let { return desk.approve(it) }
            show { it.copy(done = outcome.receipt) }
        }
    }
}
