"""Second factors and what the token proves."""

import copy

from client import cards, otp
from client.api import Api, Session
from client.encoding import b64
from client.jws import Forged
from client.soft_token import enrol_and_open

from .expect import raises, refused
from .sandbox import PASSWORD, USER, Bank


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def otp_1_a_session_is_full_only_by_the_password_an_sms_and_the_token_it_enrolled():
    with Bank() as bank:
        api = Api(bank.config)
        refused("sign-in-refused", lambda: Session(api, USER, "wrong"))
        session = Session(api, USER, PASSWORD)
        assert session.scope == "enrol"
        refused("scope", lambda: cards.cards(session))
        refused("otp-refused", lambda: enrol_and_open(api, USER, PASSWORD, lambda: wrong(bank.sms())))


def otp_1_a_login_proof_of_another_code_and_a_forged_status_are_refused():
    with Bank() as bank:
        session, token = bank.open()
        assert session.scope == "full"
        again = Session(session.api, USER, PASSWORD)
        other = copy.copy(token)
        other.keys = copy.copy(token.keys)
        # A wrong Unlock Code unwraps other bytes: nobody but the bank can tell.
        other.keys.know = bytes(32)
        refused("proof-refused", lambda: other.raise_session(again))
        # The bank's word on the token, signed by somebody else, is believed by nobody.
        bank.control("fault", kind="forged_status")
        raises(Forged, "", lambda: token.raise_session(Session(session.api, USER, PASSWORD)))


def otp_4_a_code_computed_from_the_documents_is_taken_by_the_website_once():
    with Bank() as bank:
        session, token = bank.open()
        code = otp.code(token.keys.use("otp"), session.api.now())

        def try_it(code: str) -> bool:
            return bank.control("website_login", user_id=USER, password=PASSWORD, otp=code)["accepted"]

        assert not try_it(wrong(code))
        assert try_it(code)
        assert not try_it(code)


def card_12_a_freeze_by_the_documents_brings_a_receipt_that_proves_it():
    with Bank() as bank:
        session, token = bank.open()
        card = cards.cards(session)[0]["card_id"]
        receipt = cards.freeze(token, card)
        assert receipt["card_id"] == card and receipt["sequence"] >= 1
        frozen = next(one for one in cards.cards(session) if one["card_id"] == card)
        assert [hold["holder"] for hold in frozen["holds"]] == ["customer"]
        # A receipt that somebody else signed proves nothing.
        bundle = session.api.bundle
        signed = session.call("GET", "/v1/cards/receipts")["receipts"][0]
        parts = signed.split(".")
        forged = ".".join([parts[0], parts[1], b64(token.signing.sign(f"{parts[0]}.{parts[1]}".encode()))])
        bundle.verify(signed, "kunci-card-receipt", "receipt")
        raises(Forged, "does not fit", lambda: bundle.verify(forged, "kunci-card-receipt", "receipt"))
