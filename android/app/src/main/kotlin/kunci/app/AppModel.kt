package kunci.app

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kunci.app.alerts.AlertsPresenter
import kunci.app.approval.ApprovalPresenter
import kunci.app.cards.CardsPresenter
import kunci.app.change.ChangeCodePresenter
import kunci.app.chat.ChatPresenter
import kunci.app.code.ChooseCodePresenter
import kunci.app.hardware.HardwarePresenter
import kunci.app.home.HomePresenter
import kunci.app.offline.CallerPresenter
import kunci.app.offline.FreezeCodePresenter
import kunci.app.offline.ScanPresenter
import kunci.app.offline.TypedPresenter
import kunci.app.otp.OtpPresenter
import kunci.app.password.PasswordPresenter
import kunci.app.registration.RegistrationPresenter
import kunci.app.security.SecurityPresenter
import kunci.app.signin.SignInPresenter
import kunci.app.token.TokenPresenter
import kunci.app.token.TrustedPlacesPresenter
import kunci.app.unlock.Purpose
import kunci.app.unlock.UnlockPresenter
import uniffi.kunci_bindings.Operation
import uniffi.kunci_bindings.PhoneException

/** The screen being shown: where it is, and who presents it (nobody when the profile cannot be opened). */
class Screen(val route: Route, val presenter: Presenter<*, *>?, val failure: Notice? = null)

/**
 * The way from screen to screen. Survives a turn of the phone with everything; the end of the process with the route only,
 * so nothing typed is ever written down.
 */
class AppModel(private val services: Services, private val saved: SavedStateHandle) : ViewModel() {
    private val screens = MutableStateFlow<Screen?>(null)
    private var language: String? = null
    private var signedIn = false

    /** On its way to the screen that asks for the yes or no. */
    private var given: Operation? = null

    /** `null` until the language is known. */
    val screen: StateFlow<Screen?> get() = screens

    /** The language of the screens; another one makes the screen anew. */
    fun speak(language: String) {
        if (language == this.language) return
        this.language = language
        show(screens.value?.route ?: Route.restore(saved[ROUTE]), null)
    }

    /** Whether there was a way back. */
    fun back(): Boolean {
        val target = screens.value?.route?.back(signedIn) ?: return false
        show(target, null)
        return true
    }

    private fun approve(operation: Operation) {
        given = operation
        show(Route.Approval(operation.id()), null)
    }

    private fun show(route: Route, notice: Notice?) {
        screens.value?.presenter?.close()
        signedIn = route == Route.Home || signedIn && route != Route.SignIn
        saved[ROUTE] = route.save()
        screens.value = try {
            Screen(route, presenter(route).also { if (notice != null) it.notify(notice) })
        } catch (refusal: PhoneException) {
            Screen(route, null, Notice.of(refusal, language.orEmpty()))
        }
    }

    private fun presenter(route: Route): Presenter<*, *> {
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
        val desk = Desk(services.phone(), services.host, language.orEmpty(), scope, ::show, ::approve, { back() })
        return when (route) {
            Route.SignIn -> SignInPresenter(desk)
            Route.Registration -> RegistrationPresenter(desk)
            Route.ChooseCode -> ChooseCodePresenter(desk)
            Route.Resume -> UnlockPresenter(desk, Purpose.RESUME)
            Route.Unlock -> UnlockPresenter(desk, Purpose.SESSION)
            Route.Home -> HomePresenter(desk)
            Route.Otp -> OtpPresenter(desk)
            is Route.Approval -> ApprovalPresenter(desk, route.operationId, given?.takeIf { it.id() == route.operationId })
                .also { given = null }
            Route.Cards -> CardsPresenter(desk)
            Route.Chat -> ChatPresenter(desk)
            Route.Alerts -> AlertsPresenter(desk)
            Route.Security -> SecurityPresenter(desk)
            Route.Token -> TokenPresenter(desk)
            Route.Password -> PasswordPresenter(desk)
            Route.Scan -> ScanPresenter(desk)
            Route.Typed -> TypedPresenter(desk)
            Route.FreezeCode -> FreezeCodePresenter(desk)
            Route.Caller -> CallerPresenter(desk)
            Route.ChangeCode -> ChangeCodePresenter(desk)
            Route.Hardware -> HardwarePresenter(desk)
            Route.TrustedPlaces -> TrustedPlacesPresenter(desk)
        }
    }

    override fun onCleared() {
        screens.value?.presenter?.close()
    }

    private companion object {
        const val ROUTE = "route"
    }
}
