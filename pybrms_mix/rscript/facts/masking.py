"""Which package a function belongs to where R packages have functions of the same name.

R takes the function of the package that was attached last. The vocabulary has one meaning for each
name; a call that R answers by a function with another meaning is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Argument, Assign, Call, For, Infix, Name, Part, String, called

# Packages that a package attaches before itself.
_BRINGS = {
    "tidyverse": ("dplyr", "purrr", "tidyr", "ggplot2"),
    "tidymodels": ("scales", "dplyr", "purrr", "tidyr", "ggplot2"),
    "Rmisc": ("lattice", "plyr"),
    "easystats": ("bayestestR", "datawizard"),
    "arm": ("MASS", "lme4"),
}


@dataclass(frozen=True)
class _Shared:
    """A name that several packages give to functions with different meanings.

    Attributes
    ----------
    homes : tuple of str
        The packages whose function is translated.
    others : mapping
        What the function does in the other packages.
    instead : str
        What a script can call for the meaning that is translated.
    grouped : bool
        Whether the meanings differ for grouped tables only.
    """

    homes: tuple[str, ...]
    others: Mapping[str, str]
    instead: str
    grouped: bool = False


_LOGITS = ("gtools", "boot", "arm", "psych", "rethinking", "LaplacesDemon")
_RATES = {"extraDistr": "takes its parameters in another order"}
_SHARED = {
    **dict.fromkeys(
        ("summarise", "mutate"),
        _Shared(("dplyr",), {"plyr": "ignores groups"}, "dplyr::{}()", grouped=True),
    ),
    "summarize": _Shared(
        ("dplyr",),
        {"plyr": "ignores groups", "Hmisc": "takes a vector and the groups"},
        "dplyr::summarize()",
        grouped=True,
    ),
    "describe": _Shared(("psych",), {"Hmisc": "describes each value"}, "psych::describe()"),
    "count": _Shared(("dplyr",), {"plyr": "names its counts 'freq'"}, "dplyr::count()"),
    "rename": _Shared(
        ("dplyr",), {"plyr": "takes the new names as text"}, "dplyr::rename(d, new = old)"
    ),
    "recode": _Shared(("dplyr",), {"car": "takes its rules in one text"}, "dplyr::recode()"),
    "lag": _Shared(
        ("dplyr",), {"stats": "moves the times of a series and keeps its values"}, "dplyr::lag()"
    ),
    "map": _Shared(
        ("purrr",),
        {"mclust": "returns the likeliest class of each row", "maps": "draws a map",
         "rethinking": "fits a model"},
        "purrr::map()",
    ),
    "rescale": _Shared(
        ("scales",),
        {"arm": "divides by two standard deviations", "psych": "gives a mean of 100",
         "datawizard": "gives values from 0 to 100"},
        "scales::rescale()",
    ),
    "logit": _Shared(_LOGITS, {"car": "takes percentages, and moves 0 and 1"}, "qlogis()"),
    "alpha": _Shared(("ggplot2", "scales"), {"psych": "is a reliability"}, "scales::alpha()"),
    "some": _Shared(("purrr",), {"car": "draws rows at random"}, "purrr::some()"),
    "hdi": _Shared(
        ("bayestestR",),
        {"HDInterval": "returns a vector", "ggdist": "returns a matrix",
         "tidybayes": "returns a matrix"},
        "bayestestR::hdi()",
    ),
    **dict.fromkeys(
        ("dfrechet", "pfrechet", "qfrechet", "rfrechet"), _Shared(("brms",), _RATES, "brms::{}()")
    ),
}  # fmt: skip


# Packages that R attaches at its start.
_OF_R = ("stats",)


@dataclass
class Packages:
    """The packages that a script has attached, in their order.

    Attributes
    ----------
    order : list of str
        The packages; R's own come first.
    preferred : dict
        The package that ``conflict_prefer()`` names for a function.
    """

    order: list[str] = field(default_factory=lambda: [*_OF_R])
    preferred: dict[str, str] = field(default_factory=dict)

    def note(self, node: Part, script: Sequence[Part]) -> None:
        """Remember the packages that a statement attaches, detaches or prefers."""
        for part in below(node):
            self.order = [p for p in self.order if p not in _detached(part)]
            self.preferred |= _preferred(part)
            packages = _attached(part, script)
            if _by_variable(part) and not packages:  # any package may follow those of R
                self.order = [p for p in self.order if p not in _OF_R]
            for package in packages:
                self._attach(package)

    def _attach(self, package: str) -> None:
        for name in (*_BRINGS.get(package, ()), package):
            if name not in self.order:
                self.order.append(name)

    def of(self, name: str, shared: _Shared) -> str:
        """Return the package whose function of a name R calls; "" if none is attached."""
        candidates = [p for p in self.order if p in (*shared.homes, *shared.others)]
        return self.preferred.get(name) or (candidates[-1] if candidates else "")


def refuse_other(node: Call, packages: Packages, script: Sequence[Part]) -> None:
    """Refuse the call of a function that another package has under a known name.

    Raises
    ------
    NotPorted
        If R calls the function of a package whose meaning is not available here.
    """
    name = called(node) or ""
    shared = _SHARED.get(name)
    if shared is None:
        return
    match node.function:
        case Infix(Name(prefix), "::" | ":::", _):
            package = prefix
        case _:
            package = packages.of(name, shared)
    if package not in shared.others:
        return
    if shared.grouped and package == "plyr" and not any(map(_groups, script)):
        return
    raise NotPorted(
        f"{name}() is that of {package} here, which {shared.others[package]}; "
        f"{shared.instead.format(name)} is available",
        node.span,
    )


def _groups(statement: Part) -> bool:
    return any(called(p) == "group_by" for p in below(statement) if isinstance(p, Call))


def _detached(part: Part) -> list[str]:
    """Return the package of ``detach(package:plyr)`` or ``detach("package:plyr")``."""
    match part:
        case Call(_, (Argument(_, first), *_)) if called(part) == "detach":
            return [text.rpartition(":")[2] for text in _words(first)]
    return []


def _preferred(part: Part) -> dict[str, str]:
    """Return the package that a call of the package conflicted names for each function."""
    match part:
        case Call(_, arguments) if called(part) == "conflicts_prefer":
            choices = [a.value for a in arguments]
            return {c.right.text: c.left.text for c in choices if isinstance(c, Infix)
                    if isinstance(c.left, Name) and isinstance(c.right, Name)}  # fmt: skip
        case Call(_, (Argument(_, String(name)), Argument(_, String(package)), *_)):
            return {name: package} if called(part) == "conflict_prefer" else {}
    return {}


def _attached(part: Part, script: Sequence[Part]) -> list[str]:
    """Return the packages that a call attaches by itself."""
    match part:
        case For(Name(variable), values, body):
            inner = [p for p in below(body) if called(p) in ("library", "require")]
            by_name = any(
                a.value == Name(variable) for p in inner if isinstance(p, Call) for a in p.arguments
            )
            return _texts(values, script) if by_name else []
        case Call(_, arguments) if called(part) in ("library", "require"):
            by_text = any(a.name == "character.only" for a in arguments)
            partly = any(a.name in ("include.only", "exclude") for a in arguments)
            first = [a.value for a in arguments if a.name in (None, "package")][:1]
            if partly or not first:
                return []
            return _texts(first[0], script) if by_text else _words(first[0])
        case Call(_, arguments) if called(part) in _SEVERAL:
            return [
                text
                for a in arguments
                if a.name in (None, "char")
                for text in (_texts(a.value, script) if a.name else _words(a.value))
            ]
        case Call(_, arguments) if any(_words(a.value) in _LOADERS for a in arguments[1:]):
            return _texts(arguments[0].value, script)
    return []


_LOADERS = (["library"], ["require"])
_SEVERAL = frozenset({"p_load", "shelf", "libraries", "pkg_attach"})


def _by_variable(part: Part) -> bool:
    """Return whether a call attaches the package whose name a variable holds."""
    match part:
        case Call(_, arguments) if called(part) in ("library", "require"):
            return any(a.name == "character.only" for a in arguments)
    return False


def _words(part: Part | None) -> list[str]:
    """Return a name or a text as a list of one string."""
    match part:
        case Name(text) | String(text):
            return [text]
        case Infix(Name("package"), ":", Name(text)):
            return [text]
    return []


def _texts(part: Part | None, script: Sequence[Part]) -> list[str]:
    """Return the texts of ``c("a", "b")``, or of the variable that holds them."""
    match part:
        case Name(variable):
            values = [s.value for s in script
                      if isinstance(s, Assign) and s.target == Name(variable)]  # fmt: skip
            return _texts(values[0], script) if values and values[0] != part else []
        case Call(_, arguments) if called(part) == "c":
            return [t for a in arguments for t in _words(a.value)]
        case String(text):
            return [text]
    return []
