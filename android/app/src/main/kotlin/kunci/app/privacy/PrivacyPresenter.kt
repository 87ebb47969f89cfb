package kunci.app.privacy

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.CodeEntry
import uniffi.kunci_bindings.ConsentView
import uniffi.kunci_bindings.StoredView
import uniffi.kunci_bindings.TokenStage
import uniffi.kunci_bindings.displayTime

/** A kind of what is kept; [ages] is `null` where there is none, or no age. */
data class KeptItem(val view: StoredView, val ages: Pair<String, String>?)

/** [said]: when the customer said something to it. */
data class ConsentItem(val view: ConsentView, val said: String?)

/** Where the erasure stands. */
enum class Erasing { NO, ASKING, DONE, LEFT }

data class PrivacyState(
    val kept: List<KeptItem>? = null,
    val consents: List<ConsentItem> = emptyList(),
    val saved: Boolean = false,
    val erasing: Erasing = Erasing.NO,
    val entered: Int = 0,
)

sealed interface PrivacyEvent {
    /** The presenter overwrites the passphrase. Nothing of it is ever state. */
    class Export(val passphrase: ByteArray) : PrivacyEvent

    data class Say(val consent: ConsentView, val given: Boolean) : PrivacyEvent

    data object Erase : PrivacyEvent

    data class Key(val key: PadKey) : PrivacyEvent

    data object Done : PrivacyEvent
}

/** What the phone keeps, what the customer has agreed to, and the ways to take it along and to be rid of it. */
class PrivacyPresenter(desk: Desk) : Presenter<PrivacyState, PrivacyEvent>(desk, PrivacyState()) {
    private val code = CodeInput()

    init {
        work { load() }
    }

    override fun on(event: PrivacyEvent) = when (event) {
        is PrivacyEvent.Export -> export(event.passphrase)
        is PrivacyEvent.Say -> work {
            val (consent, given) = event
            val said = phone.setConsent(consent.kind, consent.version, given, desk.language)
            show { it.copy(consents = said.map { item(it) }) }
        }
        PrivacyEvent.Erase -> work {
            // A token that works goes by the Unlock Code only.
            if (phone.token().stage == TokenStage.ACTIVE) show { it.copy(erasing = Erasing.ASKING) } else erased(null)
        }
        is PrivacyEvent.Key -> code.type(event.key, { count -> show { it.copy(entered = count) } }) {
            work {
                try {
                    code.spend { erased(it) }
                } finally {
                    show { it.copy(entered = 0) }
                }
            }
        }
        PrivacyEvent.Done -> go(Route.SignIn)
    }

    private fun export(passphrase: ByteArray) = work {
        try {
            val saved = host.keeper.keep(FILE, phone.exportData(passphrase))
            show { it.copy(saved = saved) }
        } finally {
            passphrase.fill(0)
        }
    }

    private suspend fun erased(code: CodeEntry?) {
        val outcome = phone.eraseData(code, desk.language)
        show { PrivacyState(outcome.left.map { item(it) }, erasing = if (outcome.done) Erasing.DONE else Erasing.LEFT) }
    }

    private suspend fun load() {
        val kept = phone.stored(desk.language).map { item(it) }
        show { it.copy(kept = kept) }
        val consents = phone.consents(desk.language).map { item(it) }
        show { it.copy(consents = consents) }
    }

    private fun item(view: StoredView): KeptItem {
        val oldest = view.oldestMs ?: return KeptItem(view, null)
        return KeptItem(view, displayTime(oldest, desk.language) to displayTime(view.newestMs ?: oldest, desk.language))
    }

    private fun item(view: ConsentView) = ConsentItem(view, view.saidMs?.let { displayTime(it, desk.language) })

    override fun close() {
        code.close()
        super.close()
    }

    private companion object {
        const val FILE = "kunci-export.json"
    }
}
