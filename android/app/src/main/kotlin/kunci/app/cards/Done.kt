package kunci.app.cards

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import kunci.app.Strings
import uniffi.kunci_bindings.ReceiptView

/** What was done and under which number, once the bank's receipt is here: read aloud when it appears. */
@Composable
fun Done(receipt: ReceiptView, strings: Strings) = Text(
    strings.done(receipt.action) + " " + strings.receipt(receipt.sequence),
    color = MaterialTheme.colorScheme.primary,
    style = MaterialTheme.typography.titleMedium,
    modifier = Modifier.testTag("receipt").semantics { liveRegion = LiveRegionMode.Polite },
)
