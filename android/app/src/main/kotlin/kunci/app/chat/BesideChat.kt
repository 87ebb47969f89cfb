package kunci.app.chat

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.ChatRating

/** What is seldom needed stands in the place of the conversation, with one way back to it. */
@Composable
fun ColumnScope.BesideChat(state: Shown<ChatState>, strings: Strings, onEvent: (ChatEvent) -> Unit) {
    Column(
        verticalArrangement = Arrangement.spacedBy(8.dp),
        modifier = Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
    ) {
        QuietButton(strings.toConversation, !state.busy) { onEvent(ChatEvent.Show(Beside.Nothing)) }
        NoticeCard(state.notice)
        when (val beside = state.content.beside) {
            Beside.Nothing -> Unit
            Beside.More -> More(state.busy, strings, onEvent)
            is Beside.Search -> Search(beside, state.busy, strings, onEvent)
            is Beside.Feedback -> Feedback(beside, state.busy, strings, onEvent)
            is Beside.Transcript -> Transcript(beside, state.busy, strings, onEvent)
            is Beside.Reported -> {
                Announcement(strings.reported(beside.named))
                SecondaryButton(strings.help, !state.busy) { onEvent(ChatEvent.Help) }
            }
        }
    }
}

@Composable
private fun More(busy: Boolean, strings: Strings, onEvent: (ChatEvent) -> Unit) {
    SecondaryButton(strings.chats, !busy) { onEvent(ChatEvent.Chats) }
    SecondaryButton(strings.searchMessages, !busy) { onEvent(ChatEvent.Show(Beside.Search())) }
    SecondaryButton(strings.keepTranscript, !busy) { onEvent(ChatEvent.Transcript) }
    SecondaryButton(strings.rateChat, !busy) { onEvent(ChatEvent.Show(Beside.Feedback())) }
    SecondaryButton(strings.help, !busy) { onEvent(ChatEvent.Help) }
    SecondaryButton(strings.endChat, !busy) { onEvent(ChatEvent.End) }
}

@Composable
private fun Search(beside: Beside.Search, busy: Boolean, strings: Strings, onEvent: (ChatEvent) -> Unit) {
    OutlinedTextField(
        value = beside.typed,
        onValueChange = { onEvent(ChatEvent.Show(Beside.Search(it))) },
        label = { Text(strings.searchWords) },
        singleLine = true,
        modifier = Modifier.fillMaxWidth(),
    )
    PrimaryButton(strings.searchMessages, beside.typed.isNotBlank() && !busy) { onEvent(ChatEvent.Search) }
    if (beside.found?.isEmpty() == true) Announcement(strings.nothingFound)
    // Of all conversations: each says in which one it stands.
    beside.found?.forEach {
        Text(it.topic, style = MaterialTheme.typography.labelMedium)
        Words(it.item, strings)
    }
}

@Composable
private fun Feedback(beside: Beside.Feedback, busy: Boolean, strings: Strings, onEvent: (ChatEvent) -> Unit) {
    Text(strings.rateChatWhy, style = MaterialTheme.typography.bodyLarge)
    OutlinedTextField(
        value = beside.words,
        onValueChange = { onEvent(ChatEvent.Show(Beside.Feedback(it))) },
        label = { Text(strings.rateWords) },
        maxLines = 4,
        modifier = Modifier.fillMaxWidth(),
    )
    for (rating in ChatRating.entries.reversed()) {
        SecondaryButton(strings.rating(rating), !busy) { onEvent(ChatEvent.Rate(rating)) }
    }
}

/** Whether it holds is the core's to say, before it is kept. */
@Composable
private fun Transcript(beside: Beside.Transcript, busy: Boolean, strings: Strings, onEvent: (ChatEvent) -> Unit) {
    Announcement(strings.transcript(beside.check))
    if (beside.check.holds) Text(strings.signedBy(beside.check.signedBy.chunked(8).joinToString(" ")), style = MaterialTheme.typography.bodySmall)
    Text(strings.transcriptClear, style = MaterialTheme.typography.bodyLarge)
    PrimaryButton(strings.saveFile, !busy) { onEvent(ChatEvent.Keep) }
    beside.kept?.let { Announcement(strings.kept(it)) }
}
