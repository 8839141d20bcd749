"""Write R's data files, ``.rds`` and ``.RData``, in version 2 of R's format."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from pybrms_mix.base.file_errors import writing
from pybrms_mix.rfile.robjects import RList, RNull, RObject, RPairs, RSymbol, RVector

_VERSION = struct.pack(">iii", 2, 0x00040200, 0x00020300)
_TYPES = {"logical": 10, "integer": 13, "double": 14, "complex": 15,
          "character": 16, "raw": 24}  # fmt: skip
_LIST, _PAIRS, _CALL, _SYMBOL, _TEXT, _END, _MISSING = 19, 2, 6, 1, 9, 254, 251
_ATTRIBUTED, _TAGGED, _OBJECT = 1 << 9, 1 << 10, 1 << 8
_ASCII, _UTF8 = 64 << 12, 8 << 12


def write_rds(value: RObject, file: str | Path) -> None:
    """Store a value of R in a file as R's ``saveRDS()``."""
    body = bytearray()
    _item(value, body)
    _stored(b"X\n" + _VERSION + bytes(body), Path(file))


def write_rdata(values: Mapping[str, RObject], file: str | Path) -> None:
    """Store variables of R in a file as R's ``save()``."""
    body = bytearray()
    _pairs(values, body)
    _stored(b"RDX2\nX\n" + _VERSION + bytes(body), Path(file))


def _stored(data: bytes, path: Path) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(gzip.compress(data, mtime=0))
        part.replace(path)


def _integer(value: int, body: bytearray) -> None:
    body += struct.pack(">i", value)


def _item(value: RObject, body: bytearray) -> None:
    """Write a value with its attributes."""
    if isinstance(value, RNull):
        _integer(_END if value.name == "NULL" else _MISSING, body)
        return
    if isinstance(value, RSymbol):
        _symbol(value.name, body)
        return
    if isinstance(value, RPairs):
        _call(value, body)
        return
    assert isinstance(value, RVector | RList)
    code = _LIST if isinstance(value, RList) else _TYPES[value.kind]
    flags = code | (_ATTRIBUTED if value.attributes else 0)
    _integer(flags | (_OBJECT if "class" in value.attributes else 0), body)
    if isinstance(value, RList):
        _integer(len(value.items), body)
        for item in value.items:
            _item(item, body)
    else:
        _integer(len(value.values), body)
        _cells(value, body)
    if value.attributes:
        _pairs(value.attributes, body)


def _cells(value: RVector, body: bytearray) -> None:
    if value.kind == "character":
        for string in value.values:
            _text(string, body)
    elif value.kind == "raw":
        body += bytes(value.values)
    elif value.kind == "double":
        # the bits of NA and of NaN are kept
        body += np.asarray(value.values, dtype=">f8").tobytes()
    elif value.kind == "complex":
        body += np.asarray(value.values, dtype=">c16").tobytes()
    else:
        body += np.asarray(value.values).astype(">i4").tobytes()


def _text(value: str | None, body: bytearray) -> None:
    if value is None:
        _integer(_TEXT, body)
        _integer(-1, body)
        return
    _integer(_TEXT | (_ASCII if value.isascii() else _UTF8), body)
    encoded = value.encode("utf-8")
    _integer(len(encoded), body)
    body += encoded


def _pairs(values: Mapping[str, RObject], body: bytearray) -> None:
    """Write named values, as attributes and variables are stored."""
    for name, value in values.items():
        _integer(_PAIRS | _TAGGED, body)
        _symbol(name, body)
        _item(value, body)
    _integer(_END, body)


def _symbol(name: str, body: bytearray) -> None:
    _integer(_SYMBOL, body)
    _text(name, body)


def _call(value: RPairs, body: bytearray) -> None:
    """Write a call: its attributes, its function, and its arguments with their names."""
    flags = (_ATTRIBUTED if value.attributes else 0) | (_OBJECT if value.attributes else 0)
    _integer(_CALL | flags, body)
    if value.attributes:
        _pairs(value.attributes, body)
    _item(value.pairs[0][1], body)
    for name, argument in value.pairs[1:]:
        _integer(_PAIRS | (0 if name is None else _TAGGED), body)
        if name is not None:
            _symbol(name, body)
        _item(argument, body)
    _integer(_END, body)
