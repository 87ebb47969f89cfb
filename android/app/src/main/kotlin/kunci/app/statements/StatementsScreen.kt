package kunci.app.statements

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
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.StatementView
import uniffi.kunci_bindings.spokenDigits

@Composable
fun StatementsScreen(state: Shown<StatementsState>, strings: Strings, onBack: () -> Unit, onEvent: (StatementsEvent) -> Unit) {
    val (statements, opened) = state.content
    FormScreen(strings.statements, state, strings, onBack) {
        if (statements?.isEmpty() == true) Text(strings.noStatements)
        statements?.forEach { Statement(it, it.statementId == opened, !state.busy, strings, onEvent) }
        QuietButton(strings.refresh, !state.busy) { onEvent(StatementsEvent.Refresh) }
    }
}

@Composable
private fun Statement(statement: StatementView, opened: Boolean, enabled: Boolean, strings: Strings, onEvent: (StatementsEvent) -> Unit) {
    Card(Modifier.fillMaxWidth()) {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp), modifier = Modifier.padding(16.dp)) {
            val said = strings.statementOf(spokenDigits(statement.ending), statement.until)
            Bill(statement, said, strings)
            if (opened) Announcement(strings.statementChecked)
            SecondaryButton(strings.openStatement, enabled, strings.openStatement(said)) { onEvent(StatementsEvent.Open(statement)) }
        }
    }
}

/** How much and by when: one thing for a screen reader. */
@Composable
private fun Bill(statement: StatementView, said: String, strings: Strings) =
    Column(Modifier.testTag("statement").semantics(mergeDescendants = true) {}) {
        Text(
            strings.statementOf(statement.ending, statement.until),
            style = MaterialTheme.typography.labelLarge,
            modifier = Modifier.semantics { contentDescription = said },
        )
        Text(statement.stateWords, style = MaterialTheme.typography.titleMedium)
        Text(statement.action, style = MaterialTheme.typography.bodyMedium)
        for (line in listOf(
            strings.statementTotal(statement.total),
            strings.statementMinimum(statement.minimum),
            strings.statementPaid(statement.paid),
            strings.statementLeft(statement.left),
            strings.statementDue(statement.due),
        )) {
            Text(line, style = MaterialTheme.typography.bodyMedium)
        }
    }
