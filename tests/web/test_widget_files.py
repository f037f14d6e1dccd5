"""The widget's files, as shops' pages load them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from web.widget import FOLDER, WidgetFiles

MODULES = sorted(FOLDER.rglob("*.js"))


@pytest.fixture
def site() -> TestClient:
    """A site that serves the widget."""
    app = FastAPI()
    app.mount("/widget", WidgetFiles())
    return TestClient(app)


def test_any_site_may_load_it_and_browsers_ask_whether_it_changed(site: TestClient) -> None:
    script = site.get("/widget/attendant.js", headers={"Origin": "https://shop.example"})
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["access-control-allow-origin"] == "*"
    assert script.headers["cache-control"] == "no-cache"
    again = site.get("/widget/attendant.js", headers={"If-None-Match": script.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["__init__.py", "", "locale", "nothing.js", "..%2Fhub.py", "__pycache__"])
def test_nothing_but_scripts_and_styles_is_served(site: TestClient, path: str) -> None:
    assert site.get(f"/widget/{path}").status_code == 404


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_modules_import_only_each_other_and_are_short(module: Path) -> None:
    text = module.read_text()
    for target in re.findall(r'^import .*?from "(.*?)";|^import "(.*?)";', text, re.MULTILINE | re.DOTALL):
        assert (module.parent / "".join(target)).resolve() in MODULES
    assert len(text.splitlines()) < 300


def test_no_module_writes_html() -> None:
    for module in MODULES:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", module.read_text()
        )
