package kunci.app.otp

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.LinearProgressIndicator
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
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.SecondaryButton

@Composable
fun OtpScreen(state: Shown<OtpState>, strings: Strings, onBack: () -> Unit, onEvent: (OtpEvent) -> Unit) {
    val otp = state.content.otp
    if (otp == null) {
        CodeScreen(
            title = strings.otp,
            hint = strings.otpHint,
            entered = state.content.entered,
            state = state,
            strings = strings,
            onBack = onBack,
            onKey = { onEvent(OtpEvent.Key(it)) },
        )
    } else {
        FormScreen(strings.otp, state, strings, onBack) {
            Digits(otp)
            LinearProgressIndicator(
                progress = { otp.secondsLeft.toFloat() / otp.seconds },
                // Said once, with the digits.
                modifier = Modifier.fillMaxWidth().clearAndSetSemantics {},
            )
            Text(
                "0:%02d".format(otp.secondsLeft),
                style = MaterialTheme.typography.titleLarge,
                textAlign = TextAlign.Center,
                modifier = Modifier.fillMaxWidth().clearAndSetSemantics {},
            )
            if (otp.clockMoved) Text(strings.clockMoved, style = MaterialTheme.typography.bodyMedium)
            Text(strings.neverTell, style = MaterialTheme.typography.bodyLarge)
            SecondaryButton(strings.anotherOtp) { onEvent(OtpEvent.Again) }
        }
    }
}

/** Three and three, spoken one by one with their validity. */
@Composable
private fun Digits(otp: Otp) {
    Surface(color = MaterialTheme.colorScheme.primaryContainer, shape = MaterialTheme.shapes.large) {
        Row(
            horizontalArrangement = Arrangement.Center,
            verticalAlignment = Alignment.CenterVertically,
            modifier = Modifier.fillMaxWidth().padding(vertical = 24.dp).testTag("otp").clearAndSetSemantics {
                contentDescription = otp.spoken() + ", " + otp.validity
                liveRegion = LiveRegionMode.Polite
            },
        ) {
            otp.digits.forEachIndexed { index, digit ->
                // One character each: no String ever holds all six.
                Text(
                    Char(digit.toInt()).toString(),
                    style = MaterialTheme.typography.displayMedium,
                    fontFamily = FontFamily.Monospace,
                    fontWeight = FontWeight.SemiBold,
                    modifier = Modifier.padding(start = if (index == 3) 20.dp else 4.dp),
                )
            }
        }
    }
}
