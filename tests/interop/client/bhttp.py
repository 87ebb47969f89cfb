"""Binary HTTP of known length (RFC 9292)."""


def _varint(number: int) -> bytes:
    for size, mark in ((1, 0), (2, 1), (4, 2), (8, 3)):
        if number < 1 << (8 * size - 2):
            return (number | mark << (8 * size - 2)).to_bytes(size, "big")
    raise ValueError("too long")


def _string(data: bytes) -> bytes:
    return _varint(len(data)) + data


class _Reader:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise ValueError("cut short")
        self.at += count
        return self.data[self.at - count : self.at]

    def varint(self) -> int:
        first = self.take(1)
        size = 1 << (first[0] >> 6)
        return int.from_bytes(first + self.take(size - 1), "big") & ((1 << (8 * size - 2)) - 1)

    def string(self) -> bytes:
        # A message may end where all that is missing is empty (RFC 9292 §3.8).
        return b"" if self.at == len(self.data) else self.take(self.varint())


def _fields(data: bytes) -> dict[str, str]:
    reader, fields = _Reader(data), {}
    while reader.at < len(data):
        name = reader.string().decode("ascii")
        fields[name] = reader.string().decode("latin-1")
    return fields


def write_request(method: str, authority: str, target: str, headers: dict[str, str], body: bytes) -> bytes:
    control = b"".join(_string(part.encode()) for part in (method, "https", authority, target))
    fields = b"".join(_string(name.lower().encode()) + _string(value.encode()) for name, value in headers.items())
    return b"\0" + control + _string(fields) + _string(body) + _string(b"")


def read_request(data: bytes) -> tuple[str, str, str, dict[str, str], bytes]:
    """Method, authority, target, headers, body."""
    reader = _Reader(data)
    if reader.varint() != 0:
        raise ValueError("no request of known length")
    method, _scheme, authority, target = (reader.string().decode() for _ in range(4))
    return method, authority, target, _fields(reader.string()), reader.string()


def write_reply(status: int, headers: dict[str, str], body: bytes) -> bytes:
    fields = b"".join(_string(name.lower().encode()) + _string(value.encode()) for name, value in headers.items())
    return b"\1" + _varint(status) + _string(fields) + _string(body) + _string(b"")


def read_reply(data: bytes) -> tuple[int, dict[str, str], bytes]:
    reader = _Reader(data)
    if reader.varint() != 1:
        raise ValueError("no reply of known length")
    while (status := reader.varint()) < 200:
        reader.string()
    return status, _fields(reader.string()), reader.string()
