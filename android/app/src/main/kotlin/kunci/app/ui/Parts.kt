package kunci.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Scaffold
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kunci.app.Notice
import kunci.app.PadKey
import kunci.app.Shown
import kunci.app.Strings
import uniffi.kunci_bindings.TipMoment

/** Title, way back, and a line of progress while the core works. */
@Composable
fun ScreenFrame(
    title: String,
    busy: Boolean,
    strings: Strings,
    onBack: (() -> Unit)?,
    content: @Composable ColumnScope.() -> Unit,
) {
    Scaffold(
        topBar = { TopRow(title, strings, onBack) },
        modifier = Modifier.imePadding(),
    ) { padding ->
        Column(Modifier.padding(padding).fillMaxSize()) {
            // Always the same height: nothing jumps under a finger.
            Box(Modifier.height(4.dp)) {
                if (busy) {
                    val working = strings.working
                    LinearProgressIndicator(Modifier.fillMaxWidth().semantics { contentDescription = working })
                }
            }
            content()
        }
    }
}

/** The title goes below the way back where they have no room side by side: an app bar of one height would cut it. */
@Composable
private fun TopRow(title: String, strings: Strings, onBack: (() -> Unit)?) = FlowRow(
    itemVerticalAlignment = Alignment.CenterVertically,
    modifier = Modifier
        .fillMaxWidth()
        .windowInsetsPadding(WindowInsets.safeDrawing.only(WindowInsetsSides.Top + WindowInsetsSides.Horizontal))
        .padding(horizontal = 8.dp, vertical = 4.dp),
) {
    onBack?.let { back -> TextButton(back, Modifier.heightIn(min = 48.dp)) { Text(strings.back) } }
    Text(
        title,
        style = MaterialTheme.typography.titleLarge,
        modifier = Modifier.padding(horizontal = 8.dp, vertical = 10.dp).semantics { heading() },
    )
}

/** From this size of the letters on, nothing is fixed to an edge of the screen: it would leave no room for the rest. */
@Composable
fun hasLargeFont(): Boolean = LocalDensity.current.fontScale >= LARGE_FONT

private const val LARGE_FONT = 1.3f

/** [above] scrolls and [below] stays under the thumb; with large letters all of it scrolls. */
@Composable
fun ColumnScope.SplitScreen(above: @Composable ColumnScope.() -> Unit, below: @Composable ColumnScope.() -> Unit) {
    val gap = Arrangement.spacedBy(8.dp)
    if (hasLargeFont()) {
        Column(Modifier.weight(1f).verticalScroll(rememberScrollState()).padding(16.dp), gap) {
            above()
            below()
        }
    } else {
        Column(Modifier.weight(1f).verticalScroll(rememberScrollState()).padding(16.dp), gap, content = above)
        Column(Modifier.fillMaxWidth().padding(start = 16.dp, end = 16.dp, bottom = 16.dp), gap, content = below)
    }
}

/** Everything below each other, scrolled if it must be. */
@Composable
fun FormScreen(
    title: String,
    state: Shown<*>,
    strings: Strings,
    onBack: (() -> Unit)?,
    content: @Composable ColumnScope.() -> Unit,
) = ScreenFrame(title, state.busy, strings, onBack) {
    Column(
        verticalArrangement = Arrangement.spacedBy(12.dp),
        modifier = Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(16.dp),
    ) {
        NoticeCard(state.notice)
        content()
    }
}

/** A hint above, the code pad under the thumb. */
@Composable
fun CodeScreen(
    title: String,
    hint: String,
    entered: Int,
    state: Shown<*>,
    strings: Strings,
    onBack: () -> Unit,
    onFinger: (() -> Unit)? = null,
    onOther: (() -> Unit)? = null,
    other: String = strings.session,
    tip: TipMoment? = null,
    onKey: (PadKey) -> Unit,
) = ScreenFrame(title, state.busy, strings, onBack) {
    SplitScreen(
        above = {
            NoticeCard(state.notice)
            Text(hint, style = MaterialTheme.typography.bodyLarge, textAlign = TextAlign.Center, modifier = Modifier.fillMaxWidth())
            tip?.let { Tips(it, strings) }
            onOther?.let { QuietButton(other, !state.busy, onClick = it) }
        },
        below = {
            onFinger?.let { QuietButton(strings.useFinger, !state.busy, onClick = it) }
            CodePad(entered, !state.busy, strings, onKey)
        },
    )
}

/** What keeps the customer safe at this moment: one thing for a screen reader. */
@Composable
fun Tips(moment: TipMoment, strings: Strings) =
    Column(Modifier.testTag("tips").semantics(mergeDescendants = true) {}, Arrangement.spacedBy(4.dp)) {
        Text(strings.staySafe, style = MaterialTheme.typography.titleSmall)
        strings.tipsAt(moment).forEach { Text(it, style = MaterialTheme.typography.bodyMedium) }
    }

/** What happened, what it means, what to do: read aloud when it appears. */
@Composable
fun NoticeCard(notice: Notice?) {
    if (notice == null) return
    Surface(
        color = MaterialTheme.colorScheme.errorContainer,
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.fillMaxWidth().testTag("notice").semantics(mergeDescendants = true) {
            liveRegion = LiveRegionMode.Assertive
        },
    ) {
        Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.padding(16.dp)) {
            Text(notice.title, style = MaterialTheme.typography.titleMedium)
            Text(notice.body, style = MaterialTheme.typography.bodyMedium)
            Text(notice.action, style = MaterialTheme.typography.bodyMedium)
        }
    }
}

/** Good news, or how things stand: read aloud when it appears. */
@Composable
fun Announcement(text: String) = Text(
    text,
    color = MaterialTheme.colorScheme.primary,
    style = MaterialTheme.typography.titleMedium,
    modifier = Modifier.testTag("announcement").semantics { liveRegion = LiveRegionMode.Polite },
)

/** The one thing to do on a screen. */
@Composable
fun PrimaryButton(label: String, enabled: Boolean = true, spoken: String = label, onClick: () -> Unit) =
    Button(onClick, wide(label, spoken), enabled) { Text(label, textAlign = TextAlign.Center) }

/** Something else to do. */
@Composable
fun SecondaryButton(label: String, enabled: Boolean = true, spoken: String = label, onClick: () -> Unit) =
    OutlinedButton(onClick, wide(label, spoken), enabled) { Text(label, textAlign = TextAlign.Center) }

/** Something of little weight. */
@Composable
fun QuietButton(label: String, enabled: Boolean = true, spoken: String = label, onClick: () -> Unit) =
    TextButton(onClick, wide(label, spoken), enabled) { Text(label, textAlign = TextAlign.Center) }

private fun wide(label: String, spoken: String): Modifier {
    val wide = Modifier.fillMaxWidth().heightIn(min = 48.dp)
    return if (spoken == label) wide else wide.semantics { contentDescription = spoken }
}
