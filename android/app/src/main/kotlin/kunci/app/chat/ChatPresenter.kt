package kunci.app.chat

import kotlinx.coroutines.launch
import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.ChatItem
import uniffi.kunci_bindings.PhoneException

/** The timeline in its order, and what is being written. */
data class ChatState(val items: List<ChatItem> = emptyList(), val draft: String = "")

sealed interface ChatEvent {
    data class Typed(val text: String) : ChatEvent

    data object Send : ChatEvent

    data object AskForHuman : ChatEvent
}

class ChatPresenter(desk: Desk) : Presenter<ChatState, ChatEvent>(desk, ChatState()) {
    init {
        desk.scope.launch { follow() }
        work { phone.connect() }
    }

    override fun on(event: ChatEvent) = when (event) {
        is ChatEvent.Typed -> show { it.copy(draft = event.text) }
        ChatEvent.Send -> work {
            // A draft that is refused stays, to be corrected.
            phone.chatSend(content.draft)
            show { it.copy(draft = "") }
        }
        ChatEvent.AskForHuman -> work { phone.chatAskForHuman() }
    }

    /** Pulls batch after batch; asking for the next one acknowledges the last. */
    private suspend fun follow() {
        var revision = 0uL
        try {
            while (true) {
                val batch = phone.chatNextBatch(revision)
                show { state ->
                    val known = if (batch.reset) emptyList() else state.items
                    val all = (known + batch.items).associateBy { it.id }.values
                    state.copy(items = all.sortedBy { it.position })
                }
                revision = batch.revision
            }
        } catch (refusal: PhoneException) {
            refused(refusal)
        }
    }
}
