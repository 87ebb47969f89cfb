"""The published vectors, by other code: canonical bytes, key schedule, signed objects, request signatures."""

import json
from pathlib import Path

from http_message_signatures import HTTPMessageVerifier, InvalidSignature, MappingKeyResolver, algorithms

from client import chat, jws, otp, signing
from client.encoding import b64, canonical, canonical_tagged, sha256
from client.keys import PrivateKey
from client.schedule import Keys, mac

from .expect import raises

VECTORS = Path(__file__).parents[3] / "docs/contract/vectors/kunci-1.json"


class Verifier(HTTPMessageVerifier):
    """At whatever time: the vectors are of a day that is over."""

    def validate_created_and_expires(self, sig_input, max_age=None):
        assert 1 <= sig_input.params["expires"] - sig_input.params["created"] <= 120


def verifier(keys: list, kind: type[HTTPMessageVerifier] = Verifier) -> HTTPMessageVerifier:
    resolver = MappingKeyResolver(public_keys={key.thumbprint: key.key for key in keys}, private_keys={})
    return kind(signature_algorithm=algorithms.ECDSA_P256_SHA256, key_resolver=resolver)


def check(verifier: HTTPMessageVerifier, message: signing.Message, tag: str) -> dict:
    """Verified, digest and all, with everything covered that the contract wants covered."""
    wanted = signing.covered({name.lower(): value for name, value in message.headers.items()})
    (result,) = verifier.verify(message, expect_tag=tag, expect_label="kunci", require_components=wanted, body=message.body)
    return result.parameters


def load() -> dict:
    return json.loads(VECTORS.read_text())


def named(vectors: dict) -> dict[str, PrivateKey]:
    return {key["name"]: PrivateKey.from_bytes(bytes.fromhex(key["private_hex"])) for key in vectors["keys"]}


def interop_the_published_vectors_come_out_of_other_code():
    vectors = load()
    keys = named(vectors)
    for key in vectors["keys"]:
        made = keys[key["name"]]
        assert (made.point.hex(), made.thumbprint) == (key["public_hex"], key["thumbprint"])
    canonicals = {entry["what"]: bytes.fromhex(entry["hex"]) for entry in vectors["canonical"]}
    layout = next(value for what, value in canonicals.items() if what.startswith("layout"))
    # Tags of that example: 1, 2, then 300.
    assert canonical_tagged("kunci/example/1", [(1, "cafe\u0301"), (2, None), (300, 258)]) == layout
    given = vectors["transcript"]
    evidence = [bytes.fromhex(piece) for piece in given["attestation_evidence_hex"]]
    attestation = canonical("kunci/attestation/1", *given["attestation_levels"], *evidence)
    assert attestation == canonicals["kunci/attestation/1 of `transcript`"]
    assert sha256(attestation).hex() == given["attestation_digest_hex"]
    points = ("bank_ephemeral", "bank_agreement", "phone_ephemeral", "device_signing", "device_agreement")
    transcript = canonical(
        "kunci/enrolment/1",
        *(given[name] for name in ("suite", "bank", "customer_id", "session_id", "enrolment_id", "method")),
        given["transcript_kid"],
        given["session_thumbprint"],
        *(bytes.fromhex(given[f"{name}_hex"]) for name in points),
        *(bytes.fromhex(given[f"{name}_hex"]) for name in ("bank_nonce", "phone_nonce", "attestation_challenge")),
        sha256(attestation),
        given["replaced_token_id"],
        given["token_id"],
        given["epoch"],
    )
    assert transcript == canonicals["kunci/enrolment/1 of `transcript`"]
    assert sha256(transcript).hex() == given["hash_hex"]
    schedule = vectors["key_schedule"]
    ephemeral = keys["phone ephemeral"].agree(keys["bank ephemeral"])
    hardware = keys["device agreement"].agree(keys["bank agreement"])
    made = Keys(transcript, ephemeral, hardware, given["token_id"], given["epoch"])
    assert (ephemeral.hex(), hardware.hex()) == (schedule["eph_shared_hex"], schedule["hw_hex"])
    assert (made.root.hex(), made.know.hex()) == (schedule["root_hex"], schedule["know_hex"])
    for name, value in schedule.items():
        if name.startswith("use_"):
            use = name.removeprefix("use_").removesuffix("_hex").replace("_", "-")
            assert made.use(use).hex() == value, name
    for entry in vectors["macs"]:
        made_mac = mac(made.use(entry["key"].removeprefix("kunci/use/")), bytes.fromhex(entry["message_hex"]))
        assert b64(made_mac) == entry["mac_base64url"], entry["what"]
    for entry in vectors["otp"]:
        assert otp.code(made.use("otp"), entry["unix_seconds"]) == entry["code"]
    for entry in vectors["jws"]:
        assert jws.verify(entry["jws"], entry["typ"], keys[entry["key"]]) == json.loads(entry["payload"])
        raises(jws.Forged, "", lambda entry=entry: jws.verify(entry["jws"], entry["typ"], PrivateKey()))
    assert len(vectors["customer_words"]) >= 2
    for entry in vectors["customer_words"]:
        event = {"salt": b64(bytes.fromhex(entry["salt_hex"])), "body": {"kind": entry["kind"], "text": entry["text"]}}
        committed = chat.commitment(event)
        assert committed.hex() == entry["commitment_hex"]
        previous = bytes.fromhex(entry["previous_hex"])
        message = chat.own_message(entry["conversation"], entry["client_id"], previous, committed, entry["time_ms"])
        assert message.hex() == entry["message_hex"], entry["what"]
        signature = bytes.fromhex(entry["signature_hex"])
        assert keys[entry["key"]].verifies(signature, message), entry["what"]
        later = chat.own_message(entry["conversation"], entry["client_id"], previous, committed, entry["time_ms"] + 1)
        assert not keys[entry["key"]].verifies(signature, later)


def interop_the_published_request_signatures_verify_in_http_message_signatures():
    vectors = load()
    keys = named(vectors)
    assert len(vectors["http_signatures"]) >= 2
    for entry in vectors["http_signatures"]:
        given = {
            "content-digest": entry["content_digest"],
            "content-type": entry["content_type"],
            "idempotency-key": entry["idempotency_key"],
            "authorization": entry["authorization"],
            "signature-input": entry["signature_input"],
            "signature": entry["signature"],
        }
        headers = {name: value for name, value in given.items() if value is not None}
        query = f"?{entry['query']}" if entry["query"] is not None else ""
        url = f"https://{entry['authority']}{entry['path']}{query}"
        tag = "kunci/1/session" if entry["key"] == "session" else "kunci/1/device"
        message = signing.Message(entry["method"], url, headers, entry["body"].encode())
        judge = verifier(list(keys.values()))
        assert check(judge, message, tag)["keyid"] == keys[entry["key"]].thumbprint
        for change in ({"method": "PUT"}, {"url": url + "&c=1"}, {"body": b"{}"}, {"headers": headers | {"content-type": "text/plain"}}):
            changed = signing.Message(**{**vars(message), **change})
            raises(InvalidSignature, "", lambda changed=changed: check(judge, changed, tag))
