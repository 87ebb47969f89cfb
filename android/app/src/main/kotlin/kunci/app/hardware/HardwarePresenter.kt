package kunci.app.hardware

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.PadKey
import kunci.app.Presenter

/** What is typed about the device; [serial] masked by the bank once it is done. */
data class HardwareState(
    val task: HardwareTask = HardwareTask.ACTIVATE,
    val step: HardwareStep = HardwareStep.DETAILS,
    val birthDate: String = "",
    val serial: String = "",
    val entered: Int = 0,
)

enum class HardwareTask { ACTIVATE, RESYNC }

enum class HardwareStep { DETAILS, CODE, NEXT_CODE, DONE }

sealed interface HardwareEvent {
    /** As it stands on the identity card: DD/MM/YYYY. */
    data class BirthDate(val typed: String) : HardwareEvent

    data class Serial(val typed: String) : HardwareEvent

    /** Goes on to the codes. */
    data class Begin(val task: HardwareTask) : HardwareEvent

    class Key(val key: PadKey) : HardwareEvent

    data object Done : HardwareEvent
}

/** Activates a device that shows codes, or teaches the bank its clock. What is a date, a serial or a code is the core's to say. */
class HardwarePresenter(desk: Desk) : Presenter<HardwareState, HardwareEvent>(desk, HardwareState()) {
    private val first = CodeInput()
    private val second = CodeInput()

    override fun on(event: HardwareEvent) = when (event) {
        is HardwareEvent.BirthDate -> show { it.copy(birthDate = event.typed) }
        is HardwareEvent.Serial -> show { it.copy(serial = event.typed) }
        is HardwareEvent.Begin -> step(HardwareStep.CODE, event.task)
        is HardwareEvent.Key -> press(event.key)
        HardwareEvent.Done -> desk.back()
    }

    private fun step(step: HardwareStep, task: HardwareTask = content.task) {
        notify(null)
        show { it.copy(task = task, step = step, entered = 0) }
    }

    private fun press(key: PadKey) {
        if (state.value.busy) return
        val input = if (content.step == HardwareStep.CODE) first else second
        val complete = input.press(key)
        show { it.copy(entered = input.entered) }
        when {
            !complete -> {}
            content.task == HardwareTask.ACTIVATE || content.step == HardwareStep.NEXT_CODE -> send()
            else -> step(HardwareStep.NEXT_CODE)
        }
    }

    private fun send() = work {
        var step = HardwareStep.DETAILS
        try {
            val told = when (content.task) {
                HardwareTask.ACTIVATE -> first.spend { phone.activateHardwareToken(content.birthDate, content.serial, it) }
                HardwareTask.RESYNC -> first.spend { code ->
                    second.spend { phone.resyncHardwareToken(content.serial, code, it) }
                }
            }
            show { it.copy(serial = told.serial, birthDate = "") }
            step = HardwareStep.DONE
        } finally {
            show { it.copy(step = step, entered = 0) }
        }
    }

    override fun close() {
        super.close()
        first.close()
        second.close()
    }
}
