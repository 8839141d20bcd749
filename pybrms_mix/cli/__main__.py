"""``python -m pybrms_mix.cli``: the command line, as ``python -m pybrms_mix`` runs it."""

from __future__ import annotations

from pybrms_mix.cli import main

raise SystemExit(main())
