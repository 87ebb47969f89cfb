package kunci.app.approval

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.CodePad
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.ScreenFrame
import kunci.app.ui.SecondaryButton
import kunci.app.ui.SplitScreen
import kunci.app.ui.hasLargeFont
import uniffi.kunci_bindings.ApprovalWarning
import uniffi.kunci_bindings.OperationLine
import uniffi.kunci_bindings.OperationStage
import uniffi.kunci_bindings.RejectReason

@Composable
fun ApprovalScreen(state: Shown<ApprovalState>, strings: Strings, onBack: () -> Unit, onEvent: (ApprovalEvent) -> Unit) {
    val (title, lines, until, warnings, step) = state.content
    ScreenFrame(strings.approval, state.busy, strings, onBack) {
        SplitScreen(
            above = {
                NoticeCard(state.notice)
                if (step == ApprovalStep.Review || step is ApprovalStep.Code) warnings.forEach { Warning(it) }
                if (title.isNotEmpty()) {
                    Text(title, style = MaterialTheme.typography.headlineSmall, modifier = Modifier.semantics { heading() })
                    if (step == ApprovalStep.Review) {
                        Text(strings.readAll, style = MaterialTheme.typography.bodyMedium)
                        Text(strings.answerBy(until), style = MaterialTheme.typography.bodyMedium)
                    }
                }
                lines.forEach { Line(it) }
            },
            below = {
                HorizontalDivider()
                Answer(step, state.content, state.busy, strings, onEvent)
            },
        )
    }
}

/** Before the code is typed, and while it is: read aloud at once. */
@Composable
private fun Warning(warning: ApprovalWarning) = Surface(
    color = MaterialTheme.colorScheme.errorContainer,
    shape = MaterialTheme.shapes.medium,
    modifier = Modifier.fillMaxWidth().testTag("warning").semantics(mergeDescendants = true) {
        liveRegion = LiveRegionMode.Assertive
    },
) {
    Column(Modifier.padding(16.dp)) {
        Text(warning.title, style = MaterialTheme.typography.titleMedium)
        Text(warning.body, style = MaterialTheme.typography.bodyMedium)
    }
}

/** Label and value side by side (large letters: below each other), one thing for a screen reader. */
@Composable
internal fun Line(line: OperationLine) {
    val spoken = line.label + ": " + line.spoken
    val one = Modifier.fillMaxWidth().testTag("line").clearAndSetSemantics { contentDescription = spoken }
    val quiet = MaterialTheme.colorScheme.onSurfaceVariant
    val (label, value) = MaterialTheme.typography.bodyMedium to MaterialTheme.typography.titleMedium
    if (hasLargeFont()) {
        Column(one) {
            Text(line.label, style = label, color = quiet)
            Text(line.value, style = value)
        }
    } else {
        Row(one, Arrangement.spacedBy(8.dp)) {
            Text(line.label, Modifier.weight(2f).alignByBaseline(), style = label, color = quiet)
            Text(line.value, Modifier.weight(3f).alignByBaseline(), style = value)
        }
    }
}

@Composable
private fun Answer(
    step: ApprovalStep,
    content: ApprovalState,
    busy: Boolean,
    strings: Strings,
    onEvent: (ApprovalEvent) -> Unit,
) = when (step) {
    ApprovalStep.Loading -> {}
    ApprovalStep.Review -> if (content.whose) {
        Text(strings.whoseEffect, style = MaterialTheme.typography.bodyMedium)
        PrimaryButton(strings.whoseMine, enabled = !busy) { onEvent(ApprovalEvent.Approve) }
        SecondaryButton(strings.rejectNotMe, enabled = !busy) { onEvent(ApprovalEvent.Because(RejectReason.NOT_ME)) }
    } else {
        PrimaryButton(strings.approve, enabled = !busy) { onEvent(ApprovalEvent.Approve) }
        SecondaryButton(strings.reject, enabled = !busy) { onEvent(ApprovalEvent.Reject) }
    }
    is ApprovalStep.Code -> {
        Text(strings.approveWithCode, style = MaterialTheme.typography.titleMedium)
        CodePad(step.entered, enabled = !busy, strings) { onEvent(ApprovalEvent.Key(it)) }
        if (content.finger) QuietButton(strings.useFinger, enabled = !busy) { onEvent(ApprovalEvent.Finger) }
        QuietButton(strings.cancel, enabled = !busy) { onEvent(ApprovalEvent.Cancel) }
    }
    ApprovalStep.Reason -> {
        Text(strings.whyReject, style = MaterialTheme.typography.titleMedium)
        SecondaryButton(strings.rejectMistake, !busy) { onEvent(ApprovalEvent.Because(RejectReason.MISTAKE)) }
        SecondaryButton(strings.rejectNotMe, !busy) { onEvent(ApprovalEvent.Because(RejectReason.NOT_ME)) }
        QuietButton(strings.cancel, enabled = !busy) { onEvent(ApprovalEvent.Cancel) }
    }
    is ApprovalStep.Answered -> {
        Column(Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }.testTag("answer")) {
            Text(step.words.state, style = MaterialTheme.typography.titleLarge)
            Text(step.words.detail)
            step.receipt?.let { Text(strings.receipt(it)) }
        }
        if (step.stage == OperationStage.APPROVED) {
            SecondaryButton(strings.refresh, enabled = !busy) { onEvent(ApprovalEvent.Refresh) }
        }
        step.frozen?.let { card -> SecondaryButton(strings.life) { onEvent(ApprovalEvent.Life(card)) } }
        if (step.reveals) PrimaryButton(strings.revealShow) { onEvent(ApprovalEvent.Reveal) }
        PrimaryButton(strings.done) { onEvent(ApprovalEvent.Done) }
    }
}
