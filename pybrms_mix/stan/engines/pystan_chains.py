"""Run PyStan's chains as processes, and read what they write to their sockets."""

from __future__ import annotations

import json
import os
import re
import selectors
import signal
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from pybrms_mix.base.errors import EngineError
from pybrms_mix.stan.engines.progress import Progress
from pybrms_mix.stan.engines.settings import Settings

Launch = Callable[[int, str], int]
"""Starts chain k (from 0), which writes to the socket at that path; returns the process id."""

_ITERATION = re.compile(r"Iteration:\s*(\d+) / (\d+) .*\((\w+)\)")
_SECONDS = re.compile(r"([\d.e+-]+) seconds \((Warm-up|Sampling)\)")


@dataclass
class Chain:
    """One chain: its process, and what it has told so far.

    Attributes:
        number: from 0.
        pid: of the process; None once it has ended.
        listener: the socket that the process connects to.
        draws: of each stored iteration, the sampler's statistics and then the cells.
        columns: their names.
        seconds: of warm-up and of sampling.
        errors: what Stan or Python said went wrong.
        remarks: what else Stan said.
        divergent: number of stored draws that end a divergent transition.
        status: what the process ended with.
        connections: the open sockets, each with the part of a line that it has sent so far.
    """

    number: int
    pid: int | None
    listener: socket.socket
    draws: list[np.ndarray] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    divergent: int = 0
    status: int = 0
    connections: dict[socket.socket, bytes] = field(default_factory=dict)

    def read(self, line: bytes, progress: Progress) -> None:
        """Take one message: a line of JSON with a topic and values."""
        # A draw has a diagnostic message beside it, as long as the draw, that nobody needs.
        if b'"topic":"diagnostic"' in line[:60]:
            return
        message = json.loads(line)
        values = message["values"]
        if message["topic"] == "sample" and isinstance(values, dict):
            self.columns = self.columns or tuple(values)
            self.draws.append(np.fromiter(values.values(), float, len(values)))
            self.divergent += values["divergent__"] > 0
        elif message["topic"] == "logger":
            self._log(values[0], progress)
        elif message["topic"] == "failure":
            self.errors.append(values[0])

    def _log(self, text: str, progress: Progress) -> None:
        """Take a line of Stan's log: iterations, times, complaints."""
        level, _, said = text.partition(":")
        if match := _ITERATION.search(said):
            done, total, stage = int(match[1]), int(match[2]), match[3]
            progress.advanced(self.number, done, total, stage == "Warmup", self.divergent)
        elif match := _SECONDS.search(said):
            self.seconds[match[2]] = float(match[1])
        elif said.strip() and "(Total)" not in said:
            (self.errors if level == "error" else self.remarks).append(said.strip())

    def stop(self) -> None:
        """End the process if it still runs, and close the sockets."""
        if self.pid is not None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = None
        for opened in (self.listener, *self.connections):
            opened.close()


def sample(launch: Launch, settings: Settings, progress: Progress) -> list[Chain]:
    """Return all chains, done: at most ``settings.parallel`` run at a time.

    Whatever goes wrong, Ctrl-C included, no process is left.

    Raises:
        EngineError: if a chain fails.
    """
    waiting = list(range(settings.chains))
    running: list[Chain] = []
    done: list[Chain] = []
    with (
        tempfile.TemporaryDirectory(prefix="brms_") as folder,
        selectors.DefaultSelector() as selector,
    ):
        try:
            while waiting or running:
                while waiting and len(running) < settings.parallel:
                    running.append(_started(launch, waiting.pop(0), Path(folder), selector))
                heard = _listen(selector, progress)
                for chain in [c for c in running if c.number not in heard and _ended(c)]:
                    running.remove(chain)
                    selector.unregister(chain.listener)
                    chain.stop()
                    _succeeded(chain, settings)
                    done.append(chain)
        finally:
            for chain in running:
                chain.stop()
    return sorted(done, key=lambda chain: chain.number)


def _started(launch: Launch, number: int, folder: Path, selector: selectors.BaseSelector) -> Chain:
    """Return chain ``number``, its process started and its listener watched."""
    path = str(folder / str(number))
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(8)
    chain = Chain(number, launch(number, path), listener)
    selector.register(listener, selectors.EVENT_READ, chain)
    return chain


def _listen(selector: selectors.BaseSelector, progress: Progress) -> set[int]:
    """Take what the chains have written by now; return the numbers of those that wrote."""
    heard = set()
    for key, _ in selector.select(timeout=0.05):
        chain: Chain = key.data
        heard.add(chain.number)
        if key.fileobj is chain.listener:
            connection, _ = chain.listener.accept()
            chain.connections[connection] = b""
            selector.register(connection, selectors.EVENT_READ, chain)
            continue
        connection = next(c for c in chain.connections if c is key.fileobj)
        received = connection.recv(1 << 20)
        if not received:
            selector.unregister(connection)
            connection.close()
            del chain.connections[connection]
            continue
        *lines, rest = (chain.connections[connection] + received).split(b"\n")
        chain.connections[connection] = rest
        for line in lines:
            chain.read(line, progress)
    return heard


def _ended(chain: Chain) -> bool:
    """Return whether the process of ``chain`` is over and all it wrote has been read."""
    if chain.pid is not None:
        pid, status = os.waitpid(chain.pid, os.WNOHANG)
        if pid:
            chain.pid, chain.status = None, status
            return False  # something may still be waiting in its sockets
    return chain.pid is None and not chain.connections


def _succeeded(chain: Chain, settings: Settings) -> None:
    """Raise an EngineError unless ``chain`` ended well, with all its draws."""
    if chain.status == 0 and len(chain.draws) == settings.stored:
        return
    said = list(dict.fromkeys(chain.errors)) or list(dict.fromkeys(chain.remarks))[-4:]
    reason = "\n".join(said) or f"its process ended with status {chain.status}"
    raise EngineError(f"PyStan: chain {chain.number + 1} failed: {reason}")
