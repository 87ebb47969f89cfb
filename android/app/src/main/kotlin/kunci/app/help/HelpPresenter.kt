package kunci.app.help

import kunci.app.Desk
import kunci.app.Presenter
import uniffi.kunci_bindings.ContactCheck
import uniffi.kunci_bindings.HelpTopic
import uniffi.kunci_bindings.OfficialChannel
import uniffi.kunci_bindings.SafetyMark
import uniffi.kunci_bindings.helpTopics

/** Where the bank is to be found, what was pasted to be checked, and questions with answers. */
data class HelpState(
    val channels: List<OfficialChannel> = emptyList(),
    val pasted: String = "",
    val checked: Checked? = null,
    val typed: String = "",
    val topics: List<HelpTopic> = emptyList(),
)

/** What the core says of what was pasted: who can be reached by it, and the signs of a scam in it. */
data class Checked(val contacts: List<ContactCheck>, val marks: List<SafetyMark>)

sealed interface HelpEvent {
    data class Pasted(val text: String) : HelpEvent

    data object Check : HelpEvent

    data class Typed(val text: String) : HelpEvent
}

/** All of it before signing in and without a network. */
class HelpPresenter(desk: Desk) : Presenter<HelpState, HelpEvent>(desk, HelpState(topics = helpTopics("", desk.language))) {
    init {
        work {
            val known = phone.channels(desk.language).channels
            show { it.copy(channels = known) }
        }
    }

    override fun on(event: HelpEvent) = when (event) {
        is HelpEvent.Pasted -> show { it.copy(pasted = event.text, checked = null) }
        HelpEvent.Check -> work { check(content.pasted) }
        is HelpEvent.Typed -> show { it.copy(typed = event.text, topics = helpTopics(event.text, desk.language)) }
    }

    private suspend fun check(text: String) {
        val checked = Checked(phone.checkContacts(text, desk.language), phone.checkPasted(text, desk.language))
        show { if (it.pasted == text) it.copy(checked = checked) else it }
    }
}
