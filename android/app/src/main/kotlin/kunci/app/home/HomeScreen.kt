package kunci.app.home

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
import kunci.app.Route
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.operations.ProgressCard
import kunci.app.ui.Announcement
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.WrittenWay

@Composable
fun HomeScreen(state: Shown<HomeState>, strings: Strings, onEvent: (HomeEvent) -> Unit) {
    FormScreen(strings.home, state, strings, onBack = null) {
        val looking = state.content.looking
        val unread = state.content.unread
        state.content.outage?.let { Announcement(it) }
        if (unread > 0) SecondaryButton(strings.unreadAlerts(unread)) { onEvent(HomeEvent.Go(Route.Alerts)) }
        if (looking == null) Text(strings.waiting, style = MaterialTheme.typography.titleMedium) else Looking(looking, strings, onEvent)
        state.content.waiting?.forEach { item ->
            Card(onClick = { onEvent(HomeEvent.Open(item.operationId)) }, modifier = Modifier.fillMaxWidth()) {
                Column(Modifier.padding(16.dp)) {
                    Text(item.title, style = MaterialTheme.typography.titleMedium)
                    Text(item.summary, style = MaterialTheme.typography.bodyMedium)
                }
            }
        }
        if (state.content.waiting?.isEmpty() == true) Text(strings.nothingWaits)
        if (state.content.progress.isNotEmpty()) Text(strings.progress, style = MaterialTheme.typography.titleMedium)
        state.content.progress.forEach { ProgressCard(it) }
        if (state.content.takenBack) Announcement(strings.takenBack)
        if (state.content.later.isNotEmpty()) Text(strings.later, style = MaterialTheme.typography.titleMedium)
        state.content.later.forEach { LaterBox(it, state.busy, strings, onEvent) }
        QuietButton(strings.refresh, enabled = !state.busy) { onEvent(HomeEvent.Refresh) }
        Text(strings.services, style = MaterialTheme.typography.titleMedium)
        SecondaryButton(strings.otp) { onEvent(HomeEvent.Go(Route.Otp)) }
        SecondaryButton(strings.scan) { onEvent(HomeEvent.Go(Route.Scan)) }
        SecondaryButton(strings.typed) { onEvent(HomeEvent.Go(Route.Typed)) }
        SecondaryButton(strings.callerCheck) { onEvent(HomeEvent.Go(Route.Caller)) }
        SecondaryButton(strings.operations) { onEvent(HomeEvent.Go(Route.Operations)) }
        SecondaryButton(strings.cards) { onEvent(HomeEvent.Go(Route.Cards)) }
        SecondaryButton(strings.alerts) { onEvent(HomeEvent.Go(Route.Alerts)) }
        SecondaryButton(strings.security) { onEvent(HomeEvent.Go(Route.Security)) }
        SecondaryButton(strings.outages) { onEvent(HomeEvent.Go(Route.Outages)) }
        SecondaryButton(strings.writing(WrittenWay.LETTER).title) { onEvent(HomeEvent.Go(Route.Letters)) }
        SecondaryButton(strings.rights) { onEvent(HomeEvent.Go(Route.Rights)) }
        SecondaryButton(strings.chat) { onEvent(HomeEvent.Go(Route.Chat)) }
        SecondaryButton(strings.help) { onEvent(HomeEvent.Go(Route.Help)) }
        QuietButton(strings.signOut, enabled = !state.busy) { onEvent(HomeEvent.SignOut) }
    }
}

/** A session that may look says so before anything else. */
@Composable
private fun Looking(session: SessionView, strings: Strings, onEvent: (HomeEvent) -> Unit) {
    Announcement(strings.sessionMay(session))
    SecondaryButton(strings.session) { onEvent(HomeEvent.Go(Route.Session)) }
}

@Composable
private fun LaterBox(item: Later, busy: Boolean, strings: Strings, onEvent: (HomeEvent) -> Unit) {
    Card(Modifier.fillMaxWidth().testTag("later")) {
        Column(Modifier.padding(16.dp)) {
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(item.title, style = MaterialTheme.typography.titleMedium)
                Text(item.summary, style = MaterialTheme.typography.bodyMedium)
                Text(strings.takesEffect(item.time), style = MaterialTheme.typography.bodyMedium)
            }
            SecondaryButton(strings.takeBack, !busy, strings.takeBack(item.title + ", " + item.summary)) {
                onEvent(HomeEvent.TakeBack(item.operationId))
            }
        }
    }
}
