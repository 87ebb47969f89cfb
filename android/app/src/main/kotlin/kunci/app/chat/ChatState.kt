package kunci.app.chat

import uniffi.kunci_bindings.ChatDesk
import uniffi.kunci_bindings.ChatFound
import uniffi.kunci_bindings.ChatItem
import uniffi.kunci_bindings.ChatItemKind
import uniffi.kunci_bindings.ChatRating
import uniffi.kunci_bindings.TranscriptCheck

/** The timeline in its order, what is being written, who answers, and what is open beside it. */
data class ChatState(
    val items: List<ChatItem> = emptyList(),
    val draft: String = "",
    /** Fetched because the customer went back that far. */
    val older: List<ChatItem> = emptyList(),
    /** `null` while the link does not stand. */
    val desk: ChatDesk? = null,
    /** What the core offers in the place of a draft that it did not take. */
    val offer: Offer? = null,
    /** A file that the core has asked about: the bank has not asked for it. */
    val asked: ByteArray? = null,
    /** The id of the failed message whose words are in the draft. */
    val editing: String? = null,
    val beside: Beside = Beside.Nothing,
    /** What the conversation is about; `null`: it is the general one. */
    val title: String? = null,
) {
    val all get() = (older + items).distinctBy { it.id }

    /** Something was asked for that the token answers. */
    val asks get() = items.any { it.kind == ChatItemKind.REQUEST }
}

/** The draft with what was found hidden; [mayInsist]: it may also be sent as it is. */
data class Offer(val masked: String, val mayInsist: Boolean)

/** What is open beside the conversation. */
sealed interface Beside {
    data object Nothing : Beside

    /** What is seldom needed. */
    data object More : Beside

    data class Search(val typed: String = "", val found: List<ChatFound>? = null) : Beside

    data class Feedback(val words: String = "") : Beside

    /** [text] is the file, [kept] what became of it. */
    data class Transcript(val text: String, val check: TranscriptCheck, val kept: Boolean? = null) : Beside

    /** A scam was reported with so many marked messages. */
    data class Reported(val named: Int) : Beside
}

sealed interface ChatEvent {
    data class Typed(val text: String) : ChatEvent

    data object Send : ChatEvent

    /** Although the core has asked about it. */
    data object SendAnyway : ChatEvent

    /** Takes what the core offers into the draft. */
    data object TakeOffer : ChatEvent

    /** A file of the customer's choice. */
    data object Attach : ChatEvent

    /** The chosen file, although the core has asked about it. */
    data object AttachAnyway : ChatEvent

    data class Open(val item: ChatItem) : ChatEvent

    data object AskForHuman : ChatEvent

    data class Retry(val id: String) : ChatEvent

    data class Edit(val item: ChatItem) : ChatEvent

    data class TakeBack(val id: String) : ChatEvent

    data object StopEditing : ChatEvent

    data object Older : ChatEvent

    data class Show(val beside: Beside) : ChatEvent

    data object Search : ChatEvent

    data object Report : ChatEvent

    data object End : ChatEvent

    data class Rate(val rating: ChatRating) : ChatEvent

    data object Transcript : ChatEvent

    data object Keep : ChatEvent

    data object Help : ChatEvent

    /** To the list of conversations. */
    data object Chats : ChatEvent

    /** A call instead of waiting. */
    data object CallBack : ChatEvent

    /** To what waits for the customer's approval. */
    data object Approval : ChatEvent
}
