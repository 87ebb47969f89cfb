"""The live link: WebSocket, Noise NK by `noiseprotocol`, JSON frames (link.md)."""

import json

from noise.connection import Keypair, NoiseConnection
from websockets.sync.client import connect

from .api import Api, Session
from .encoding import b64, canonical, sha256

PATIENCE = 15


class Link:
    """One connection, Noise done, nothing said yet."""

    def __init__(self, api: Api, tamper: str | None = None):
        """`tamper` spoils `first`, our first handshake message, for tests."""
        kid, static = api.bundle.config("noise")
        if kid != b64(sha256(static)):
            raise ValueError("the Noise key has another id")
        self.noise = NoiseConnection.from_name(b"Noise_NK_25519_ChaChaPoly_SHA256")
        self.noise.set_as_initiator()
        self.noise.set_prologue(canonical("kunci/link/1", 1, api.bank, kid))
        self.noise.set_keypair_from_public_bytes(Keypair.REMOTE_STATIC, static)
        self.noise.start_handshake()
        door = api.door
        # The socket is TLS already, its pin checked.
        self.socket = connect(
            f"ws://{door.authority}/v1/link", sock=door.connect(), max_size=65_535, compression=None, proxy=None
        )
        first = bytearray(self.noise.write_message())
        if tamper == "first":
            first[-1] ^= 1
        self.socket.send(bytes(first))
        self.noise.read_message(self.socket.recv(PATIENCE))
        self.hash = self.noise.get_handshake_hash()

    def say(self, frame: dict) -> None:
        self.socket.send(bytes(self.noise.encrypt(json.dumps(frame).encode())))

    def say_changed(self, frame: dict) -> None:
        """With one bit changed on the way, for tests."""
        sealed = bytearray(self.noise.encrypt(json.dumps(frame).encode()))
        sealed[len(sealed) // 2] ^= 1
        self.socket.send(bytes(sealed))

    def hear(self, seconds: float = PATIENCE) -> dict:
        return json.loads(self.noise.decrypt(self.socket.recv(seconds)))

    def hello(self, session: Session, resume: list[dict] | None = None, signed: bytes | None = None) -> None:
        """Binds the customer to this very handshake; `signed` stands in for its hash, for tests."""
        message = canonical("kunci/link-auth/1", session.id, signed or self.hash)
        signature = b64(session.key.sign(message))
        self.say({"type": "hello", "session_id": session.id, "signature": signature, "resume": resume or []})

    def close(self) -> None:
        self.socket.close()
