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

    /** What the bank asks of a phone that looks set back or copied, before the Unlock Code. */
    data object StepUp : Route

    /** The hardware token's code for a session that may look. */
    data object HardwareSignIn : Route

    /** What the session was opened with and may do. */
    data object Session : Route

    /** What waits, and where to go. */
    data object Home : Route

    /** An OTP for the website. */
    data object Otp : Route

    /** One operation to approve. */
    data class Approval(val operationId: String) : Route

    /** What became of the newest operations. */
    data object Operations : Route

    /** The cards and their controls. */
    data object Cards : Route

    /** One card's limits, channels and blocks. */
    data class Controls(val cardId: String) : Route

    /** Of which payments with a card the customer is told. */
    data class Watch(val cardId: String) : Route

    /** One card's life: lost or stolen, a new one, taken into use. */
    data class Life(val cardId: String) : Route

    /** A card's number, once, after this operation was approved. */
    data class CardDetails(val operationId: String) : Route

    /** A virtual card beside a card. */
    data class OrderVirtual(val cardId: String) : Route

    /** The wallets of phones in which a card is. */
    data class Wallets(val cardId: String) : Route

    /** Another PIN for a card. */
    data class CardPin(val cardId: String) : Route

    /** What was asked of the bank for the cards, and what became of it. */
    data object Queue : Route

    /** Payments with one card, or with all. */
    data class Payments(val cardId: String?) : Route

    /** Payments of one kind in one month, with one card or with all. [words]: the two, for the screen; not kept. */
    data class Spent(
        val cardId: String?,
        val group: String,
        val fromMs: Long,
        val untilMs: Long,
        val words: List<String> = emptyList(),
    ) : Route

    /** Where the money went, with one card or with all. */
    data class Spending(val cardId: String?) : Route

    /** What charges one card again and again, or all. */
    data class Subscriptions(val cardId: String?) : Route

    /** Why the newest payment with a card was declined. */
    data class Why(val cardId: String) : Route

    /** What was wrong with a payment. */
    data class Reasons(val transactionId: String, val atMs: Long) : Route

    /** A dispute that the bank does not know of yet. */
    data class Draft(val draftId: String) : Route

    /** The disputes and their drafts. */
    data object Disputes : Route

    /** One dispute that the bank has. */
    data class Dispute(val disputeId: String) : Route

    /** The bills of the cards. */
    data object Statements : Route

    /** Whether a payment with a card will work. */
    data class Will(val cardId: String) : Route

    /** The bank's receipts for changes of controls. */
    data object Receipts : Route

    /** Talking to the bank. */
    data object Chat : Route

    /** The conversations with the bank. */
    data object Chats : Route

    /** One that was begun about a topic. */
    data class Conversation(val conversationId: String) : Route

    /** Where the bank is to be found, and help. */
    data object Help : Route

    /** Calls of the bank that the customer asks for. */
    data object CallBack : Route

    /** The user id by SMS. */
    data object UserId : Route

    /** What the bank told. */
    data object Alerts : Route

    /** What of the bank is out, and what works all the same. */
    data object Outages : Route

    /** What the customer is entitled to. */
    data object Rights : Route

    /** What the customer complained of. */
    data object Complaints : Route

    /** What the customer wrote by the secure form. */
    data object Letters : Route

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

    /** Finger or face beside the code. */
    data object Biometrics : Route

    /** Another Unlock Code. */
    data object ChangeCode : Route

    /** A device that shows codes. */
    data object Hardware : Route

    /** The registered phone number. */
    data object PhoneNumber : Route

    /** Whether loosening waits outside trusted places. */
    data object TrustedPlaces : Route

    /** Digits on paper for the day when the phone is gone. */
    data object EmergencyKey : Route

    /** What the phone keeps of the customer. */
    data object Privacy : Route

    companion object {
        private val single = listOf(
            SignIn, Registration, ChooseCode, Resume, Unlock, StepUp, HardwareSignIn, Session, Home, Otp, Operations, Cards, Queue,
            Receipts, Chat, Chats, Alerts, Scan, Typed, FreezeCode, Caller, Help, Security, Token, ChangeCode, Biometrics, Password, Hardware,
            PhoneNumber, TrustedPlaces, Privacy, Disputes, Statements, EmergencyKey, Outages, Rights, Complaints,
            Letters, CallBack, UserId,
        ).associateBy { it.toString() }

        /** Those with an id, by the name before it. */
        private val withId: Map<String, (String) -> Route> = mapOf(
            "Approval" to ::Approval,
            "Controls" to ::Controls,
            "Watch" to ::Watch,
            "Life" to ::Life,
            "CardPin" to ::CardPin,
            "CardDetails" to ::CardDetails,
            "OrderVirtual" to ::OrderVirtual,
            "Wallets" to ::Wallets,
            "Payments" to { id -> Payments(id.ifEmpty { null }) },
            "Spent" to { saved -> spent(saved) },
            "Spending" to { id -> Spending(id.ifEmpty { null }) },
            "Subscriptions" to { id -> Subscriptions(id.ifEmpty { null }) },
            "Why" to ::Why,
            "Will" to ::Will,
            "Reasons" to { saved -> reasons(saved) },
            "Draft" to ::Draft,
            "Dispute" to ::Dispute,
            "Conversation" to ::Conversation,
        )

        /** Undoes [save]; anything unknown begins at the beginning. */
        fun restore(saved: String?): Route {
            if (saved == null) return SignIn
            val made = withId[saved.substringBefore('/')]?.takeIf { '/' in saved }
            return made?.invoke(saved.substringAfter('/')) ?: single[saved] ?: SignIn
        }

        private fun spent(saved: String): Route {
            val parts = saved.split('/')
            val (from, until) = listOf(2, 3).map { parts.getOrNull(it)?.toLongOrNull() ?: return Cards }
            return Spent(parts[0].ifEmpty { null }, parts[1], from, until)
        }

        private fun reasons(saved: String): Route {
            val atMs = saved.substringAfterLast('/').toLongOrNull() ?: return Disputes
            return Reasons(saved.substringBeforeLast('/'), atMs)
        }

        internal fun save(route: Route): String = when (route) {
            is Approval -> "Approval/" + route.operationId
            is Controls -> "Controls/" + route.cardId
            is Watch -> "Watch/" + route.cardId
            is Life -> "Life/" + route.cardId
            is CardPin -> "CardPin/" + route.cardId
            is OrderVirtual -> "OrderVirtual/" + route.cardId
            is Wallets -> "Wallets/" + route.cardId
            is CardDetails -> "CardDetails/" + route.operationId
            is Payments -> "Payments/" + route.cardId.orEmpty()
            is Spent -> listOf("Spent", route.cardId.orEmpty(), route.group, route.fromMs, route.untilMs).joinToString("/")
            is Spending -> "Spending/" + route.cardId.orEmpty()
            is Subscriptions -> "Subscriptions/" + route.cardId.orEmpty()
            is Why -> "Why/" + route.cardId
            is Will -> "Will/" + route.cardId
            is Reasons -> "Reasons/" + route.transactionId + "/" + route.atMs
            is Draft -> "Draft/" + route.draftId
            is Dispute -> "Dispute/" + route.disputeId
            is Conversation -> "Conversation/" + route.conversationId
            else -> route.toString()
        }
    }
}

