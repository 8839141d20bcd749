"""Types of parameters that a docstring describes together."""

from __future__ import annotations

from typing import Any

import griffe


class Annotations(griffe.Extension):
    """Give each parameter of an entry such as ``seed, executor, file`` its own type and default.

    griffe gives all of them those of the first one, if the entry names no type.
    """

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """Correct the parsed docstring of a function."""
        if func.docstring is None:
            return
        known = {parameter.name: parameter for parameter in func.parameters}
        taken = {id(p.annotation) for p in known.values() if p.annotation is not None}
        for section in func.docstring.parsed:
            if section.kind is not griffe.DocstringSectionKind.parameters:
                continue
            for entry in section.value:
                own = known.get(entry.name.lstrip("*"))
                if own is None:
                    continue
                if id(entry.annotation) in taken:
                    entry.annotation = own.annotation
                entry.value = own.default
