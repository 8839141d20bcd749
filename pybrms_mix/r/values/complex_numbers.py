"""Complex numbers: ``complex()``, ``Mod()``, ``Arg()``, ``Re()``, ``Im()`` and ``Conj()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.r.values.r_vectors import numeric, read

__all__ = ["argument", "complex_number", "conjugate", "imaginary_part", "modulus", "real_part"]


def is_complex(x: Any) -> bool:
    """Return whether a value is a complex number, or a vector with one.

    >>> is_complex([1, 2j]), is_complex([[1, 2], [3]])
    (True, False)
    """
    if isinstance(x, list | tuple):
        return any(isinstance(element, complex) for element in x)
    return isinstance(x, complex) or getattr(getattr(x, "dtype", None), "kind", "") == "c"


def _data(x: Any) -> Any:
    """Return numbers as an array or a scalar; complex numbers stay complex."""
    if is_complex(x):
        return np.asarray(x)[()]
    vector = numeric(read(x))
    return vector.data[0] if vector.single else vector.data


def complex_number(
    real: Any = 0, imaginary: Any = 0, modulus: Any = None, argument: Any = None
) -> Any:
    """Return ``complex(real, imaginary)`` or ``complex(modulus =, argument =)``.

    Parameters
    ----------
    real, imaginary : float or array_like
        The parts of the numbers.
    modulus, argument : float or array_like, optional
        The lengths and the angles of the numbers, in place of their parts.

    Returns
    -------
    complex or ndarray
        The complex numbers.

    Examples
    --------
    >>> complex(complex_number(1, 2))
    (1+2j)
    """
    if modulus is None and argument is None:
        return _data(real) + 1j * _data(imaginary)
    size = 1.0 if modulus is None else _data(modulus)
    angle = 0.0 if argument is None else _data(argument)
    return size * np.exp(1j * angle)


def modulus(z: Any) -> Any:
    """Return ``Mod(z)``, the length of complex numbers.

    Examples
    --------
    >>> float(modulus(3 + 4j))
    5.0
    """
    return np.abs(_data(z))


def argument(z: Any) -> Any:
    """Return ``Arg(z)``, the angle of complex numbers in radians, from -pi to pi.

    Examples
    --------
    >>> round(float(argument(1j)), 4)
    1.5708
    """
    return np.angle(_data(z))


def real_part(z: Any) -> Any:
    """Return ``Re(z)``, the real part of complex numbers.

    Examples
    --------
    >>> float(real_part(3 + 4j))
    3.0
    """
    return np.real(_data(z))


def imaginary_part(z: Any) -> Any:
    """Return ``Im(z)``, the imaginary part of complex numbers.

    Examples
    --------
    >>> float(imaginary_part(3 + 4j))
    4.0
    """
    return np.imag(_data(z))


def conjugate(z: Any) -> Any:
    """Return ``Conj(z)``, the complex conjugate.

    Examples
    --------
    >>> complex(conjugate(3 + 4j))
    (3-4j)
    """
    return np.conj(_data(z))
