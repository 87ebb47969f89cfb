package kunci.app.session

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.Strings
import kunci.app.ui.PrimaryButton

/** The session ends in [seconds]; [canStay]: not if the customer says so. */
data class Warning(val seconds: Int, val canStay: Boolean)

/** Below whatever screen is shown. The words are read aloud once; the seconds count silently, or they would be all that is heard. */
@Composable
fun SessionWarning(warning: Warning, strings: Strings, onStay: () -> Unit) = Surface(
    color = MaterialTheme.colorScheme.tertiaryContainer,
    modifier = Modifier.fillMaxWidth().testTag("session-warning"),
) {
    Column(verticalArrangement = Arrangement.spacedBy(4.dp), modifier = Modifier.navigationBarsPadding().padding(16.dp)) {
        Text(
            if (warning.canStay) strings.endsSoon else strings.lastMinute,
            style = MaterialTheme.typography.titleMedium,
            modifier = Modifier.semantics { liveRegion = LiveRegionMode.Assertive },
        )
        Text(strings.secondsLeft(warning.seconds), style = MaterialTheme.typography.bodyMedium)
        if (warning.canStay) PrimaryButton(strings.stay, onClick = onStay)
    }
}
