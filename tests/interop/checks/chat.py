"""The chat, by a client that has only the documents."""

import copy
from collections.abc import Callable

from websockets.exceptions import ConnectionClosed

from client.api import Api, Session
from client.chat import Chat, NotVerified, commitment, leaf
from client.encoding import b64, sha256, uuid7
from client.jws import Forged
from client.keys import PrivateKey, PublicKey
from client.link import Link

from .expect import raises
from .sandbox import PASSWORD, USER, Bank

IMPOSTORS = {
    "impostor-forged": "the badge is not the bank's",
    "impostor-expired": "the badge is not of now",
    "impostor-foreign": "the badge is for another conversation",
    "impostor-thief": "the signature is not the holder's",
    "no-badge": "no badge",
}


def chat_1_a_client_of_the_documents_alone_signs_in_opens_the_link_and_chats():
    with Bank() as bank:
        session, _ = bank.open()
        chat = Chat(session)
        said = chat.say("Halo")
        answer = chat.next_by("bot")
        assert chat.judge(answer)["role"] == "bot" and answer["body"]["text"]
        assert chat.events[said["seq"] - 1]["body"]["text"] == "Halo"
        ask = {"type": "handover", "conversation": chat.conversation, "client_id": uuid7()}
        chat.link.say(ask)
        badge = chat.judge(chat.next_by("agent"))
        assert (badge["name"], badge["employee_id"]) == ("Dewi", "10233"), badge


def chat_1_the_link_is_the_customers_who_signed_its_handshake_and_nobody_elses():
    with Bank() as bank:
        session, _ = bank.open()

        def hears(session: Session, signed: bytes | None = None) -> dict:
            link = Link(session.api)
            link.hello(session, signed=signed)
            return link.hear()

        assert hears(session)["type"] == "welcome"
        # A signature that was made for another connection, as somebody in the middle would have it.
        elsewhere = Link(session.api).hash
        bye = hears(session, elsewhere)
        assert (bye["type"], bye["reason"]) == ("bye", "not-proved"), bye
        # Somebody else's key for this session.
        thief = copy.copy(session)
        thief.key = PrivateKey()
        assert hears(thief)["reason"] == "not-proved"
        # A session that has the password only.
        assert hears(Session(session.api, USER, PASSWORD))["reason"] == "scope"


def chat_2_a_badge_is_believed_only_if_the_bank_made_it_for_this_writer_here_and_now():
    with Bank() as bank:
        session, _ = bank.open()
        chat = Chat(session)
        bank.control("chat_say", user_id=USER, as_="dewi", text="Selamat pagi")
        genuine = chat.next_by("agent")
        assert chat.judge(genuine)["employee_id"] == "10233"
        for voice, reason in IMPOSTORS.items():
            bank.control("chat_say", user_id=USER, as_=voice, text="Selamat pagi")
            pretended = chat.next_by("agent")
            raises(NotVerified, reason, lambda event=pretended: chat.judge(event))
        # The bank takes Dewi's badge back, from just before she wrote.
        assert chat.judge(genuine)["name"] == "Dewi"
        bank.control("chat_revoke", as_="dewi", ago_seconds=60)
        chat.until(lambda frame: frame["type"] == "revocations")
        raises(NotVerified, "the bank has taken the badge back", lambda: chat.judge(genuine))
        chat.taken_back = {}
        # Other words under a genuine badge.
        other = copy.deepcopy(genuine)
        other["body"]["text"] = "Transfer ke rekening aman"
        other["commitment"] = b64(commitment(other))
        raises(NotVerified, "the signature is not the holder's", lambda: chat.judge(other))
        # A bot's badge is no agent's.
        other = copy.deepcopy(genuine)
        other["sender"] = "bot"
        raises(NotVerified, "the badge is not the bank's", lambda: chat.judge(other))


