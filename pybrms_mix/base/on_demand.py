"""Names whose modules are imported when a name is first used.

``import pybrms_mix`` would otherwise import all modules of the package, of which most sessions use
a part. ``base.public_names`` holds the modules of the names.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


def on_demand(package: str, modules: Mapping[str, str]) -> None:
    """Make names attributes of a package, each of which is imported when it is first read.

    The function is called while the package is imported; ``modules`` holds the module of each name.
    An error in the import of a module is raised where the name is read. Several threads may read a
    name at the same time: Python imports a module once, and each thread waits for its end.

    Examples:
        >>> import pybrms_mix as pm
        >>> pm.brm.__module__
        'pybrms_mix.api.brm'
    """
    module = sys.modules[package]
    module.__dict__["_modules_on_demand"] = modules
    module.__class__ = _Package


def _imported(module: str, name: str) -> Any:
    """Return a name of a module, which is imported if necessary.

    Raises:
        ImportError: if the module or a library that it needs cannot be imported.
    """
    try:
        return getattr(import_module(module), name)
    except AttributeError as error:
        # Python takes an AttributeError to mean that the package has no such name, and
        # "from package import name" would then hide the cause.
        raise ImportError(f"cannot import {name!r} from {module!r}: {error}") from error


class _Package(ModuleType):
    """A package whose public names are imported on demand."""

    _modules_on_demand: Mapping[str, str]

    def __getattr__(self, name: str) -> Any:
        if name not in self._modules_on_demand:
            message = f"module {self.__name__!r} has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=self)
        value = self.__dict__[name] = _imported(self._modules_on_demand[name], name)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        # Python makes a subpackage an attribute of its package when it imports the subpackage.
        # The rooms ``prior`` and ``report`` must not hide the functions of the same names.
        if name not in self._modules_on_demand or not isinstance(value, ModuleType):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """Return the public names, without the modules that hold them."""
        return [*self.__all__, *(name for name in self.__dict__ if name.startswith("__"))]


def module_on_demand(name: str) -> Any:
    """Return a proxy of a module of this package, for code that most models do not need.

    The module is imported when an attribute of the proxy is first read. Type checkers and the check
    of the layers read an import under ``TYPE_CHECKING`` beside the call.

    Examples:
        >>> knots = module_on_demand("pybrms_mix.design.smooths.knot_rows")
        >>> knots.KnotRows.__name__
        'KnotRows'
    """
    return _ModuleOnDemand(name)


class _ModuleOnDemand:
    """A proxy of a module that is imported when an attribute is first read."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        if attribute == "__wrapped__":  # inspect asks this of every object
            raise AttributeError(attribute)
        return getattr(import_module(self._name), attribute)


class MethodOnDemand:
    """A method that another module adds to a class when that module is imported.

    The method is in the place of the real one until it is first read, from the class or from an
    object; this imports the module.
    """

    def __init__(self, module: str, name: str) -> None:
        self.module = module
        self.name = name

    def __get__(self, instance: object, owner: type) -> Any:
        # The owner may be a subclass. The class of the method may hold another function by now: a
        # test that replaced the method for a time puts this object back.
        return _imported(self.module, self.name).__get__(instance, owner)
