"""The chat on the link: transcript, badges, messages (link.md)."""

import os
import time

from . import jws
from .api import Api, Session
from .encoding import b64, canonical, seconds, sha256, unb64, uuid7
from .keys import PublicKey
from .link import Link

TYPES = {"agent": "kunci-agent-badge", "bot": "kunci-bot-badge"}
APART = 5 * 60 * 1000


class Broken(Exception):
    """An event that does not continue the transcript."""


class NotVerified(Exception):
    """Somebody who did not prove to be of the bank; the reason in words."""


def _text(body: dict) -> bytes:
    member = {"text": "text", "attachment": "descriptor", "document_request": "signed"}.get(body["kind"], "code")
    return body[member].encode()


def commitment(event: dict) -> bytes:
    body = event["body"]
    return sha256(canonical("kunci/chat-body/1", unb64(event["salt"]), body["kind"], _text(body)))


def leaf(event: dict, before: bytes) -> bytes:
    signature = unb64(event["proof"]["signature"]) if event.get("proof") else None
    return sha256(
        canonical(
            "kunci/chat-leaf/1",
            before,
            event["conversation"],
            event["epoch"],
            event["seq"],
            event["sender"],
            unb64(event["commitment"]),
            signature,
        )
    )


def badge(event: dict, api: Api, leaves: set[bytes], taken_back: dict[str, float]) -> dict:
    """The badge of who wrote this, or why it is none."""
    proof = event.get("proof")
    if not proof:
        raise NotVerified("no badge")
    typ = TYPES.get(event["sender"])
    try:
        said = api.bundle.verify(proof["badge"], typ or "", "badge")
    except jws.Forged as forged:
        raise NotVerified(f"the badge is not the bank's: {forged}") from forged
    at, begins, ends = (seconds(moment) for moment in (event["at"], said["not_before"], said["expires"]))
    if ends - begins > 12 * 3600 or not begins <= at < ends:
        raise NotVerified("the badge is not of now")
    if said["conversation"] != event["conversation"]:
        raise NotVerified("the badge is for another conversation")
    if abs(proof["time_ms"] - at * 1000) > APART:
        raise NotVerified("written at another time")
    if unb64(proof["previous"]) not in leaves:
        raise NotVerified("written for another transcript")
    holder = PublicKey.from_jwk(said["cnf"])
    if taken_back.get(holder.thumbprint, at + 1) <= at:
        raise NotVerified("the bank has taken the badge back")
    message = canonical(
        "kunci/agent-message/1",
        sha256(proof["badge"].encode()),
        event["conversation"],
        event["controller_epoch"],
        event["client_id"],
        unb64(proof["previous"]),
        commitment(event),
        proof["time_ms"],
    )
    if not holder.verifies(unb64(proof["signature"]), message):
        raise NotVerified("the signature is not the holder's")
    return said


def own_message(conversation: str, client_id: str, previous: bytes, committed: bytes, time_ms: int) -> bytes:
    """What the session key signs of the customer's own words."""
    return canonical("kunci/customer-message/1", conversation, client_id, previous, committed, time_ms)


def own_words(event: dict, api: Api, leaves: set[bytes]) -> PublicKey | None:
    """The session key that signed the customer's words; None: they stand on the bank's signature alone."""
    proof = event.get("proof")
    if not proof:
        return None
    try:
        said = api.bundle.verify(proof["badge"], "kunci-session-key", "badge")
    except jws.Forged as forged:
        raise NotVerified(f"the key is not certified by the bank: {forged}") from forged
    if said["conversation"] != event["conversation"]:
        raise NotVerified("the key is for another conversation")
    if unb64(proof["previous"]) not in leaves:
        raise NotVerified("written for another transcript")
    key = PublicKey.from_jwk(said["cnf"])
    message = own_message(
        event["conversation"], event["client_id"], unb64(proof["previous"]), commitment(event), proof["time_ms"]
    )
    if not key.verifies(unb64(proof["signature"]), message):
        raise NotVerified("the signature is not the customer's")
    return key


