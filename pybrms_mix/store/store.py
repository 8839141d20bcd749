"""Fits in netCDF files with a checksum. Reading runs no code, and files are written atomically."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidFile,
    NotSupported,
    PybrmsError,
)
from pybrms_mix.base.file_errors import reading
from pybrms_mix.base.on_demand import module_on_demand
from pybrms_mix.base.public_calls import warn
from pybrms_mix.results.fit import Fit
from pybrms_mix.store.contents import Contents, Outdated
from pybrms_mix.store.decode import decoded, job_of
from pybrms_mix.store.differences import same_rows
from pybrms_mix.store.encode import encoded
from pybrms_mix.store.sealed import (
    Damaged,
    check_writable,
    checked_path,
    named_path,
    seal,
    sweep,
    unsealed,
)

if TYPE_CHECKING:
    from pybrms_mix.store.brmsfit import brmsfit_file
else:
    brmsfit_file = module_on_demand("pybrms_mix.store.brmsfit.brmsfit_file")

SUFFIX = ".nc"
_REFIT = ("never", "on_change", "always")
_R_SUFFIX = ".rds"
_NUMBER = 8  # bytes

# Errors from contents that this package did not write. They are raised after the checksum has been
# verified, so they do not come from damage, and the file is reported as invalid.
_FOREIGN = (
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, MemoryError, OSError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Store:
    """The file of a fit, and the condition under which the stored fit is returned.

    Attributes
    ----------
    path : Path or None
        The file; None keeps nothing.
    refit : str
        "never", "on_change" or "always".
    brmsfit : Path or None
        An ``.rds`` file of brms with the same name, if there is no file of this package.
    """

    path: Path | None
    refit: str
    brmsfit: Path | None = None

    @classmethod
    def of(cls, file: object, refit: object) -> Store:
        """Return the store for brms's arguments ``file`` and ``file_refit``.

        Names get the ending ".nc"; R's ".rds" is replaced by it. If there is no such file, a fit of
        brms with the ending ".rds" is used. Partial files of interrupted writers are removed.

        Raises
        ------
        InvalidArgument
            If ``file`` is not the name of a file, or if ``file_refit`` is none of the three words.
        InvalidFile
            If the folder does not exist.
        """
        if not isinstance(refit, str) or refit not in _REFIT:
            raise InvalidArgument(
                "'arg' should be one of “never”, “always”, “on_change”", hint=f"It is {refit!r}."
            )
        if file is None:
            return cls(None, refit)
        path = path_of(file)
        sweep(path)
        beside = path.with_suffix(_R_SUFFIX)
        return cls(path, refit, beside if beside.is_file() and not path.exists() else None)

    @property
    def answers(self) -> bool:
        """Return whether the stored fit is returned for any arguments: ``file_refit = "never"``."""
        return self.refit == "never" and self._is_there

    def stored_fit(self, fit: Fit) -> Fit | None:
        """Return the stored fit if program, priors and data are the same; otherwise None.

        Its rows get the labels that they have in the data of ``fit``.
        """
        if self.refit != "on_change" or not self._is_there:
            return None
        stored = self.read()
        old, new = stored.model.frame, fit.model.frame
        is_same = stored.program == fit.program and stored.sample_prior == fit.sample_prior
        if not is_same or stored.dialect != fit.dialect or not same_rows(old, new):
            return None
        relabelled = replace(old, index=new.index, cache={})
        return replace(stored, model=replace(stored.model, frame=relabelled))

    def check(self, fit: Fit, draws: int = 0) -> None:
        """Raise an error before sampling if the fit cannot be stored.

        Parameters
        ----------
        fit : Fit
            The model, without draws.
        draws : int
            The number of draws that the fit will have, over all chains.

        Raises
        ------
        InvalidFile
            If the folder is not writable, or if the disk has too little room.
        """
        if self.path is None:
            return
        check_writable(self.path)
        size = len(encoded(fit).to_bytes()) + _NUMBER * draws * len(fit.model.variables)
        disk = shutil.disk_usage(os.path.realpath(self.path.parent))
        if disk.total and disk.free < size:  # some network disks report a size of 0
            raise InvalidFile(
                f"The disk of '{self.path}' has no room for the fit: it needs {size / 1e6:.1f} "
                f"MB, and {disk.free / 1e6:.1f} MB are free."
            )

    def read(self) -> Fit:
        """Return the stored fit.

        Raises
        ------
        InvalidFile
            If the file does not hold a fit.
        """
        if self.brmsfit is not None:
            return brmsfit_file.read_brmsfit(self.brmsfit)
        assert self.path is not None
        return read(self.path)

    @property
    def _is_there(self) -> bool:
        return self.brmsfit is not None or (self.path is not None and self.path.exists())

    def write(self, fit: Fit, job: str = "") -> Fit:
        """Store the fit and return it. A fit that cannot be stored is returned as well.

        Warns
        -----
        PybrmsWarning
            If the fit could not be stored; the message gives the reason.
        """
        if self.path is None:
            return fit
        try:
            write(fit, self.path, job)
        except InvalidFile as error:
            warn(
                f"{error.message} The fit is returned nevertheless: fit.save() can store it "
                "elsewhere."
            )
            return replace(fit, file=None)
        return replace(fit, file=self.path)


def path_of(file: object) -> Path:
    """Return the path of the file to write, with the ending ".nc"; make its folder.

    Raises
    ------
    InvalidArgument, InvalidFile
        If no file can have that name.
    """
    return checked_path(_without_r(file), SUFFIX)


def existing_path_of(file: object) -> Path:
    """Return the path of the file to read, with the ending ".nc". No folder is made.

    Raises
    ------
    InvalidArgument
        If no file can have that name.
    """
    return named_path(_without_r(file), SUFFIX)


def _without_r(file: object) -> object:
    """Return the name of a file without the ending of R's files."""
    if isinstance(file, (str, os.PathLike)) and str(file).endswith(_R_SUFFIX):
        return str(file).removesuffix(_R_SUFFIX)
    return file


