"""Freezing a card by possession alone, and the receipt (cards.md)."""

from .api import DEVICE, Api, Session
from .encoding import uuid7
from .jws import Forged
from .soft_token import SoftToken


def cards(session: Session) -> list[dict]:
    return session.call("GET", "/v1/cards")["cards"]


def freeze(token: SoftToken, card_id: str) -> dict:
    """The receipt's payload; frozen is what it proves."""
    command, path = uuid7(), f"/v1/cards/{card_id}/freeze"
    reply = token.api.call(token.signing, DEVICE, "POST", path, {}, idempotency_key=command)
    return believe(token.api, reply["receipt"], command, card_id)


def believe(api: Api, receipt: str, command: str, card_id: str) -> dict:
    said = api.bundle.verify(receipt, "kunci-card-receipt", "receipt")
    if (said["command_id"], said["card_id"], said["action"]) != (command, card_id, "freeze"):
        raise Forged("the receipt is of another command")
    if not any(hold["holder"] == "customer" for hold in said["holds"]):
        raise Forged("the receipt says nothing of a freeze")
    return said
