package kunci.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.hideFromAccessibility
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kunci.app.CodeInput
import kunci.app.PadKey
import kunci.app.Strings

/**
 * Six dots and a keypad, always in the same order. Shows and says how many digits were typed, never which: a screen reader
 * names the key under the finger, the dots repeat nothing of it.
 */
@Composable
fun CodePad(entered: Int, enabled: Boolean, strings: Strings, onKey: (PadKey) -> Unit) {
    Column(
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(8.dp),
        modifier = Modifier.fillMaxWidth(),
    ) {
        Dots(entered, strings)
        for (row in 0..2) {
            PadRow { for (column in 1..3) DigitKey(row * 3 + column, enabled, strings, onKey) }
        }
        PadRow {
            Spacer(Modifier.weight(1f))
            DigitKey(0, enabled, strings, onKey)
            Key("⌫", strings.delete, enabled && entered > 0) { onKey(PadKey.Delete) }
        }
    }
}

@Composable
private fun Dots(entered: Int, strings: Strings) {
    val description = strings.entered(entered, CodeInput.LENGTH)
    Row(
        horizontalArrangement = Arrangement.spacedBy(16.dp),
        modifier = Modifier.padding(8.dp).testTag("dots").clearAndSetSemantics {
            contentDescription = description
            liveRegion = LiveRegionMode.Polite
        },
    ) {
        repeat(CodeInput.LENGTH) { place ->
            val colours = MaterialTheme.colorScheme
            val colour = if (place < entered) colours.primary else colours.surfaceVariant
            Surface(color = colour, shape = CircleShape, modifier = Modifier.size(16.dp)) {}
        }
    }
}

@Composable
private fun PadRow(keys: @Composable RowScope.() -> Unit) =
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp), modifier = Modifier.fillMaxWidth(), content = keys)

@Composable
private fun RowScope.DigitKey(value: Int, enabled: Boolean, strings: Strings, onKey: (PadKey) -> Unit) =
    Key(value.toString(), strings.digit(value), enabled) { onKey(PadKey.Digit(value)) }

@Composable
private fun RowScope.Key(face: String, spoken: String, enabled: Boolean, onClick: () -> Unit) {
    FilledTonalButton(
        onClick = onClick,
        enabled = enabled,
        contentPadding = PaddingValues(4.dp),
        modifier = Modifier.weight(1f).heightIn(min = 52.dp).semantics { contentDescription = spoken },
    ) {
        Text(face, style = MaterialTheme.typography.titleLarge, modifier = Modifier.semantics { hideFromAccessibility() })
    }
}
