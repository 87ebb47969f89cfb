package kunci.app.spending

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.cards.card
import uniffi.kunci_bindings.CardChange
import uniffi.kunci_bindings.ReceiptView
import uniffi.kunci_bindings.SubscriptionView
import uniffi.kunci_bindings.SubscriptionsView

/** What charges again and again; `null` until the bank has answered. */
data class SubscriptionsState(
    val view: SubscriptionsView? = null,
    /** The receipt for what was just done. */
    val done: ReceiptView? = null,
)

sealed interface SubscriptionsEvent {
    /** Stops the merchant on the card, or lets it charge again. */
    data class Block(val subscription: SubscriptionView, val blocked: Boolean) : SubscriptionsEvent

    data object Refresh : SubscriptionsEvent
}

/** Subscriptions of one card, or of all. Blocking one holds at once; lifting that is approved. */
class SubscriptionsPresenter(desk: Desk, private val cardId: String?) :
    Presenter<SubscriptionsState, SubscriptionsEvent>(desk, SubscriptionsState()) {
    init {
        work { load(null) }
    }

    override fun on(event: SubscriptionsEvent) = when (event) {
        is SubscriptionsEvent.Block -> work { block(event.subscription, event.blocked) }
        SubscriptionsEvent.Refresh -> work { load(null) }
    }

    private suspend fun load(done: ReceiptView?) {
        val view = phone.subscriptions(cardId, desk.language)
        show { SubscriptionsState(view, done) }
    }

    private suspend fun block(subscription: SubscriptionView, blocked: Boolean) {
        val outcome = phone.card(subscription.cardId).use { card ->
            phone.changeCard(card, listOf(CardChange.Merchant(subscription.merchantId, subscription.merchant, blocked)))
        }
        outcome.operation?.let { return desk.approve(it) }
        // It holds, whether or not the list can be read again.
        show { it.copy(done = outcome.receipt) }
        load(outcome.receipt)
    }
}
