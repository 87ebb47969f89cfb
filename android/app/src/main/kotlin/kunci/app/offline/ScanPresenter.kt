package kunci.app.offline

import kunci.app.CodeInput
import kunci.app.Desk
import kunci.app.Notice
import kunci.app.PadKey
import kunci.app.Presenter
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.OperationLine

/** What the camera or the clipboard gave, and what the core says that it is. */
data class ScanState(
    val pasted: String = "",
    val title: String = "",
    val lines: List<OperationLine> = emptyList(),
    /** Not an approval: what it is, and what to do. */
    val told: Notice? = null,
    val step: ScanStep = ScanStep.Read,
)

sealed interface ScanStep {
    data object Read : ScanStep

    /** The operation of the website is shown line by line. */
    data object Review : ScanStep

    data class Code(val entered: Int) : ScanStep

    /** To be typed into the website. */
    class Shown(val code: ShownCode) : ScanStep
}

sealed interface ScanEvent {
    data object Scan : ScanEvent

    data class Pasted(val text: String) : ScanEvent

    data object Read : ScanEvent

    data object Approve : ScanEvent

    class Key(val key: PadKey) : ScanEvent

    data object Again : ScanEvent
}

/** Reads a QR code of the website and makes the code that approves exactly what it says: no network is needed. */
class ScanPresenter(desk: Desk) : Presenter<ScanState, ScanEvent>(desk, ScanState()) {
    private val code = CodeInput()
    private var operation: Operation? = null

    /** Whether this phone has something that reads codes. */
    val canScan get() = host.scanner != null

    override fun on(event: ScanEvent) = when (event) {
        ScanEvent.Scan -> work { host.scanner?.scan()?.let { read(it) } }
        is ScanEvent.Pasted -> show { it.copy(pasted = event.text) }
        ScanEvent.Read -> work { read(content.pasted) }
        ScanEvent.Approve -> show { it.copy(step = ScanStep.Code(0)) }
        is ScanEvent.Key -> press(event.key)
        ScanEvent.Again -> begin()
    }

    private suspend fun read(text: String) {
        begin()
        val scan = phone.readScan(text, desk.language)
        val told = scan.explanation?.let { Notice(it.title, it.body, it.action) }
        operation = scan.operation
        val read = scan.operation ?: return show { it.copy(told = told) }
        show { ScanState(title = read.title(desk.language), lines = read.lines(desk.language), step = ScanStep.Review) }
    }

    private fun press(key: PadKey) = code.type(key, { typed -> show { it.copy(step = ScanStep.Code(typed)) } }, ::make)

    private fun make() = work {
        val approved = operation ?: return@work
        var step: ScanStep = ScanStep.Code(0)
        try {
            step = ScanStep.Shown(ShownCode.of(code.spend { phone.qrCode(approved, it) }, desk.language))
        } finally {
            show { it.copy(step = step) }
        }
    }

    private fun begin() {
        (content.step as? ScanStep.Shown)?.code?.wipe()
        code.clear()
        operation?.close()
        operation = null
        show { ScanState() }
    }

    override fun close() {
        super.close()
        begin()
        code.close()
    }
}
