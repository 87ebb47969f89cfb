"""Our own phone, judged by a library of others."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from .front import Front
from .sandbox import PROGRAM, Bank

JOURNEY = Path(__file__).parents[2] / "journeys/cards.json"
SECONDS = 120


def safe_3_every_request_of_our_phone_verifies_in_http_message_signatures():
    """A whole journey of the Rust core through a gateway that opens, verifies and passes on each request."""
    with TemporaryDirectory(prefix="kunci-front-") as folder:
        front = Front(Path(folder))
        with Bank("--behind", front.authority) as bank:
            ready = Path(folder, "ready.json")
            ready.write_text(json.dumps(bank.ready | {"phone_config": front.stand_before(bank.config)}))
            command = [PROGRAM, "play", str(JOURNEY), "--ready-file", str(ready)]
            played = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
            front.close()
        assert played.returncode == 0, played.stdout + played.stderr
        assert front.wrong == [], front.wrong
        # Both kinds of keys, with and without a body, an idempotency key and a version.
        seen = {kind for _, kind in front.verified}
        assert seen == {"session", "device"} and len(front.verified) > 20, front.verified
        assert any(what.startswith("GET ") for what, _ in front.verified)
