package kunci.app.chat

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Strings
import kunci.app.ui.QuietButton
import uniffi.kunci_bindings.ChatItem
import uniffi.kunci_bindings.ChatItemKind
import uniffi.kunci_bindings.ChatItemState
import uniffi.kunci_bindings.SpeakerKind
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter

/** An entry, and below it what can be done about one that waits or has failed. */
@Composable
fun Entry(item: ChatItem, busy: Boolean, strings: Strings, onEvent: (ChatEvent) -> Unit) = Column {
    Words(item, strings)
    if (item.attachment != null) {
        QuietButton(strings.openFile, !busy, strings.openFile(item.text)) { onEvent(ChatEvent.Open(item)) }
    }
    if (item.state == ChatItemState.FAILED) {
        QuietButton(strings.retry, !busy, strings.retry(item.text)) { onEvent(ChatEvent.Retry(item.id)) }
        if (item.kind == ChatItemKind.MESSAGE) {
            QuietButton(strings.edit, !busy, strings.edit(item.text)) { onEvent(ChatEvent.Edit(item)) }
        }
    }
    if (item.state == ChatItemState.FAILED || item.state == ChatItemState.QUEUED) {
        QuietButton(strings.takeBackMessage, !busy, strings.takeBackMessage(item.text)) { onEvent(ChatEvent.TakeBack(item.id)) }
    }
}

/** The customer's own on the right; speaker, words, warning, time and fate are one thing for a screen reader. */
@Composable
fun Words(item: ChatItem, strings: Strings) {
    val own = item.speaker == SpeakerKind.YOU
    val side = if (own) Alignment.CenterEnd else Alignment.CenterStart
    Box(Modifier.fillMaxWidth(), contentAlignment = if (item.isSaid) side else Alignment.Center) {
        Surface(
            color = colour(item),
            shape = MaterialTheme.shapes.large,
            modifier = Modifier.widthIn(max = 280.dp).testTag("message").semantics(mergeDescendants = true) {},
        ) {
            Column(Modifier.padding(horizontal = 16.dp, vertical = 10.dp)) {
                Text(strings.speaker(item.speaker, item.name, item.employeeId), style = MaterialTheme.typography.labelMedium)
                Text(item.text, style = MaterialTheme.typography.bodyLarge)
                item.attachment?.let { Text(strings.file(it), style = MaterialTheme.typography.bodyMedium) }
                item.warning?.let {
                    Text(it, color = MaterialTheme.colorScheme.error, style = MaterialTheme.typography.bodyMedium)
                }
                val fate = if (own) strings.fate(item.state) else null
                Text(listOfNotNull(time(item.atMs), fate).joinToString(" · "), style = MaterialTheme.typography.labelSmall)
            }
        }
    }
}

/** Somebody's words or file, and no notice. */
private val ChatItem.isSaid get() = kind == ChatItemKind.MESSAGE || kind == ChatItemKind.ATTACHMENT

@Composable
private fun colour(item: ChatItem) = when {
    !item.isSaid -> MaterialTheme.colorScheme.surfaceContainer
    item.speaker == SpeakerKind.YOU -> MaterialTheme.colorScheme.primaryContainer
    else -> MaterialTheme.colorScheme.surfaceContainerHigh
}

/** On the clock of wherever the phone is. */
private fun time(atMs: Long): String =
    DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault()).format(Instant.ofEpochMilli(atMs))
