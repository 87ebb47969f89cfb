package kunci.app.chat

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.Announcement
import kunci.app.ui.NoticeCard
import kunci.app.ui.PrimaryButton
import kunci.app.ui.QuietButton
import kunci.app.ui.ScreenFrame
import kunci.app.ui.SecondaryButton
import kunci.app.ui.hasLargeFont

@Composable
fun ChatScreen(state: Shown<ChatState>, strings: Strings, onBack: () -> Unit, onEvent: (ChatEvent) -> Unit) {
    ScreenFrame(state.content.title ?: strings.chat, state.busy, strings, onBack) {
        if (state.content.beside is Beside.Nothing) Conversation(state, strings, onEvent) else BesideChat(state, strings, onEvent)
    }
}

@Composable
private fun ColumnScope.Conversation(
    state: Shown<ChatState>,
    strings: Strings,
    onEvent: (ChatEvent) -> Unit,
) {
    val content = state.content
    val entries = content.all
    val list = rememberLazyListState()
    val large = hasLargeFont()
    // What is offered in the place of a draft needs room: it stands below the last message then.
    val below = large || content.offer != null || content.asked != null
    // The newest is seen, also when it turns out not to have been sent; older ones that are fetched move nothing.
    LaunchedEffect(entries.lastOrNull()?.let { it.id to it.state }, below) { if (entries.isNotEmpty()) list.scrollToItem(entries.size + if (below) 1 else 0) }
    if (!below) Box(Modifier.padding(horizontal = 16.dp)) { Standing(state, strings, onEvent) }
    LazyColumn(
        state = list,
        verticalArrangement = Arrangement.spacedBy(8.dp),
        contentPadding = PaddingValues(16.dp),
        modifier = Modifier.weight(1f).fillMaxWidth(),
    ) {
        if (entries.isEmpty()) item { Text(strings.noMessages) }
        if (entries.isNotEmpty()) item { QuietButton(strings.olderMessages, !state.busy) { onEvent(ChatEvent.Older) } }
        items(entries, key = { it.id }) { Entry(it, state.busy, strings, onEvent) }
        // With large letters there is no room beside the messages: below the last of them it is still at hand.
        if (below) item { Standing(state, strings, onEvent) }
        if (large) item { Writing(state, strings, onEvent) }
    }
    if (!large) Writing(state, strings, onEvent)
}

/** Who answers, and what the core has said about what was just tried. */
@Composable
private fun Standing(state: Shown<ChatState>, strings: Strings, onEvent: (ChatEvent) -> Unit) = Column {
    state.content.desk?.let { Announcement(it.words) }
    if (state.content.desk?.offersCall == true) SecondaryButton(strings.callBack, !state.busy) { onEvent(ChatEvent.CallBack) }
    if (state.content.asks) SecondaryButton(strings.waitingApproval, !state.busy) { onEvent(ChatEvent.Approval) }
    NoticeCard(state.notice)
    if (state.content.asked != null) QuietButton(strings.sendAnyway, !state.busy) { onEvent(ChatEvent.AttachAnyway) }
    state.content.offer?.let { offer ->
        SecondaryButton(strings.hideInDraft, !state.busy) { onEvent(ChatEvent.TakeOffer) }
        if (offer.mayInsist) QuietButton(strings.sendAnyway, !state.busy) { onEvent(ChatEvent.SendAnyway) }
    }
}

@Composable
private fun Writing(state: Shown<ChatState>, strings: Strings, onEvent: (ChatEvent) -> Unit) = Column {
    val draft = state.content.draft
    val ready = draft.isNotBlank() && !state.busy
    Asking(state.busy, strings, onEvent)
    if (state.content.editing != null) {
        Text(strings.editingFailed, Modifier.padding(horizontal = 16.dp))
        QuietButton(strings.stopEditing, !state.busy) { onEvent(ChatEvent.StopEditing) }
    }
    if (hasLargeFont()) {
        Draft(draft, strings, Modifier.fillMaxWidth(), onEvent)
        PrimaryButton(strings.send, ready) { onEvent(ChatEvent.Send) }
    } else {
        Row(
            verticalAlignment = Alignment.CenterVertically,
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            modifier = Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp),
        ) {
            Draft(draft, strings, Modifier.weight(1f), onEvent)
            Button(onClick = { onEvent(ChatEvent.Send) }, enabled = ready) { Text(strings.send) }
        }
    }
}

/** The report is one tap away, always. */
@Composable
private fun Asking(busy: Boolean, strings: Strings, onEvent: (ChatEvent) -> Unit) {
    QuietButton(strings.reportScam, !busy) { onEvent(ChatEvent.Report) }
    QuietButton(strings.attachFile, !busy) { onEvent(ChatEvent.Attach) }
    Text(strings.attachHint, Modifier.padding(horizontal = 16.dp), style = MaterialTheme.typography.bodySmall)
    if (hasLargeFont()) {
        QuietButton(strings.askForHuman, !busy) { onEvent(ChatEvent.AskForHuman) }
        QuietButton(strings.moreOfChat, !busy) { onEvent(ChatEvent.Show(Beside.More)) }
    } else {
        Row(Modifier.fillMaxWidth()) {
            Box(Modifier.weight(1f)) { QuietButton(strings.askForHuman, !busy) { onEvent(ChatEvent.AskForHuman) } }
            Box(Modifier.weight(1f)) { QuietButton(strings.moreOfChat, !busy) { onEvent(ChatEvent.Show(Beside.More)) } }
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
