package kunci.app.life

import kunci.app.Desk
import kunci.app.code.TypedTwicePresenter

/** A card's PIN, twice; what it asks for is approved next. */
class CardPinPresenter(desk: Desk, private val cardId: String) : TypedTwicePresenter(desk) {
    override suspend fun chosen() = desk.approve(spend { pin, repeat -> phone.setCardPin(cardId, pin, repeat) })
}
