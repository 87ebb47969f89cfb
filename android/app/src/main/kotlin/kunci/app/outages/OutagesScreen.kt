package kunci.app.outages

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
import kunci.app.ui.QuietButton

/** What is out or will be, how old that word of the bank is, and what works all the same. */
@Composable
fun OutagesScreen(state: Shown<OutagesState>, strings: Strings, onBack: () -> Unit, onEvent: (OutagesEvent) -> Unit) {
    FormScreen(strings.outages, state, strings, onBack) {
        state.content.view?.let { view ->
            Text(view.age, style = MaterialTheme.typography.labelMedium)
            if (view.outages.isEmpty()) Text(strings.noOutage)
            view.outages.forEach { outage ->
                Card(Modifier.fillMaxWidth().testTag("outage")) {
                    Text(outage.text, style = MaterialTheme.typography.bodyLarge, modifier = Modifier.padding(16.dp))
                }
            }
            Text(strings.outagesWorks, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
            view.works.forEach { Text(it.name) }
        }
        QuietButton(strings.refresh, enabled = !state.busy) { onEvent(OutagesEvent.Refresh) }
    }
}
