package kunci.app.offline

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.BigDigits
import kunci.app.ui.FormScreen
import kunci.app.ui.NoticeCard
import kunci.app.ui.SecondaryButton

@Composable
fun FreezeCodeScreen(state: Shown<FreezeCodeState>, strings: Strings, onBack: () -> Unit, onEvent: (FreezeCodeEvent) -> Unit) {
    FormScreen(strings.freezeCode, state, strings, onBack) {
        val (cards, code, told) = state.content
        if (code == null) {
            Text(strings.freezeCodeWhy, style = MaterialTheme.typography.bodyLarge)
            if (cards.isEmpty()) Text(strings.noCards)
            cards.forEach { card ->
                SecondaryButton(card.name + ", " + strings.ending(card.ending), !state.busy) {
                    onEvent(FreezeCodeEvent.Make(card))
                }
            }
        } else {
            BigDigits(code.digits, group = 4, code.spoken() + ", " + code.validity, "code")
            Text(code.validity, style = MaterialTheme.typography.bodyMedium)
            NoticeCard(told)
            SecondaryButton(strings.anotherCard) { onEvent(FreezeCodeEvent.Again) }
        }
    }
}
