"""Variables whose names a script computes: ``assign(paste0("fit_", k), v)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.r.values.r_vectors import CHARACTER, read

__all__ = ["assign_by_name", "several_by_name", "variables_by_name"]


class ComputedNames(dict[str, Any]):
    """Variables by their names, beside those that have a name in the script.

    Attributes
    ----------
    script_names : frozenset of str
        The names of the other variables, which are no names here.
    """

    def __init__(self, script_names: Sequence[str]) -> None:
        super().__init__()
        self.script_names = frozenset(script_names)

    def __missing__(self, name: str) -> Any:
        """Raise R's error for a variable that does not exist."""
        if name in self.script_names:
            raise NotSupported(f"The variable '{name}' of the script cannot be found by its name.")
        raise InvalidData(f"object '{name}' not found")


def variables_by_name(script_names: Sequence[str]) -> ComputedNames:
    """Return the variables whose names a script computes; there are none at first.

    Parameters
    ----------
    script_names : sequence of str
        The variables that have a name in the script.

    Returns
    -------
    dict
        The variables.

    Examples
    --------
    >>> by_name = variables_by_name(["d"])
    >>> assign_by_name(by_name, "fit_1", 5)
    5
    >>> by_name["fit_1"]
    5
    """
    return ComputedNames(script_names)


def _name_of(name: Any) -> str:
    vector = read(name)
    if vector.kind != CHARACTER or len(vector) != 1:
        raise InvalidData("The name of a variable must be a single string.")
    return str(vector.data[0])


def assign_by_name(by_name: ComputedNames, name: Any, value: Any) -> Any:
    """Assign a variable whose name is computed: ``assign(name, value)``.

    Raises
    ------
    NotSupported
        If the script has a variable of this name.
    """
    spelt = _name_of(name)
    if spelt in by_name.script_names:
        raise NotSupported(
            f"assign() would change the variable '{spelt}' of the script.",
            hint="Give it another name, or assign it by an arrow.",
        )
    by_name[spelt] = value
    return value


def several_by_name(by_name: ComputedNames, names: Any) -> dict[str, Any]:
    """Return variables by their names: ``mget(names)``.

    Examples
    --------
    >>> by_name = variables_by_name([])
    >>> by_name.update(a=1, b=2)
    >>> several_by_name(by_name, ["b"])
    {'b': 2}
    """
    return {str(n): by_name[str(n)] for n in read(names).data}
