package kunci.app.cards

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.Card
import uniffi.kunci_bindings.CardName
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.displayMoney
import java.math.BigDecimal

/** The cards; [known] only by name when nobody is signed in. */
data class CardsState(
    val cards: List<CardItem>? = null,
    val known: Boolean = false,
    val editing: LimitEdit? = null,
    /** Number of the receipt for what was just done. */
    val receipt: ULong? = null,
)

/** One card. The amounts are texts of the core. */
data class CardItem(
    val cardId: String,
    val name: String,
    val ending: String,
    val status: CardStatus,
    val limit: String? = null,
    val ceiling: String? = null,
)

enum class CardStatus { IN_USE, FROZEN, HELD, CLOSED, UNKNOWN }

/** The new limit as it is typed, in major units. */
data class LimitEdit(val cardId: String, val typed: String)

sealed interface CardsEvent {
    data class Freeze(val cardId: String) : CardsEvent

    data class Unfreeze(val cardId: String) : CardsEvent

    data class EditLimit(val cardId: String) : CardsEvent

    data class Typed(val amount: String) : CardsEvent

    data object SaveLimit : CardsEvent

    data object CancelLimit : CardsEvent

    data object Refresh : CardsEvent
}

class CardsPresenter(desk: Desk) : Presenter<CardsState, CardsEvent>(desk, CardsState()) {
    /** The objects behind the items: a change is of the card as it was read. */
    private var read = emptyMap<String, Card>()

    init {
        work { load() }
    }

    override fun on(event: CardsEvent) = when (event) {
        CardsEvent.Refresh -> work { load() }
        is CardsEvent.Freeze -> work {
            val receipt = phone.freezeCard(event.cardId)
            load()
            show { it.copy(receipt = receipt.sequence) }
        }
        is CardsEvent.Unfreeze -> work { desk.approve(phone.unfreezeCard(event.cardId)) }
        is CardsEvent.EditLimit -> show { it.copy(editing = LimitEdit(event.cardId, ""), receipt = null) }
        is CardsEvent.Typed -> show { it.copy(editing = it.editing?.copy(typed = event.amount)) }
        CardsEvent.CancelLimit -> show { it.copy(editing = null) }
        CardsEvent.SaveLimit -> work { saveLimit() }
    }

    private suspend fun load() {
        try {
            val cards = phone.cards()
            forget()
            read = cards.associateBy { it.cardId() }
            show { CardsState(cards.map(::item)) }
        } catch (_: PhoneException.NotSignedIn) {
            // Freezing needs no session: the names from last time will do.
            val names = phone.knownCards().map(::item)
            show { CardsState(names, known = true) }
        }
    }

    private suspend fun saveLimit() {
        val edit = content.editing ?: return
        val card = read[edit.cardId] ?: return
        val outcome = phone.setCardLimit(card, amount(edit.typed, card.view().limit))
        outcome.operation?.let { return desk.approve(it) }
        load()
        show { it.copy(receipt = outcome.receipt?.sequence) }
    }

    /** Typed in major units of the card's currency; whether it is a good limit is the core's to say. */
    private fun amount(typed: String, like: Money): Money {
        val minor = try {
            BigDecimal(typed.trim()).movePointRight(like.exponent.toInt()).longValueExact()
        } catch (_: ArithmeticException) {
            throw PhoneException.AmountInvalid()
        } catch (_: NumberFormatException) {
            throw PhoneException.AmountInvalid()
        }
        return like.copy(minor = minor)
    }

    private fun item(card: Card): CardItem = with(card.view()) {
        val status = when {
            !active -> CardStatus.CLOSED
            frozen -> CardStatus.FROZEN
            heldByOthers -> CardStatus.HELD
            else -> CardStatus.IN_USE
        }
        CardItem(cardId, name, ending, status, displayMoney(limit, desk.language), displayMoney(ceiling, desk.language))
    }

    private fun item(card: CardName) = CardItem(card.cardId, card.name, card.ending, CardStatus.UNKNOWN)

    private fun forget() = read.values.forEach { it.close() }.also { read = emptyMap() }

    override fun close() {
        super.close()
        forget()
    }
}
