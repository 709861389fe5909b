#!/usr/bin/env python
"""Django's command line, with chatqual's own commands beside Django's."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatqual.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            f"Django cannot be imported ({error}). Run `make run`, or start this with "
            ".venv/bin/python after `make install`."
        ) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
