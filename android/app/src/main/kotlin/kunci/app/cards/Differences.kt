package kunci.app.cards

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import uniffi.kunci_bindings.DifferencesView

/** How the card was that the customer decided on, and how it is now: read aloud when it appears. */
@Composable
fun Differences(differences: DifferencesView) {
    if (differences.lines.isEmpty()) return
    Text(
        differences.title,
        style = MaterialTheme.typography.titleMedium,
        modifier = Modifier.semantics { heading() },
    )
    Column(Modifier.testTag("differences").semantics { liveRegion = LiveRegionMode.Polite }) {
        differences.lines.forEach { Text(it) }
    }
}