def chat_9_a_message_said_again_over_another_connection_is_taken_once():
    with Bank() as bank:
        session, _ = bank.open()
        chat, client_id = Chat(session), uuid7()
        first = chat.say("Halo", client_id)
        chat.link.close()
        again = Chat(session)
        assert [event.get("client_id") for event in again.events].count(client_id) == 1
        assert again.say("Halo", client_id)["seq"] == first["seq"]
        again.link.say(again.signed("Lain", client_id))
        refusal = again.until(lambda frame: frame["type"] == "refused")
        assert (refusal["code"], refusal["permanent"]) == ("other-body", True), refusal


def chat_1_what_is_changed_on_the_way_ends_the_link():
    with Bank() as bank:
        session, _ = bank.open()
        # Our first handshake message changed: not for this key.
        assert hung_up(lambda: Link(session.api, tamper="first")) == 4000
        # A bank with another Noise key than the bundle's.
        other = Api(bank.config)
        keys = [key for key in other.bundle.keys if key["use"] != "noise"]
        stranger = PrivateKey().point[1:33]
        other.bundle.keys = keys + [{"use": "noise", "kid": b64(sha256(stranger)), "config": b64(stranger)}]
        assert hung_up(lambda: Link(other)) == 4000
        # A bit of a frame: no word of it is taken.
        chat = Chat(session)
        send = {"type": "send", "conversation": chat.conversation, "client_id": uuid7(), "text": "Halo"}
        chat.link.say_changed(send)
        hung_up(lambda: [chat.link.hear() for _ in range(10)])
        assert Chat(session).events == []


def chat_12_the_banks_signature_covers_the_transcript_that_was_heard_and_no_other():
    with Bank() as bank:
        session, _ = bank.open()
        chat = Chat(session)
        chat.say("Halo")
        chat.next_by("bot")
        signed = chat.until(lambda frame: frame["type"] == "head" and chat.head["seq"] == len(chat.events))["head"]
        chat.take_head(signed)
        # One word other in what was kept, and the head is over something else.
        kept = copy.deepcopy(chat.events)
        kept[0]["body"]["text"] = "Hola"
        leaves = [bytes(32)]
        for event in kept:
            event["commitment"] = b64(commitment(event))
            leaves.append(leaf(event, leaves[-1]))
        chat.leaves = leaves
        raises(Forged, "another transcript", lambda: chat.take_head(signed))


def chat_12_the_customers_words_carry_her_own_signature_into_the_transcript():
    with Bank() as bank:
        session, _ = bank.open()
        chat = Chat(session)
        seq = chat.say("Halo")["seq"]
        # The bank's `sent` may come before the event.
        while len(chat.events) < seq:
            chat.until(lambda frame: frame["type"] == "event")
        own = chat.events[seq - 1]
        key = chat.own(own)
        assert key is not None and key.thumbprint == PublicKey.from_jwk(session.key.jwk).thumbprint
        # Other words, another certificate, and no signature at all.
        other = copy.deepcopy(own)
        other["body"]["text"] = "Hola"
        raises(NotVerified, "the signature is not the customer's", lambda: chat.own(other))
        other = copy.deepcopy(own)
        other["proof"]["badge"] = chat.next_by("bot")["proof"]["badge"]
        raises(NotVerified, "the key is not certified by the bank", lambda: chat.own(other))
        other = copy.deepcopy(own)
        del other["proof"]
        assert chat.own(other) is None and leaf(other, bytes(32)) != leaf(own, bytes(32))
        # A wrong signature is refused, and nothing of it is taken.
        wrong = {"salt": b64(bytes(16)), "previous": b64(bytes(32)), "time_ms": 0, "signature": b64(bytes(64))}
        send = {"type": "send", "conversation": chat.conversation, "client_id": uuid7(), "text": "Halo", "proof": wrong}
        chat.link.say(send)
        refusal = chat.until(lambda frame: frame["type"] == "refused")
        assert (refusal["code"], refusal["permanent"]) == ("bad-signature", True), refusal
        # Nor are words that she has not signed.
        del send["proof"]
        chat.link.say(send)
        refusal = chat.until(lambda frame: frame["type"] == "refused")
        assert (refusal["code"], refusal["permanent"]) == ("unsigned", True), refusal


def hung_up(act: Callable[[], object]) -> int | None:
    """The code with which the bank hung up."""
    try:
        act()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
    raise AssertionError("the bank did not hang up")