class Chat:
    """One conversation on one link; keeps its transcript."""

    def __init__(self, session: Session):
        self.api, self.session = session.api, session
        self.events: list[dict] = []
        self.leaves: list[bytes] = [bytes(32)]
        self.head: dict | None = None
        """The newest that the bank has signed of this transcript."""
        self.taken_back: dict[str, float] = {}
        self.list_of = float("-inf")
        self.link = Link(session.api)
        self.link.hello(session)
        welcome = self.link.hear()
        if welcome["type"] != "welcome":
            raise ConnectionError(f"the bank says {welcome}")
        if tuple(welcome["bundle"]) < session.api.bundle.version:
            raise jws.Forged("bundle-rolled-back")
        self.take_back(welcome.get("revocations"))
        self.conversation, self.epoch = (welcome["conversations"][0][name] for name in ("conversation", "epoch"))
        self.until(lambda frame: frame["type"] == "caught_up")

    def take(self, event: dict) -> None:
        """The next event, if it continues the transcript."""
        if (event["conversation"], event["epoch"], event["seq"]) != (self.conversation, self.epoch, len(self.events) + 1):
            raise Broken("not the next one")
        if commitment(event) != unb64(event["commitment"]):
            raise Broken("the words do not fit their commitment")
        if leaf(event, self.leaves[-1]) != unb64(event["leaf"]):
            raise Broken("the leaf does not continue the transcript")
        self.events.append(event)
        self.leaves.append(unb64(event["leaf"]))
        self.link.say({"type": "ack", "conversation": self.conversation, "epoch": self.epoch, "seq": event["seq"]})

    def take_head(self, token: str) -> None:
        """The bank's signature over a leaf of ours; another leaf would be a contradiction."""
        head = self.api.bundle.verify(token, "kunci-chat-head", "badge")
        here = (head["conversation"], head["epoch"]) == (self.conversation, self.epoch) and head["seq"] < len(self.leaves)
        if not here or self.leaves[head["seq"]] != unb64(head["leaf"]):
            raise jws.Forged("the bank signed another transcript")
        self.head = head

    def take_back(self, token: str | None) -> None:
        """Badge keys that count no more, and since when."""
        if token:
            said = self.api.bundle.verify(token, "kunci-badge-revocations", "badge")
            if seconds(said["issued"]) >= self.list_of:
                self.list_of = seconds(said["issued"])
                self.taken_back = {one["key"]: seconds(one["since"]) for one in said["keys"]}

    def until(self, wanted) -> dict:
        """Takes what comes up to the frame that is wanted."""
        while True:
            frame = self.link.hear()
            if frame["type"] == "event":
                self.take(frame)
            if frame["type"] == "head":
                self.take_head(frame["head"])
            if frame["type"] == "revocations":
                self.take_back(frame["list"])
            if frame["type"] in ("bye", "refused") and not wanted(frame):
                raise ConnectionError(f"the bank says {frame}")
            if wanted(frame):
                return frame

    def signed(self, text: str, client_id: str) -> dict:
        """The frame that says it, under the session key's signature."""
        salt, previous, time_ms = os.urandom(16), self.leaves[-1], int(time.time() * 1000)
        committed = sha256(canonical("kunci/chat-body/1", salt, "text", text.encode()))
        signature = self.session.key.sign(own_message(self.conversation, client_id, previous, committed, time_ms))
        proof = {"salt": b64(salt), "previous": b64(previous), "time_ms": time_ms, "signature": b64(signature)}
        return {"type": "send", "conversation": self.conversation, "client_id": client_id, "text": text, "proof": proof}

    def say(self, text: str, client_id: str | None = None) -> dict:
        """Says it; the bank's `sent`."""
        client_id = client_id or uuid7()
        self.link.say(self.signed(text, client_id))
        return self.until(lambda frame: frame["type"] == "sent" and frame["client_id"] == client_id)

    def next_by(self, sender: str) -> dict:
        """The next event of this sender that is not here yet."""
        return self.until(lambda frame: frame["type"] == "event" and frame["sender"] == sender)

    def own(self, event: dict) -> PublicKey | None:
        """The key that signed the customer's own words."""
        return own_words(event, self.api, set(self.leaves[: event["seq"]]))

    def judge(self, event: dict) -> dict:
        """Who wrote it, by a verified badge; else `NotVerified`."""
        return badge(event, self.api, set(self.leaves[: event["seq"]]), self.taken_back)
