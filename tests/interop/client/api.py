"""Sealed, signed calls (handshake.md)."""

import json
import time

from . import bhttp, ohttp, signing
from .bundle import Bundle
from .encoding import uuid7
from .keys import PrivateKey, PublicKey
from .tls import Door

SESSION, DEVICE = "kunci/1/session", "kunci/1/device"


class Refused(Exception):
    """A problem of the contract (RFC 9457)."""

    def __init__(self, status: int, body: dict):
        super().__init__(f"{status} {body.get('code')}: {body.get('detail')}")
        self.status, self.code, self.body = status, body.get("code"), body


class Api:
    """One phone's way to the bank."""

    def __init__(self, config: dict):
        self.bank = config["bank_id"]
        self.door = Door(config["base_url"], config["tls_roots"], config["pins"])
        self.roots = [PublicKey.from_jwk(root) for root in config["bundle_roots"]]
        self.ahead = 0.0
        """Seconds that the bank's clock is ahead of ours."""
        self.bundle = self.fetch_bundle()

    def fetch_bundle(self, newest: tuple[int, int] = (0, 0)) -> Bundle:
        status, _, body = self.door.call("GET", "/v1/keys", {}, None)
        if status != 200:
            raise Refused(status, json.loads(body))
        return Bundle(json.loads(body), self.bank, self.roots, newest)

    def now(self) -> float:
        return time.time() + self.ahead

    def message(self, method: str, path: str, body: dict | None = None, **headers: str) -> signing.Message:
        """An unsigned request; `idempotency_key` and the like become headers."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = None
        if body is not None:
            data = json.dumps(body, separators=(",", ":")).encode()
            named["content-type"] = "application/json"
        return signing.Message(method, f"https://{self.door.authority}{path}", named, data)

    def send(self, message: signing.Message) -> tuple[int, dict[str, str], bytes]:
        """Sealed to the gateway as it is, signed or not."""
        target = message.url.removeprefix(f"https://{self.door.authority}")
        inner = bhttp.write_request(message.method, self.door.authority, target, message.headers, message.body or b"")
        sealed, answer = ohttp.Gateway(self.bundle.config("ohttp")[1]).seal(inner)
        status, _, body = self.door.call("POST", "/v1/ohttp", {"content-type": "message/ohttp-req"}, sealed)
        if status != 200:
            raise ConnectionError(f"the gateway says {status}: no meaning but 'network'")
        status, headers, body = bhttp.read_reply(answer.open(body))
        self.ahead = int(headers["kunci-time"]) / 1000 - time.time()
        return status, headers, body

    def call(self, key: PrivateKey, tag: str, method: str, path: str, body: dict | None = None, **headers: str) -> dict:
        """Signed anew once if our clock was wrong; the reply's body, or `Refused`."""
        for again in (True, False):
            message = self.message(method, path, body, **headers)
            signing.sign(message, key, tag, int(self.now()))
            status, _, data = self.send(message)
            value = json.loads(data) if data else {}
            if status < 400:
                return value
            if again and value.get("code") == "signature-stale":
                self.ahead = value["bank_time_ms"] / 1000 - time.time()
                continue
            raise Refused(status, value)
        raise AssertionError("unreachable")


class Session:
    """Signed in with user id and password."""

    def __init__(self, api: Api, user_id: str, password: str):
        self.api, self.key = api, PrivateKey()
        asked = {
            "user_id": user_id,
            "password": password,
            "session_key": self.key.jwk,
            "platform": "desktop",
            "app_version": "0.1.0",
            "language": "id",
        }
        opened = api.call(self.key, SESSION, "POST", "/v1/sessions", asked)
        self.id, self.customer = opened["session_id"], opened["customer_id"]
        self.scope, self.login_nonce = opened["scope"], opened["login_nonce"]

    def call(self, method: str, path: str, body: dict | None = None, **headers: str) -> dict:
        return self.api.call(self.key, SESSION, method, path, body, authorization=f"Kunci-Session {self.id}", **headers)

    def once(self, method: str, path: str, body: dict) -> dict:
        """Under an idempotency key of its own."""
        return self.call(method, path, body, idempotency_key=uuid7())
