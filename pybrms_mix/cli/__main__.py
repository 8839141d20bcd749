"""``python -m pybrms_mix.cli``: the command line, where its script is not on the path."""

from __future__ import annotations

from pybrms_mix.cli import main

raise SystemExit(main())
