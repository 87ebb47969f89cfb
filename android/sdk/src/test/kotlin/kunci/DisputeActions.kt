package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.DisputeDraft
import uniffi.kunci_bindings.DisputeView
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.TransactionFilter
import uniffi.kunci_bindings.TransactionView

/** The actions about disputes. */
object DisputeActions {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "dispute_reasons" -> args.only("merchant").let { reasons(phone, args) }
        "start_dispute" -> {
            args.only("merchant", "reason")
            val payment = newest(phone, args)
            draft(phone.startDispute(payment.transactionId, payment.atMs, args.text("reason"), LANGUAGE))
        }
        "word_dispute" -> {
            args.only("draft_id", "statement")
            draft(phone.wordDispute(args.text("draft_id"), args.text("statement"), LANGUAGE))
        }
        "attach_evidence" -> {
            args.only("draft_id", "kind", "content")
            val content = args.text("content").toByteArray()
            draft(phone.attachEvidence(args.text("draft_id"), args.text("kind"), content, LANGUAGE))
        }
        "detach_evidence" -> {
            args.only("draft_id", "digest")
            draft(phone.detachEvidence(args.text("draft_id"), args.text("digest"), LANGUAGE))
        }
        "dispute_drafts" -> {
            args.only()
            val all = phone.disputeDrafts(LANGUAGE)
            counted(all.size, all.lastOrNull()?.let(::draft))
        }
        "discard_dispute" -> {
            args.only("draft_id")
            phone.discardDispute(args.text("draft_id"))
            JsonObject(emptyMap())
        }
        "submit_dispute" -> args.only("draft_id").let { dispute(phone.submitDispute(args.text("draft_id"), LANGUAGE)) }
        "disputes" -> {
            args.only()
            val all = phone.disputes(LANGUAGE)
            counted(all.size, all.firstOrNull()?.let(::dispute))
        }
        "add_dispute_evidence" -> {
            args.only("dispute_id", "kind", "content")
            val content = args.text("content").toByteArray()
            dispute(phone.addDisputeEvidence(args.text("dispute_id"), args.text("kind"), content, LANGUAGE))
        }
        "withdraw_dispute" -> args.only("dispute_id").let { dispute(phone.withdrawDispute(args.text("dispute_id"), LANGUAGE)) }
        else -> null
    }

    /** How many go with the newest payment at a merchant, their names, and which of them need evidence. */
    private suspend fun reasons(phone: Phone, args: Arguments): JsonElement {
        val payment = newest(phone, args)
        val all = phone.disputeReasons(payment.transactionId, payment.atMs, LANGUAGE)
        val needy = all.filter { reason -> reason.wants.any { it.needed } }
        return JsonObject(
            mapOf(
                "count" to JsonPrimitive(all.size),
                "reasons" to JsonPrimitive(all.joinToString(" ") { it.reason }),
                "need_evidence" to JsonPrimitive(needy.joinToString(" ") { it.reason }),
            ),
        )
    }

    private suspend fun newest(phone: Phone, args: Arguments): TransactionView {
        val filter = TransactionFilter(null, emptyList(), args.text("merchant"), null, null)
        return phone.transactions(filter, null, LANGUAGE).transactions.firstOrNull() ?: throw PhoneException.NotFound()
    }

    private fun draft(view: DisputeDraft): JsonObject {
        val last = view.evidence.lastOrNull()
        return JsonObject(
            mapOf(
                "draft_id" to JsonPrimitive(view.draftId),
                "merchant" to JsonPrimitive(view.merchant),
                "amount" to JsonPrimitive(view.amount),
                "reason" to JsonPrimitive(view.reason),
                "reason_words" to JsonPrimitive(view.reasonWords),
                "statement" to JsonPrimitive(view.statement),
                "sent" to JsonPrimitive(view.sent),
                "state_words" to JsonPrimitive(view.stateWords),
                "wants" to JsonPrimitive(view.wants.joinToString(" ") { it.kind }),
                "evidence" to JsonPrimitive(view.evidence.size),
                "digest" to (last?.digest?.let(::JsonPrimitive) ?: JsonNull),
                "form" to (last?.form?.let(::JsonPrimitive) ?: JsonNull),
            ),
        )
    }

    private fun dispute(view: DisputeView): JsonObject =
        JsonObject((viewAsJson(view) as JsonObject) + ("steps" to JsonPrimitive(view.steps.size)))

    private fun counted(count: Int, newest: JsonObject?): JsonElement =
        JsonObject(newest.orEmpty() + ("count" to JsonPrimitive(count)))
}
