"""Hooks of schemathesis: each request it draws is signed by a customer of the sandbox bank, as the contract says.

Whatever is drawn for the signature's own headers is replaced; everything else goes as it is. Half of the ids are replaced by such as the bank has.
"""

import json
import os
import zlib
from pathlib import Path

import requests
import schemathesis

from checks.sandbox import PASSWORD, USER, Running
from client import signing
from client.api import DEVICE, SESSION, Session
from client.cards import cards

BANK = Running(json.loads(Path(os.environ["KUNCI_READY_FILE"]).read_text()))
ANSWERS = Path(os.environ["KUNCI_ANSWERS"])
OWN = ("signature", "signature-input", "content-digest", "authorization")
PROBATION = 13 * 3600
# To a payee that the sandbox's Sari knows.
TRANSFER = {
    "payee_name": "Budi Santoso",
    "bank_code": "014",
    "account": "1234567890",
    "amount": {"minor": 5_000_000, "currency": "IDR", "exponent": 2},
    "note": "",
}
# After these the customer's session or token is of no more use.
OVER = {"session-ended", "token-locked", "token-not-active", "banking-flagged"}


class Customer:
    """Sari with session and token; begun anew at a bank without memory when they are used up."""

    def __init__(self):
        self.begins = 0
        self.begin()

    def begin(self) -> None:
        BANK.control("reset")
        self.begins += 1
        self.used_up = False
        opened, self.token = BANK.open()
        # The probation of a new phone holds much back; afterwards there is more to be found.
        BANK.control("clock", advance_seconds=PROBATION)
        self.session = Session(opened.api, USER, PASSWORD)
        self.token.raise_session(self.session)
        self.card = cards(self.session)[0]["card_id"]
        self.session.once("POST", "/v1/operations/transfers", TRANSFER)
        self.operation = self.session.call("GET", "/v1/operations")["operations"][0]["operation_id"]


CUSTOMER: Customer | None = None


def customer() -> Customer:
    global CUSTOMER
    if CUSTOMER is None:
        CUSTOMER = Customer()
    elif CUSTOMER.used_up:
        CUSTOMER.begin()
    return CUSTOMER


class Signed(requests.auth.AuthBase):
    """Signs what is about to travel."""

    def __init__(self, security: list[dict], signs_in: bool):
        self.security, self.signs_in = security, signs_in

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if not self.security:
            return request
        who = customer()
        for name in OWN:
            request.headers.pop(name, None)
        key, tag = who.session.key, SESSION
        if not any("sessionSignature" in way for way in self.security):
            key, tag = who.token.signing, DEVICE
        elif not self.signs_in:
            request.headers["authorization"] = f"Kunci-Session {who.session.id}"
        body = request.body.encode() if isinstance(request.body, str) else request.body
        headers = {name.lower(): value for name, value in request.headers.items()}
        message = signing.Message(request.method, request.url, headers, body or None)
        signing.sign(message, key, tag, int(who.session.api.now()))
        for name in ("Signature", "Signature-Input", "content-digest"):
            if name in message.headers:
                request.headers[name] = message.headers[name]
        return request


def drawn(text: str) -> int:
    """A number that belongs to the text, the same on every run."""
    return zlib.crc32(text.encode())


@schemathesis.hook
def before_call(context, case, kwargs):
    path, parameters = case.operation.path, case.path_parameters or {}
    who = customer()
    real = {"/v1/cards/{id}": who.card, "/v1/operations/{id}": who.operation}
    for start, known in real.items():
        if path.startswith(start) and drawn(str(parameters.get("id"))) % 2:
            case.path_parameters = {**parameters, "id": known}
    if path == "/v1/sessions" and isinstance(case.body, dict) and isinstance(case.body.get("session_key"), dict):
        case.body["session_key"] = who.session.key.jwk
    security = case.operation.definition.raw.get("security", [])
    kwargs["auth"] = Signed(security, path == "/v1/sessions")


@schemathesis.hook
def after_call(context, case, response):
    code = ""
    if response.status_code >= 400:
        try:
            code = response.json().get("code", "")
        except ValueError:
            pass
    # What came, for whoever asks whether anything was tried at all.
    with ANSWERS.open("a") as answers:
        answers.write(f"{response.status_code} {code} {case.operation.label}\n")
    if CUSTOMER and (code in OVER or (response.status_code == 204 and case.operation.path == "/v1/sessions/current")):
        CUSTOMER.used_up = True
