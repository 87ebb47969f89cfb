"""P-256 keys: JWK, thumbprint, point, signature of 64 bytes, ECDH."""

import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .encoding import b64, sha256, unb64

CURVE = ec.SECP256R1()


class PublicKey:
    """A key of somebody else."""

    def __init__(self, key: ec.EllipticCurvePublicKey):
        self.key = key

    @classmethod
    def from_jwk(cls, jwk: dict) -> "PublicKey":
        if (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256"):
            raise ValueError("not a P-256 key")
        x, y = unb64(jwk["x"]), unb64(jwk["y"])
        if len(x) != 32 or len(y) != 32:
            raise ValueError("a coordinate of another length")
        return cls(ec.EllipticCurvePublicKey.from_encoded_point(CURVE, b"\x04" + x + y))

    @property
    def point(self) -> bytes:
        return self.key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def jwk(self) -> dict:
        return {"kty": "EC", "crv": "P-256", "x": b64(self.point[1:33]), "y": b64(self.point[33:])}

    @property
    def thumbprint(self) -> str:
        """RFC 7638: SHA-256 of the JWK with sorted members and no white space."""
        return b64(sha256(json.dumps(self.jwk, sort_keys=True, separators=(",", ":")).encode()))

    def verifies(self, signature: bytes, message: bytes) -> bool:
        if len(signature) != 64:
            return False
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        try:
            self.key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


class PrivateKey(PublicKey):
    """A key of our own."""

    def __init__(self, secret: ec.EllipticCurvePrivateKey | None = None):
        self.secret = secret or ec.generate_private_key(CURVE)
        super().__init__(self.secret.public_key())

    @classmethod
    def from_bytes(cls, data: bytes) -> "PrivateKey":
        return cls(ec.derive_private_key(int.from_bytes(data, "big"), CURVE))

    def sign(self, message: bytes) -> bytes:
        r, s = utils.decode_dss_signature(self.secret.sign(message, ec.ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def agree(self, peer: PublicKey) -> bytes:
        return self.secret.exchange(ec.ECDH(), peer.key)
