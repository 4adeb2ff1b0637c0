"""Sources are found by being there, and a broken one stops the start with its name."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from listeners import registry
from listeners.errors import Never

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
