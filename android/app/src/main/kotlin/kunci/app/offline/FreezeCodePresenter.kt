package kunci.app.offline

import kunci.app.Desk
import kunci.app.Notice
import kunci.app.Presenter
import uniffi.kunci_bindings.CardName
import uniffi.kunci_bindings.explainFreezeCode

/** The cards by name, and the code for one of them with what it is for. */
data class FreezeCodeState(val cards: List<CardName> = emptyList(), val code: ShownCode? = null, val told: Notice? = null)

sealed interface FreezeCodeEvent {
    data class Make(val card: CardName) : FreezeCodeEvent

    data object Again : FreezeCodeEvent
}

/** A code that freezes a card by telephone: no network, no session, no Unlock Code. */
class FreezeCodePresenter(desk: Desk) : Presenter<FreezeCodeState, FreezeCodeEvent>(desk, FreezeCodeState()) {
    init {
        work {
            val cards = phone.knownCards()
            show { it.copy(cards = cards) }
        }
    }

    override fun on(event: FreezeCodeEvent) = when (event) {
        is FreezeCodeEvent.Make -> work {
            val made = ShownCode.of(phone.freezeCode(event.card.cardId), desk.language)
            val told = explainFreezeCode(event.card.ending, desk.language)
            show { it.copy(code = made, told = Notice(told.title, told.body, told.action)) }
        }
        FreezeCodeEvent.Again -> forget()
    }

    private fun forget() {
        content.code?.wipe()
        show { it.copy(code = null, told = null) }
    }

    override fun close() {
        super.close()
        forget()
    }
}
