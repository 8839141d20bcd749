"""Fits in files: netCDF, which runs nothing on being read, written whole or not at all."""

from __future__ import annotations

import json
import secrets
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.base.dialect import DIALECTS, using
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidFile,
    NotSupported,
    PybrmsError,
    PybrmsWarning,
)
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.build.build import build
from pybrms_mix.design.columns import table
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import text
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.parts import Key
from pybrms_mix.prior.rows import Row
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.prior.validate import fitted
from pybrms_mix.results.fit import Fit, Run
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.store.brmsfit.read import read_brmsfit
from pybrms_mix.store.criteria import shelved, unshelved
from pybrms_mix.store.rows import shelved_frame, unshelved_frame

_FORMAT = "pybrms_mix fit 1"
_REFIT = ("never", "on_change", "always")
_SUFFIX = ".nc"


@dataclass(frozen=True)
class Store:
    """Where a fit is kept, and when what is kept there is the answer.

    Attributes:
        path: of the file; None keeps nothing.
        brmsfit: a file of R of that name, for which there is none of ours; None if there is none.
        refit: "never", "on_change" or "always".
    """

    path: Path | None
    refit: str
    brmsfit: Path | None = None

    @classmethod
    def of(cls, file: str | Path | None, refit: str) -> Store:
        """Return the store that brms's ``file`` and ``file_refit`` mean.

        Names get the ending ".nc"; R's ".rds" is replaced by it. A fit of brms under that name
        with the ending ".rds" is taken where there is no other.

        Raises:
            InvalidArgument: for another ``file_refit``.
            InvalidFile: if there is no folder to write to.
        """
        if refit not in _REFIT:
            raise InvalidArgument(
                "'arg' should be one of “never”, “always”, “on_change”", hint=f"It is {refit!r}."
            )
        if file is None:
            return cls(None, refit)
        path = Path(file)
        if path.suffix == ".rds":
            path = path.with_suffix("")
        if path.suffix != _SUFFIX:
            path = path.with_name(path.name + _SUFFIX)
        if not path.parent.is_dir():
            raise InvalidFile(
                f"There is no folder '{path.parent}' for the fit.", hint="Make it first."
            )
        beside = path.with_suffix(".rds")
        return cls(path, refit, beside if beside.is_file() and not path.exists() else None)

    @property
    def answers(self) -> bool:
        """Return whether the file is the answer whatever was asked, as with brms's "never"."""
        return self.refit == "never" and self._is_there

    def held(self, fit: Fit) -> Fit | None:
        """Return the stored fit if it is of the same program, priors and data; None otherwise.

        Its rows get the labels that they have in the data of ``fit``.
        """
        if self.refit != "on_change" or not self._is_there:
            return None
        there = self.read()
        old, new = there.model.frame, fit.model.frame
        same = there.program == fit.program and there.sample_prior == fit.sample_prior
        same = same and there.dialect == fit.dialect
        if not same or not _same_rows(old, new) or not _same(old.data2, new.data2):
            return None
        relabelled = replace(old, index=new.index, cache={})
        return replace(there, model=replace(there.model, frame=relabelled))

    def read(self) -> Fit:
        """Return the stored fit.

        Raises:
            InvalidFile: if the file is none.
        """
        if self.brmsfit is not None:
            return read_brmsfit(self.brmsfit)
        assert self.path is not None
        return read(self.path)

    @property
    def _is_there(self) -> bool:
        return self.brmsfit is not None or (self.path is not None and self.path.exists())

    def write(self, fit: Fit) -> Fit:
        """Store the fit and return it; what was there stays until the new file is complete."""
        if self.path is None:
            return fit
        write(fit, self.path)
        return replace(fit, file=self.path)


def write(fit: Fit, path: str | Path) -> None:
    """Store ``fit`` as netCDF.

    Raises:
        InvalidFile: if it cannot be written; a file that was there before is untouched.
        NotSupported: for a fit of brms whose model cannot be built here.
    """
    path = Path(path)
    if not fit.source:
        raise NotSupported(
            "A fit whose model cannot be built here cannot be stored.",
            hint="The file of R from which it was read has all of it.",
        )
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        # Made in memory: HDF5 cannot let go of a file that its disk has no room for, and brings
        # the interpreter down with it later.
        part.write_bytes(_dataset(fit).to_netcdf(engine="h5netcdf"))
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidFile(
            f"The fit could not be stored in '{path}': {reason}.",
            hint="What was stored there before is unchanged.",
        ) from error
    finally:
        part.unlink(missing_ok=True)


def read(path: str | Path) -> Fit:
    """Return the fit that ``path`` holds.

    Raises:
        InvalidFile: if there is no such file, or it is not a fit.
    """
    path = Path(path)
    try:
        with xr.open_dataset(path, engine="h5netcdf", phony_dims="sort") as opened:
            held = opened.load()
    except FileNotFoundError as error:
        raise InvalidFile(f"There is no file '{path}'.") from error
    except Exception as error:  # h5py and xarray raise whatever they meet in a foreign file
        raise _not_a_fit(path) from error
    if held.attrs.get("format") != _FORMAT:
        raise _not_a_fit(path)
    try:
        return replace(_fit(held), file=path)
    except (LookupError, ValueError, TypeError, AttributeError, PybrmsError) as error:
        raise _not_a_fit(path) from error


