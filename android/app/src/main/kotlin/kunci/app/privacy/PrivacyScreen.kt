package kunci.app.privacy

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
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.SecondaryButton
import kunci.app.ui.SecretField
import kunci.app.ui.rememberSecret
import kunci.app.ui.takeUtf8

@Composable
fun PrivacyScreen(state: Shown<PrivacyState>, strings: Strings, onBack: () -> Unit, onEvent: (PrivacyEvent) -> Unit) {
    val content = state.content
    when (content.erasing) {
        Erasing.ASKING -> CodeScreen(
            title = strings.erase,
            hint = strings.eraseCode,
            entered = content.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(PrivacyEvent.Key(it)) },
        )
        Erasing.DONE -> FormScreen(strings.privacy, state, strings, onBack = null) {
            Announcement(strings.erased)
            content.kept?.forEach { Kept(it, strings) }
            PrimaryButton(strings.done) { onEvent(PrivacyEvent.Done) }
        }
        Erasing.NO, Erasing.LEFT -> Overview(state, strings, onBack, onEvent)
    }
}

@Composable
private fun Overview(state: Shown<PrivacyState>, strings: Strings, onBack: () -> Unit, onEvent: (PrivacyEvent) -> Unit) {
    val passphrase = rememberSecret()
    FormScreen(strings.privacy, state, strings, onBack) {
        if (state.content.erasing == Erasing.LEFT) Announcement(strings.notErased)
        Text(strings.kept, style = MaterialTheme.typography.titleMedium)
        state.content.kept?.forEach { Kept(it, strings) }
        if (state.content.consents.isNotEmpty()) Text(strings.consents, style = MaterialTheme.typography.titleMedium)
        state.content.consents.forEach { Consent(it, !state.busy, strings, onEvent) }
        Text(strings.exportData, style = MaterialTheme.typography.titleMedium)
        Text(strings.exportDataWhy, style = MaterialTheme.typography.bodyMedium)
        SecretField(passphrase, strings.passphrase, !state.busy)
        SecondaryButton(strings.saveExport, !state.busy) { onEvent(PrivacyEvent.Export(passphrase.takeUtf8())) }
        if (state.content.saved) Announcement(strings.fileSaved)
        Text(strings.eraseWhy, style = MaterialTheme.typography.bodyMedium)
        SecondaryButton(strings.erase, !state.busy) { onEvent(PrivacyEvent.Erase) }
    }
}

@Composable
private fun Kept(item: KeptItem, strings: Strings) {
    Card(Modifier.fillMaxWidth().testTag("kept").semantics(mergeDescendants = true) {}) {
        Column(Modifier.padding(16.dp)) {
            val view = item.view
            Text(view.label, style = MaterialTheme.typography.titleMedium)
            if (view.count == 0uL) {
                Text(strings.keptNothing)
            } else {
                Text(strings.entries(view.count.toInt()) + " · " + strings.bytes(view.bytes.toInt()))
                item.ages?.let { (from, to) -> Text(strings.keptFrom(from, to)) }
            }
            Text(view.purpose, style = MaterialTheme.typography.bodySmall)
            Text(view.retention, style = MaterialTheme.typography.bodySmall)
        }
    }
}

@Composable
private fun Consent(item: ConsentItem, enabled: Boolean, strings: Strings, onEvent: (PrivacyEvent) -> Unit) {
    val view = item.view
    Card(Modifier.fillMaxWidth().testTag("consent")) {
        Column(Modifier.padding(16.dp)) {
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(view.label, style = MaterialTheme.typography.titleMedium)
                Text(view.body, style = MaterialTheme.typography.bodyMedium)
                val version = view.version.toString()
                val given = if (view.given) strings.agreed(version, item.said.orEmpty()) else strings.notAgreed(version)
                Text(given, style = MaterialTheme.typography.bodyMedium)
            }
            if (!view.given) {
                SecondaryButton(strings.agree, enabled, strings.agreeTo(view.label)) { onEvent(PrivacyEvent.Say(view, true)) }
            } else if (!view.required) {
                SecondaryButton(strings.takeConsentBack, enabled, strings.takeBackOf(view.label)) {
                    onEvent(PrivacyEvent.Say(view, false))
                }
            }
        }
    }
}
