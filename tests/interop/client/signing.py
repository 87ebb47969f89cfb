"""Request signatures (RFC 9421, RFC 9530) by `http-message-signatures` (handshake.md, "Request signature")."""

import datetime
import os
from dataclasses import dataclass, field

from http_message_signatures import HTTPMessageSigner, MappingKeyResolver, algorithms
from http_message_signatures.digests import ContentDigest

from .encoding import b64
from .keys import PrivateKey

DERIVED = ("@method", "@authority", "@path", "@query")
HEADERS = ("content-digest", "content-type", "idempotency-key", "if-match", "authorization")
SECONDS = 60


@dataclass
class Message:
    """A request, in the shape that the library reads."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


def covered(headers: dict[str, str]) -> tuple[str, ...]:
    """All derived components, and of the headers those that the request has, in the contract's order."""
    return DERIVED + tuple(name for name in HEADERS if name in headers)


def moment(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.timezone.utc)


def sign(message: Message, key: PrivateKey, tag: str, now: int) -> None:
    if message.body is not None:
        message.headers["content-digest"] = ContentDigest.create(message.body)
    resolver = MappingKeyResolver(public_keys={}, private_keys={key.thumbprint: key.secret})
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ECDSA_P256_SHA256, key_resolver=resolver)
    signer.sign(
        message,
        key_id=key.thumbprint,
        created=moment(now),
        expires=moment(now + SECONDS),
        nonce=b64(os.urandom(16)),
        label="kunci",
        tag=tag,
        covered_component_ids=covered(message.headers),
        use_existing_digest=message.body is not None,
    )
