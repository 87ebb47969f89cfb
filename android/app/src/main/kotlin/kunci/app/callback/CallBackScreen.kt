package kunci.app.callback

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.CallBackView

/** The calls that the customer asked for, and a new wish. */
@Composable
fun CallBackScreen(state: Shown<CallBackState>, strings: Strings, onBack: () -> Unit, onEvent: (CallBackEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.callBack, state, strings, onBack) {
        content.told?.let { told ->
            Text(strings.callBackNumber(told.number))
            told.calls.forEach { Call(it, state.busy, strings, onEvent) }
            if (told.windows.isNotEmpty()) NewWish(content, state.busy, strings, onEvent)
        }
        SecondaryButton(strings.callerCheck, !state.busy) { onEvent(CallBackEvent.Caller) }
        QuietButton(strings.refresh, !state.busy) { onEvent(CallBackEvent.Refresh) }
    }
}

@Composable
private fun Call(call: CallBackView, busy: Boolean, strings: Strings, onEvent: (CallBackEvent) -> Unit) {
    Card(Modifier.fillMaxWidth().testTag("call").semantics(mergeDescendants = true) {}) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            Text(call.reasonName + " · " + call.title, style = MaterialTheme.typography.titleMedium)
            Text(call.next, style = MaterialTheme.typography.bodyMedium)
        }
    }
    if (call.open) QuietButton(strings.callBackCancel, !busy) { onEvent(CallBackEvent.Cancel(call.id)) }
}

@Composable
private fun NewWish(content: CallBackState, busy: Boolean, strings: Strings, onEvent: (CallBackEvent) -> Unit) {
    Text(strings.callBackNew, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
    Text(content.about?.let { strings.writtenChosen(it.name) } ?: strings.writtenKind)
    content.reasons.filter { it != content.about }.forEach { reason ->
        SecondaryButton(reason.name, !busy) { onEvent(CallBackEvent.About(reason)) }
    }
    Text(content.window?.let { strings.writtenChosen(it.words) } ?: strings.callBackWhen)
    content.told?.windows.orEmpty().filter { it != content.window }.forEach { window ->
        SecondaryButton(window.words, !busy) { onEvent(CallBackEvent.Window(window)) }
    }
    PrimaryButton(strings.callBackAsk, !busy && content.about != null && content.window != null) { onEvent(CallBackEvent.Ask) }
}
