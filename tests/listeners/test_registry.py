"""Sources are found by being there, and a broken one stops the start with its name."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from listeners import registry
from listeners.errors import Never
from tests.webserver import Reply, Site

GOOD = (
    "from listeners.source import About\n"
    "class Good:\n"
    "    about = About(name='good', title='Good', docs='')\n"
    "SOURCE = Good()\n"
)


@pytest.fixture
def home(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """An empty package of sources that can be imported."""
    name = f"home_{abs(hash(request.node.name))}"
    package = tmp_path / name
    package.mkdir()
    (package / "__init__.py").write_text("")
    sys.path.insert(0, str(tmp_path))
    yield package
    sys.path.remove(str(tmp_path))


def test_every_module_is_a_source() -> None:
    """Nothing needs to be registered."""
    there = {path.stem for path in Path(registry.__file__).parent.joinpath("sources").glob("[a-z]*.py")}

    assert set(registry.discover()) == there


def test_a_new_module_is_a_new_source(home: Path) -> None:
    """One file is all it takes."""
    (home / "good.py").write_text(GOOD)

    assert list(registry.discover(home.name)) == ["good"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("import nowhere_to_be_found", id="cannot be imported"),
        pytest.param("x = (", id="is no Python"),
        pytest.param("", id="has no SOURCE"),
        pytest.param("SOURCE = 3", id="has another SOURCE"),
        pytest.param(GOOD, id="is named otherwise"),
    ],
)
def test_a_broken_module_stops_the_start_with_its_name(home: Path, text: str) -> None:
    """A source that is skipped in silence would be a source that hears nothing."""
    (home / "broken.py").write_text(text)

    with pytest.raises(registry.BrokenSource, match=r"\.broken "):
        registry.discover(home.name)


def test_an_unknown_source_is_answered_with_those_there_are() -> None:
    """A typing error is mended at a glance."""
    with pytest.raises(Never, match=r"there are .*\bfeed\b"):
        registry.discover().find("fed")


WEATHER = """
import json
from listeners.source import About, Ask, Page
from storage.records import Post

class Weather:
    about = About(name="weather", title="Weather", docs="https://weather.example.com", verified=("nothing",))

    def ask(self, need):
        return [Ask(url=need.base + "/now")]

    def read(self, answer, need):
        told = json.loads(answer.body)
        return Page(posts=[Post(source="weather", external_id="1", text=told["sky"], posted_at=need.now)])

SOURCE = Weather()
"""


def install(folder: Path, name: str, module: str, text: str) -> None:
    """Lay out an installed distribution, as an installer leaves it."""
    (folder / f"{module}.py").write_text(text)
    known = folder / f"earshot_{module}-1.0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text(f"Metadata-Version: 2.1\nName: earshot-{module}\nVersion: 1.0\n")
    (known / "entry_points.txt").write_text(f"[earshot.sources]\n{name} = {module}\n")


@pytest.fixture
def packages(tmp_path: Path) -> Iterator[Path]:
    """A folder whose packages are installed."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))
    for module in ("weatherly", "climate"):
        sys.modules.pop(module, None)


def test_a_package_from_outside_adds_a_source(packages: Path) -> None:
    """It is listed with ours, and the children that read find it too."""
    ours = set(registry.discover())
    install(packages, "weather", "weatherly", WEATHER)
    home = Path(registry.__file__).parents[1]
    with Site() as site:
        site.at("/now", Reply(b'{"sky": "grey over the acme works"}'))
        settings = {"WEATHER_URL": site.url, "EARSHOT_ALLOW_PRIVATE_ADDRESSES": "1"}
        heard = subprocess.run(
            [sys.executable, "-m", "listeners", "try", "weather", "--query", "acme"],
            env={**os.environ, **settings, "PYTHONPATH": os.pathsep.join([str(packages), str(home)])},
            cwd=packages,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert heard.stderr == ""
    assert json.loads(heard.stdout)["text"] == "grey over the acme works"
    assert set(registry.discover()) - ours == {"weather"}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        pytest.param("feed", WEATHER, 'two sources are called "feed", one of them in earshot-weatherly', id="ours"),
        pytest.param("rain", WEATHER, 'the source weatherly must be called "rain", not "weather"', id="another name"),
        pytest.param("sun", "import nowhere", "the source weatherly cannot be loaded", id="broken"),
    ],
)
def test_a_package_that_cannot_be_used_stops_the_start_with_its_name(
    packages: Path, name: str, text: str, words: str
) -> None:
    """Nothing is skipped in silence, and no package takes the place of a source of ours."""
    install(packages, name, "weatherly", text)

    with pytest.raises(registry.BrokenSource, match=re.escape(words)):
        registry.discover()


def test_two_packages_may_not_take_one_name(packages: Path) -> None:
    """Nobody would know which of them hears."""
    install(packages, "weather", "weatherly", WEATHER)
    install(packages, "weather", "climate", WEATHER)

    with pytest.raises(registry.BrokenSource, match='two sources are called "weather"'):
        registry.discover()
