package kunci.app

/** Where the customer is. Holds ids only: this is all that outlives the process (see [save]). */
sealed interface Route {
    /** User id and password. */
    data object SignIn : Route

    /** The one-time PIN by SMS. */
    data object Registration : Route

    /** The Unlock Code, twice. */
    data object ChooseCode : Route

    /** An enrolment whose end is not known. */
    data object Resume : Route

    /** The Unlock Code for a full session. */
    data object Unlock : Route

    /** What waits, and where to go. */
    data object Home : Route

    /** An OTP for the website. */
    data object Otp : Route

    /** One operation to approve. */
    data class Approval(val operationId: String) : Route

    /** The cards and their controls. */
    data object Cards : Route

    /** Talking to the bank. */
    data object Chat : Route

    /** What the bank told. */
    data object Alerts : Route

    /** What is done with the token now and then. */
    data object Security : Route

    /** How the token stands, and what can be done about it. */
    data object Token : Route

    /** Another password. */
    data object Password : Route

    /** A QR code of the website. */
    data object Scan : Route

    /** A transfer of the website, typed once more. */
    data object Typed : Route

    /** Freezing a card by telephone. */
    data object FreezeCode : Route

    /** Whether it is the bank that calls. */
    data object Caller : Route

    /** Another Unlock Code. */
    data object ChangeCode : Route

    /** A device that shows codes. */
    data object Hardware : Route

    /** Whether loosening waits outside trusted places. */
    data object TrustedPlaces : Route

    companion object {
        private val single = listOf(
            Scan, Typed, FreezeCode, Caller, Password, SignIn, Registration, ChooseCode, Resume, Unlock, Home, Otp, Cards, Chat, Alerts, Security, Token, ChangeCode, Hardware,
            TrustedPlaces,
        )
            .associateBy { it.toString() }
        private const val APPROVAL = "Approval/"

        /** Undoes [save]; anything unknown begins at the beginning. */
        fun restore(saved: String?): Route = when {
            saved == null -> SignIn
            saved.startsWith(APPROVAL) -> Approval(saved.removePrefix(APPROVAL))
            else -> single[saved] ?: SignIn
        }

        internal fun save(route: Route): String = if (route is Approval) APPROVAL + route.operationId else route.toString()
    }
}

/** The route as text for the saved state. */
fun Route.save(): String = Route.save(this)

/** A password, a code or what is made with it appears here: no screenshots, no picture among the recent apps. */
val Route.showsSecrets: Boolean
    get() = when (this) {
        Route.SignIn, Route.Registration, Route.ChooseCode, Route.Resume, Route.Unlock, Route.Otp, is Route.Approval,
        Route.ChangeCode, Route.Hardware, Route.Password, Route.Scan, Route.Typed, Route.FreezeCode,
        -> true
        Route.Home, Route.Cards, Route.Chat, Route.Alerts, Route.Security, Route.Token, Route.Caller,
        Route.TrustedPlaces,
        -> false
    }

/** Where "back" leads; `null` leaves the app. */
fun Route.back(signedIn: Boolean): Route? = when (this) {
    Route.SignIn, Route.Home -> null
    Route.Registration, Route.ChooseCode, Route.Resume, Route.Unlock -> Route.SignIn
    Route.ChangeCode, Route.Password, Route.Hardware, Route.TrustedPlaces -> Route.Security
    Route.Scan, Route.Typed, Route.FreezeCode, Route.Caller,
    Route.Otp, Route.Cards, Route.Chat, Route.Alerts, Route.Security, Route.Token, is Route.Approval -> if (signedIn) Route.Home else Route.SignIn
}
