package kunci.app.operations

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.OperationView
import uniffi.kunci_bindings.Phone

/** The newest operations, whatever became of them; `null` until the bank has said. */
data class OperationsState(val recent: List<Progress>? = null)

/** How one operation stands, in the core's words: state, and what it means with reference and deadline. */
data class Progress(val operationId: String, val title: String, val state: String, val detail: String, val late: Boolean) {
    companion object {
        fun of(view: OperationView, phone: Phone, language: String): Progress =
            phone.operationWords(view, language).let { Progress(view.operationId, it.title, it.state, it.detail, it.late) }
    }
}

data object RefreshOperations

class OperationsPresenter(desk: Desk) : Presenter<OperationsState, RefreshOperations>(desk, OperationsState()) {
    init {
        refresh()
    }

    override fun on(event: RefreshOperations) = refresh()

    private fun refresh() = work {
        val recent = phone.recentOperations().map { Progress.of(it, phone, desk.language) }
        show { OperationsState(recent) }
    }
}
