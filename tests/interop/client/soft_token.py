"""The soft token: enrolment by SMS, login by token (enrolment.md, handshake.md, clones.md)."""

import os
from collections.abc import Callable

from .api import Api, Session
from .encoding import b64, canonical, canonical_tagged, sha256, unb64
from .jws import Forged, sign
from .keys import PrivateKey, PublicKey
from .schedule import Keys, mac


class SoftToken:
    """Enrolled. The Unlock Code would wrap `keys.know` at rest; nothing rests here."""

    def __init__(self, session: Session, read_sms: Callable[[], str]):
        self.api, self.customer = session.api, session.customer
        self.signing, self.agreement = PrivateKey(), PrivateKey()
        self.have: bytes | None = None
        self.next = os.urandom(32)
        begun = session.once("POST", "/v1/token/enrolments", {"method": "sms"})
        path = f"/v1/token/enrolments/{begun['enrolment_id']}"
        offer = session.once("POST", f"{path}/proof", {"otp": read_sms()})
        self.id, self.epoch = offer["token_id"], offer["epoch"]
        self._exchange(session, begun["enrolment_id"], offer, path)
        self._confirm(session, begun["enrolment_id"], path)

    def _exchange(self, session: Session, enrolment: str, offer: dict, path: str) -> None:
        ephemeral, nonce = PrivateKey(), os.urandom(32)
        bank_ephemeral, bank_agreement = (PublicKey.from_jwk(offer[name]) for name in ("bank_ephemeral", "bank_agreement"))
        attestation = canonical("kunci/attestation/1", "software", "software")
        transcript = canonical_tagged(
            "kunci/enrolment/1",
            list(
                enumerate(
                    [
                        offer["suite"],
                        offer["bank"],
                        session.customer,
                        session.id,
                        enrolment,
                        "sms",
                        offer["transcript_kid"],
                        session.key.thumbprint,
                        bank_ephemeral.point,
                        bank_agreement.point,
                        ephemeral.point,
                        self.signing.point,
                        self.agreement.point,
                        unb64(offer["bank_nonce"]),
                        nonce,
                        unb64(offer["attestation_challenge"]),
                        sha256(attestation),
                        offer["replaces"],
                        self.id,
                        self.epoch,
                    ],
                    start=1,
                )
            ),
        )
        self.transcript_hash = sha256(transcript)
        keys = {
            "device_signing": self.signing.jwk,
            "device_agreement": self.agreement.jwk,
            "ephemeral": ephemeral.jwk,
            "phone_nonce": b64(nonce),
            "attestation": {"signing_level": "software", "agreement_level": "software", "evidence": []},
        }
        signed = session.once("POST", f"{path}/keys", keys)["transcript_signature"]
        said = self.api.bundle.verify(signed, "kunci-transcript", "transcript")
        wanted = {"transcript_hash": b64(self.transcript_hash), "token_id": self.id, "epoch": self.epoch}
        if said != wanted:
            raise Forged("the bank signed another transcript")
        self.keys = Keys(transcript, ephemeral.agree(bank_ephemeral), self.agreement.agree(bank_agreement), self.id, self.epoch)

    def _confirm(self, session: Session, enrolment: str, path: str) -> None:
        nonce = b64(os.urandom(16))
        message = canonical("kunci/enrol-confirm/1", self.transcript_hash, enrolment)
        confirmation = {
            "enrolment_id": enrolment,
            "token_id": self.id,
            "epoch": self.epoch,
            "transcript_hash": b64(self.transcript_hash),
            "nonce": nonce,
            "mac": b64(mac(self.keys.use("enrol-confirm"), message)),
        }
        signed = sign(self.signing, "kunci-enrol-confirm", confirmation)
        self.believe(session.once("POST", f"{path}/confirmation", {"confirmation": signed})["status"], nonce)

    def believe(self, signed: str, nonce: str) -> dict:
        """A status, if it is the bank's word on this token and an answer to this nonce."""
        status = self.api.bundle.verify(signed, "kunci-token-status", "token-status")
        wanted = {
            "token_id": self.id,
            "thumbprint": self.signing.thumbprint,
            "transcript_hash": b64(self.transcript_hash),
            "epoch": self.epoch,
            "nonce": nonce,
        }
        if any(status.get(name) != value for name, value in wanted.items()) or status["state"] != "active":
            raise Forged("the status is another token's, or not what was asked for")
        if status.get("chain") == b64(sha256(self.next)):
            self.have, self.next = self.next, os.urandom(32)
        return status

    def raise_session(self, session: Session) -> list[str]:
        """Makes the session full; says with what it was opened."""
        chain = {"next": b64(self.next)} | ({"have": b64(self.have)} if self.have else {})
        certificate = sign(
            self.signing,
            "kunci-session-cert",
            {
                "thumbprint": session.key.thumbprint,
                "customer": session.customer,
                "audience": self.api.bank,
                "session": session.id,
                "token": self.id,
                "epoch": self.epoch,
                "login_nonce": session.login_nonce,
                "expires": int(self.api.now()) + 8 * 3600 - 60,
                "generation": 1,
                "chain": chain,
            },
        )
        message = canonical(
            "kunci/login/1", session.id, unb64(session.login_nonce), self.id, self.epoch, sha256(certificate.encode())
        )
        nonce = b64(os.urandom(16))
        asked = {"certificate": certificate, "proof": b64(mac(self.keys.use("login"), message)), "status_nonce": nonce}
        raised = session.call("POST", "/v1/sessions/current/token", asked)
        self.believe(raised["status"], nonce)
        session.scope = raised["scope"]
        return raised["means"]


def enrol_and_open(api: Api, user_id: str, password: str, read_sms: Callable[[], str]) -> tuple[Session, SoftToken]:
    """User id and password, an SMS as second factor, then the token it enrolled: a session of scope full."""
    session = Session(api, user_id, password)
    token = SoftToken(session, read_sms)
    token.raise_session(session)
    return session, token
