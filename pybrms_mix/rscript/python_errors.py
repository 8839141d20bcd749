"""Errors of Python in the words of R."""

from __future__ import annotations

from pybrms_mix.base.file_errors import reason_of

_OF_TYPES = ("unsupported operand", "can only concatenate", "not supported for the input types",
             "could not convert string", "bad operand type")  # fmt: skip

_OF_LENGTHS = ("could not be broadcast", "Lengths must match", "Unable to coerce to Series")


def told_of(error: Exception) -> str:
    """Return the message of an error of Python, after the words of R for such an error.

    An error that the script itself raises by ``stop()`` has its own message alone.
    """
    name = type(error).__name__
    match error:
        case RuntimeError() | ValueError() if _by_script(error):
            return str(error)
        case OSError(filename=str(file)) if file:
            return f"the file '{file}' cannot be opened: {reason_of(error)} ({name})"
        case NameError(name="picture"):
            return f"no plot to save: the line that makes the last picture was not run ({name})"
        case KeyError():
            return f"there is no column or element {error} ({name})"
        case IndexError():
            return f"subscript out of bounds ({name}: {error})"
        case ValueError() if any(words in str(error) for words in _OF_LENGTHS):
            reason = (
                "the lengths of the vectors differ, and the port did not see that R recycles one"
            )
            return f"{reason}: write rep_len(x, length(y)) ({name}: {error})"
        case TypeError() | ValueError() if any(words in str(error) for words in _OF_TYPES):
            return f"non-numeric argument ({name}: {error})"
    return f"{name}: {error}"


def _by_script(error: Exception) -> bool:
    """Return whether ``stop()`` raised an error, in the script or in ``r.stop()``."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = None if trace is None else trace.tb_frame.f_code
    return code is not None and (code.co_filename == "<R script>" or code.co_name == "stop")
