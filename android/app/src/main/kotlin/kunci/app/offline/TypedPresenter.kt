package kunci.app.offline

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import uniffi.kunci_bindings.TypedTransfer
import uniffi.kunci_bindings.readAnyMoney

/** What the customer copies from the website; [entered] is `null` until the code is asked. */
data class TypedState(
    val bankCode: String = "",
    val account: String = "",
    val amount: String = "",
    val entered: Int? = null,
    val code: ShownCode? = null,
)

sealed interface TypedEvent {
    data class BankCode(val typed: String) : TypedEvent

    data class Account(val typed: String) : TypedEvent

    data class Amount(val typed: String) : TypedEvent

    data object Next : TypedEvent

    class Key(val key: PadKey) : TypedEvent

    data object Again : TypedEvent
}

/** Approves a transfer of the website by typing it once more: no network is needed. What is complete is the core's to say. */
class TypedPresenter(desk: Desk) : Presenter<TypedState, TypedEvent>(desk, TypedState()) {
    private val code = CodeInput()

    override fun on(event: TypedEvent) = when (event) {
        is TypedEvent.BankCode -> show { it.copy(bankCode = event.typed) }
        is TypedEvent.Account -> show { it.copy(account = event.typed) }
        is TypedEvent.Amount -> show { it.copy(amount = event.typed) }
        TypedEvent.Next -> show { it.copy(entered = 0) }
        is TypedEvent.Key -> press(event.key)
        TypedEvent.Again -> forget()
    }

    private fun press(key: PadKey) = code.type(key, { typed -> show { it.copy(entered = typed) } }, ::make)

    private fun make() = work {
        try {
            val made = code.spend { phone.typedCode(typed(), it) }
            show { it.copy(code = ShownCode.of(made, desk.language)) }
        } finally {
            show { it.copy(entered = null) }
        }
    }

    /** As the website shows it: rupiah, or with another currency before the digits. Whether it is an amount is the core's to say. */
    private fun typed() =
        with(content) { TypedTransfer("transfer", bankCode.trim(), account.trim(), readAnyMoney(amount, desk.language)) }

    private fun forget() {
        content.code?.wipe()
        code.clear()
        show { TypedState() }
    }

    override fun close() {
        super.close()
        forget()
        code.close()
    }
}
