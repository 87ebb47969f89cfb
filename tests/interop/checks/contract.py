"""The contract's OpenAPI document against the running bank, by schemathesis: no server error, no answer that is not in it."""

import collections
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .sandbox import Bank

HERE = Path(__file__).parents[1]
DOCUMENT = HERE.parents[1] / "docs/contract/openapi.json"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance"
)
SEED, EXAMPLES, SECONDS = 6, 10, 55


def run(document: Path, *options: str) -> tuple[subprocess.CompletedProcess, list[list[str]]]:
    """What schemathesis says, and each answer that came: status, code, call."""
    with Bank("--plain") as bank:
        folder = Path(bank.folder.name)
        command = [str(Path(sys.executable).with_name("schemathesis")), "run", str(document)]
        command += ["--url", bank.ready["plain_url"], "--checks", CHECKS, "--phases", "coverage,fuzzing"]
        command += ["--seed", str(SEED), "--max-examples", str(EXAMPLES), "--max-time", str(SECONDS), "--no-shrink"]
        command += ["--continue-on-failure", "--generation-database", "none", "--suppress-health-check", "all"]
        command += ["--no-color", "--warnings", "off", *options]
        environment = {
            "SCHEMATHESIS_HOOKS": "contract_hooks",
            "PYTHONPATH": str(HERE),
            "PYTHONDONTWRITEBYTECODE": "1",
            "KUNCI_READY_FILE": str(folder / "ready.json"),
            "KUNCI_ANSWERS": str(folder / "answers"),
        }
        done = subprocess.run(
            command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, timeout=4 * SECONDS
        )
        answers = folder / "answers"
        heard = answers.read_text().splitlines() if answers.exists() else []
    return done, [line.split(" ", 2) for line in heard]


def interop_schemathesis_finds_no_server_error_and_no_answer_that_the_contract_lacks():
    done, heard = run(DOCUMENT)
    codes = collections.Counter((status, code) for status, code, _ in heard)
    print(done.stdout[done.stdout.rfind("= SUMMARY") :], dict(codes.most_common()))
    assert done.returncode == 0, done.stdout + done.stderr
    # It proves nothing if the signatures do not hold, or if nothing is ever done. How many are drawn is a matter of the machine.
    bad = sum(code.startswith("signature-") for _, code, _ in heard)
    good = sum(status.startswith("2") for status, _, _ in heard)
    calls = sum(method != "parameters" for path in json.loads(DOCUMENT.read_text())["paths"].values() for method in path)
    assert len({call for _, _, call in heard}) == calls and bad == 0 and good >= len(heard) // 20, codes


def interop_schemathesis_notices_an_answer_that_the_contract_lacks():
    document = json.loads(DOCUMENT.read_text())
    del document["paths"]["/v1/operations/{id}"]["get"]["responses"]["404"]
    with tempfile.TemporaryDirectory() as folder:
        shorter = Path(folder, "openapi.json")
        shorter.write_text(json.dumps(document))
        done, _ = run(shorter, "--include-path", "/v1/operations/{id}", "--phases", "coverage")
    assert done.returncode == 1 and "Undocumented status code" in done.stdout, done.stdout + done.stderr
