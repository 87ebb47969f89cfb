package kunci.app.chat

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
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.ChatConversation

/** The conversations with the bank. */
@Composable
fun ChatsScreen(state: Shown<ChatsState>, strings: Strings, onBack: () -> Unit, onEvent: (ChatsEvent) -> Unit) {
    FormScreen(strings.chats, state, strings, onBack) {
        state.content.all?.forEach { Row(it, state.busy, strings, onEvent) }
        SecondaryButton(strings.newChat, !state.busy) { onEvent(ChatsEvent.Choose) }
        if (state.content.choosing) {
            Text(strings.chatAbout, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
            state.content.topics.forEach { topic ->
                SecondaryButton(topic.title, !state.busy) { onEvent(ChatsEvent.Begin(topic)) }
            }
        }
    }
}

/** What about, the last words, how much is new, and whether it goes on: one thing for a screen reader. */
@Composable
private fun Row(conversation: ChatConversation, busy: Boolean, strings: Strings, onEvent: (ChatsEvent) -> Unit) {
    Card(Modifier.fillMaxWidth().testTag("conversation").semantics(mergeDescendants = true) {}) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            Text(conversation.title, style = MaterialTheme.typography.titleMedium)
            Text(conversation.last.ifEmpty { strings.chatEmpty }, style = MaterialTheme.typography.bodyMedium)
            if (conversation.unread > 0u) Text(strings.unread(conversation.unread.toInt()), style = MaterialTheme.typography.bodyMedium)
            if (!conversation.open) Text(strings.chatEnded, style = MaterialTheme.typography.bodyMedium)
        }
    }
    SecondaryButton(strings.openChat(conversation.title), !busy) { onEvent(ChatsEvent.Open(conversation)) }
}