def _not_a_fit(path: Path) -> InvalidFile:
    return InvalidFile(
        f"The file '{path}' is not a fit of pybrms_mix.",
        hint="Choose another name, or remove it: file_refit='always' replaces what is there.",
    )


def _dataset(fit: Fit) -> xr.Dataset:
    """Return draws, statistics, data and texts as arrays: HDF5's attributes hold 64 kB at most."""
    arrays: dict[str, Any] = {}
    if fit.draws is not None:
        arrays["draws"] = (("chain", "draw", "variable"), fit.draws.values)
        arrays["names"] = ("variable", np.array(fit.draws.names, dtype=object))
    for name, values in fit.stats.items():
        arrays[f"stat:{name}"] = (("chain", "draw"), values)
    frame = fit.model.frame
    arrays |= shelved_frame(frame)
    about = {
        "program": fit.program,
        "formula": fit.source["formula"],
        "family": fit.source["family"],
        "prior": json.dumps([_row(r) for r in fit.source["prior"]]),
        "sample_prior": fit.sample_prior,
        "data_name": fit.data_name,
        "dialect": fit.dialect.name,
        "data2": json.dumps(_beside(frame, arrays)),
        "run": json.dumps(asdict(fit.run) if fit.run else None),
    }
    arrays |= {f"about:{name}": ((), text) for name, text in about.items()}
    arrays |= shelved(fit.criteria)
    return xr.Dataset(arrays, attrs={"format": _FORMAT})


def _beside(frame: Frame, arrays: dict[str, Any]) -> list[dict[str, Any]]:
    """Put the numbers of ``data2`` among the arrays; return what an array does not say of them."""
    found = []
    for at, (name, value) in enumerate(_numeric(frame.data2).items()):
        array = np.asarray(value, dtype=float)
        arrays[f"data2:{at}"] = (tuple(f"data2:{at}:{k}" for k in range(array.ndim)), array)
        about: dict[str, Any] = {"name": name, "at": at}
        if isinstance(value, pd.DataFrame):
            about |= {"rows": [*map(text, value.index)], "columns": [*map(text, value.columns)]}
        found.append(about)
    return found


def _numeric(data2: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has to be kept of ``data2``: variables of formulas are columns of the data."""
    values = {n: table(v) if hasattr(v, "columns") else np.asarray(v) for n, v in data2.items()}
    return {n: v for n, v in values.items() if np.asarray(v).dtype.kind in "biuf"}


def _same_rows(one: Frame, other: Frame) -> bool:
    """Return whether two frames have the same rows, those that are left out among them."""
    if one.whole is not None and other.whole is not None:
        return one.whole.data.equals(other.whole.data) and one.data.equals(other.data)
    return one.whole is other.whole and one.data.equals(other.data)


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    left, right = _numeric(one), _numeric(other)
    return left.keys() == right.keys() and all(
        np.array_equal(np.asarray(v, dtype=float), np.asarray(right[n], dtype=float))
        for n, v in left.items()
    )


def _row(row: Row) -> dict[str, Any]:
    said = {"prior": row.prior, "lb": row.lb, "ub": row.ub, "source": row.source, "tag": row.tag}
    return {**said, "key": asdict(row.key), "bounded": row.bounded}


def _fit(held: xr.Dataset) -> Fit:
    about = {n.removeprefix("about:"): str(held[n].item()) for n in _named(held, "about:")}
    rows = [Row(**{**r, "key": Key(**r["key"])}) for r in json.loads(about["prior"])]
    with warnings.catch_warnings(), using(about.get("dialect", DIALECTS["2.18"])) as dialect:
        warnings.simplefilter("ignore", PybrmsWarning)  # said when the fit was made
        built = build(
            about["formula"], _frame(held, about), about["family"], PriorTable(rows),
            about["sample_prior"],
        )  # fmt: skip
    made = json.loads(about["run"])
    fit = Fit(
        model=built.model,
        draws=None,
        stats={n.removeprefix("stat:"): held[n].to_numpy() for n in _named(held, "stat:")},
        run=Run(**{**made, "modes": _modes(made)}) if made else None,
        program=about["program"],
        formula=tuple(built.formula.lines()),
        data_name=about["data_name"],
        prior=fitted(built.table),
        sample_prior=built.sample_prior,
        source=built.source,
        criteria=unshelved(held),
        dialect=dialect,
    )
    if "draws" not in held:
        return fit
    names = tuple(str(n) for n in held["names"].to_numpy())
    return replace(fit, draws=Draws(held["draws"].to_numpy(), names))


def _modes(made: Mapping[str, Any]) -> FoundModes | None:
    """Return the modes that were found before sampling, as JSON has them."""
    held = made.get("modes")
    return FoundModes.of(held) if held else None


def _named(held: xr.Dataset, prefix: str) -> list[str]:
    return [name for name in map(str, held) if name.startswith(prefix)]


def _frame(held: xr.Dataset, about: Mapping[str, str]) -> Frame:
    """Return the rows of the fit, with what they are computed from beside the rows."""
    return replace(
        unshelved_frame(held), data2={c["name"]: _kept(c, held) for c in json.loads(about["data2"])}
    )


def _kept(about: Mapping[str, Any], held: xr.Dataset) -> Any:
    values = held[f"data2:{about['at']}"].to_numpy()
    if "rows" not in about:
        return values
    return pd.DataFrame(values, index=about["rows"], columns=about["columns"])
