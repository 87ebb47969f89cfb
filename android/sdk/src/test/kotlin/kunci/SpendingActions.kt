package kunci

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SpendingGroupView
import uniffi.kunci_bindings.SpendingMonth
import uniffi.kunci_bindings.TransactionFilter

/** The actions about the spending picture and subscriptions. */
class SpendingActions(private val operations: OperationActions) {
    /** Carries out `phone.NAME`, if it is one of these. */
    suspend fun perform(phone: Phone, name: String, args: Arguments): JsonElement? = when (name) {
        "spending" -> args.only("ending").let { spending(phone, card(phone, args)) }
        "subscriptions" -> args.only("ending").let { subscriptions(phone, card(phone, args)) }
        else -> null
    }

    private suspend fun card(phone: Phone, args: Arguments) =
        if (args.has("ending")) operations.known(phone, args) else null

    /** How many months; of the newest one its total and largest group, and how many payments the list finds for that. */
    private suspend fun spending(phone: Phone, card: String?): JsonElement {
        val view = phone.spending(card, LANGUAGE)
        val count = "months" to JsonPrimitive(view.months.size)
        val month = view.months.firstOrNull() ?: return json(count, "empty" to JsonPrimitive(view.empty))
        val total = month.totals.firstOrNull() ?: return json(count, "none" to JsonPrimitive(month.none))
        val group = total.groups.firstOrNull() ?: throw PhoneException.NotFound()
        val told = viewAsJson(group) as JsonObject
        return JsonObject(
            told + mapOf(
                count,
                "currencies" to JsonPrimitive(month.totals.size),
                "total" to JsonPrimitive(total.amount),
                "total_change" to JsonPrimitive(total.change),
                "groups" to JsonPrimitive(total.groups.size),
                "payments" to JsonPrimitive(payments(phone, card, month, group)),
            ),
        )
    }

    private suspend fun payments(phone: Phone, card: String?, month: SpendingMonth, group: SpendingGroupView): Int {
        val filter = TransactionFilter(card, emptyList(), null, month.fromMs, month.untilMs, group.group)
        return phone.transactions(filter, null, LANGUAGE).transactions.size
    }

    /** How many, and the first. */
    private suspend fun subscriptions(phone: Phone, card: String?): JsonElement {
        val view = phone.subscriptions(card, LANGUAGE)
        val first = view.subscriptions.firstOrNull()?.let(::viewAsJson) as? JsonObject
        return JsonObject(
            first.orEmpty() + mapOf(
                "count" to JsonPrimitive(view.subscriptions.size),
                "none" to JsonPrimitive(view.none),
                "block_does" to JsonPrimitive(view.blockDoes),
                "block_does_not" to JsonPrimitive(view.blockDoesNot),
            ),
        )
    }

    private fun json(vararg fields: Pair<String, JsonElement>) = JsonObject(mapOf(*fields))
}
