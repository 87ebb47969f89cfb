package kunci.app.spending

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Card
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
import kunci.app.ui.SecondaryButton
import uniffi.kunci_bindings.SpendingGroupView
import uniffi.kunci_bindings.SpendingMonth
import uniffi.kunci_bindings.SpendingTotal

/** A month at a time: the total, and a bar for each kind of merchant that leads to its payments. */
@Composable
fun SpendingScreen(state: Shown<SpendingState>, strings: Strings, onBack: () -> Unit, onEvent: (SpendingEvent) -> Unit) {
    val content = state.content
    FormScreen(strings.spending, state, strings, onBack) {
        content.view?.let { view ->
            Text(view.about, style = MaterialTheme.typography.bodyMedium)
            if (view.note.isNotEmpty()) Text(view.note, style = MaterialTheme.typography.bodyMedium)
            if (view.months.isEmpty()) Text(view.empty)
        }
        content.month?.let { Month(it, !state.busy, onEvent) }
        if (content.hasEarlier) SecondaryButton(strings.monthBefore, !state.busy) { onEvent(SpendingEvent.Earlier) }
        if (content.hasLater) SecondaryButton(strings.monthAfter, !state.busy) { onEvent(SpendingEvent.Later) }
        QuietButton(strings.refresh, !state.busy) { onEvent(SpendingEvent.Refresh) }
    }
}

@Composable
private fun Month(month: SpendingMonth, enabled: Boolean, onEvent: (SpendingEvent) -> Unit) {
    Text(month.label, Modifier.testTag("month").semantics { heading() }, style = MaterialTheme.typography.titleLarge)
    if (month.totals.isEmpty()) Text(month.none)
    month.totals.forEach { total ->
        Card(Modifier.fillMaxWidth()) {
            Column(verticalArrangement = Arrangement.spacedBy(8.dp), modifier = Modifier.padding(16.dp)) {
                Sum(total)
                total.groups.forEach { group -> Group(group, enabled) { onEvent(SpendingEvent.See(month, group)) } }
            }
        }
    }
}

@Composable
private fun Sum(total: SpendingTotal) {
    val spoken = total.spoken
    Column(Modifier.testTag("total").semantics(mergeDescendants = true) { contentDescription = spoken }) {
        Text(total.amount, style = MaterialTheme.typography.titleLarge)
        if (total.change.isNotEmpty()) Text(total.change, style = MaterialTheme.typography.bodyMedium)
    }
}

/** Label, bar and numbers: one thing for a screen reader, and one to tap. */
@Composable
private fun Group(group: SpendingGroupView, enabled: Boolean, onTap: () -> Unit) {
    val spoken = group.spoken
    Column(
        verticalArrangement = Arrangement.spacedBy(4.dp),
        modifier = Modifier
            .fillMaxWidth()
            .heightIn(min = 48.dp)
            .clickable(enabled, role = Role.Button, onClick = onTap)
            .testTag("group-${group.group}")
            .semantics(mergeDescendants = true) { contentDescription = spoken },
    ) {
        Text(group.label, style = MaterialTheme.typography.titleSmall)
        Bar(group.percent.toInt())
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            Text(group.amount, style = MaterialTheme.typography.bodyMedium)
            Text(group.percentWords, style = MaterialTheme.typography.bodyMedium)
            if (group.change.isNotEmpty()) Text(group.change, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** As long as the share of the total. Its number stands beside it. */
@Composable
private fun Bar(percent: Int) {
    val shape = RoundedCornerShape(4.dp)
    Box(Modifier.fillMaxWidth().height(8.dp).clip(shape).background(MaterialTheme.colorScheme.surfaceVariant)) {
        Box(Modifier.fillMaxWidth(percent / 100f).fillMaxHeight().clip(shape).background(MaterialTheme.colorScheme.primary))
    }
}
