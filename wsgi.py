"""The front door for servers, `gunicorn wsgi:app`, and for `flask` with its commands."""

import gc
import os
import sys

from flask import Flask

from app.cli import COMMANDS, create_command_line, register_commands
from app.documents.problem import DocumentError
from app.settings import SettingsError, load_settings
from app.store.errors import StoreError
from app.web.application import create_app
from app.web.metrics import serve_metrics
from app.web.server_log import keep_server_log


def _is_command() -> bool:
    """Say whether one of our commands runs: they work where the application can't start yet."""
    by_flask = os.environ.get("FLASK_RUN_FROM_CLI") == "true"
    return by_flask and any(command.name in sys.argv for command in COMMANDS)


def _start() -> Flask:
    try:
        settings = load_settings(os.environ)
        if not settings.is_demonstration:
            keep_server_log()
        application = create_app(settings)
        serve_metrics(application, settings)
    except (DocumentError, SettingsError, StoreError) as error:
        sys.stderr.write(f"{error}\nThreshold does not start until this is mended.\n")
        sys.exit(1)
    register_commands(application)
    # All that is there by now stays to the end: the collector need not look through instruments and
    # modules again and again while people wait.
    gc.collect()
    gc.freeze()
    return application


app = create_command_line() if _is_command() else _start()
