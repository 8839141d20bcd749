"""``python -m pybrms_mix``: the command line if its executable is not on the path."""

from __future__ import annotations

from pybrms_mix.cli import main

raise SystemExit(main())
