"""A gateway in front of the sandbox bank: opens what a phone seals, judges its signatures, and passes it on unchanged."""

import datetime
import http.server
import ipaddress
import json
import ssl
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from http_message_signatures import InvalidSignature

from client import bhttp, jws, ohttp, signing
from client.api import Api
from client.encoding import b64, sha256
from client.keys import PrivateKey, PublicKey

from .expect import raises
from .vectors import Verifier, check, verifier


def _day(days: int) -> str:
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _certificate(folder: Path) -> tuple[ssl.SSLContext, bytes, str]:
    """A root, a leaf for 127.0.0.1 under it, and the leaf's pin."""
    root_key, leaf_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Root of the gateway")])
    now = datetime.datetime.now(datetime.timezone.utc)

    def build(name: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(root_name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        return builder.not_valid_after(now + datetime.timedelta(days=5))

    root = build(root_name, root_key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    root = root.sign(root_key, hashes.SHA256())
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    leaf = build(x509.Name([]), leaf_key).add_extension(names, critical=True).sign(root_key, hashes.SHA256())
    pem = leaf_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "front.pem"
    file.write_bytes(pem + leaf.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(file)
    spki = leaf_key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return context, root.public_bytes(serialization.Encoding.DER), b64(sha256(spki))


class Front:
    """Listens at once; `stand_before` names the bank."""

    def __init__(self, folder: Path):
        self.receiver = ohttp.Receiver()
        self.roots = [PrivateKey(), PrivateKey()]
        self.context, self.root, self.pin = _certificate(folder)
        self.keys: list[PublicKey] = []
        self.verified: list[tuple[str, str]] = []
        """Method and path of each request whose signature held, with its tag's kind."""
        self.wrong: list[str] = []
        handler = type("Handler", (_Handler,), {"front": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.server.socket = self.context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.authority = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stand_before(self, config: dict) -> dict:
        """The configuration of a phone that comes through here."""
        self.api = Api(config)
        others = [key for key in self.api.bundle.keys if key["use"] != "ohttp"]
        mine = {"use": "ohttp", "kid": b64(sha256(self.receiver.config)), "config": b64(self.receiver.config)}
        signer, (epoch, counter) = PrivateKey(), self.api.bundle.version
        body = {"bank": config["bank_id"], "epoch": epoch}
        named = body | {"key": signer.jwk, "not_before": _day(-1), "expires": _day(30)}
        listed = body | {"counter": counter, "issued": _day(0), "expires": _day(3), "keys": [mine, *others], "revoked": []}
        self.bundle = {
            "signer": jws.sign(self.roots[0], "kunci-bundle-signer", named),
            "bundle": jws.sign(signer, "kunci-bundle", listed),
        }
        return config | {
            "base_url": f"https://{self.authority}",
            "tls_roots": [b64(self.root)],
            "pins": [self.pin, b64(sha256(b"a spare"))],
            "bundle_roots": [root.jwk for root in self.roots],
        }

    def judge(self, inner: bytes) -> None:
        """Verifies it with `http-message-signatures`; keys are known from the requests that brought them."""
        method, authority, target, headers, body = bhttp.read_request(inner)
        message = signing.Message(method, f"https://{authority}{target}", headers, body or None)
        said = json.loads(body) if body else {}
        for name in ("session_key", "device_signing"):
            if name in said:
                self.keys.append(PublicKey.from_jwk(said[name]))
        # Without a session it is the device key's, but for the sign-in, whose key is in its body.
        kind = "session" if "authorization" in headers or target == "/v1/sessions" else "device"
        try:
            judge, tag = verifier(self.keys, Verifier), f"kunci/1/{kind}"
            check(judge, message, tag)
            other = signing.Message(method, message.url + "/..", headers, message.body)
            raises(InvalidSignature, "", lambda: check(judge, other, tag))
            self.verified.append((f"{method} {target}", kind))
        except Exception as error:  # noqa: BLE001: whatever is wrong with it is what the check reports.
            self.wrong.append(f"{method} {target}: {error!r}")

    def relay(self, sealed: bytes) -> bytes:
        inner, seal = self.receiver.open(sealed)
        self.judge(inner)
        onwards, answer = ohttp.Gateway(self.api.bundle.config("ohttp")[1]).seal(inner)
        status, _, body = self.api.door.call("POST", "/v1/ohttp", {"content-type": "message/ohttp-req"}, onwards)
        if status != 200:
            raise ConnectionError(f"the bank's gateway says {status}")
        return seal(answer.open(body))

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    front: Front

    def do_GET(self) -> None:
        known = self.path == "/v1/keys"
        self._answer(200 if known else 404, "application/json", json.dumps(self.front.bundle).encode() if known else b"")

    def do_POST(self) -> None:
        sealed = self.rfile.read(int(self.headers["content-length"]))
        try:
            reply = self.front.relay(sealed)
        except Exception:  # noqa: BLE001: a cut connection goes on as one.
            self.close_connection = True
            return
        self._answer(200, "message/ohttp-res", reply)

    def _answer(self, status: int, media: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", media)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Says nothing."""
