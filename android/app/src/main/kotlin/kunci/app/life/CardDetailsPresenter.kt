package kunci.app.life

import android.os.SystemClock
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.CardDetails

/** The card's number while it is shown; [over]: it was, and is hidden again. */
data class CardDetailsState(val shown: ShownDetails? = null, val over: Boolean = false)

/** Number, date and security code on the screen. No data class, so that no `toString` prints them; wiped when they are hidden. */
class ShownDetails(
    val number: ByteArray,
    val expiry: ByteArray,
    val code: ByteArray,
    private val spokenNumber: ByteArray,
    private val spokenCode: ByteArray,
    val secondsLeft: Int,
) {
    /** Digit by digit, for a screen reader: it takes nothing but text. */
    fun spokenNumber(): String = spokenNumber.decodeToString()

    fun spokenCode(): String = spokenCode.decodeToString()

    fun expiry(): String = expiry.decodeToString()

    fun at(secondsLeft: Int) = ShownDetails(number, expiry, code, spokenNumber, spokenCode, secondsLeft)

    /** The same digits, whatever time is left. */
    fun isOf(other: ShownDetails?) = other?.number === number

    fun wipe() = listOf(number, expiry, code, spokenNumber, spokenCode).forEach { it.fill(0) }

    override fun toString() = "ShownDetails(redacted)"
}

sealed interface CardDetailsEvent {
    data object Hide : CardDetailsEvent
}

/** A card's number, once: fetched when the screen opens, hidden when its time is over, the app leaves the front or the screen is left. */
class CardDetailsPresenter(desk: Desk, private val operationId: String) :
    Presenter<CardDetailsState, CardDetailsEvent>(desk, CardDetailsState()) {
    init {
        work { run(phone.cardDetails(operationId).use(::shown)) }
    }

    override fun on(event: CardDetailsEvent) = when (event) {
        CardDetailsEvent.Hide -> hide()
    }

    override fun leaves() = hide()

    private fun shown(details: CardDetails) = ShownDetails(
        details.number(), details.expiry(), details.code(), details.spokenNumber(), details.spokenCode(), details.secondsLeft().toInt(),
    )

    private fun run(details: ShownDetails) {
        // The app went to the background while it was fetched.
        if (content.over) return details.wipe()
        show { it.copy(shown = details) }
        desk.scope.launch { countDown(details) }
    }

    /** By the clock that nobody can move; also right after the phone has slept. */
    private suspend fun countDown(details: ShownDetails) {
        val end = SystemClock.elapsedRealtime() + details.secondsLeft * SECOND
        while (details.isOf(content.shown)) {
            val left = ((end - SystemClock.elapsedRealtime() + SECOND - 1) / SECOND).toInt()
            if (left <= 0) return hide()
            show { it.copy(shown = details.at(left)) }
            delay(SECOND)
        }
    }

    private fun hide() {
        content.shown?.wipe()
        show { CardDetailsState(over = true) }
    }

    override fun close() {
        super.close()
        hide()
    }

    private companion object {
        const val SECOND = 1000L
    }
}
