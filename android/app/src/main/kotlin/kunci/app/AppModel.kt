package kunci.app

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch
import kunci.app.alerts.AlertsPresenter
import kunci.app.approval.ApprovalPresenter
import kunci.app.biometric.BiometricsPresenter
import kunci.app.callback.CallBackPresenter
import kunci.app.callback.UserIdPresenter
import kunci.app.cards.CardsPresenter
import kunci.app.change.ChangeCodePresenter
import kunci.app.chat.ChatPresenter
import kunci.app.chat.ChatsPresenter
import kunci.app.code.ChooseCodePresenter
import kunci.app.controls.ControlsPresenter
import kunci.app.disputes.DisputePresenter
import kunci.app.disputes.DisputesPresenter
import kunci.app.disputes.DraftPresenter
import kunci.app.disputes.ReasonsPresenter
import kunci.app.emergency.EmergencyKeyPresenter
import kunci.app.hardware.HardwarePresenter
import kunci.app.hardware.HardwareSignInPresenter
import kunci.app.help.HelpPresenter
import kunci.app.home.HomePresenter
import kunci.app.life.CardDetailsPresenter
import kunci.app.life.CardPinPresenter
import kunci.app.life.LifePresenter
import kunci.app.life.OrderPresenter
import kunci.app.number.NumberPresenter
import kunci.app.offline.CallerPresenter
import kunci.app.offline.FreezeCodePresenter
import kunci.app.offline.ScanPresenter
import kunci.app.offline.TypedPresenter
import kunci.app.operations.OperationsPresenter
import kunci.app.otp.OtpPresenter
import kunci.app.outages.OutagesPresenter
import kunci.app.password.PasswordPresenter
import kunci.app.payments.PaymentsPresenter
import kunci.app.payments.WhyPresenter
import kunci.app.payments.WillPresenter
import kunci.app.privacy.PrivacyPresenter
import kunci.app.queue.QueuePresenter
import kunci.app.receipts.ReceiptsPresenter
import kunci.app.registration.RegistrationPresenter
import kunci.app.security.SecurityPresenter
import kunci.app.session.SessionPresenter
import kunci.app.session.Warning
import kunci.app.signin.SignInPresenter
import kunci.app.spending.SpendingPresenter
import kunci.app.spending.SubscriptionsPresenter
import kunci.app.statements.StatementsPresenter
import kunci.app.stepup.StepUpPresenter
import kunci.app.token.TokenPresenter
import kunci.app.token.TrustedPlacesPresenter
import kunci.app.unlock.Purpose
import kunci.app.unlock.UnlockPresenter
import kunci.app.wallets.WalletsPresenter
import kunci.app.watch.WatchPresenter
import kunci.app.written.RightsPresenter
import kunci.app.written.WrittenPresenter
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.Phone
import uniffi.kunci_bindings.PhoneException
import uniffi.kunci_bindings.SessionEnd
import uniffi.kunci_bindings.SessionView
import uniffi.kunci_bindings.SessionWatch
import uniffi.kunci_bindings.WrittenWay
import uniffi.kunci_bindings.explainSessionEnd

/** The screen being shown: where it is, and who presents it (nobody when the profile cannot be opened). */
class Screen(val route: Route, val presenter: Presenter<*, *>?, val failure: Notice? = null)

/**
 * The way from screen to screen. Survives a turn of the phone with everything; the end of the process with routes only, so
 * nothing typed is ever written down.
 */
class AppModel(private val services: Services, private val saved: SavedStateHandle) : ViewModel() {
    private val screens = MutableStateFlow<Screen?>(null)
    private var language: String? = null

    /** What the bank said when the session was opened. It ends with the process, as the session does. */
    private var session: SessionView? = null

    /** Where signing in has led. */
    private var landing: Route = Route.SignIn

    /** On its way to the screen that asks for the yes or no. */
    private var given: Operation? = null

