"""Whom the client speaks to: certificate, pin, bundle, gateway."""

import copy
import json
import socket
import ssl

from client import bhttp, ohttp, signing
from client.api import DEVICE, Api
from client.encoding import b64
from client.jws import Forged
from client.keys import PrivateKey
from client.tls import WrongPin

from .expect import raises
from .sandbox import Bank


def safe_3_a_server_that_is_not_the_banks_gets_no_word():
    with Bank() as bank:
        config = copy.deepcopy(bank.config)
        config["pins"] = [b64(bytes(32)), b64(bytes([1]) * 32)]
        raises(WrongPin, "not pinned", lambda: Api(config))
        # A chain that another root ends. The system's own list is not asked.
        door = Api(bank.config).door
        door.context = ssl.create_default_context()
        raises(ssl.SSLCertVerificationError, "", door.connect)
        # What the bank's address may turn out to be.
        for kind, error in {
            "wrong_pin": WrongPin,
            "expired_certificate": ssl.SSLCertVerificationError,
            "not_yet_valid": ssl.SSLCertVerificationError,
            "unknown_issuer": ssl.SSLCertVerificationError,
        }.items():
            bank.control("fault", kind=kind)
            raises(error, "", lambda: Api(bank.config))
            bank.control("fault", kind="clear")
        Api(bank.config)
        # TLS 1.2 is not spoken.
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        with socket.create_connection((door.host, door.port), timeout=10) as raw:
            raises(ssl.SSLError, "", lambda: old.wrap_socket(raw))


def safe_3_a_key_bundle_that_is_forged_or_old_is_refused():
    with Bank() as bank:
        config = copy.deepcopy(bank.config)
        config["bundle_roots"] = [PrivateKey().jwk, PrivateKey().jwk]
        raises(Forged, "no pinned root", lambda: Api(config))
        config = copy.deepcopy(bank.config)
        config["bank_id"] = "another"
        raises(Forged, "another bank's", lambda: Api(config))
        api = Api(bank.config)
        assert api.fetch_bundle(api.bundle.version).version == api.bundle.version
        epoch, counter = api.bundle.version
        raises(Forged, "bundle-rolled-back", lambda: api.fetch_bundle((epoch, counter + 1)))
        for kind in ("wrong_bundle_signer", "expired_bundle"):
            bank.control("fault", kind=kind)
            raises(Forged, "", api.fetch_bundle)
            bank.control("fault", kind="clear")
        bank.control("fault", kind="rolled_back_bundle")
        raises(Forged, "bundle-rolled-back", lambda: api.fetch_bundle(api.bundle.version))


def safe_3_the_gateway_opens_what_another_library_seals_and_nothing_else():
    with Bank() as bank:
        api = Api(bank.config)
        inner = bhttp.write_request("GET", api.door.authority, "/v1/nowhere", {}, b"")
        gateway = ohttp.Gateway(api.bundle.config("ohttp")[1])
        media = {"content-type": "message/ohttp-req"}
        sealed, answer = gateway.seal(inner)
        status, _, body = api.door.call("POST", "/v1/ohttp", media, sealed)
        opened = bhttp.read_reply(answer.open(body))
        assert (status, opened[0], json.loads(opened[2])["code"]) == (200, 404, "not-found"), opened
        # The same encapsulation again; one with a bit changed; one for a key that the bank does not have.
        assert api.door.call("POST", "/v1/ohttp", media, sealed)[0] == 409
        changed = bytearray(gateway.seal(inner)[0])
        changed[-1] ^= 1
        assert api.door.call("POST", "/v1/ohttp", media, bytes(changed))[0] == 400
        stranger = ohttp.Gateway(ohttp.Receiver().config).seal(inner)[0]
        assert api.door.call("POST", "/v1/ohttp", media, stranger)[0] == 400
        # A reply belongs to its own request.
        sealed, answer = gateway.seal(inner)
        other = gateway.seal(inner)[1]
        body = api.door.call("POST", "/v1/ohttp", media, sealed)[2]
        raises(Exception, "", lambda: other.open(body))
        assert bhttp.read_reply(answer.open(body))[0] == 404


def safe_3_what_http_message_signatures_signs_is_taken_and_nothing_that_was_changed_after():
    with Bank() as bank:
        session, token = bank.open()
        api = session.api

        def sends(change=lambda _: None, key=session.key, tag="kunci/1/session", ahead=0) -> tuple[int, str | None]:
            message = api.message("POST", "/v1/transactions/search", {}, authorization=f"Kunci-Session {session.id}")
            signing.sign(message, key, tag, int(api.now()) + ahead)
            change(message)
            status, _, body = api.send(message)
            return status, json.loads(body).get("code")

        def put(name: str, old: str, new: str):
            def change(message: signing.Message) -> None:
                if name == "body":
                    message.body = message.body.replace(old.encode(), new.encode())
                    return
                assert old in message.headers[name]
                message.headers[name] = message.headers[name].replace(old, new, 1)

            return change

        def unsigned(message: signing.Message) -> None:
            del message.headers["Signature"]

        def other_path(message: signing.Message) -> None:
            message.url += "?all=1"

        assert sends() == (200, None)
        invalid = (401, "signature-invalid")
        assert sends(put("body", "{}", '{"search":"a"}')) == invalid
        assert sends(other_path) == invalid
        assert sends(put("Signature-Input", ' "authorization"', "")) == invalid
        assert sends(put("Signature-Input", "created=", "created=1")) == invalid
        assert sends(put("Signature-Input", "kunci=", "sig1=")) == invalid
        assert sends(key=PrivateKey())[1] == "signature-invalid"
        assert sends(tag=DEVICE) == invalid
        assert sends(unsigned) == (401, "signature-missing")
        assert sends(ahead=3600) == (401, "signature-stale")
        # The very same request, sealed anew: its nonce is used up.
        message = api.message("POST", "/v1/transactions/search", {}, authorization=f"Kunci-Session {session.id}")
        signing.sign(message, session.key, "kunci/1/session", int(api.now()))
        assert api.send(message)[0] == 200
        status, _, body = api.send(message)
        assert (status, json.loads(body)["code"]) == (401, "request-replayed")
