"""The command ``pybrms-mix``: a word and its arguments, handed to the function of that name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from pybrms_mix.errors import PybrmsError
from pybrms_mix.stan.doctor import doctor


def _doctor(arguments: argparse.Namespace) -> int:
    print(doctor())
    return 0


def _no_options(parser: argparse.ArgumentParser) -> None:
    """Take no options."""


Options = Callable[[argparse.ArgumentParser], None]
Command = Callable[[argparse.Namespace], int]

# Each word: what it does, its options, its function.
COMMANDS: dict[str, tuple[str, Options, Command]] = {
    "doctor": ("say which engines work here, and what the others lack", _no_options, _doctor),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with its arguments and return its exit status."""
    parser = argparse.ArgumentParser(prog="pybrms-mix", description=__doc__)
    words = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (told, options, _) in COMMANDS.items():
        options(words.add_parser(name, help=told, description=told))
    arguments = parser.parse_args(argv)
    try:
        return COMMANDS[arguments.command][2](arguments)
    except PybrmsError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
