"""JWS compact, ES256, the header exactly `alg`, `kid`, `typ` (canonical-bytes.md)."""

import json

from .encoding import b64, unb64
from .keys import PrivateKey, PublicKey


class Forged(Exception):
    """A signed object that does not verify."""


def _part(text: str) -> dict:
    def once(pairs):
        if len({name for name, _ in pairs}) != len(pairs):
            raise Forged("a member twice")
        return dict(pairs)

    try:
        value = json.loads(unb64(text), object_pairs_hook=once)
    except ValueError as error:
        raise Forged("not base64url of JSON") from error
    if not isinstance(value, dict):
        raise Forged("not an object")
    return value


def sign(key: PrivateKey, typ: str, payload: dict) -> str:
    header = {"alg": "ES256", "kid": key.thumbprint, "typ": typ}
    text = ".".join(b64(json.dumps(part, separators=(",", ":")).encode()) for part in (header, payload))
    return f"{text}.{b64(key.sign(text.encode()))}"


def kid(token: str) -> str:
    """Which key it says signed it; to be looked up, not believed."""
    return _part(token.split(".")[0]).get("kid", "")


def verify(token: str, typ: str, key: PublicKey) -> dict:
    """The payload, if `key` signed it as a `typ`."""
    parts = token.split(".")
    if len(parts) != 3:
        raise Forged("not three parts")
    if _part(parts[0]) != {"alg": "ES256", "kid": key.thumbprint, "typ": typ}:
        raise Forged("another header")
    try:
        signature = unb64(parts[2])
    except ValueError as error:
        raise Forged("not base64url") from error
    if not key.verifies(signature, f"{parts[0]}.{parts[1]}".encode()):
        raise Forged("the signature does not fit")
    return _part(parts[1])
