package kunci.app.chat

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.ChatConversation
import uniffi.kunci_bindings.ChatTopicChoice
import uniffi.kunci_bindings.chatTopics

/** The conversations, the newest first, and what another one can be about. */
data class ChatsState(
    /** `null` until they were read. */
    val all: List<ChatConversation>? = null,
    val topics: List<ChatTopicChoice> = emptyList(),
    /** The topics are shown, to begin another one. */
    val choosing: Boolean = false,
)

sealed interface ChatsEvent {
    data class Open(val conversation: ChatConversation) : ChatsEvent

    /** Shows what another one can be about, or shows it no more. */
    data object Choose : ChatsEvent

    data class Begin(val topic: ChatTopicChoice) : ChatsEvent
}

/** The list of conversations as the core keeps it. */
class ChatsPresenter(desk: Desk) : Presenter<ChatsState, ChatsEvent>(desk, ChatsState(topics = chatTopics(desk.language))) {
    init {
        follow({ phone.conversationsChanged(it) }) { load() }
        work { load() }
    }

    override fun on(event: ChatsEvent) = when (event) {
        is ChatsEvent.Open -> open(event.conversation.id)
        ChatsEvent.Choose -> show { it.copy(choosing = !it.choosing) }
        is ChatsEvent.Begin -> work { open(phone.chatStart(event.topic.code)) }
    }

    private fun open(id: String?) = go(if (id == null) Route.Chat else Route.Conversation(id))

    private suspend fun load() {
        val all = phone.chatConversations()
        show { it.copy(all = all) }
    }
}
