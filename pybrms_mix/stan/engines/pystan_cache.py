"""Compilation of Stan programs for PyStan, and the cache of compiled programs."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from platformdirs import user_cache_dir

from pybrms_mix.base.errors import EngineError
from pybrms_mix.base.file_errors import writing
from pybrms_mix.base.lazy import filelock, metadata
from pybrms_mix.stan.engines.protocol import ProgramError

# The program of the build process is passed as text. As a module it would import the whole package,
# and as a file it would put this folder, which contains code.py, before the standard library.
_RUN = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')"


def compiler() -> str | None:
    """Return the path of a C++ compiler: ``CXX``, the one of Python or another; else None."""
    configured = str(sysconfig.get_config_var("CXX") or "").split(" ")[0]
    for name in (os.environ.get("CXX", "").split(" ")[0], configured, "g++", "clang++"):
        if name and (path := shutil.which(name)):
            return path
    return None


def cache_folder() -> Path:
    """Return the folder of compiled programs, which can be deleted at any time."""
    return Path(user_cache_dir("pybrms_mix"), "pystan")


def compiled(program: str) -> Path:
    """Return the path of the extension module of a program; compile the program if needed.

    The function is safe with several processes and threads, because each program has a lock, and
    safe if it is killed, because a module gets its final name when it is complete. The next build
    removes the files of a killed build.

    Raises:
        ProgramError: if the program is not valid Stan.
        EngineError: if the compilation fails.
    """
    facts = (program, metadata.version("httpstan"), sys.version, sys.executable, "O1")
    name = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:24]
    folder = cache_folder()
    with writing(folder, "compiled program"):
        folder.mkdir(parents=True, exist_ok=True)
    module = folder / f"{name}.so"
    with filelock.FileLock(folder / f"{name}.lock"):
        if not module.exists():
            # Killed builds left these files. No running build can own them, because this process
            # has the lock.
            for leftover in folder.glob(f"{name}.*.part"):
                shutil.rmtree(leftover, ignore_errors=True)
            # A compiler of a killed build may still write to its folder, so this build takes a new
            # name.
            workshop = Path(tempfile.mkdtemp(".part", f"{name}.", folder))
            try:
                os.replace(_build(program, workshop), module)
            finally:
                shutil.rmtree(workshop, ignore_errors=True)
    return module


def _build(program: str, workshop: Path) -> Path:
    """Compile the program below ``workshop`` in a process, and return the extension module."""
    environment = dict(os.environ)
    if not shutil.which("g++") and "CXX" not in environment and (compiler_path := compiler()):
        environment |= {"CXX": compiler_path, "CC": compiler_path.replace("++", "")}
    (workshop / "program.stan").write_text(program, encoding="utf-8")
    builder = Path(__file__).with_name("pystan_build.py")
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, str(builder), str(workshop)],
        cwd=workshop,
        env=environment,
        text=True,
        encoding="utf-8",
        stdin=subprocess.PIPE,  # stays open: if this process dies, the builder ends
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            output = process.stdout.read()
            process.wait()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    modules = [path for path in workshop.rglob("stan_services*.so") if path.is_file()]
    if process.returncode == 0 and modules:
        return modules[0]
    if "Syntax error" in output or "Semantic error" in output:
        raise ProgramError(output)
    raise EngineError(f"PyStan could not compile the program:\n{output.strip()[-3000:]}")
