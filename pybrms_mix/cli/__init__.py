"""The command line interface ``pybrms-mix`` with its subcommands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.file_errors import writing
from pybrms_mix.cli.jobs_command import jobs, jobs_options
from pybrms_mix.rscript import port, run
from pybrms_mix.stan.engines.doctor import doctor


def _doctor(arguments: argparse.Namespace) -> int:
    print(doctor())
    return 0


def _no_options(parser: argparse.ArgumentParser) -> None:
    """Add no options to a subcommand."""


def _port(arguments: argparse.Namespace) -> int:
    ported = port(arguments.script, dialect=arguments.dialect)
    if arguments.output is None:
        sys.stdout.write(ported.python)
    else:
        with writing(arguments.output, "Python script"):
            arguments.output.write_text(ported.python, encoding="utf-8")
    print(ported.summary, file=sys.stderr)
    return 1 if arguments.strict and ported.missing else 0


def _run(arguments: argparse.Namespace) -> int:
    ported = port(arguments.script, dialect=arguments.dialect)
    print(ported.summary, file=sys.stderr)
    if arguments.strict and ported.missing:
        return 1
    run(ported, allow=arguments.allow)
    return 0


def _port_options(parser: argparse.ArgumentParser) -> None:
    _script_options(parser)
    parser.add_argument(
        "-o", "--output", type=Path, help="the file to write (default: standard output)"
    )


def _script_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("script", type=Path, help="an R script, or an .Rmd or .qmd document")
    parser.add_argument("--strict", action="store_true", help="fail if a line cannot be ported")
    parser.add_argument(
        "--dialect",
        metavar="VERSION",
        help="the version of brms whose syntax and defaults apply, 2.18 or 2.23 (default: the "
        "version that the script names)",
    )


def _run_options(parser: argparse.ArgumentParser) -> None:
    _script_options(parser)
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="PATH",
        help="a folder, a file or the beginning of an address outside this folder that the "
        "script may access; may be repeated",
    )


Options = Callable[[argparse.ArgumentParser], None]
Command = Callable[[argparse.Namespace], int]


# For each subcommand: its help text, the function that adds its options, and its function.
COMMANDS: dict[str, tuple[str, Options, Command]] = {
    "jobs": ("run many fits as separate jobs, for Slurm arrays or make", jobs_options, jobs),
    "doctor": (
        "report which Stan engines work on this machine, and why others do not",
        _no_options,
        _doctor,
    ),
    "port": ("write the Python script that is equivalent to an R script", _port_options, _port),
    "run": ("port an R script to Python and run it", _run_options, _run),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status.

    Args:
        argv: the arguments after the name of the program; None takes those of the process.

    >>> main(["port", "no-such-script.R"])
    2
    """
    parser = argparse.ArgumentParser(prog="pybrms-mix", description=__doc__)
    words = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (summary, options, _) in COMMANDS.items():
        options(words.add_parser(name, help=summary, description=summary))
    arguments = parser.parse_args(argv)
    try:
        return COMMANDS[arguments.command][2](arguments)
    except PybrmsError as error:
        print(error, file=sys.stderr)
        return 2
