package kunci

import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.ChatConversation
import uniffi.kunci_bindings.ChatDesk
import uniffi.kunci_bindings.ChatItem
import uniffi.kunci_bindings.ChatItemState
import uniffi.kunci_bindings.ChatRating
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SafetyMark
import uniffi.kunci_bindings.SpeakerKind
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeMark
import kotlin.time.TimeSource

/** The actions of the chat: what the screen of each conversation would pull, as results. */
class ChatActions {
    /** By the id that `chat_start` gave; the general one has none. */
    private val conversations = mutableMapOf<String?, ConversationActions>()

    /** Forgets what is on the screens. */
    fun clear() = conversations.clear()

    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? {
        val named = if (args.has("conversation") && name in OF_ONE) args.text("conversation") else null
        val rest = if (named == null) args else args.without("conversation")
        return conversations.getOrPut(named) { ConversationActions(named) }.perform(phone, name, rest)
    }

    private companion object {
        /** What is about one conversation. */
        val OF_ONE = setOf(
            "chat_attach", "chat_attach_anyway", "chat_cancel", "chat_desk", "chat_document_request", "chat_edit", "chat_end",
            "chat_feedback", "chat_human", "chat_items", "chat_older", "chat_open_file", "chat_report_scam", "chat_retry",
            "chat_send", "chat_send_anyway", "chat_transcript", "chat_wait",
        )
    }
}

/** The actions of one conversation; `null` is the general one. */
private class ConversationActions(private val conversation: String?) {
    private var revision = 0uL
    private val items = mutableMapOf<String, ChatItem>()
    private var desk: ChatDesk? = null
    private val inOrder get() = items.values.sortedBy { it.position }

