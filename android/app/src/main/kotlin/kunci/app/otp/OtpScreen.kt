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
            BigDigits(otp.digits, group = 3, otp.spoken() + ", " + otp.validity, "otp")
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
