package kunci.app

import android.net.ConnectivityManager
import android.net.Network
import android.os.Bundle
import android.view.View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.SideEffect
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import kunci.app.alerts.AlertsPresenter
import kunci.app.alerts.AlertsScreen
import kunci.app.approval.ApprovalPresenter
import kunci.app.approval.ApprovalScreen
import kunci.app.biometric.BiometricsPresenter
import kunci.app.biometric.BiometricsScreen
import kunci.app.callback.CallBackPresenter
import kunci.app.callback.CallBackScreen
import kunci.app.callback.UserIdPresenter
import kunci.app.callback.UserIdScreen
import kunci.app.cards.CardsPresenter
import kunci.app.cards.CardsScreen
import kunci.app.change.ChangeCodePresenter
import kunci.app.change.ChangeCodeScreen
import kunci.app.chat.ChatPresenter
import kunci.app.chat.ChatScreen
import kunci.app.chat.ChatsPresenter
import kunci.app.chat.ChatsScreen
import kunci.app.code.ChooseCodePresenter
import kunci.app.code.ChooseCodeScreen
import kunci.app.controls.ControlsPresenter
import kunci.app.controls.ControlsScreen
import kunci.app.disputes.DisputePresenter
import kunci.app.disputes.DisputeScreen
import kunci.app.disputes.DisputesPresenter
import kunci.app.disputes.DisputesScreen
import kunci.app.disputes.DraftPresenter
import kunci.app.disputes.DraftScreen
import kunci.app.disputes.ReasonsPresenter
import kunci.app.disputes.ReasonsScreen
import kunci.app.emergency.EmergencyKeyPresenter
import kunci.app.emergency.EmergencyKeyScreen
import kunci.app.hardware.HardwarePresenter
import kunci.app.hardware.HardwareScreen
import kunci.app.hardware.HardwareSignInPresenter
import kunci.app.hardware.HardwareSignInScreen
import kunci.app.help.HelpPresenter
import kunci.app.help.HelpScreen
import kunci.app.home.HomePresenter
import kunci.app.home.HomeScreen
import kunci.app.life.CardDetailsPresenter
import kunci.app.life.CardDetailsScreen
import kunci.app.life.CardPinPresenter
import kunci.app.life.CardPinScreen
import kunci.app.life.LifePresenter
import kunci.app.life.LifeScreen
import kunci.app.life.OrderPresenter
import kunci.app.life.OrderScreen
import kunci.app.number.NumberPresenter
import kunci.app.number.NumberScreen
import kunci.app.offline.CallerPresenter
import kunci.app.offline.CallerScreen
import kunci.app.offline.FreezeCodePresenter
import kunci.app.offline.FreezeCodeScreen
import kunci.app.offline.ScanPresenter
import kunci.app.offline.ScanScreen
import kunci.app.offline.TypedPresenter
import kunci.app.offline.TypedScreen
import kunci.app.operations.OperationsPresenter
import kunci.app.operations.OperationsScreen
import kunci.app.otp.OtpPresenter
import kunci.app.otp.OtpScreen
import kunci.app.outages.OutagesPresenter
import kunci.app.outages.OutagesScreen
import kunci.app.password.PasswordPresenter
import kunci.app.password.PasswordScreen
import kunci.app.payments.PaymentsPresenter
import kunci.app.payments.PaymentsScreen
import kunci.app.payments.WhyPresenter
import kunci.app.payments.WhyScreen
import kunci.app.payments.WillPresenter
import kunci.app.payments.WillScreen
import kunci.app.privacy.PrivacyPresenter
import kunci.app.privacy.PrivacyScreen
import kunci.app.queue.QueuePresenter
import kunci.app.queue.QueueScreen
import kunci.app.receipts.ReceiptsPresenter
import kunci.app.receipts.ReceiptsScreen
import kunci.app.registration.RegistrationPresenter
import kunci.app.registration.RegistrationScreen
import kunci.app.security.SecurityPresenter
import kunci.app.security.SecurityScreen
import kunci.app.session.SessionPresenter
import kunci.app.session.SessionScreen
import kunci.app.session.SessionWarning
import kunci.app.signin.SignInPresenter
import kunci.app.signin.SignInScreen
import kunci.app.spending.SpendingPresenter
import kunci.app.spending.SpendingScreen
import kunci.app.spending.SubscriptionsPresenter
import kunci.app.spending.SubscriptionsScreen
import kunci.app.statements.StatementsPresenter
import kunci.app.statements.StatementsScreen
import kunci.app.stepup.StepUpPresenter
import kunci.app.stepup.StepUpScreen
import kunci.app.token.TokenPresenter
import kunci.app.token.TokenScreen
import kunci.app.token.TrustedPlacesPresenter
import kunci.app.token.TrustedPlacesScreen
import kunci.app.ui.FormScreen
import kunci.app.ui.KunciTheme
import kunci.app.unlock.UnlockPresenter
import kunci.app.unlock.UnlockScreen
import kunci.app.wallets.WalletsPresenter
import kunci.app.wallets.WalletsScreen
import kunci.app.watch.WatchPresenter
import kunci.app.watch.WatchScreen
import kunci.app.written.RightsPresenter
import kunci.app.written.RightsScreen
import kunci.app.written.WrittenPresenter
import kunci.app.written.WrittenScreen

