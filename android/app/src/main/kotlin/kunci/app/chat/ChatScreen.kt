package kunci.app.chat

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.ScreenFrame
import kunci.app.ui.hasLargeFont
import uniffi.kunci_bindings.ChatItem
import uniffi.kunci_bindings.ChatItemKind
import uniffi.kunci_bindings.SpeakerKind
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter

@Composable
fun ChatScreen(state: Shown<ChatState>, strings: Strings, onBack: () -> Unit, onEvent: (ChatEvent) -> Unit) {
    val (items, draft) = state.content
    ScreenFrame(strings.chat, state.busy, strings, onBack) {
        val list = rememberLazyListState()
        LaunchedEffect(items.size) { if (items.isNotEmpty()) list.scrollToItem(items.lastIndex) }
        val large = hasLargeFont()
        if (!large) Box(Modifier.padding(horizontal = 16.dp)) { NoticeCard(state.notice) }
        LazyColumn(
            state = list,
            verticalArrangement = Arrangement.spacedBy(8.dp),
            contentPadding = PaddingValues(16.dp),
            modifier = Modifier.weight(1f).fillMaxWidth(),
        ) {
            if (items.isEmpty()) item { Text(strings.noMessages) }
            items(items, key = { it.id }) { Entry(it, strings) }
            // With large letters there is no room beside the messages: below the last of them it is still at hand.
            if (large) {
                item { NoticeCard(state.notice) }
                item { Writing(draft, state.busy, strings, onEvent) }
            }
        }
        if (!large) Writing(draft, state.busy, strings, onEvent)
    }
}

@Composable
private fun Writing(draft: String, busy: Boolean, strings: Strings, onEvent: (ChatEvent) -> Unit) = Column {
    QuietButton(strings.askForHuman, enabled = !busy) { onEvent(ChatEvent.AskForHuman) }
    if (hasLargeFont()) {
        Draft(draft, strings, Modifier.fillMaxWidth(), onEvent)
        PrimaryButton(strings.send, draft.isNotBlank() && !busy) { onEvent(ChatEvent.Send) }
    } else {
        Row(
            verticalAlignment = Alignment.CenterVertically,
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            modifier = Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp),
        ) {
            Draft(draft, strings, Modifier.weight(1f), onEvent)
            Button(onClick = { onEvent(ChatEvent.Send) }, enabled = draft.isNotBlank() && !busy) { Text(strings.send) }
        }
    }
}

@Composable
private fun Draft(draft: String, strings: Strings, modifier: Modifier, onEvent: (ChatEvent) -> Unit) = OutlinedTextField(
    value = draft,
    onValueChange = { onEvent(ChatEvent.Typed(it)) },
    label = { Text(strings.message) },
    maxLines = 4,
    modifier = modifier,
)

/** The customer's own on the right; speaker, words, warning, time and fate are one thing for a screen reader. */
@Composable
private fun Entry(item: ChatItem, strings: Strings) {
    val own = item.speaker == SpeakerKind.YOU
    val side = if (own) Alignment.CenterEnd else Alignment.CenterStart
    Box(Modifier.fillMaxWidth(), contentAlignment = if (item.kind == ChatItemKind.MESSAGE) side else Alignment.Center) {
        Surface(
            color = colour(item),
            shape = MaterialTheme.shapes.large,
            modifier = Modifier.widthIn(max = 280.dp).testTag("message").semantics(mergeDescendants = true) {},
        ) {
            Column(Modifier.padding(horizontal = 16.dp, vertical = 10.dp)) {
                Text(strings.speaker(item.speaker, item.name, item.employeeId), style = MaterialTheme.typography.labelMedium)
                Text(item.text, style = MaterialTheme.typography.bodyLarge)
                item.warning?.let {
                    Text(it, color = MaterialTheme.colorScheme.error, style = MaterialTheme.typography.bodyMedium)
                }
                val fate = if (own) strings.fate(item.state) else null
                Text(listOfNotNull(time(item.atMs), fate).joinToString(" · "), style = MaterialTheme.typography.labelSmall)
            }
        }
    }
}

@Composable
private fun colour(item: ChatItem) = when {
    item.kind != ChatItemKind.MESSAGE -> MaterialTheme.colorScheme.surfaceContainer
    item.speaker == SpeakerKind.YOU -> MaterialTheme.colorScheme.primaryContainer
    else -> MaterialTheme.colorScheme.surfaceContainerHigh
}

/** On the clock of wherever the phone is. */
private fun time(atMs: Long): String =
    DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault()).format(Instant.ofEpochMilli(atMs))
