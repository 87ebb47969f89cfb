package kunci.app.life

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter

/** Whether the PIN is being typed [again], and how far. */
data class CardPinState(val again: Boolean = false, val entered: Int = 0)

/** A card's PIN, twice. Both go to the core in one call, and are wiped whatever comes of it; what it asks for is approved next. */
class CardPinPresenter(desk: Desk, private val cardId: String) : Presenter<CardPinState, PadKey>(desk, CardPinState()) {
    private val first = CodeInput()
    private val second = CodeInput()

    override fun on(event: PadKey) {
        if (state.value.busy) return
        val input = if (content.again) second else first
        val complete = input.press(event)
        show { it.copy(entered = input.entered) }
        when {
            !complete -> {}
            content.again -> ask()
            else -> {
                notify(null)
                show { CardPinState(again = true) }
            }
        }
    }

    private fun ask() = work {
        try {
            desk.approve(first.spend { pin -> second.spend { phone.setCardPin(cardId, pin, it) } })
        } finally {
            show { CardPinState() }
        }
    }

    override fun close() {
        super.close()
        first.close()
        second.close()
    }
}
