"""How a package offers names of its modules, and loads a module when a name of it is first used."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def modules_of(names: Mapping[str, str]) -> dict[str, str]:
    """Return the module of each name.

    Args:
        names: of each module, with a blank between them.

    >>> modules_of({"records": "Contract Payment"})
    {'Contract': 'records', 'Payment': 'records'}
    """
    return {name: module for module, own in names.items() for name in own.split()}


def loader_of(package: str, module_of: Mapping[str, str]) -> Callable[[str], object]:
    """Return what a package needs as its `__getattr__`; a name that was loaded stays.

    Args:
        package: its full name.
        module_of: the module of each name, within the package.
    """

    def load(name: str) -> object:
        if name in module_of:
            value: object = getattr(import_module(f"{package}.{module_of[name]}"), name)
            setattr(sys.modules[package], name, value)
            return value
        msg = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(msg)

    return load
