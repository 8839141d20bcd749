"""Decompress a file, with a limit on memory so that a small file cannot exhaust it."""

from __future__ import annotations

import bz2
import lzma
import zlib
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.base.file_errors import reading, reason_of

_LEAST, _MOST, _RATIO = 256 << 20, 4 << 30, 100
_LZMA_MEMORY = 512 << 20
_PART = 1 << 20
_ZSTD = b"\x28\xb5\x2f\xfd"


def unpacked(path: Path) -> memoryview:
    """Return the contents of ``path``, which may be compressed by gzip, bzip2 or xz.

    Raises:
        InvalidFile: if the file cannot be read or decompressed, or if its contents are more than a
            hundred times larger than the file.
    """
    with reading(path):
        data = path.read_bytes()
    if data.startswith(_ZSTD):
        raise InvalidFile(
            f"The file '{path}' cannot be read: it is compressed by zstd.",
            hint='saveRDS(x, file, compress = "xz") in R writes a file that can be read.',
        )
    unpacker = _unpacker(data)
    if unpacker is None:
        return memoryview(data)
    limit = min(max(_LEAST, _RATIO * len(data)), _MOST)
    try:
        return memoryview(_whole(unpacker, data, limit))
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, MemoryError) as error:
        raise InvalidFile(f"The file '{path}' cannot be read: {reason_of(error)}.") from error


class _Gzip:
    """A zlib decompressor with the interface of the decompressors of bz2 and lzma."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _unpacker(data: bytes) -> Any:
    if data.startswith(b"\x1f\x8b"):
        return _Gzip()
    if data.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if data.startswith((b"\xfd7zXZ\x00", b"\x5d\x00\x00")):
        return lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)
    return None


def _whole(unpacker: Any, data: bytes, limit: int) -> bytes:
    """Decompress all of ``data``; the decompressor verifies the checksum."""
    unpacked = bytearray()
    start = 0
    while not unpacker.eof:
        part = data[start : start + _PART]
        start += len(part)
        chunk = unpacker.decompress(part, _PART)
        while chunk:
            unpacked += chunk
            if len(unpacked) > limit:
                raise ValueError("its content is larger than any such file may be")
            chunk = b"" if unpacker.eof else unpacker.decompress(b"", _PART)
        if not part and not unpacker.eof:
            raise EOFError("the file ends too early")
    return bytes(unpacked)
