"""Bytes: base64url, canonical bytes, UUID version 7 (canonical-bytes.md, README.md)."""

import base64
import datetime
import hashlib
import os
import time
import unicodedata
import uuid


def b64(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes of strict base64url without padding."""
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if b64(data) != text:
        raise ValueError("base64url of another spelling")
    return data


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def seconds(moment: str) -> float:
    """Unix seconds of RFC 3339 UTC."""
    return datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()


def canonical(label: str, *values: bytes | str | int | uuid.UUID | None) -> bytes:
    """`label ‖ 0 ‖ fields`, tags from 1; None is a field of length 0."""
    return canonical_tagged(label, list(enumerate(values, start=1)))


def canonical_tagged(label: str, fields: list[tuple[int, bytes | str | int | uuid.UUID | None]]) -> bytes:
    out = bytearray(label.encode("ascii") + b"\0")
    for tag, value in fields:
        if value is None:
            data = b""
        elif isinstance(value, int):
            data = value.to_bytes(8, "big")
        elif isinstance(value, (str, uuid.UUID)):
            data = unicodedata.normalize("NFC", str(value)).encode()
        else:
            data = bytes(value)
        out += tag.to_bytes(2, "big") + len(data).to_bytes(4, "big") + data
    return bytes(out)


def uuid7() -> str:
    """RFC 9562: 48 bits of milliseconds, the rest random."""
    number = int.from_bytes((time.time_ns() // 1_000_000).to_bytes(6, "big") + os.urandom(10), "big")
    number = number & ~(0xF << 76) | 7 << 76
    number = number & ~(3 << 62) | 2 << 62
    return str(uuid.UUID(int=number))
