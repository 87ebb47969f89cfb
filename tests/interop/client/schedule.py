"""Key schedule of the soft token (canonical-bytes.md, "Key schedule")."""

import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from .encoding import canonical, sha256


def mac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def extract(salt: bytes, secret: bytes) -> bytes:
    return mac(salt, secret)


def expand(key: bytes, info: bytes) -> bytes:
    return HKDFExpand(SHA256(), 32, info).derive(key)


class Keys:
    """What phone and bank share after the exchange."""

    def __init__(self, transcript: bytes, ephemeral: bytes, hardware: bytes, token_id: str, epoch: int):
        self.token_id, self.epoch, self.hardware = token_id, epoch, hardware
        self.root = extract(sha256(transcript), ephemeral + hardware)
        self.know = expand(self.root, canonical("kunci/key/know", token_id, epoch))

    def use(self, what: str, hardware: bytes | None = None) -> bytes:
        """`what` is `login`, `otp`, `enrol-confirm` …; `hardware` stands for another `hw`, of one offer."""
        return expand(extract(hardware or self.hardware, self.know), canonical(f"kunci/use/{what}", self.token_id, self.epoch))
