package kunci.app.offline

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.approval.Line
import kunci.app.ui.BigDigits
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton

@Composable
fun ScanScreen(state: Shown<ScanState>, canScan: Boolean, strings: Strings, onBack: () -> Unit, onEvent: (ScanEvent) -> Unit) {
    when (val step = state.content.step) {
        ScanStep.Read -> Read(state, canScan, strings, onBack, onEvent)
        ScanStep.Review -> FormScreen(strings.scan, state, strings, onBack) {
            Text(state.content.title, style = MaterialTheme.typography.headlineSmall)
            Text(strings.readAll, style = MaterialTheme.typography.bodyMedium)
            state.content.lines.forEach { Line(it) }
            PrimaryButton(strings.approve, !state.busy) { onEvent(ScanEvent.Approve) }
            SecondaryButton(strings.cancel, !state.busy) { onEvent(ScanEvent.Again) }
        }
        is ScanStep.Code -> CodeScreen(
            title = strings.scan,
            hint = strings.approveWithCode,
            entered = step.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(ScanEvent.Key(it)) },
        )
        is ScanStep.Shown -> FormScreen(strings.scan, state, strings, onBack) {
            CodeForWebsite(step.code, strings)
            SecondaryButton(strings.anotherScan) { onEvent(ScanEvent.Again) }
        }
    }
}

@Composable
private fun Read(state: Shown<ScanState>, canScan: Boolean, strings: Strings, onBack: () -> Unit, onEvent: (ScanEvent) -> Unit) {
    FormScreen(strings.scan, state, strings, onBack) {
        NoticeCard(state.content.told)
        Text(strings.scanWhy, style = MaterialTheme.typography.bodyLarge)
        if (canScan) PrimaryButton(strings.scanNow, !state.busy) { onEvent(ScanEvent.Scan) }
        OutlinedTextField(
            value = state.content.pasted,
            onValueChange = { onEvent(ScanEvent.Pasted(it)) },
            label = { Text(strings.pasteScan) },
            maxLines = 3,
            enabled = !state.busy,
            modifier = Modifier.fillMaxWidth(),
        )
        SecondaryButton(strings.readScan, !state.busy && state.content.pasted.isNotBlank()) { onEvent(ScanEvent.Read) }
    }
}

/** Eight digits in two groups, and how long the bank takes them. */
@Composable
fun CodeForWebsite(code: ShownCode, strings: Strings) {
    Text(strings.typeIntoWebsite, style = MaterialTheme.typography.bodyLarge)
    BigDigits(code.digits, group = 4, code.spoken() + ", " + code.validity, "code")
    Text(code.validity, style = MaterialTheme.typography.bodyMedium)
}
