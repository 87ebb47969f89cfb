"""`python -m checks [NAME …]`: runs checks, all of them without a name; `--list` names them."""

import importlib
import pkgutil
import sys
import time
import traceback
from pathlib import Path

import checks

HELPERS = {"__main__", "sandbox", "expect", "front"}


def known() -> dict:
    found = {}
    for module in pkgutil.iter_modules([str(Path(checks.__file__).parent)]):
        if module.name not in HELPERS:
            members = vars(importlib.import_module(f"checks.{module.name}"))
            promised = ("chat_", "card_", "otp_", "safe_", "interop_")
            found |= {name: check for name, check in members.items() if name.startswith(promised)}
    return found


def main() -> int:
    found = known()
    names = sys.argv[1:] or sorted(found)
    if names == ["--list"]:
        print("\n".join(sorted(found)))
        return 0
    failed = 0
    for name in names:
        begun = time.monotonic()
        try:
            found[name]()
            print(f"{name} ... ok ({time.monotonic() - begun:.1f} s)", flush=True)
        except Exception:
            failed += 1
            print(f"{name} ... FAILED\n{traceback.format_exc()}", flush=True)
    print(f"{len(names) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
