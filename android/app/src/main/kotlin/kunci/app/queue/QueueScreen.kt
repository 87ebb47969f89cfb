package kunci.app.queue

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
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.cards.Done
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton

@Composable
fun QueueScreen(state: Shown<QueueState>, strings: Strings, onBack: () -> Unit, onEvent: (QueueEvent) -> Unit) {
    FormScreen(strings.queue, state, strings, onBack) {
        val (requests, done) = state.content
        done?.let { Done(it, strings) }
        Text(strings.queueWhy, style = MaterialTheme.typography.bodyMedium)
        if (requests?.isEmpty() == true) Text(strings.noRequests)
        if (requests?.any { it.view.waits } == true) {
            PrimaryButton(strings.sendRequests, !state.busy) { onEvent(QueueEvent.Send) }
            SecondaryButton(strings.freezeCode, !state.busy) { onEvent(QueueEvent.Go(Route.FreezeCode)) }
        }
        requests?.forEach { RequestBox(it, !state.busy, strings, onEvent) }
    }
}

@Composable
private fun RequestBox(request: Request, enabled: Boolean, strings: Strings, onEvent: (QueueEvent) -> Unit) {
    val view = request.view
    val what = view.title + ", " + request.time
    Card(Modifier.fillMaxWidth()) {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp), modifier = Modifier.padding(16.dp)) {
            RequestWords(request, strings)
            if (view.asks) {
                SecondaryButton(strings.repeatRequest, enabled, strings.repeatRequest(what)) {
                    onEvent(QueueEvent.Repeat(view.commandId))
                }
            }
            if (view.mayBeDismissed) {
                QuietButton(strings.dismissRequest, enabled, strings.dismissRequest(what)) {
                    onEvent(QueueEvent.Dismiss(view.commandId))
                }
            }
        }
    }
}

/** What was asked for and how it stands: one thing for a screen reader. Requested is not shown as done. */
@Composable
fun RequestWords(request: Request, strings: Strings) =
    Column(Modifier.testTag("request").semantics(mergeDescendants = true) {}) {
        Text(request.view.title, style = MaterialTheme.typography.titleMedium)
        Text(request.view.stateWords, style = MaterialTheme.typography.titleSmall)
        Text(request.view.detail, style = MaterialTheme.typography.bodyMedium)
        Text(strings.requestedAt(request.time), style = MaterialTheme.typography.bodySmall)
    }