/** The only activity: shows the screen of the [AppModel]. */
class MainActivity : ComponentActivity() {
    private val model: AppModel by viewModels {
        viewModelFactory { initializer { AppModel(application as Services, createSavedStateHandle()) } }
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        // Until the first screen is known, as if it showed a secret.
        guard(isSecret = true)
        // Nobody fills this app's fields or keeps what was typed into them: codes have no field, and a password can be pasted.
        window.decorView.importantForAutofill = IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
        enableEdgeToEdge()
        setContent { KunciTheme { Content() } }
    }

    private val networks = object : ConnectivityManager.NetworkCallback() {
        override fun onAvailable(network: Network) = runOnUiThread { model.hasAnotherNetwork() }
    }

    override fun onStart() {
        super.onStart()
        getSystemService(ConnectivityManager::class.java)?.registerDefaultNetworkCallback(networks)
        model.isBack()
    }

    override fun onStop() {
        // A turn of the phone makes the activity anew; the app stays in front.
        if (!isChangingConfigurations) model.leaves()
        getSystemService(ConnectivityManager::class.java)?.unregisterNetworkCallback(networks)
        super.onStop()
    }

    override fun onUserInteraction() {
        super.onUserInteraction()
        model.touched()
    }

    /** Where a secret shows: no picture of the screen, and no touch through a window of another app that lies above. */
    private fun guard(isSecret: Boolean) {
        window.setFlags(if (isSecret) FLAG_SECURE else 0, FLAG_SECURE)
        window.decorView.filterTouchesWhenObscured = isSecret
    }

    @Composable
    private fun Content() {
        val strings = Strings.of(LocalConfiguration.current.locales[0].toLanguageTag())
        LaunchedEffect(strings) { model.speak(strings.language) }
        val screen = model.screen.collectAsStateWithLifecycle().value ?: return
        SideEffect { guard(screen.route.showsSecrets) }
        BackHandler { if (!model.back()) finish() }
        val warning = model.warning.collectAsStateWithLifecycle().value
        Column(Modifier.fillMaxSize()) {
            Box(Modifier.weight(1f)) { ScreenContent(screen, strings, onBack = { model.back() }) }
            if (warning != null) SessionWarning(warning, strings, model::stay)
        }
    }
}

