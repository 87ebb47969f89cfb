package kunci.app.statements

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.StatementView

/** The statements, newest first; `null` until the bank has answered. [opened]: the one whose document was shown. */
data class StatementsState(val statements: List<StatementView>? = null, val opened: String? = null)

sealed interface StatementsEvent {
    data class Open(val statement: StatementView) : StatementsEvent

    data object Refresh : StatementsEvent
}

/** How much, by when, and the document: only the very one that the bank's list names. */
class StatementsPresenter(desk: Desk) : Presenter<StatementsState, StatementsEvent>(desk, StatementsState()) {
    init {
        work { load() }
    }

    override fun on(event: StatementsEvent) = when (event) {
        is StatementsEvent.Open -> work { open(event.statement) }
        StatementsEvent.Refresh -> work { load() }
    }

    private suspend fun load() {
        val all = phone.statements(desk.language)
        show { StatementsState(all) }
    }

    private suspend fun open(statement: StatementView) {
        show { it.copy(opened = null) }
        val content = phone.statementDocument(statement.statementId)
        if (host.viewer.view(FILE.format(statement.ending), content)) show { it.copy(opened = statement.statementId) }
    }

    private companion object {
        const val FILE = "statement-%s.pdf"
    }
}
