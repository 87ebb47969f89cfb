package kunci.app.life

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.cards.card
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.readMoney

/** A virtual card as it is being ordered; [currency] is that of the card beside it, `null` until the bank has answered. */
data class OrderState(
    val ending: String = "",
    val name: String = "",
    val month: String = "",
    val currency: Money? = null,
)

sealed interface OrderEvent {
    data class Name(val typed: String) : OrderEvent

    data class Month(val typed: String) : OrderEvent

    data object Order : OrderEvent
}

/** What a name or an amount may be, and how many cards there can be, is the core's and the bank's to say. */
class OrderPresenter(desk: Desk, private val cardId: String) : Presenter<OrderState, OrderEvent>(desk, OrderState()) {
    init {
        work { load() }
    }

    override fun on(event: OrderEvent) = when (event) {
        is OrderEvent.Name -> show { it.copy(name = event.typed) }
        is OrderEvent.Month -> show { it.copy(month = event.typed) }
        OrderEvent.Order -> work { order() }
    }

    private suspend fun order() {
        if (content.currency == null) load()
        val typed = content.month
        val month = content.currency?.takeIf { typed.isNotBlank() }?.let { readMoney(typed, it, desk.language) }
        desk.approve(phone.orderVirtualCard(cardId, content.name, month))
    }

    private suspend fun load() = phone.card(cardId).use { card ->
        val view = card.view()
        show { it.copy(ending = view.ending, currency = view.ceiling) }
    }
}
