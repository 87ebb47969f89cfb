package kunci.app.written

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.WrittenWay

/** What the customer is entitled to, and the way to complain. */
@Composable
fun RightsScreen(state: Shown<RightsState>, strings: Strings, onBack: () -> Unit, onEvent: (RightsEvent) -> Unit) {
    FormScreen(strings.rights, state, strings, onBack) {
        if (state.content.canFile) SecondaryButton(strings.writing(WrittenWay.COMPLAINT).title) { onEvent(RightsEvent.Complaints) }
        state.content.rights.forEach { right ->
            Column(Modifier.semantics(mergeDescendants = true) {}, Arrangement.spacedBy(4.dp)) {
                Text(right.title, style = MaterialTheme.typography.titleMedium)
                Text(right.body, style = MaterialTheme.typography.bodyMedium)
            }
        }
    }
}
