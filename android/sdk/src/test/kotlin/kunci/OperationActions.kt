package kunci

import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.Card
import uniffi.kunci_bindings.ControlsOutcome
import uniffi.kunci_bindings.Money
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.OperationView
import uniffi.kunci_bindings.PayeeDraft
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.ProfileField
import uniffi.kunci_bindings.RejectReason
import uniffi.kunci_bindings.TransferDraft
import kotlin.time.Duration.Companion.seconds

/** The actions about operations and cards. One operation at a time is on the screen, waiting for yes or no. */
class OperationActions {
    private var shown: Operation? = null
    val onScreen get() = checkNotNull(shown) { "no operation is on the screen" }

    /** Forgets what is on the screen. */
    fun clear() {
        shown = null
    }

    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "start_transfer" -> {
            args.only("payee_name", "bank_code", "account", "minor", "currency", "exponent", "note")
            val (payee, bank, account) = listOf("payee_name", "bank_code", "account").map(args::text)
            show(phone.startTransfer(TransferDraft(payee, bank, account, money(args), args.text("note"))))
        }
        "change_password" -> {
            args.only("old", "new")
            val (old, new) = listOf("old", "new").map { args.text(it).toByteArray() }
            show(phone.changePassword(old, new))
        }
        "start_payee" -> {
            args.only("payee_name", "bank_code", "account")
            show(phone.startPayee(PayeeDraft(args.text("payee_name"), args.text("bank_code"), args.text("account"))))
        }
        "start_profile_change" -> {
            args.only("field", "new")
            show(phone.startProfileChange(named<ProfileField>(args.text("field")), args.text("new")))
        }
        "in_progress" -> args.only().let {
            val all = phone.operationsInProgress()
            JsonObject(fieldsOf(all.firstOrNull()?.let { first -> view(phone, first) }) + ("count" to JsonPrimitive(all.size)))
        }
        "pending" -> args.only().let {
            val waiting = phone.pendingOperations()
            fieldsOf(waiting.firstOrNull()?.let(::show)) + ("count" to JsonPrimitive(waiting.size))
        }.let(::JsonObject)
        "operations_changed" -> args.only("after").let {
            val counted = withTimeoutOrNull(PATIENCE) { phone.operationsChanged(args.number("after").toULong()) }
            json("counted" to JsonPrimitive(checkNotNull(counted) { "nothing was asked within $PATIENCE" }.toLong()))
        }
        "approve" -> args.only("code").let { entered(args.text("code")) { view(phone, phone.approve(onScreen, it)) } }
        "reject" -> args.only("reason").let { view(phone, phone.reject(onScreen, named<RejectReason>(args.text("reason")))) }
        "operation" -> args.only().let { view(phone, phone.operation(onScreen.id())) }
        "cards" -> args.only().let {
            val endings = phone.cards().map { it.view().ending }
            json("count" to JsonPrimitive(endings.size), "endings" to JsonPrimitive(endings.joinToString(" ")))
        }
        "card" -> args.only("ending").let { card(listed(phone, args)) }
        "freeze" -> args.only("ending").let { viewAsJson(phone.freezeCard(known(phone, args))) }
        "unfreeze" -> args.only("ending").let { show(phone.unfreezeCard(known(phone, args))) }
        "set_limit" -> args.only("ending", "minor", "currency", "exponent").let { setLimit(phone, args) }
        else -> null
    }

    private suspend fun setLimit(phone: Phone, args: Arguments): JsonElement {
        return outcome(phone.setCardLimit(listed(phone, args), money(args)))
    }

    /** Done, or put on the screen to be approved. */
    fun outcome(outcome: ControlsOutcome): JsonElement {
        val done = outcome.receipt?.let(::viewAsJson)
        val result = done ?: show(checkNotNull(outcome.operation) { "neither done nor to approve" })
        return JsonObject(fieldsOf(result) + ("done" to JsonPrimitive(done != null)))
    }

    /** Puts it on the screen. */
    fun show(operation: Operation): JsonObject {
        shown = operation
        val lines = operation.lines(LANGUAGE).joinToString(" · ") { "${it.label}: ${it.value}" }
        return json(
            "operation_id" to JsonPrimitive(operation.id()),
            "title" to JsonPrimitive(operation.title(LANGUAGE)),
            "shown" to JsonPrimitive(lines),
        )
    }

    fun view(phone: Phone, view: OperationView): JsonElement {
        val receipt = fieldsOf(viewAsJson(view.receipt))
        val words = phone.operationWords(view, LANGUAGE)
        val told = mapOf(
            "receipt_action" to (receipt["action"] ?: JsonNull),
            "frozen" to (receipt["frozen"] ?: JsonNull),
            "has_deadline" to JsonPrimitive(view.deadlineMs != null),
            "late" to JsonPrimitive(words.late),
            "words" to JsonPrimitive("${words.state}. ${words.detail}"),
        )
        return JsonObject(fieldsOf(viewAsJson(view)) + told)
    }

    private fun card(card: Card): JsonElement {
        val view = card.view()
        return json(
            "ending" to JsonPrimitive(view.ending),
            "frozen" to JsonPrimitive(view.frozen),
            "state" to JsonPrimitive(view.state),
            "limit_minor" to JsonPrimitive(view.limit.minor),
            "ceiling_minor" to JsonPrimitive(view.ceiling.minor),
        )
    }

    suspend fun listed(phone: Phone, args: Arguments): Card {
        val ending = args.text("ending")
        return phone.cards().find { it.view().ending == ending } ?: throw PhoneException.NotFound()
    }

    /** By name, without a network: as a customer does who is offline or locked. */
    suspend fun known(phone: Phone, args: Arguments): String {
        val ending = args.text("ending")
        return phone.knownCards().find { it.ending == ending }?.cardId ?: throw PhoneException.NotFound()
    }

    fun money(args: Arguments) =
        Money(args.number("minor"), args.text("currency"), args.number("exponent").toUByte())

    private fun json(vararg fields: Pair<String, JsonElement>) = JsonObject(mapOf(*fields))

    private fun fieldsOf(element: JsonElement?): Map<String, JsonElement> = element as? JsonObject ?: emptyMap()

    private companion object {
        /** The bank's word on a question takes no longer. */
        val PATIENCE = 10.seconds
    }
}
