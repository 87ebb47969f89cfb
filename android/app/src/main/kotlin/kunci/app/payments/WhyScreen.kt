package kunci.app.payments

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton

@Composable
fun WhyScreen(state: Shown<WhyState>, strings: Strings, onBack: () -> Unit, onEvent: (WhyEvent) -> Unit) {
    val (cardId, answer) = state.content
    FormScreen(strings.whyDeclined, state, strings, onBack) {
        Text(strings.whyAbout, style = MaterialTheme.typography.bodyMedium)
        if (answer != null) {
            // The payment says why by itself; without one, that is the answer.
            answer.transaction?.let { PaymentBox(it, strings) } ?: Why(answer.why)
            offer(answer.why, cardId, strings)?.let { (label, route) ->
                PrimaryButton(label, !state.busy) { onEvent(WhyEvent.Go(route)) }
            }
        }
        SecondaryButton(strings.payments, !state.busy) { onEvent(WhyEvent.Go(Route.Payments(cardId))) }
        QuietButton(strings.refresh, !state.busy) { onEvent(WhyEvent.Refresh) }
    }
}
