package kunci.app.chat

import kotlinx.coroutines.launch
import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import kunci.app.Strings
import uniffi.kunci_bindings.ChatItem
import uniffi.kunci_bindings.ChatRating
import uniffi.kunci_bindings.PhoneException

/** The conversation as the core keeps it; what is typed, asked and decided goes to the core. */
class ChatPresenter(desk: Desk, private val conversation: String? = null) : Presenter<ChatState, ChatEvent>(desk, ChatState()) {
    init {
        desk.scope.launch { follow() }
        work {
            title()
            phone.connect()
        }
    }

    override fun on(event: ChatEvent) = when (event) {
        is ChatEvent.Typed -> typed(event.text)
        ChatEvent.Send -> work { send(insist = false) }
        ChatEvent.SendAnyway -> work { send(insist = true) }
        ChatEvent.TakeOffer -> takeOffer()
        ChatEvent.Attach -> work { attach() }
        ChatEvent.AttachAnyway -> work { attachAnyway() }
        is ChatEvent.Open -> work { open(event.item) }
        ChatEvent.AskForHuman -> work { phone.chatAskForHuman(conversation) }
        is ChatEvent.Retry -> work { phone.chatRetry(event.id) }
        is ChatEvent.Edit -> show { it.copy(draft = event.item.text, editing = event.item.id, offer = null) }
        is ChatEvent.TakeBack -> work { takeBack(event.id) }
        ChatEvent.StopEditing -> show { it.copy(draft = "", editing = null, offer = null) }
        ChatEvent.Older -> work { older() }
        is ChatEvent.Show -> show { it.copy(beside = event.beside) }
        ChatEvent.Search -> work { search() }
        ChatEvent.Report -> work {
            val named = phone.chatReportScam(conversation)
            show { it.copy(beside = Beside.Reported(named.toInt())) }
        }
        ChatEvent.End -> work {
            phone.chatEnd(conversation)
            // The moment to say how it was.
            show { it.copy(beside = Beside.Feedback()) }
        }
        is ChatEvent.Rate -> work { rate(event.rating) }
        ChatEvent.Transcript -> work {
            val text = phone.chatTranscript(conversation)
            show { it.copy(beside = Beside.Transcript(text, phone.chatCheckTranscript(text))) }
        }
        ChatEvent.Keep -> work { keep() }
        ChatEvent.Help -> go(Route.Help)
        ChatEvent.Chats -> go(Route.Chats)
        ChatEvent.CallBack -> go(Route.CallBack)
        ChatEvent.Approval -> go(Route.Home)
    }

    private suspend fun title() {
        val own = conversation ?: return
        val title = phone.chatConversations().find { it.id == own }?.title
        show { it.copy(title = title) }
    }

    private fun typed(text: String) {
        show { it.copy(draft = text, offer = null) }
        // Whoever answers is told; one that cannot be told is nothing to bother her with.
        if (text.isNotEmpty()) runCatching { phone.chatTyping(conversation) }
    }

    /** A draft that is refused stays, to be corrected, with what the core offers in its place. */
    private suspend fun send(insist: Boolean) {
        val (draft, editing) = content.draft to content.editing
        try {
            when {
                editing != null -> phone.chatEdit(editing, draft)
                insist -> phone.chatSendAnyway(draft, conversation)
                else -> phone.chatSend(draft, conversation)
            }
            show { if (it.draft == draft) it.copy(draft = "", offer = null, editing = null) else it }
        } catch (blocked: PhoneException.DraftBlocked) {
            show { it.copy(offer = Offer(blocked.masked, mayInsist = false)) }
            throw blocked
        } catch (asked: PhoneException.DraftWarned) {
            // Other words in the place of a failed message are not insisted on: they are sent anew.
            show { it.copy(offer = Offer(asked.masked, mayInsist = editing == null)) }
            throw asked
        }
    }

    /** A file goes without the name that it has on this phone, which may say more than the customer means to. */
    private suspend fun attach() {
        show { it.copy(asked = null) }
        val file = host.chooser.choose() ?: return
        try {
            phone.chatAttach(Strings.of(desk.language).fileName, file, conversation)
        } catch (unasked: PhoneException.AttachmentUnasked) {
            show { it.copy(asked = file) }
            throw unasked
        }
    }

    private suspend fun attachAnyway() {
        val file = content.asked ?: return
        show { it.copy(asked = null) }
        phone.chatAttachAnyway(Strings.of(desk.language).fileName, file, conversation)
    }

    private suspend fun open(item: ChatItem) {
        val file = phone.chatAttachment(item.id)
        host.viewer.view(file.name, file.content)
    }

    private fun takeOffer() {
        show { it.copy(draft = it.offer?.masked ?: it.draft, offer = null) }
        notify(null)
    }

    private suspend fun takeBack(id: String) {
        phone.chatCancel(id)
        show { if (it.editing == id) it.copy(draft = "", editing = null) else it }
    }

    private suspend fun older() {
        val first = content.all.firstOrNull()?.position ?: return
        val page = phone.chatOlder(first, PAGE, conversation)
        show { it.copy(older = page + it.older) }
    }

    private suspend fun search() {
        val asked = content.beside as? Beside.Search ?: return
        val found = phone.chatSearch(asked.typed, PAGE)
        show { if (it.beside == asked) it.copy(beside = asked.copy(found = found)) else it }
    }

    private suspend fun rate(rating: ChatRating) {
        val words = (content.beside as? Beside.Feedback)?.words.orEmpty()
        phone.chatFeedback(rating, words, conversation)
        show { it.copy(beside = Beside.Nothing) }
    }

    private suspend fun keep() {
        val file = content.beside as? Beside.Transcript ?: return
        val kept = host.keeper.keep(FILE, file.text)
        show { if (it.beside == file) it.copy(beside = file.copy(kept = kept)) else it }
    }

    /** Pulls batch after batch; asking for the next one acknowledges the last. */
    private suspend fun follow() {
        var revision = 0uL
        try {
            while (true) {
                val batch = phone.chatNextBatch(revision, conversation)
                show { state ->
                    val known = if (batch.reset) emptyList() else state.items
                    val all = (known + batch.items).associateBy { it.id }.values
                    val older = if (batch.reset) emptyList() else state.older
                    state.copy(items = all.sortedBy { it.position }, older = older, desk = batch.desk)
                }
                revision = batch.revision
            }
        } catch (refusal: PhoneException) {
            refused(refusal)
        }
    }

    private companion object {
        val PAGE = 50u
        const val FILE = "kunci-transcript.json"
    }
}
