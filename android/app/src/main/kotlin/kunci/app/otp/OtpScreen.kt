package kunci.app.otp

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.text.style.TextAlign
import kunci.app.Shown
import kunci.app.Strings
import kunci.app.ui.BigDigits
import kunci.app.ui.CodeScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.QuietButton
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
            onFinger = { onEvent(OtpEvent.Finger) }.takeIf { state.content.finger },
            onKey = { onEvent(OtpEvent.Key(it)) },
        )
    } else {
        FormScreen(strings.otp, state, strings, onBack) {
            val which = state.content.which
            val (pin, shown) = otp.pin(which) to strings.shownPin(which)
            BigDigits(pin.digits, group = 3, pin.spoken() + ", " + (shown ?: otp.validity), "otp")
            shown?.let {
                // Said with the digits.
                Text(it, style = MaterialTheme.typography.titleMedium, modifier = Modifier.clearAndSetSemantics {})
            }
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
            if (otp.clockUnconfirmed) Text(strings.clockUnconfirmed, style = MaterialTheme.typography.bodyMedium)
            Text(strings.neverTell, style = MaterialTheme.typography.bodyLarge)
            SecondaryButton(strings.anotherOtp) { onEvent(OtpEvent.Again) }
            Text(strings.besideWhy, style = MaterialTheme.typography.bodyMedium)
            for (other in Beside.entries) {
                if (other != which) QuietButton(strings.showPin(other)) { onEvent(OtpEvent.Show(other)) }
            }
        }
    }
}
