package kunci.app.stepup

import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.StepUpMethod

@Composable
fun StepUpScreen(state: Shown<StepUpState>, strings: Strings, onBack: () -> Unit, onEvent: (StepUpEvent) -> Unit) {
    val (why, step) = state.content
    if (step is StepUpStep.Code) {
        CodeScreen(
            title = if (step.device) strings.deviceCode else strings.typePin,
            hint = codeHint(step, strings),
            entered = step.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onOther = { onEvent(StepUpEvent.Other) },
            other = strings.stepUpOther,
            onKey = { onEvent(StepUpEvent.Key(it)) },
        )
        return
    }
    FormScreen(strings.stepUp, state, strings, onBack) {
        if (step == StepUpStep.Proved) {
            Announcement(strings.stepUpDone)
            PrimaryButton(strings.goOn, !state.busy) { onEvent(StepUpEvent.GoOn) }
        } else {
            NoticeCard(why)
            PrimaryButton(strings.sendSms, !state.busy) { onEvent(StepUpEvent.Begin(StepUpMethod.SMS)) }
            SecondaryButton(strings.byDevice, !state.busy) { onEvent(StepUpEvent.Begin(StepUpMethod.HARDWARE_TOKEN)) }
        }
    }
}

private fun codeHint(step: StepUpStep.Code, strings: Strings): String {
    val where = if (step.device) strings.deviceSerialIs(step.to) else strings.sentTo(step.to)
    return where + "\n" + listOfNotNull(strings.minutes(step.minutes), step.tries?.let(strings::tries)).joinToString(" · ")
}
