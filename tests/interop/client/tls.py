"""TLS 1.3, the chain under the bank's own roots, then a pin on the leaf's key (handshake.md)."""

import http.client
import socket
import ssl
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .encoding import sha256, unb64

TIMEOUT = 20


class WrongPin(Exception):
    """The server's key is none of the pinned ones."""


class Door:
    """The bank's address, with all that is needed to know it again."""

    def __init__(self, url: str, roots: list[str], pins: list[str]):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port or 443
        self.authority = parts.hostname if self.port == 443 else f"{parts.hostname}:{self.port}"
        self.pins = {unb64(pin) for pin in pins}
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_3
        self.context.set_alpn_protocols(["http/1.1"])
        self.context.load_verify_locations(cadata=b"".join(unb64(root) for root in roots))

    def connect(self) -> ssl.SSLSocket:
        """A connection on which nothing was sent before the pin fitted."""
        raw = socket.create_connection((self.host, self.port), timeout=TIMEOUT)
        tls = self.context.wrap_socket(raw, server_hostname=self.host)
        leaf = x509.load_der_x509_certificate(tls.getpeercert(binary_form=True))
        spki = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if sha256(spki) not in self.pins:
            tls.close()
            raise WrongPin("the server's key is not pinned")
        return tls

    def call(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> tuple[int, dict, bytes]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT)
        connection.sock = self.connect()
        try:
            connection.request(method, path, body=body, headers={"host": self.authority, **headers})
            reply = connection.getresponse()
            return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()
        finally:
            connection.close()