    private fun clear() {
        revision = 0uL
        items.clear()
        desk = null
    }

    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "chat_conversations" -> args.only().let { listed(phone) }
        "chat_start" -> {
            args.only("topic")
            JsonObject(mapOf("conversation" to JsonPrimitive(phone.chatStart(args.text("topic")))))
        }
        "connect" -> args.only().let { viewAsJson(phone.connect()) }
        "disconnect" -> args.only().let { viewAsJson(phone.disconnect()) }
        "chat_human" -> args.only().let { viewAsJson(phone.chatAskForHuman(conversation)) }
        "chat_send" -> {
            args.only("text")
            phone.chatSend(args.text("text"), conversation)
            JsonObject(mapOf("sent" to JsonPrimitive(true)))
        }
        "chat_send_anyway" -> {
            args.only("text")
            phone.chatSendAnyway(args.text("text"), conversation)
            JsonObject(mapOf("sent" to JsonPrimitive(true)))
        }
        "chat_attach", "chat_attach_anyway" -> attach(phone, name, args)
        "chat_open_file" -> {
            args.only("text")
            val entry = inOrder.findLast { it.attachment != null && args.text("text") in it.text }
            val opened = phone.chatAttachment(entry?.id ?: throw PhoneException.NotFound())
            JsonObject(
                mapOf(
                    "name" to JsonPrimitive(opened.name),
                    "form" to JsonPrimitive(opened.mediaType),
                    "bytes" to JsonPrimitive(opened.content.size),
                ),
            )
        }
        "chat_document_request" -> {
            args.only()
            val open = phone.chatDocumentRequest("en", conversation)
            val told = open != null && open.purpose in open.words && open.document in open.words
            JsonObject(
                mapOf(
                    "open" to JsonPrimitive(open != null),
                    "purpose" to JsonPrimitive(open?.purpose.orEmpty()),
                    "told" to JsonPrimitive(told),
                ),
            )
        }
        "chat_check_draft" -> {
            args.only("text")
            val check = phone.chatCheckDraft(args.text("text"), "en")
            JsonObject(mapOf("verdict" to nameOf(check.verdict), "findings" to codes(check.marks), "masked" to JsonPrimitive(check.masked)))
        }
        "check_pasted" -> {
            args.only("text")
            val marks = phone.checkPasted(args.text("text"), "en")
            val told = marks.all { it.title.isNotEmpty() && it.body.isNotEmpty() }
            JsonObject(mapOf("findings" to codes(marks), "explained" to JsonPrimitive(told)))
        }
        "chat_retry", "chat_cancel", "chat_edit" -> decide(phone, name, args)
        "chat_search" -> {
            args.only("text")
            val found = phone.chatSearch(args.text("text"), 50u)
            val places = found.firstOrNull()?.highlights.orEmpty().joinToString(" ") { "${it.start}-${it.end}" }
            JsonObject(
                mapOf(
                    "found" to JsonPrimitive(found.size),
                    "first" to JsonPrimitive(found.firstOrNull()?.item?.text.orEmpty()),
                    "highlights" to JsonPrimitive(places),
                    "topics" to JsonPrimitive(found.joinToString(" | ") { it.topic }),
                ),
            )
        }
        "chat_older" -> {
            args.only("before", "most")
            val items = phone.chatOlder(args.number("before").toULong(), args.number("most").toUInt(), conversation)
            JsonObject(mapOf("texts" to JsonPrimitive(items.joinToString(" | ") { it.text })))
        }
        "pause" -> args.only("deadline_ms").let { viewAsJson(phone.pause(args.number("deadline_ms").toUInt())) }
        "wake" -> args.only().let { viewAsJson(phone.resume()) }
        "network_changed" -> args.only().let { viewAsJson(phone.networkChanged()) }
        "chat_wait" -> args.only(*FILTERS).let { wait(phone, FILTERS.filter(args::has).associateWith(args::text)) }
        "chat_items" -> args.only().let { all(phone) }
        "chat_end" -> args.only().let { viewAsJson(phone.chatEnd(conversation)) }
        "chat_report_scam" -> args.only().let { JsonObject(mapOf("named" to JsonPrimitive(phone.chatReportScam(conversation).toLong()))) }
        "chat_feedback" -> {
            args.only("rating", "text")
            viewAsJson(phone.chatFeedback(ChatRating.entries[args.number("rating").toInt() - 1], args.text("text"), conversation))
        }
        "chat_transcript" -> {
            args.only("text", "to")
            val kept = phone.chatTranscript(conversation)
            val check = phone.chatCheckTranscript(kept)
            val changed = phone.chatCheckTranscript(kept.replace(args.text("text"), args.text("to")))
            JsonObject(
                mapOf(
                    "holds" to JsonPrimitive(check.holds),
                    "entries" to JsonPrimitive(check.entries.toLong()),
                    "found" to JsonPrimitive(args.text("text") in kept),
                    "changed_holds" to JsonPrimitive(changed.holds),
                ),
            )
        }
        "chat_desk" -> {
            args.only("state", "position", "open")
            val position = if (args.has("position")) args.number("position").toUInt() else null
            desk(phone, args.text("state"), position, args.flag("open"))
        }
        else -> null
    }

    /** A file with these words in it; `pad` blanks stand in the place of its first line end, so that it has more than one part. */
    private suspend fun attach(phone: Phone, name: String, args: Arguments): JsonElement {
        args.only("name", "content", "pad")
        val blanks = if (args.has("pad")) args.number("pad").toInt() - 1 else 0
        val content = args.text("content").replaceFirst("\n", " ".repeat(blanks) + "\n").encodeToByteArray()
        if (name == "chat_attach") {
            phone.chatAttach(args.text("name"), content, conversation)
        } else {
            phone.chatAttachAnyway(args.text("name"), content, conversation)
        }
        return JsonObject(mapOf("bytes" to JsonPrimitive(content.size)))
    }

    /** The list: of the newest first, what each is about, what it says and how it stands. */
    private suspend fun listed(phone: Phone): JsonElement {
        val all = phone.chatConversations()
        fun joined(of: (ChatConversation) -> Any) = JsonPrimitive(all.joinToString(" | ") { of(it).toString() })
        return JsonObject(
            mapOf(
                "topics" to joined { it.topic },
                "last" to joined { it.last },
                "unread" to joined { it.unread },
                "open" to joined { it.open },
                "told" to JsonPrimitive(all.all { it.title.isNotEmpty() }),
            ),
        )
    }

    /** What becomes of the own entry with this text. */
    private suspend fun decide(phone: Phone, name: String, args: Arguments): JsonElement {
        if (name == "chat_edit") args.only("text", "to") else args.only("text")
        clear()
        pull(phone, deadline())
        val text = args.text("text")
        val id = checkNotNull(inOrder.findLast { it.speaker == SpeakerKind.YOU && text in it.text }) { "no own entry with $text" }.id
        when (name) {
            "chat_retry" -> phone.chatRetry(id)
            "chat_cancel" -> phone.chatCancel(id)
            else -> phone.chatEdit(id, args.text("to"))
        }
        return JsonObject(emptyMap())
    }

    /** Pulls until an entry with this text, speaker, state and kind is there; the newest of them is the result. */
    private suspend fun wait(phone: Phone, wanted: Map<String, String>): JsonElement {
        val deadline = deadline()
        while (true) {
            val shown = inOrder.mapIndexed { position, item -> show(item, position) }
            shown.findLast { fits(it, wanted) }?.let { return it }
            pull(phone, deadline)
        }
    }

    /** Pulls until the other end is in this state, at this place of the queue and open or not, if that is named. */
    private suspend fun desk(phone: Phone, state: String, position: UInt?, open: Boolean?): JsonElement {
        val deadline = deadline()
        while (true) {
            val found = desk?.takeIf {
                nameOf(it.state).content == state && (position == null || it.position == position) && (open == null || it.open == open)
            }
            if (found != null) {
                return JsonObject(
                    mapOf(
                        "open" to JsonPrimitive(found.open),
                        "opens" to JsonPrimitive(found.opensAtMs != null),
                        "wait_seconds" to JsonPrimitive(found.waitSeconds?.toLong()),
                        "told" to JsonPrimitive(found.words.isNotEmpty()),
                    ),
                )
            }
            pull(phone, deadline)
        }
    }

    /** Everything there is now. */
    private suspend fun all(phone: Phone): JsonElement {
        clear()
        pull(phone, deadline())
        val mine = inOrder.filter { it.speaker == SpeakerKind.YOU }
        return JsonObject(
            mapOf(
                "texts" to JsonArray(inOrder.map { JsonPrimitive(it.text) }),
                "mine" to JsonPrimitive(mine.joinToString(" | ") { it.text }),
                "of_staff" to JsonPrimitive(items.values.count { it.speaker == SpeakerKind.VERIFIED_AGENT }),
                "waiting" to JsonPrimitive(items.values.count { it.state != ChatItemState.SENT }),
            ),
        )
    }

    /** Takes the next batch; none before the deadline is an error. */
    private suspend fun pull(phone: Phone, deadline: TimeMark) {
        val batch = checkNotNull(withTimeoutOrNull(-deadline.elapsedNow()) { phone.chatNextBatch(revision, conversation) }) {
            "no such message came within $PATIENCE"
        }
        if (batch.reset) items.clear()
        revision = batch.revision
        desk = batch.desk
        batch.items.associateByTo(items) { it.id }
    }

    private fun show(item: ChatItem, position: Int) = JsonObject(
        mapOf(
            "speaker" to nameOf(item.speaker),
            "name" to JsonPrimitive(item.name),
            "employee_id" to JsonPrimitive(item.employeeId),
            "why" to JsonPrimitive(item.why),
            "warning" to JsonPrimitive(item.warning),
            "text" to JsonPrimitive(item.text),
            "kind" to nameOf(item.kind),
            "state" to nameOf(item.state),
            "position" to JsonPrimitive(position),
            "bytes" to JsonPrimitive(item.attachment?.size?.toLong()),
            "at_bank" to JsonPrimitive(item.attachment?.sent?.toLong()),
            "kept" to JsonPrimitive(item.attachment?.kept),
        ),
    )

    private fun fits(shown: JsonObject, wanted: Map<String, String>) = wanted.all { (name, value) ->
        val text = shown.text(name)
        if (name == "text") value in text else value == text
    }

    private fun codes(marks: List<SafetyMark>) = JsonPrimitive(marks.joinToString(" ") { it.kind.name.lowercase() })

    /** `VERIFIED_AGENT` is `verified-agent`. */
    private fun nameOf(value: Enum<*>) = JsonPrimitive(value.name.lowercase().replace('_', '-'))

    private fun deadline(): TimeMark = TimeSource.Monotonic.markNow() + PATIENCE

    private companion object {
        /** A step that waits for a message gives up after this. */
        val PATIENCE = 10.seconds

        /** What a message to wait for can be told by. */
        val FILTERS = arrayOf("text", "speaker", "state", "kind")
    }
}