/** The route as text for the saved state. */
fun Route.save(): String = Route.save(this)

/** A password, a code or what is made with it appears here: no screenshots, no picture among the recent apps. */
val Route.showsSecrets: Boolean
    get() = when (this) {
        Route.SignIn, Route.Registration, Route.ChooseCode, Route.Resume, Route.Unlock, Route.StepUp, Route.HardwareSignIn,
        Route.Otp, is Route.Approval, Route.Token, Route.ChangeCode, Route.Hardware, Route.Biometrics, Route.Password,
        Route.PhoneNumber, Route.Scan, Route.Typed, Route.FreezeCode, is Route.CardPin, Route.Privacy, Route.EmergencyKey,
        is Route.CardDetails,
        -> true
        Route.Session, Route.Home, Route.Operations, Route.Cards, Route.Chat, Route.Alerts, Route.Security, Route.Caller,
        Route.TrustedPlaces, is Route.Controls, is Route.Watch, is Route.Life, Route.Queue, is Route.Payments, is Route.Why,
        is Route.Will, is Route.Spent, is Route.Spending, is Route.Subscriptions,
        is Route.Reasons, is Route.Draft, Route.Disputes, is Route.Dispute, Route.Statements,
        Route.Receipts, Route.Help, Route.Outages, Route.Rights, Route.Complaints, Route.Letters,
        Route.CallBack, Route.UserId, Route.Chats, is Route.Conversation, is Route.Wallets,
        is Route.OrderVirtual,
        -> false
    }

