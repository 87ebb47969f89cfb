"""A sandbox bank of one's own for each check, and its control port."""

import json
import os
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from client.api import Api, Session
from client.soft_token import SoftToken, enrol_and_open

USER, PASSWORD = "sari", "Senja-di-Ubud-72"
PROGRAM = os.environ.get("KUNCI_SANDBOX", "")
START_SECONDS = 60


class Running:
    """A bank that runs, by its ready file."""

    def __init__(self, ready: dict):
        self.ready = ready
        self.config = ready["phone_config"]

    def control(self, command: str, **members) -> dict:
        """The tester's door; it is no part of the contract."""
        members = {name.rstrip("_"): value for name, value in members.items()}
        headers = {"authorization": f"Bearer {self.ready['control_token']}", "content-type": "application/json"}
        url = f"{self.ready['control_url']}/sandbox/{command}"
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(members).encode(), headers)) as reply:
            return json.load(reply)

    def sms(self) -> str:
        return self.control("sms", user_id=USER)["code"]

    def open(self) -> tuple[Session, SoftToken]:
        """Sari, with a new soft token and a session of scope full."""
        return enrol_and_open(Api(self.config), USER, PASSWORD, self.sms)


class Bank(Running):
    """`kunci bank`, ended with the check."""

    def __init__(self, *options: str):
        self.folder = tempfile.TemporaryDirectory(prefix="kunci-interop-")
        ready = Path(self.folder.name, "ready.json")
        command = [PROGRAM, "bank", "--seed", "6", "--ready-file", str(ready), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            end = time.monotonic() + START_SECONDS
            while not ready.exists():
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError("the sandbox bank did not start")
                time.sleep(0.05)
            super().__init__(json.loads(ready.read_text()))
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> "Bank":
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()