/** Every screen is a function of its state. */
@Composable
private fun ScreenContent(screen: Screen, strings: Strings, onBack: () -> Unit) {
    when (val presenter = screen.presenter) {
        is SignInPresenter -> SignInScreen(presenter.shown(), strings, presenter::on)
        is RegistrationPresenter -> RegistrationScreen(presenter.shown(), presenter.canScan, strings, onBack, presenter::on)
        is ChooseCodePresenter -> ChooseCodeScreen(presenter.shown(), strings, onBack, presenter::on)
        is UnlockPresenter -> UnlockScreen(presenter.shown(), strings, onBack, presenter::on)
        is StepUpPresenter -> StepUpScreen(presenter.shown(), strings, onBack, presenter::on)
        is HardwareSignInPresenter -> HardwareSignInScreen(presenter.shown(), strings, onBack, presenter::on)
        is SessionPresenter -> SessionScreen(presenter.shown(), strings, onBack, presenter::on)
        is HomePresenter -> HomeScreen(presenter.shown(), strings, presenter::on)
        is OperationsPresenter -> OperationsScreen(presenter.shown(), strings, onBack, presenter::on)
        is OtpPresenter -> OtpScreen(presenter.shown(), strings, onBack, presenter::on)
        is ApprovalPresenter -> ApprovalScreen(presenter.shown(), strings, onBack, presenter::on)
        is CardsPresenter -> CardsScreen(presenter.shown(), strings, onBack, presenter::on)
        is WatchPresenter -> WatchScreen(presenter.shown(), strings, onBack, presenter::on)
        is ControlsPresenter -> ControlsScreen(presenter.shown(), strings, onBack, presenter::on)
        is LifePresenter -> LifeScreen(presenter.shown(), strings, onBack, presenter::on)
        is OrderPresenter -> OrderScreen(presenter.shown(), strings, onBack, presenter::on)
        is WalletsPresenter -> WalletsScreen(presenter.shown(), strings, onBack, presenter::on)
        is CardDetailsPresenter -> CardDetailsScreen(presenter.shown(), strings, onBack, presenter::on)
        is CardPinPresenter -> CardPinScreen(presenter.shown(), strings, onBack, presenter::on)
        is QueuePresenter -> QueueScreen(presenter.shown(), strings, onBack, presenter::on)
        is PaymentsPresenter -> PaymentsScreen(presenter.shown(), strings, onBack, presenter::on)
        is SpendingPresenter -> SpendingScreen(presenter.shown(), strings, onBack, presenter::on)
        is SubscriptionsPresenter -> SubscriptionsScreen(presenter.shown(), strings, onBack, presenter::on)
        is WhyPresenter -> WhyScreen(presenter.shown(), strings, onBack, presenter::on)
        is WillPresenter -> WillScreen(presenter.shown(), strings, onBack, presenter::on)
        is ReceiptsPresenter -> ReceiptsScreen(presenter.shown(), strings, onBack, presenter::on)
        is ReasonsPresenter -> ReasonsScreen(presenter.shown(), strings, onBack, presenter::on)
        is DraftPresenter -> DraftScreen(presenter.shown(), strings, onBack, presenter::on)
        is DisputesPresenter -> DisputesScreen(presenter.shown(), strings, onBack, presenter::on)
        is DisputePresenter -> DisputeScreen(presenter.shown(), strings, onBack, presenter::on)
        is StatementsPresenter -> StatementsScreen(presenter.shown(), strings, onBack, presenter::on)
        is EmergencyKeyPresenter -> EmergencyKeyScreen(presenter.shown(), strings, onBack, presenter::on)
        is ChatPresenter -> ChatScreen(presenter.shown(), strings, onBack, presenter::on)
        is ChatsPresenter -> ChatsScreen(presenter.shown(), strings, onBack, presenter::on)
        is HelpPresenter -> HelpScreen(presenter.shown(), strings, onBack, presenter::on)
        is CallBackPresenter -> CallBackScreen(presenter.shown(), strings, onBack, presenter::on)
        is UserIdPresenter -> UserIdScreen(presenter.shown(), strings, onBack, presenter::on)
        is AlertsPresenter -> AlertsScreen(presenter.shown(), strings, onBack, presenter::on)
        is OutagesPresenter -> OutagesScreen(presenter.shown(), strings, onBack, presenter::on)
        is RightsPresenter -> RightsScreen(presenter.shown(), strings, onBack, presenter::on)
        is WrittenPresenter -> WrittenScreen(presenter.shown(), strings, onBack, presenter::on)
        is SecurityPresenter -> SecurityScreen(presenter.shown(), strings, onBack, presenter::on)
        is TokenPresenter -> TokenScreen(presenter.shown(), strings, onBack, presenter::on)
        is PasswordPresenter -> PasswordScreen(presenter.shown(), strings, onBack, presenter::on)
        is ScanPresenter -> ScanScreen(presenter.shown(), presenter.canScan, strings, onBack, presenter::on)
        is TypedPresenter -> TypedScreen(presenter.shown(), strings, onBack, presenter::on)
        is FreezeCodePresenter -> FreezeCodeScreen(presenter.shown(), strings, onBack, presenter::on)
        is CallerPresenter -> CallerScreen(presenter.shown(), strings, onBack, presenter::on)
        is BiometricsPresenter -> BiometricsScreen(presenter.shown(), strings, onBack, presenter::on)
        is ChangeCodePresenter -> ChangeCodeScreen(presenter.shown(), strings, onBack, presenter::on)
        is HardwarePresenter -> HardwareScreen(presenter.shown(), strings, onBack, presenter::on)
        is NumberPresenter -> NumberScreen(presenter.shown(), strings, onBack, presenter::on)
        is PrivacyPresenter -> PrivacyScreen(presenter.shown(), strings, onBack, presenter::on)
        is TrustedPlacesPresenter -> TrustedPlacesScreen(presenter.shown(), strings, onBack, presenter::on)
        else -> FormScreen(strings.bank, Shown(Unit, notice = screen.failure), strings, onBack = null) {}
    }
}

@Composable
private fun <S : Any> Presenter<S, *>.shown(): Shown<S> {
    val shown by state.collectAsStateWithLifecycle()
    return shown
}
