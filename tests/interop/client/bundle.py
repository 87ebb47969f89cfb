"""The key bundle: which keys the bank has today (handshake.md, "Key bundle")."""

import time

from . import jws
from .encoding import seconds, unb64
from .keys import PublicKey

DAY = 86_400


class Bundle:
    """Verified; `keys` by use."""

    def __init__(self, body: dict, bank: str, roots: list[PublicKey], newest: tuple[int, int] = (0, 0)):
        now = time.time()
        root = next((root for root in roots if root.thumbprint == jws.kid(body["signer"])), None)
        if root is None:
            raise jws.Forged("no pinned root signed this")
        signer = jws.verify(body["signer"], "kunci-bundle-signer", root)
        begins, ends = seconds(signer["not_before"]), seconds(signer["expires"])
        if signer["bank"] != bank or not begins <= now < ends or ends - begins > 90 * DAY:
            raise jws.Forged("the signer is another bank's, or not of today")
        said = jws.verify(body["bundle"], "kunci-bundle", PublicKey.from_jwk(signer["key"]))
        if said["bank"] != bank or said["epoch"] != signer["epoch"]:
            raise jws.Forged("the bundle does not belong to its signer")
        # An `issued` ahead of our clock is the bank's word that it is that late already.
        issued, ends = seconds(said["issued"]), seconds(said["expires"])
        if not max(now, issued) < ends or ends - issued > 3 * DAY:
            raise jws.Forged("the bundle is not of today")
        self.version = (said["epoch"], said["counter"])
        if self.version < newest:
            raise jws.Forged("bundle-rolled-back")
        self.keys = [key for key in said["keys"] if key["kid"] not in said["revoked"]]

    def signing(self, use: str, kid: str) -> PublicKey:
        """The key of this use and id; nothing else may sign what has that use."""
        for entry in self.keys:
            if entry["use"] == use and entry["kid"] == kid:
                key = PublicKey.from_jwk(entry["key"])
                if key.thumbprint != kid:
                    raise jws.Forged("a key under another's id")
                return key
        raise jws.Forged(f"no key {kid} of use {use}")

    def verify(self, token: str, typ: str, use: str) -> dict:
        return jws.verify(token, typ, self.signing(use, jws.kid(token)))

    def config(self, use: str) -> tuple[str, bytes]:
        """Id and raw configuration of the `ohttp` or `noise` key."""
        entry = next(entry for entry in self.keys if entry["use"] == use)
        return entry["kid"], unb64(entry["config"])
