package kunci.app.help

import kunci.app.Desk
import kunci.app.Presenter
import kunci.app.Route
import uniffi.kunci_bindings.ContactCheck
import uniffi.kunci_bindings.GuideStep
import uniffi.kunci_bindings.HelpAct
import uniffi.kunci_bindings.HelpTopic
import uniffi.kunci_bindings.OfficialChannel
import uniffi.kunci_bindings.SafetyMark
import uniffi.kunci_bindings.guideStep
import uniffi.kunci_bindings.helpTopics

/**
 * Where the bank is to be found, what was pasted to be checked, and questions with answers. [guide]: where the customer is in the guide
 * through troubles.
 */
data class HelpState(
    val channels: List<OfficialChannel> = emptyList(),
    val pasted: String = "",
    val checked: Checked? = null,
    val typed: String = "",
    val topics: List<HelpTopic> = emptyList(),
    val guide: GuideStep? = null,
)

/** What the core says of what was pasted: who can be reached by it, and the signs of a scam in it. */
data class Checked(val contacts: List<ContactCheck>, val marks: List<SafetyMark>)

sealed interface HelpEvent {
    data class Pasted(val text: String) : HelpEvent

    data object Check : HelpEvent

    data class Typed(val text: String) : HelpEvent

    /** An answer, or the way back to the question before. */
    data class Step(val key: String) : HelpEvent

    /** What the guide advises. */
    data class Act(val act: HelpAct, val signInFirst: Boolean) : HelpEvent
}

/** All of it before signing in and without a network. */
class HelpPresenter(desk: Desk) : Presenter<HelpState, HelpEvent>(desk, HelpState(topics = helpTopics("", desk.language))) {
    private val signedIn = desk.session?.let { it.full || it.mayLook } == true

    init {
        show { it.copy(guide = guideStep("", signedIn, desk.language)) }
        work {
            val known = phone.channels(desk.language).channels
            show { it.copy(channels = known) }
        }
    }

    override fun on(event: HelpEvent) = when (event) {
        is HelpEvent.Pasted -> show { it.copy(pasted = event.text, checked = null) }
        HelpEvent.Check -> work { check(content.pasted) }
        is HelpEvent.Typed -> show { it.copy(typed = event.text, topics = helpTopics(event.text, desk.language)) }
        is HelpEvent.Step -> show { it.copy(guide = guideStep(event.key, signedIn, desk.language)) }
        is HelpEvent.Act -> lead(event.act, event.signInFirst)
    }

    private fun lead(act: HelpAct, signInFirst: Boolean) {
        val route = if (signInFirst) Route.SignIn else route(act)
        // What is on this screen stands below the guide.
        if (route != null) go(route) else show { it.copy(guide = guideStep("", signedIn, desk.language)) }
    }

    private fun route(act: HelpAct): Route? = when (act) {
        HelpAct.SIGN_IN -> Route.SignIn
        HelpAct.FREEZE, HelpAct.WHY -> Route.Cards
        HelpAct.FREEZE_CODE -> Route.FreezeCode
        HelpAct.TOKEN -> Route.Token
        HelpAct.CALLER -> Route.Caller
        HelpAct.OUTAGES -> Route.Outages
        HelpAct.CHANGE_CODE -> Route.ChangeCode
        HelpAct.PASSWORD -> Route.Password
        HelpAct.CHAT -> Route.Chat
        HelpAct.DISPUTE -> Route.Payments(null)
        HelpAct.CALL_BACK -> Route.CallBack
        HelpAct.USER_ID -> Route.UserId
        HelpAct.CHANNELS, HelpAct.CHECK_MESSAGE -> null
    }

    private suspend fun check(text: String) {
        val checked = Checked(phone.checkContacts(text, desk.language), phone.checkPasted(text, desk.language))
        show { if (it.pasted == text) it.copy(checked = checked) else it }
    }
}
