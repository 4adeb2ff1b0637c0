"""What a piece of Block Kit JSON may look like: small checks that combine into a schema.

A shape looks at one value and reports what is wrong with it in Slack's own words, with the JSON pointer of
the place. Shapes never raise and never change the value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Shape = Callable[[object, str, "Report"], None]


@dataclass(slots=True)
class Report:
    """The problems found so far, each as Slack would word it."""

    problems: list[str] = field(default_factory=list)

    def error(self, pointer: str, message: str) -> None:
        """Add one problem at one place."""
        self.problems.append(f"[ERROR] {message} [json-pointer:{pointer or '/'}]")


def string(*, low: int = 1, high: int | None = None, starts: tuple[str, ...] = ("",)) -> Shape:
    """A text of `low` to `high` characters that begins with one of `starts`."""

    def check(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, str):
            report.error(pointer, "must provide a string")
        elif len(value) < low:
            report.error(pointer, f"must be more than {low - 1} characters")
        elif high is not None and len(value) > high:
            report.error(pointer, f"must be less than {high + 1} characters")
        elif not value.startswith(starts):
            report.error(pointer, f"must begin with one of {', '.join(starts)}")

    return check


def number(*, low: float | None = None, high: float | None = None, whole: bool = False) -> Shape:
    """A number between two bounds, both included."""
    kinds = (int,) if whole else (int, float)

    def check(value: object, pointer: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, kinds):
            report.error(pointer, "must provide an integer" if whole else "must provide a number")
        elif low is not None and value < low:
            report.error(pointer, f"must be at least {low}")
        elif high is not None and value > high:
            report.error(pointer, f"must be at most {high}")

    return check


def boolean(value: object, pointer: str, report: Report) -> None:
    """True or false, and not a word for them."""
    if not isinstance(value, bool):
        report.error(pointer, "must provide a boolean")


def choice(*allowed: object) -> Shape:
    """One of a few given values."""

    def check(value: object, pointer: str, report: Report) -> None:
        if value not in allowed:
            report.error(pointer, f"must be a valid enum value: {', '.join(map(str, allowed))}")

    return check


def array(of: Shape, *, low: int = 1, high: int | None = None) -> Shape:
    """A list of `low` to `high` things of one shape."""

    def check(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, list):
            report.error(pointer, "must provide an array")
            return
        if len(value) < low:
            report.error(pointer, f"no fewer than {low} items allowed")
        if high is not None and len(value) > high:
            report.error(pointer, f"no more than {high} items allowed")
        for index, each in enumerate(value):
            of(each, f"{pointer}/{index}", report)

    return check


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these keys and no others."""
    known = {**required, **(optional or {})}

    def check(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.error(pointer, "must provide an object")
            return
        for key in required:
            if key not in value:
                report.error(pointer, f"missing required field: {key}")
        for key, each in value.items():
            if key in known:
                known[key](each, f"{pointer}/{key}", report)
            else:
                report.error(f"{pointer}/{key}", f"invalid additional property: {key}")

    return check


def tagged(shapes: Mapping[str, Shape]) -> Shape:
    """An object whose `type` says which of these shapes it must have."""

    def check(value: object, pointer: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.error(pointer, "must provide an object")
        elif "type" not in value:
            report.error(pointer, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in shapes:
            report.error(f"{pointer}/type", f"unsupported type: {value['type']}")
        else:
            shapes[value["type"]](value, pointer, report)

    return check


def typed(required: Mapping[str, Shape] | None = None, optional: Mapping[str, Shape] | None = None) -> Shape:
    """A record that also carries the `type` by which `tagged` found it."""
    return record({"type": string(), **(required or {})}, optional)


def every(*shapes: Shape) -> Shape:
    """All of these at once: a schema first, then the rules it cannot say."""

    def check(value: object, pointer: str, report: Report) -> None:
        before = len(report.problems)
        for shape in shapes:
            if len(report.problems) == before:
                shape(value, pointer, report)

    return check


def rule(holds: Callable[[Any], bool], message: str) -> Shape:
    """A condition over a value whose form was checked before."""

    def check(value: object, pointer: str, report: Report) -> None:
        if not holds(value):
            report.error(pointer, message)

    return check


def nullable(shape: Shape) -> Shape:
    """The shape, or null."""

    def check(value: object, pointer: str, report: Report) -> None:
        if value is not None:
            shape(value, pointer, report)

    return check
