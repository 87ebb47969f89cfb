package kunci.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.dp

/** Digits to be read, compared or typed elsewhere: large, in groups that wrap as a whole, spoken one by one. */
@Composable
fun BigDigits(digits: ByteArray, group: Int, spoken: String, tag: String) {
    Surface(color = MaterialTheme.colorScheme.primaryContainer, shape = MaterialTheme.shapes.large) {
        FlowRow(
            horizontalArrangement = Arrangement.Center,
            modifier = Modifier.fillMaxWidth().padding(vertical = 24.dp).testTag(tag).clearAndSetSemantics {
                contentDescription = spoken
                liveRegion = LiveRegionMode.Polite
            },
        ) {
            for (start in digits.indices step group) {
                Row(Modifier.padding(horizontal = 8.dp)) {
                    for (at in start until minOf(start + group, digits.size)) Digit(digits[at])
                }
            }
        }
    }
}

/** One character each: no String ever holds all of them. */
@Composable
private fun Digit(digit: Byte) = Text(
    Char(digit.toInt()).toString(),
    style = MaterialTheme.typography.displayMedium,
    fontFamily = FontFamily.Monospace,
    fontWeight = FontWeight.SemiBold,
    modifier = Modifier.padding(horizontal = 2.dp),
)