/** Steps of signing in and registering: after the end of the process the core knows better where they stand. */
val Route.opensSession: Boolean
    get() = when (this) {
        Route.SignIn, Route.Registration, Route.ChooseCode, Route.Unlock, Route.StepUp, Route.HardwareSignIn, Route.Session,
        -> true
        else -> false
    }

/** Nothing is to be had here without a session. */
val Route.needsSession: Boolean
    get() = when (this) {
        Route.Registration, Route.ChooseCode, Route.Unlock, Route.StepUp, Route.HardwareSignIn, Route.Session, Route.Home,
        Route.Operations, Route.Chat, Route.Security, Route.Password, Route.Hardware, Route.PhoneNumber, Route.TrustedPlaces,
        is Route.Controls, is Route.Watch, is Route.Life, is Route.CardPin, is Route.Payments, is Route.Why, is Route.Will,
        Route.Receipts, is Route.Spent, is Route.Spending, is Route.Subscriptions,
        is Route.Reasons, is Route.Draft, Route.Disputes, is Route.Dispute, Route.Statements, Route.EmergencyKey,
        Route.Privacy, Route.Complaints, Route.Letters, Route.CallBack, Route.Chats, is Route.Conversation,
        is Route.CardDetails, is Route.Wallets, is Route.OrderVirtual,
        -> true
        else -> false
    }

/** Where "back" leads; `null` leaves the app. [landing] is where signing in led. */
fun Route.back(landing: Route): Route? = when (this) {
    Route.SignIn, Route.Home -> null
    Route.Registration, Route.ChooseCode, Route.Resume, Route.Unlock, Route.StepUp -> Route.SignIn
    Route.ChangeCode, Route.Password, Route.Biometrics, Route.TrustedPlaces, Route.Privacy, Route.EmergencyKey -> Route.Security
    Route.Hardware, Route.PhoneNumber -> if (landing == Route.Home) Route.Security else Route.Session
    Route.HardwareSignIn -> Route.Session
    Route.Complaints -> Route.Rights
    is Route.Controls, is Route.Watch, is Route.Life, Route.Queue, is Route.Payments, is Route.Why, is Route.Will -> Route.Cards
    Route.Disputes, Route.Statements, Route.Receipts, is Route.Spending, is Route.Subscriptions, is Route.CardDetails -> Route.Cards
    is Route.Spent -> Route.Spending(cardId)
    is Route.Draft, is Route.Dispute -> Route.Disputes
    is Route.Reasons -> Route.Payments(null)
    is Route.CardPin -> Route.Life(cardId)
    is Route.Conversation -> Route.Chats
    is Route.Wallets -> Route.Life(cardId)
    is Route.OrderVirtual -> Route.Life(cardId)
    Route.Session, Route.Scan, Route.Typed, Route.FreezeCode, Route.Caller, Route.Otp, Route.Operations, Route.Cards, Route.Chat,
    Route.Help, Route.Alerts, Route.Security, Route.Token, Route.Outages, Route.Rights, Route.Letters, is Route.Approval,
    Route.CallBack, Route.UserId, Route.Chats,
    -> if (landing == this) Route.SignIn else landing
}
