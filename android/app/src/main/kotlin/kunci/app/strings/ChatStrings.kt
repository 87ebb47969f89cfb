package kunci.app.strings

import uniffi.kunci_bindings.ChatAttachment
import uniffi.kunci_bindings.ChatItemState
import uniffi.kunci_bindings.ChatRating
import uniffi.kunci_bindings.SpeakerKind
import uniffi.kunci_bindings.TranscriptCheck

/** Help, calls of the bank, and the chat. */
abstract class ChatStrings(language: String) : CardMatterStrings(language) {
    val help = text("ui-help")
    val officialChannels = text("ui-help-channels")
    val checkPasted = text("ui-help-check")
    val pasteHere = text("ui-help-paste")
    val checkNow = text("ui-help-check-now")
    val nothingToCheck = text("ui-help-check-nothing")
    val helpTopics = text("ui-help-topics")
    val guideBefore = text("ui-help-guide-before")

    val callBack = text("ui-call-back")
    val callBackNew = text("ui-call-back-new")
    val callBackWhen = text("ui-call-back-when")
    val callBackAsk = text("ui-call-back-ask")
    val callBackCancel = text("ui-call-back-cancel")
    val userIdForgotten = text("ui-user-id-forgotten")
    val userIdForgottenWhy = text("ui-user-id-forgotten-why")
    val userIdNumber = text("ui-user-id-number")
    val userIdAsk = text("ui-user-id-ask")
    val userIdAsked = text("ui-user-id-asked")

    fun callBackNumber(number: String) = text("ui-call-back-number", "number" to words(number))

    fun contact(contact: String, verdict: String) = text("ui-help-contact", "contact" to words(contact), "verdict" to words(verdict))

    val chat = text("ui-chat")
    val message = text("ui-chat-message")
    val send = text("ui-chat-send")
    val askForHuman = text("ui-chat-ask-person")
    val noMessages = text("ui-chat-none")
    val chats = text("ui-chats")
    val newChat = text("ui-chats-new")
    val chatAbout = text("ui-chats-about")
    val chatEnded = text("ui-chats-ended")
    val chatEmpty = text("ui-chats-empty")

    val attachFile = text("ui-chat-attach")
    val attachHint = text("ui-chat-attach-hint")

    /** What a file is called that goes without the name that it has on this phone. */
    val fileName = text("ui-chat-file-name")
    val openFile = text("ui-chat-file-open")
    val sendAnyway = text("ui-chat-send-anyway")
    val hideInDraft = text("ui-chat-hide")
    val retry = text("ui-chat-retry")
    val edit = text("ui-chat-edit")
    val takeBackMessage = text("ui-chat-take-back")
    val editingFailed = text("ui-chat-editing")
    val stopEditing = text("ui-chat-edit-stop")
    val olderMessages = text("ui-chat-older")
    val moreOfChat = text("ui-chat-more")
    val waitingApproval = text("ui-chat-approval")
    val toConversation = text("ui-chat-return")
    val searchMessages = text("ui-chat-search")
    val searchWords = text("ui-chat-search-words")
    val nothingFound = text("ui-chat-found-none")
    val endChat = text("ui-chat-end")
    val reportScam = text("ui-chat-report")
    val rateChat = text("ui-chat-rate")
    val rateChatWhy = text("ui-chat-rate-why")
    val rateWords = text("ui-chat-rate-words")
    val keepTranscript = text("ui-chat-transcript")
    val transcriptClear = text("ui-chat-transcript-clear")
    val saveFile = text("ui-chat-transcript-save")

    // What a screen reader says of an action on one of several messages.

    fun retry(message: String) = text("ui-chat-retry.on", "message" to words(message))

    fun edit(message: String) = text("ui-chat-edit.on", "message" to words(message))

    fun takeBackMessage(message: String) = text("ui-chat-take-back.on", "message" to words(message))

    fun openFile(name: String) = text("ui-chat-file-open.on", "name" to words(name))

    /** How large it is, or how much of it is at the bank, or on this phone. */
    fun file(file: ChatAttachment): String {
        val size = count((file.size.toInt() + KILOBYTE - 1) / KILOBYTE)
        fun percent(part: UInt) = count((part.toLong() * 100 / file.size.toLong()).toInt())
        if (file.sent > 0u && file.sent < file.size) {
            return text("ui-chat-file-progress", "percent" to percent(file.sent), "size" to size)
        }
        if (file.received > 0u && file.received < file.size) {
            return text("ui-chat-file-coming", "percent" to percent(file.received), "size" to size)
        }
        return text("ui-chat-file-size", "size" to size)
    }

    fun unread(count: Int) = text("ui-chats-unread", "count" to count(count))

    fun openChat(title: String) = text("ui-chats-open", "title" to words(title))

    fun reported(named: Int) = text("ui-chat-reported", "count" to count(named))

    fun rating(rating: ChatRating) = when (rating) {
        ChatRating.VERY_BAD -> text("ui-chat-rating-1")
        ChatRating.BAD -> text("ui-chat-rating-2")
        ChatRating.FAIR -> text("ui-chat-rating-3")
        ChatRating.GOOD -> text("ui-chat-rating-4")
        ChatRating.VERY_GOOD -> text("ui-chat-rating-5")
    }

    fun transcript(check: TranscriptCheck) =
        if (check.holds) text("ui-chat-transcript-holds", "count" to count(check.entries.toInt())) else text("ui-chat-transcript-broken")

    fun signedBy(key: String) = text("ui-chat-transcript-key", "key" to words(key))

    fun kept(kept: Boolean) = if (kept) text("ui-chat-transcript-kept") else text("ui-chat-transcript-not-kept")

    /** Nobody is called staff of the bank whose badge was not verified. */
    fun speaker(speaker: SpeakerKind, name: String, employeeId: String) = when (speaker) {
        SpeakerKind.YOU -> text("ui-chat-you")
        SpeakerKind.BOT -> text("ui-chat-bot", "name" to words(name))
        SpeakerKind.VERIFIED_AGENT -> text("ui-chat-agent", "name" to words(name), "employee" to words(employeeId))
        SpeakerKind.UNVERIFIED -> text("ui-chat-unverified")
        SpeakerKind.SYSTEM -> text("ui-chat-notice")
    }

    /** What became of the customer's own words. */
    fun fate(state: ChatItemState) = when (state) {
        ChatItemState.QUEUED -> text("ui-chat-queued")
        ChatItemState.SENDING -> text("ui-chat-sending")
        ChatItemState.SENT -> text("ui-chat-sent")
        ChatItemState.FAILED -> text("ui-chat-failed")
    }

    private companion object {
        const val KILOBYTE = 1024
    }
}
