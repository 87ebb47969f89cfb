package kunci.app.help

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.ContactCheck
import uniffi.kunci_bindings.GuideStep

@Composable
fun HelpScreen(state: Shown<HelpState>, strings: Strings, onBack: () -> Unit, onEvent: (HelpEvent) -> Unit) {
    FormScreen(strings.help, state, strings, onBack) {
        val content = state.content
        content.guide?.let { Guide(it, strings, onEvent) }
        Text(strings.officialChannels, style = MaterialTheme.typography.titleMedium)
        content.channels.forEach { Told(it.name, it.address, "channel") }
        Text(strings.checkPasted, style = MaterialTheme.typography.titleMedium)
        OutlinedTextField(
            value = content.pasted,
            onValueChange = { onEvent(HelpEvent.Pasted(it)) },
            label = { Text(strings.pasteHere) },
            maxLines = 4,
            modifier = Modifier.fillMaxWidth(),
        )
        PrimaryButton(strings.checkNow, content.pasted.isNotBlank() && !state.busy) { onEvent(HelpEvent.Check) }
        content.checked?.let { Verdict(it, strings) }
        Text(strings.helpTopics, style = MaterialTheme.typography.titleMedium)
        OutlinedTextField(
            value = content.typed,
            onValueChange = { onEvent(HelpEvent.Typed(it)) },
            label = { Text(strings.searchWords) },
            singleLine = true,
            modifier = Modifier.fillMaxWidth(),
        )
        if (content.topics.isEmpty()) Announcement(strings.nothingFound)
        content.topics.forEach { Told(it.title, it.body, "topic") }
    }
}

/** One question at a time, read out anew when it changes. */
@Composable
private fun Guide(step: GuideStep, strings: Strings, onEvent: (HelpEvent) -> Unit) {
    Told(step.title, step.body, "guide", Modifier.semantics { liveRegion = LiveRegionMode.Polite })
    step.answers.forEach { answer -> SecondaryButton(answer.text) { onEvent(HelpEvent.Step(answer.step)) } }
    step.acts.forEach { advice -> PrimaryButton(advice.title) { onEvent(HelpEvent.Act(advice.act, advice.signInFirst)) } }
    step.before?.let { before -> QuietButton(strings.guideBefore) { onEvent(HelpEvent.Step(before)) } }
}

@Composable
private fun Verdict(checked: Checked, strings: Strings) {
    if (checked.contacts.isEmpty() && checked.marks.isEmpty()) Announcement(strings.nothingToCheck)
    checked.contacts.forEach { Told(strings.contact(it.text, it.title), it.body, tag(it)) }
    checked.marks.distinctBy { it.title }.forEach { Told(it.title, it.body, "mark") }
}

private fun tag(contact: ContactCheck) = if (contact.official) "official" else "unknown"

@Composable
private fun Told(title: String, body: String, tag: String, modifier: Modifier = Modifier) =
    Column(modifier.testTag(tag).semantics(mergeDescendants = true) {}) {
        Text(title, style = MaterialTheme.typography.titleSmall)
        if (body.isNotEmpty()) Text(body, style = MaterialTheme.typography.bodyMedium)
    }
