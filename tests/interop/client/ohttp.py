"""Oblivious HTTP (RFC 9458) with the contract's one suite, over pyhpke."""

import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from pyhpke import AEADId, CipherSuite, KDFId, KEMId

from .schedule import extract

SUITE = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.CHACHA20_POLY1305)
_NAMES = (0x0020).to_bytes(2, "big"), (0x0001).to_bytes(2, "big"), (0x0003).to_bytes(2, "big")


def _answer_key(secret: bytes, salt: bytes) -> tuple[ChaCha20Poly1305, bytes]:
    prk = extract(salt, secret)
    key, nonce = (HKDFExpand(SHA256(), size, info).derive(prk) for size, info in ((32, b"key"), (12, b"nonce")))
    return ChaCha20Poly1305(key), nonce


class Gateway:
    """The phone's side: the bank's key configuration (RFC 9458 §3)."""

    def __init__(self, config: bytes):
        kem, kdf, aead = _NAMES
        suites = config[37:]
        offered = [suites[at : at + 4] for at in range(0, len(suites), 4)]
        if config[1:3] != kem or int.from_bytes(config[35:37], "big") != len(suites) or kdf + aead not in offered:
            raise ValueError("not our suite")
        self.header = config[:1] + kem + kdf + aead
        self.key = SUITE.kem.deserialize_public_key(config[3:35])

    def seal(self, request: bytes) -> tuple[bytes, "Answer"]:
        enc, context = SUITE.create_sender_context(self.key, info=b"message/bhttp request\0" + self.header)
        sealed = context.seal(request)
        return self.header + enc + sealed, Answer(enc, context.export(b"message/bhttp response", 32))


class Answer:
    """Opens the one reply that belongs to a request."""

    def __init__(self, enc: bytes, secret: bytes):
        self.enc, self.secret = enc, secret

    def open(self, data: bytes) -> bytes:
        cipher, nonce = _answer_key(self.secret, self.enc + data[:32])
        return cipher.decrypt(nonce, data[32:], None)


class Receiver:
    """The gateway's side, with a key pair of its own."""

    def __init__(self):
        pair = SUITE.kem.derive_key_pair(os.urandom(32))
        self.private = pair.private_key
        kem, kdf, aead = _NAMES
        public = pair.public_key.to_public_bytes()
        self.config = b"\1" + kem + public + (4).to_bytes(2, "big") + kdf + aead

    def open(self, data: bytes) -> tuple[bytes, "callable"]:
        """The request, and what seals its reply."""
        header, enc, sealed = data[:7], data[7:39], data[39:]
        context = SUITE.create_recipient_context(enc, self.private, info=b"message/bhttp request\0" + header)
        request = context.open(sealed)
        secret = context.export(b"message/bhttp response", 32)

        def seal(reply: bytes) -> bytes:
            nonce = os.urandom(32)
            cipher, start = _answer_key(secret, enc + nonce)
            return nonce + cipher.encrypt(start, reply, None)

        return request, seal
