"""The shipped weights: read once, from the package's own files, and refused where they are not what was trained.

`weights.bin` (zlib) holds a byte for each piece and head; `model.json` the rest, its data's hashes and its figures;
`MODEL.md` tells it to people. `python -m listeners train` writes all three.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from listeners.urgency import pieces

FEATURES = "pieces-1"  # raised with every change of `pieces` or of the topics the heads read


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights as they are used: a signed byte for each piece and head, and by head a scale, a bias and topics."""

    name: str
    table: bytes
    scales: Mapping[str, float]
    biases: Mapping[str, float]
    topics: Mapping[str, Mapping[str, float]]
    factors: Mapping[str, float]
    base: float
    neutral: float


class WrongWeightsError(Exception):
    """The package's weights are damaged or of another version: install Earshot anew."""


def read(packed: bytes, told: str) -> Model:
    """Return the model of these two files; WrongWeightsError where they do not belong together."""
    says = json.loads(told)
    if says["features"] != FEATURES:
        raise WrongWeightsError(f"weights for {says['features']}, code for {FEATURES}")
    if hashlib.sha256(packed).hexdigest() != says["sha256"]:
        raise WrongWeightsError("the weights are damaged: their hash is not the one they were trained with")
    table = zlib.decompress(packed)
    if len(table) != pieces.BUCKETS * len(says["biases"]):
        raise WrongWeightsError(f"{len(table)} weights for {len(says['biases'])} heads")
    return Model(
        name=says["name"],
        table=table,
        scales=says["scales"],
        biases=says["biases"],
        topics=says["topics"],
        factors=says["factors"],
        base=says["base"],
        neutral=says["neutral"],
    )


@cache
def shipped() -> Model:
    """Return the weights that come with this version of Earshot."""
    here = resources.files(__package__)
    return read((here / "weights.bin").read_bytes(), (here / "model.json").read_text(encoding="utf-8"))
