package kunci.app.life

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.clearAndSetSemantics
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.BigDigits
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton

@Composable
fun CardDetailsScreen(
    state: Shown<CardDetailsState>,
    strings: Strings,
    onBack: () -> Unit,
    onEvent: (CardDetailsEvent) -> Unit,
) {
    FormScreen(strings.reveal, state, strings, onBack) {
        val (details, over) = state.content
        if (details != null) {
            Text(strings.revealNumber, style = MaterialTheme.typography.titleMedium, modifier = Modifier.clearAndSetSemantics {})
            BigDigits(details.number, group = 4, strings.revealNumber + ": " + details.spokenNumber(), "card-number")
            Text(strings.revealExpiry + ": " + details.expiry(), Modifier.testTag("card-expiry"))
            Text(strings.revealCode, style = MaterialTheme.typography.titleMedium, modifier = Modifier.clearAndSetSemantics {})
            BigDigits(details.code, group = 3, strings.revealCode + ": " + details.spokenCode(), "card-code")
            // Said once with the digits it would be said every second.
            Text(strings.revealLeft(details.secondsLeft), Modifier.clearAndSetSemantics {})
            PrimaryButton(strings.revealHide) { onEvent(CardDetailsEvent.Hide) }
        } else if (over) {
            Announcement(strings.revealHidden)
        }
    }
}
