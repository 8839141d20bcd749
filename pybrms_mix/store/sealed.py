"""Files with a checksum at their end, written atomically.

A sealed file is its content followed by a seal: a line that holds the SHA-256 digest of the
content. Readers verify the digest before they interpret any byte. The seal stands at the end
because netCDF and HDF5 ignore bytes after their data, so that other programs can open the file.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pybrms_mix.base.errors import InvalidArgument, InvalidFile

if sys.platform != "win32":  # Windows has no such module
    import fcntl

_MARK = b"\npybrms_mix sha256 "
_SEAL = re.compile(re.escape(_MARK) + rb"([0-9a-f]{64})\n")
_LENGTH = len(_MARK) + 65
_STEM = 100  # bytes of the file name that a partial file's name repeats; a name has at most 255
_YOUNG = 60  # seconds; without file locks, a partial file younger than this may still be in use


class Damaged(Exception):
    """The content of a file differs from the content that was written; the message says how."""


def unsealed(path: Path) -> bytes:
    """Return the content of a sealed file.

    Raises
    ------
    Damaged
        If the seal is missing or does not match the content.
    OSError
        If the file cannot be read.
    """
    raw = path.read_bytes()
    seal = _SEAL.fullmatch(raw[-_LENGTH:])
    if seal is None:
        raise Damaged(
            "it has no checksum at its end. It is damaged, or it was not written by this version"
        )
    content = raw[:-_LENGTH]
    if hashlib.sha256(content).hexdigest().encode() != seal[1]:
        raise Damaged("its checksum does not match its content. It was damaged after it was stored")
    return content


def seal(path: Path, content: bytes) -> None:
    """Write a sealed file. An existing file is kept until the new file is complete.

    A symbolic link is kept: the file that it points to is replaced.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    sweep(target)
    part = target.with_name(f".{_stem(target)}.{secrets.token_hex(4)}.part")
    digest = hashlib.sha256(content).hexdigest().encode()
    try:
        with part.open("xb") as opened, _locked(opened.fileno()):
            opened.write(content)
            opened.write(_MARK + digest + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
            # The file is renamed while locked, so that no process removes it as an abandoned file.
            if os.name == "posix":
                part.replace(target)
        if os.name != "posix":  # Windows cannot rename open files
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Remove partial files that killed processes left behind while writing ``path``.

    A process locks its partial file while it writes, so a partial file without a lock is abandoned.
    """
    target = Path(os.path.realpath(path))
    for leftover in glob.glob(f".{glob.escape(_stem(target))}.*.part", root_dir=target.parent):
        if re.search(r"\.[0-9a-f]{8}\.part$", leftover):
            with contextlib.suppress(OSError):
                _remove_abandoned(target.parent / leftover)


def named_path(file: object, suffix: str) -> Path:
    """Return ``file`` as a path with the ending ``suffix``.

    Raises
    ------
    InvalidArgument
        If ``file`` is not a string or a path, or does not name a file.
    """
    if not isinstance(file, (str, os.PathLike)) or not isinstance(os.fspath(file), str):
        raise InvalidArgument(f"Argument 'file' must be the name of a file, not {file!r}.")
    path = Path(file)
    if path.name in ("", "..") or "\0" in str(path) or str(file).endswith(("/", os.sep)):
        raise InvalidArgument(
            f"Argument 'file' must be the name of a file, not {str(file)!r}.",
            hint="For example file='fits/model1'.",
        )
    return path if path.suffix == suffix else path.with_name(path.name + suffix)


def checked_path(file: object, suffix: str) -> Path:
    """Return ``file`` as a path with the ending ``suffix`` that can be written; make its folder.

    Raises
    ------
    InvalidArgument
        If ``file`` is not a string or a path, or does not name a file.
    InvalidFile
        If a file of this name cannot be written.
    """
    path = named_path(file, suffix)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidFile(
            f"The folder '{path.parent}' for the fit cannot be made: {error.strerror}.",
            hint="Choose another folder.",
        ) from error
    try:
        path.lstat()
    except FileNotFoundError:
        return path
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    if path.is_dir():
        raise InvalidFile(f"'{path}' is a folder, not a file.", hint="Choose another name.")
    return path


def check_writable(path: Path) -> None:
    """Check that a file can be written to a path, by writing an empty partial file.

    Raises
    ------
    InvalidFile
        If the folder is not writable.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{_stem(target)}.{secrets.token_hex(4)}.part")
    try:
        part.touch(exist_ok=False)
        part.unlink()
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: Exception) -> InvalidFile:
    reason = getattr(error, "strerror", None) or str(error)
    return InvalidFile(
        f"No file can be written to '{path}': {reason}.", hint="Choose another name or folder."
    )


def _stem(path: Path) -> str:
    return path.name.encode("utf-8", "surrogateescape")[:_STEM].decode("utf-8", "ignore")


@contextlib.contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    """Hold a lock on an open file, if the system has file locks."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # some network file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    yield


def _remove_abandoned(part: Path) -> None:
    """Remove a partial file unless a process has it open."""
    # Windows does not remove open files. But a writer closes its file before it renames it, and
    # only the age distinguishes such a file from an abandoned file.
    if sys.platform == "win32":
        if time.time() - part.stat().st_mtime > _YOUNG:
            part.unlink()
        return
    with part.open("rb") as opened:
        fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        part.unlink()
