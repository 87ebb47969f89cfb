package kunci.app.receipts

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.displayTime

/** The receipts of all control changes, newest first; `null` until the bank has answered. [saved]: they are in a file. */
data class ReceiptsState(val receipts: List<ReceiptItem>? = null, val saved: Boolean = false)

/** One receipt; [ending] is `null` for a card that is not the customer's any more. Not [proved]: the bank has withdrawn the key since. */
data class ReceiptItem(
    val id: String,
    val action: String,
    val ending: String?,
    val time: String,
    val number: ULong,
    val proved: Boolean = true,
)

sealed interface ReceiptsEvent {
    data object Export : ReceiptsEvent

    data object Refresh : ReceiptsEvent
}

/** What the bank signed for: verified by the core before anything is shown. */
class ReceiptsPresenter(desk: Desk) : Presenter<ReceiptsState, ReceiptsEvent>(desk, ReceiptsState()) {
    init {
        work { load() }
    }

    override fun on(event: ReceiptsEvent) = when (event) {
        ReceiptsEvent.Refresh -> work { load() }
        ReceiptsEvent.Export -> work {
            val saved = host.keeper.keep(FILE, phone.exportCardReceipts())
            show { it.copy(saved = saved) }
        }
    }

    private suspend fun load() {
        val receipts = phone.cardReceipts()
        val endings = phone.knownCards().associate { it.cardId to it.ending }
        val items = receipts.map {
            val time = displayTime(it.effectiveMs, desk.language)
            ReceiptItem(it.commandId, it.action, endings[it.cardId], time, it.sequence, it.proved)
        }
        show { ReceiptsState(items) }
    }

    private companion object {
        const val FILE = "receipts.json"
    }
}
