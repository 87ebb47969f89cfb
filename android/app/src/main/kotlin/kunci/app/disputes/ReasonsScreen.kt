package kunci.app.disputes

import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.SecondaryButton

@Composable
fun ReasonsScreen(state: Shown<ReasonsState>, strings: Strings, onBack: () -> Unit, onEvent: (ReasonsEvent) -> Unit) {
    FormScreen(strings.disputeReasons, state, strings, onBack) {
        state.content.reasons?.forEach { reason ->
            SecondaryButton(reason.label, !state.busy) { onEvent(ReasonsEvent.Choose(reason.reason)) }
            Text(reason.hint, style = MaterialTheme.typography.bodyMedium)
            HorizontalDivider()
        }
    }
}