def write(fit: Fit, path: str | Path, job: str = "") -> None:
    """Store ``fit`` as netCDF with a checksum.

    Parameters
    ----------
    fit : Fit
        The fit, with or without draws.
    path : str or Path
        The file.
    job : str
        The fingerprint of the job that made the fit, if it is one of many.

    Raises
    ------
    InvalidFile
        If the file cannot be written. An existing file is then unchanged.
    NotSupported
        For a fit of brms whose model this package cannot build.
    """
    path = Path(path)
    if not fit.source:
        raise NotSupported(
            "A fit cannot be stored if its model cannot be built here.",
            hint="The file of R from which the fit was read holds all of its content.",
        )
    try:
        seal(path, encoded(fit, job).to_bytes())
    except (OSError, ValueError, TypeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidFile(
            f"The fit could not be stored in '{path}': {reason}.",
            hint="A fit that was stored there before is unchanged.",
        ) from error


def read(path: str | Path, job: str | None = None) -> Fit:
    """Return the fit that ``path`` holds.

    Parameters
    ----------
    path : str or Path
        The file.
    job : str or None
        The fingerprint of the job that must have made the fit; None accepts any fit.

    Raises
    ------
    InvalidFile
        If there is no such file, if it is damaged, or if another job made the fit.
    """
    path = Path(path)
    try:
        with reading(path):
            content = unsealed(path)
    except Damaged as error:
        raise _not_a_fit(path, str(error)) from error
    try:
        contents = Contents.of(content)
        made_by = job_of(contents)
        fit = replace(decoded(contents), file=path)
    except Outdated as error:
        raise InvalidFile(
            f"The file '{path}' cannot be read: {error}.",
            hint="Fit again: file_refit='always' replaces the file.",
        ) from error
    except PybrmsError as error:
        reason = error.message.splitlines()[0].split(". ")[0].rstrip(".")
        refusal = _not_a_fit(path, reason)
        refusal.hint = (
            "If the model of the fit has a family or a term of another package, its Extension must "
            f"be active when the file is read. {refusal.hint}"
        )
        raise refusal from error
    except _FOREIGN as error:
        raise _not_a_fit(path, str(error).splitlines()[0] if str(error) else "") from error
    if job is not None and made_by != job:
        raise InvalidFile(
            f"The file '{path}' holds the fit of another job than its name indicates.",
            hint="The file was copied or renamed. Remove it: the fit is then made again.",
        )
    return fit


def _not_a_fit(path: Path, reason: str) -> InvalidFile:
    return InvalidFile(
        f"The file '{path}' is not a fit of pybrms_mix: {reason.rstrip('.') or 'it is damaged'}.",
        hint="Choose another name, or remove the file: file_refit='always' replaces it.",
    )
