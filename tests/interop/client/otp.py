"""The offline OTP (enrolment.md, "Offline OTP"): RFC 6238 on HMAC-SHA256, six digits, 30 s."""

from .schedule import mac


def code(key: bytes, unix_seconds: float) -> str:
    digest = mac(key, int(unix_seconds // 30).to_bytes(8, "big"))
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"
