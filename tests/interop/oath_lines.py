"""Answers OCRA questions with python-oath, one JSON object a line."""

import json
import sys

import oath

for line in sys.stdin:
    ask = json.loads(line)
    key = bytes.fromhex(ask["key"])
    # The steps ready-made: with a time of 0 python-oath raises (python-oath#32).
    answer = oath.str2ocrasuite(ask["suite"])(
        key, C=ask.get("counter"), Q=ask["question"], T_precomputed=ask.get("steps", 0)
    )
    print(json.dumps({"code": answer}), flush=True)
