package kunci.app.payments

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import kunci.app.cards.card
import uniffi.kunci_bindings.ChannelView
import uniffi.kunci_bindings.IntendedPayment
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.PreflightView
import uniffi.kunci_bindings.readMoney

/** A payment that the customer thinks of, and the bank's answer. [country]: two letters. */
data class WillState(
    val cardId: String,
    val channels: List<ChannelView> = emptyList(),
    val channel: ChannelView? = null,
    val amount: String = "",
    val country: String = "",
    val answer: PreflightView? = null,
)

sealed interface WillEvent {
    data class Amount(val typed: String) : WillEvent

    data class Country(val letters: String) : WillEvent

    data class Choose(val channel: ChannelView) : WillEvent

    data object Ask : WillEvent

    data class Go(val route: Route) : WillEvent
}

/** "Will this payment work?" The bank's own rules say. */
class WillPresenter(desk: Desk, cardId: String) : Presenter<WillState, WillEvent>(desk, WillState(cardId)) {
    /** An amount in the card's currency. */
    private var like: Money? = null

    init {
        work { load() }
    }

    override fun on(event: WillEvent) = when (event) {
        is WillEvent.Amount -> show { it.copy(amount = event.typed, answer = null) }
        is WillEvent.Country -> show { it.copy(country = event.letters, answer = null) }
        is WillEvent.Choose -> show { it.copy(channel = event.channel, answer = null) }
        WillEvent.Ask -> work { ask() }
        is WillEvent.Go -> go(event.route)
    }

    private suspend fun load() {
        phone.card(content.cardId).use { card ->
            val controls = phone.cardControls(card, desk.language)
            like = card.view().ceiling
            show { it.copy(channels = controls.channels, channel = controls.channels.firstOrNull(), country = controls.home) }
        }
    }

    private suspend fun ask() {
        val channel = content.channel ?: return
        val amount = readMoney(content.amount, like ?: return, desk.language)
        val intended = IntendedPayment(amount, channel.channel, content.country.trim().uppercase(), null, null)
        val answer = phone.preflight(content.cardId, intended, desk.language)
        show { it.copy(answer = answer) }
    }
}
