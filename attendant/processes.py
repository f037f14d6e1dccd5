"""Entry points of our own processes: `python -m attendant.processes actions|web`."""

from __future__ import annotations

import os
import sys

from attendant.logs import configure_logs
from attendant.secrets import load_or_create
from attendant.settings import Settings
from knowledge.errors import DomainError


def serve_actions(settings: Settings) -> None:
    """The action server, on loopback."""
    from actions.server import serve
    from attendant.composition import make_shop

    serve(make_shop(settings), load_or_create(settings.home).gateway_key, settings.actions_port)


def serve_web(settings: Settings) -> None:
    """The web process."""
    os.environ.setdefault("NICEGUI_STORAGE_PATH", str(settings.home / "staff-sessions"))  # read at import
    import uvicorn

    from attendant.composition import web_config
    from web.app import create_app

    app = create_app(web_config(settings, load_or_create(settings.home)))
    uvicorn.run(app, host=settings.host, port=settings.web_port, log_level="warning")


PROCESSES = {"actions": serve_actions, "web": serve_web}


def main() -> int:
    """Serve the process named on the command line until stopped; 1 when it cannot start."""
    configure_logs()
    try:
        PROCESSES[sys.argv[1]](Settings())
    except DomainError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
