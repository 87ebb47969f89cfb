package kunci.app.change

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter
import kunci.app.Route

/** Which code is being typed, and how far. */
data class ChangeCodeState(val step: ChangeStep = ChangeStep.OLD, val entered: Int = 0)

enum class ChangeStep { OLD, NEW, REPEAT, CHANGED }

sealed interface ChangeCodeEvent {
    class Key(val key: PadKey) : ChangeCodeEvent

    data object Done : ChangeCodeEvent
}

/** The old code, then the new one twice; all three go to the core in one call, and are wiped whatever comes of it. */
class ChangeCodePresenter(desk: Desk) : Presenter<ChangeCodeState, ChangeCodeEvent>(desk, ChangeCodeState()) {
    private val inputs = listOf(ChangeStep.OLD, ChangeStep.NEW, ChangeStep.REPEAT).associateWith { CodeInput() }

    override fun on(event: ChangeCodeEvent) = when (event) {
        is ChangeCodeEvent.Key -> press(event.key)
        ChangeCodeEvent.Done -> go(Route.Security)
    }

    private fun press(key: PadKey) {
        val input = inputs[content.step]
        if (state.value.busy || input == null) return
        val complete = input.press(key)
        show { it.copy(entered = input.entered) }
        when {
            !complete -> {}
            content.step == ChangeStep.OLD -> next(ChangeStep.NEW)
            content.step == ChangeStep.NEW -> next(ChangeStep.REPEAT)
            else -> change()
        }
    }

    private fun next(step: ChangeStep) {
        notify(null)
        show { ChangeCodeState(step) }
    }

    private fun change() = work {
        var step = ChangeStep.OLD
        try {
            sense()
            input(ChangeStep.OLD).spend { old ->
                input(ChangeStep.NEW).spend { new -> input(ChangeStep.REPEAT).spend { phone.changeCode(old, new, it) } }
            }
            step = ChangeStep.CHANGED
        } finally {
            show { ChangeCodeState(step) }
        }
    }

    private fun input(step: ChangeStep) = inputs.getValue(step)

    override fun close() {
        super.close()
        inputs.values.forEach { it.close() }
    }
}
