"""The chains of PyStan as processes, and the messages that they write to their sockets."""

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
    """One chain: its process and its messages.

    Attributes:
        number: the number of the chain, from 0.
        pid: the id of the process; None after the process has ended.
        listener: the socket that the process connects to.
        draws: the stored iterations: statistics of the sampler, then the cells.
        columns: the names of statistics and cells.
        seconds: the durations of warm-up and sampling.
        errors: the error messages of Stan or Python.
        remarks: all other messages of Stan.
        divergent: the number of stored draws whose transition diverged.
        status: the exit status of the process.
        connections: the open sockets, each with the beginning of an incomplete line.
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
        """Process one message: a line of JSON with a topic and values."""
        # The diagnostic message of each draw, which is as long as the draw, is not needed.
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
        """Process a line of Stan's log: an iteration, a duration or a warning."""
        level, _, message = text.partition(":")
        if match := _ITERATION.search(message):
            iteration, total, stage = int(match[1]), int(match[2]), match[3]
            progress.advanced(self.number, iteration, total, stage == "Warmup", self.divergent)
        elif match := _SECONDS.search(message):
            self.seconds[match[2]] = float(match[1])
        elif message.strip() and "(Total)" not in message:
            (self.errors if level == "error" else self.remarks).append(message.strip())

    def stop(self) -> None:
        """End the process if it is running, and close the sockets."""
        if self.pid is not None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = None
        for opened in (self.listener, *self.connections):
            opened.close()


def sample(launch: Launch, settings: Settings, progress: Progress) -> list[Chain]:
    """Run all chains, at most ``settings.parallel`` at the same time.

    No process is left behind after an error or Ctrl-C.

    Raises:
        EngineError: if a chain fails.
    """
    waiting = list(range(settings.chains))
    running: list[Chain] = []
    ended: list[Chain] = []
    with (
        tempfile.TemporaryDirectory(prefix="brms_") as folder,
        selectors.DefaultSelector() as selector,
    ):
        try:
            while waiting or running:
                while waiting and len(running) < settings.parallel:
                    running.append(_started(launch, waiting.pop(0), Path(folder), selector))
                senders = _listen(selector, progress)
                for chain in [c for c in running if c.number not in senders and _ended(c)]:
                    running.remove(chain)
                    selector.unregister(chain.listener)
                    chain.stop()
                    _succeeded(chain, settings)
                    ended.append(chain)
        finally:
            for chain in running:
                chain.stop()
    return sorted(ended, key=lambda chain: chain.number)


def _started(launch: Launch, number: int, folder: Path, selector: selectors.BaseSelector) -> Chain:
    """Start the process of a chain, and register its listener."""
    path = str(folder / str(number))
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(8)
    chain = Chain(number, launch(number, path), listener)
    selector.register(listener, selectors.EVENT_READ, chain)
    return chain


def _listen(selector: selectors.BaseSelector, progress: Progress) -> set[int]:
    """Process the messages that have arrived; return the numbers of the chains that wrote them."""
    senders = set()
    for key, _ in selector.select(timeout=0.05):
        chain: Chain = key.data
        senders.add(chain.number)
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
    return senders


def _ended(chain: Chain) -> bool:
    """Return whether the process of a chain has ended and all its messages have been read."""
    if chain.pid is not None:
        pid, status = os.waitpid(chain.pid, os.WNOHANG)
        if pid:
            chain.pid, chain.status = None, status
            return False  # messages may still be waiting in the sockets
    return chain.pid is None and not chain.connections


def _succeeded(chain: Chain, settings: Settings) -> None:
    """Raise an EngineError unless the chain ended without error and with all its draws."""
    if chain.status == 0 and len(chain.draws) == settings.stored:
        return
    messages = list(dict.fromkeys(chain.errors)) or list(dict.fromkeys(chain.remarks))[-4:]
    reason = "\n".join(messages) or f"its process ended with status {chain.status}"
    raise EngineError(f"PyStan: chain {chain.number + 1} failed: {reason}")