    /** What the customer is warned of; `null` while the session has more than a minute. */
    private val warnings = MutableStateFlow<Warning?>(null)
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)

    init {
        // Not bound to the screen: time goes on in the background.
        scope.launch {
            while (true) {
                look()
                delay(SECOND)
            }
        }
    }

    val warning: StateFlow<Warning?> get() = warnings

    /** `null` until the language is known. */
    val screen: StateFlow<Screen?> get() = screens

    /** The language of the screens; another one makes the screen anew. */
    fun speak(language: String) {
        if (language == this.language) return
        this.language = language
        present(screens.value?.route ?: restored(), null)
    }

    /** Asks the core how the session stands: it warns, and signs out when the time is over or the bank has said so. */
    suspend fun look() {
        if (session == null) return
        try {
            follow(services.phone().watchSession())
        } catch (_: PhoneException) {
            // Closed; there is nothing to watch.
        }
    }

    /** The app is in front again: the core goes on, and what became of the session meanwhile is shown first. */
    fun isBack() {
        tells { resume() }
        scope.launch { look() }
    }

    /** The app goes to the background, where the system may stop it at any moment: the core comes to rest before that. */
    fun leaves() {
        screens.value?.presenter?.leaves()
        tells { pause(REST_MS) }
    }

    /** The phone has another network. */
    fun hasAnotherNetwork() = tells { networkChanged() }

    private fun tells(what: suspend Phone.() -> Unit) {
        scope.launch {
            try {
                services.phone().what()
            } catch (_: PhoneException) {
                // What could not be opened is said on the screen that needs it.
            }
        }
    }

    /** Somebody touched the screen. */
    fun touched() {
        if (session == null) return
        try {
            services.phone().touched()
            if (warnings.value?.canStay == true) warnings.value = null
        } catch (_: PhoneException) {
            // Closed.
        }
    }

    /** The customer wants to stay signed in. */
    fun stay() {
        scope.launch {
            try {
                follow(services.phone().staySignedIn())
            } catch (refusal: PhoneException) {
                when (refusal) {
                    is PhoneException.SessionEnded, is PhoneException.NotSignedIn ->
                        show(Route.SignIn, Notice.of(refusal, language.orEmpty()))
                    // The core has taken note; the bank hears of it later.
                    else -> look()
                }
            }
        }
    }

    private fun follow(watch: SessionWatch) {
        warnings.value = watch.secondsLeft?.let { Warning(it.toInt(), watch.canStay) }
        val end = watch.ended ?: return
        // A phone that was replaced is told so where it can say "not me", without a session.
        if (end == SessionEnd.ELSEWHERE && screens.value?.route == Route.Token) return forgetsTheSession()
        val told = explainSessionEnd(end, language.orEmpty())
        show(Route.SignIn, Notice(told.title, told.body, told.action))
    }

    /** Whether there was a way back. */
    fun back(): Boolean {
        val target = screens.value?.route?.back(landing) ?: return false
        show(target, null)
        return true
    }

    /** After the end of the process there is no session: signing in comes first, and leads back. */
    private fun restored(): Route {
        val route = Route.restore(saved[ROUTE])
        if (!route.needsSession) return route
        remember(route)
        return Route.SignIn
    }

    private fun remember(route: Route) {
        if (!route.opensSession && route != Route.Home) saved[THEN] = route.save()
    }

    private fun approve(operation: Operation) {
        given = operation
        show(Route.Approval(operation.id()), null)
    }

    private fun show(route: Route, notice: Notice?) {
        val from = screens.value?.route
        when {
            route == Route.SignIn -> {
                forgetsTheSession()
                // A session that has ended is no reason to lose one's place; signing out is.
                if (notice != null) from?.let(::remember) else if (from == Route.Home) saved.remove<String>(THEN)
            }
            route == Route.Home -> {
                landing = Route.Home
                saved.remove<String>(THEN)?.let { return present(Route.restore(it), notice) }
            }
            session != null && landing != Route.Home && route in landings -> landing = route
        }
        present(route, notice)
    }

    private fun forgetsTheSession() {
        session = null
        landing = Route.SignIn
        warnings.value = null
        given?.close()
        given = null
    }

    private fun present(route: Route, notice: Notice?) {
        screens.value?.presenter?.close()
        saved[ROUTE] = route.save()
        screens.value = try {
            Screen(route, presenter(route).also { if (notice != null) it.notify(notice) })
        } catch (refusal: PhoneException) {
            Screen(route, null, Notice.of(refusal, language.orEmpty()))
        }
    }

    private fun presenter(route: Route): Presenter<*, *> {
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
        val desk = Desk(
            services.phone(), services.host, language.orEmpty(), scope, ::show, ::approve, { back() }, session, { session = it },
        )
        return when (route) {
            Route.SignIn -> SignInPresenter(desk)
            Route.Registration -> RegistrationPresenter(desk)
            Route.ChooseCode -> ChooseCodePresenter(desk)
            Route.Resume -> UnlockPresenter(desk, Purpose.RESUME)
            Route.Unlock -> UnlockPresenter(desk, Purpose.SESSION)
            Route.StepUp -> StepUpPresenter(desk)
            Route.HardwareSignIn -> HardwareSignInPresenter(desk)
            Route.Session -> SessionPresenter(desk)
            Route.Home -> HomePresenter(desk)
            Route.Operations -> OperationsPresenter(desk)
            Route.Otp -> OtpPresenter(desk)
            is Route.Approval -> ApprovalPresenter(desk, route.operationId, given?.takeIf { it.id() == route.operationId })
                .also { given = null }
            Route.Cards -> CardsPresenter(desk)
            is Route.Controls -> ControlsPresenter(desk, route.cardId)
            is Route.Watch -> WatchPresenter(desk, route.cardId)
            is Route.Life -> LifePresenter(desk, route.cardId)
            is Route.CardPin -> CardPinPresenter(desk, route.cardId)
            is Route.OrderVirtual -> OrderPresenter(desk, route.cardId)
            is Route.Wallets -> WalletsPresenter(desk, route.cardId)
            is Route.CardDetails -> CardDetailsPresenter(desk, route.operationId)
            Route.Queue -> QueuePresenter(desk)
            is Route.Payments -> PaymentsPresenter(desk, route.cardId)
            is Route.Spent -> PaymentsPresenter(desk, route.cardId, route)
            is Route.Spending -> SpendingPresenter(desk, route.cardId)
            is Route.Subscriptions -> SubscriptionsPresenter(desk, route.cardId)
            is Route.Why -> WhyPresenter(desk, route.cardId)
            is Route.Will -> WillPresenter(desk, route.cardId)
            Route.Receipts -> ReceiptsPresenter(desk)
            is Route.Reasons -> ReasonsPresenter(desk, route.transactionId, route.atMs)
            is Route.Draft -> DraftPresenter(desk, route.draftId)
            Route.Disputes -> DisputesPresenter(desk)
            is Route.Dispute -> DisputePresenter(desk, route.disputeId)
            Route.Statements -> StatementsPresenter(desk)
            Route.EmergencyKey -> EmergencyKeyPresenter(desk)
            Route.Chat -> ChatPresenter(desk)
            Route.Chats -> ChatsPresenter(desk)
            is Route.Conversation -> ChatPresenter(desk, route.conversationId)
            Route.Help -> HelpPresenter(desk)
            Route.CallBack -> CallBackPresenter(desk)
            Route.UserId -> UserIdPresenter(desk)
            Route.Alerts -> AlertsPresenter(desk)
            Route.Outages -> OutagesPresenter(desk)
            Route.Rights -> RightsPresenter(desk)
            Route.Complaints -> WrittenPresenter(desk, WrittenWay.COMPLAINT)
            Route.Letters -> WrittenPresenter(desk, WrittenWay.LETTER)
            Route.Security -> SecurityPresenter(desk)
            Route.Token -> TokenPresenter(desk)
            Route.Password -> PasswordPresenter(desk)
            Route.Scan -> ScanPresenter(desk)
            Route.Typed -> TypedPresenter(desk)
            Route.FreezeCode -> FreezeCodePresenter(desk)
            Route.Caller -> CallerPresenter(desk)
            Route.Biometrics -> BiometricsPresenter(desk)
            Route.ChangeCode -> ChangeCodePresenter(desk)
            Route.Hardware -> HardwarePresenter(desk)
            Route.PhoneNumber -> NumberPresenter(desk)
            Route.TrustedPlaces -> TrustedPlacesPresenter(desk)
            Route.Privacy -> PrivacyPresenter(desk)
        }
    }

    override fun onCleared() {
        scope.cancel()
        screens.value?.presenter?.close()
    }

    private companion object {
        const val ROUTE = "route"

        const val SECOND = 1_000L

        /** Android gives an app some seconds after it left the screen. */
        const val REST_MS = 4_000u

        /** Where to go once everything is open again. */
        const val THEN = "then"

        val landings = setOf(Route.Registration, Route.Resume, Route.Unlock, Route.Token)
    }
}
