"""What must fail, fails as it should."""

from collections.abc import Callable

from client.api import Refused


def raises(kind: type[BaseException], words: str, act: Callable[[], object]) -> None:
    try:
        act()
    except kind as error:
        assert words in str(error), f"{kind.__name__} says {str(error)!r}, not {words!r}"
        return
    raise AssertionError(f"no {kind.__name__} ({words})")


def refused(code: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Refused as refusal:
        assert refusal.code == code, f"{refusal} instead of {code}"
        return
    raise AssertionError(f"not refused ({code})")
