"""The chat widget: static files that a shop's page loads with one script tag."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent
SERVED = (".js", ".css")


class WidgetFiles(StaticFiles):
    """The widget's scripts and styles, to be mounted under `/widget`.

    Any site may load them (module scripts are fetched across origins with CORS), and browsers ask each
    time whether they changed, so that the modules of two versions never meet.
    """

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """One file; raises a 404 `HTTPException` for anything but scripts and styles."""
        if not path.endswith(SERVED):
            raise HTTPException(status_code=404)
        response = await super().get_response(path, scope)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = "no-cache"
        return response
