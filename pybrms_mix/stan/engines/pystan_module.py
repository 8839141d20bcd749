"""The thread that loads and calls the extension modules of PyStan, and forks processes.

Stan keeps the stack of automatic differentiation in the thread that loaded the module. A gradient
on another thread crashes, and so does a gradient in a process that another thread forked.
"""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from pybrms_mix.base.errors import EngineError

_T = TypeVar("_T")
_NAME = "pybrms_mix-pystan"
_WATCH = 1.0  # seconds between two checks whether the parent process is alive


def on_module_thread(work: Callable[[], _T]) -> _T:
    """Call ``work`` on the thread of the modules, and return its result."""
    if threading.current_thread().name.startswith(_NAME):
        return work()
    return _thread(os.getpid()).submit(work).result()


@cache
def _thread(process: int) -> ThreadPoolExecutor:
    """Return the thread of the modules for one ``process``; a fork does not copy threads."""
    return ThreadPoolExecutor(1, thread_name_prefix=_NAME)


@cache
def loaded(path: Path) -> ModuleType:
    """Return the extension module at ``path``. Only ``there`` may call this function."""
    spec = importlib.util.spec_from_file_location("stan_services", path)
    assert spec is not None and spec.loader is not None, path
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError as failure:
        raise EngineError(
            f"The compiled program cannot be loaded: {failure}.",
            hint="PyStan 3.14 does not work with Python 3.13: pip install 'pystan<3.11'."
            if sys.version_info >= (3, 13)
            else f"Delete {path} and try again.",
        ) from None
    return module


def completed(module: ModuleType, function: str, given: Mapping[str, object]) -> dict[str, object]:
    """Return the given arguments of one of Stan's services, with defaults for all others."""
    from httpstan.services import arguments  # noqa: PLC0415 - PyStan may be missing

    method = arguments.Method["SAMPLE"]
    names = arguments.function_arguments(function, module)
    rest = {name: arguments.lookup_default(method, name) for name in names if name not in given}
    return rest | dict(given)


def forked(path: str, work: Callable[[], int]) -> int:
    """Run ``work`` in a forked process; return the process id.

    ``work`` returns Stan's exit code, 0 for success. An exception in ``work`` is written to the
    socket at ``path`` as a message with the topic "failure".
    """
    parent = os.getpid()
    with warnings.catch_warnings():
        # Python 3.12 warns of threads that a fork does not copy. The forked process uses none of
        # them.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        # Ctrl-C reaches the whole process group. The parent ends its processes itself.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = int(work() != 0)
    except BaseException as failure:
        with socket.socket(socket.AF_UNIX) as report:
            report.connect(path)
            message = {"topic": "failure", "values": [str(failure)]}
            report.sendall(json.dumps(message).encode() + b"\n")
    finally:
        # sys.exit would run the exit handlers of the parent here.
        os._exit(code)


def _end_with(parent: int) -> None:
    """Wait until the parent process ends, even if it is killed, then end this process."""
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(1)
