"""Takes each guard of the state machine out of a copy of the code, and says whether `test_states` notices.

`python -m tests.faults.plant [WORD]` walks each copy, or those whose name holds the word, on SQLite. Not a test: it
takes minutes. A guard that is not found is worth a rule, or a line here on why two programs at once are needed.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WALKS, STEPS = 60, 40
PATIENCE = 600  # seconds
RUN = f"""
import sys, tempfile
from storage.database import Store
from storage.upgrade import upgrade
from tests.faults.test_states import in_haste, walk
with tempfile.TemporaryDirectory() as folder, Store(f"sqlite:///{{folder}}/e.db") as store:
    upgrade(store)
    in_haste(store)
    walk(store, {WALKS}, {STEPS})
"""


@dataclass(frozen=True, slots=True)
class Plant:
    """A guard: where it stands, how it reads, and what the code would be without it."""

    file: str
    guard: str
    without: str
    nth: int = 0

    @property
    def name(self) -> str:
        """The guard in a line."""
        return f"{self.file}: {' '.join(self.guard.split())[:90]}"


PLANTS = (
    Plant(
        "claims",
        'values, rows.c.owner == "", allowed=_FREE, by=by, what="claimed"',
        'values, allowed=_FREE, by=by, what="claimed"',
    ),
    Plant("claims", "allowed=_FREE, by=by, what=", "allowed=tuple(State), by=by, what="),
    Plant("claims", 'rows.c.owner.in_(("", by)), rows.c.owner != to', "rows.c.owner != to"),
    Plant("claims", 'rows.c.owner.in_(("", by)), rows.c.owner != to', 'rows.c.owner.in_(("", by)),'),
    Plant("claims", "allowed = (*_FREE, State.CLAIMED)", "allowed = tuple(State)"),
    Plant("claims", "mention_id, tables.mentions.c.owner == by, by=by", "mention_id, by=by"),
    Plant("claims", "or before.lease_until > now:", "or False:"),
    Plant("claims", "before.id, under_way())).first():", "before.id, under_way())).first() and False:"),
    Plant("claims", "allowed = (State.CLAIMED,)", "allowed = tuple(State)"),
    Plant("claims", "_UNDER_WAY = (ReplyState.PROPOSED, ", "_UNDER_WAY = ("),
    Plant("snoozing", 'tables.mentions.c.owner.in_(("", by)), ~claims.under_way()', "~claims.under_way(),"),
    Plant(
        "snoozing",
        'tables.mentions.c.owner.in_(("", by)), ~claims.under_way()',
        'tables.mentions.c.owner.in_(("", by)),',
    ),
    Plant("snoozing", "allowed=_AWAKE", "allowed=tuple(State)"),
    Plant("snoozing", "() if early else (tables.mentions.c.snoozed_until <= now,)", "()"),
    Plant("snoozing", "allowed=(State.SNOOZED,)", "allowed=tuple(State)"),
    Plant("mentions", "values, free, allowed=OPEN", "values, allowed=OPEN"),
    Plant("mentions", "values, free, allowed=OPEN", "values, free, allowed=tuple(State)"),
    Plant("mentions", "replies.stand_down(store", "(lambda *_, **__: None)(store"),
    Plant("mentions", "values, _free_for(by), allowed=OPEN", "values, allowed=OPEN"),
    Plant("mentions", "values, _free_for(by), allowed=OPEN", "values, _free_for(by), allowed=tuple(State)"),
    Plant("mentions", "values, once, allowed=", "values, allowed="),
    Plant("mentions", "allowed=(State.ANSWERED, *open_)", "allowed=tuple(State)"),
    Plant("mentions", "*guards, allowed=SETTLED", "*guards, allowed=tuple(State)"),
    Plant("mentions", "rows.c.bundle_id.is_(None), rows.c.state.in_(allowed)", "rows.c.state.in_(allowed)"),
    Plant("merging", "rows.c.id == source, _is_open(), ", "rows.c.id == source, "),
    Plant("merging", 'rows.c.owner.in_(("", by)), ~claims', "~claims"),
    Plant("merging", ", ~claims.under_way(), leads", ", leads"),
    Plant("merging", "~claims.under_way(), leads)", "~claims.under_way())"),
    Plant("merging", "source != target and _go_under", "_go_under"),
    Plant("replies", "rows.c.version == base, rows.c.state.in_(_WRITABLE)", "rows.c.state.in_(_WRITABLE)"),
    Plant("replies", "rows.c.version == base, rows.c.state.in_(_WRITABLE)", "rows.c.version == base"),
    Plant(
        "replies",
        "        _keep(store, workspace, reply.id, text, base=base, version=version, by=by, now=now)",
        "        _ = version",
    ),
    Plant("replies", "rows.c.mention_id == mention_id, is_here(now))", "rows.c.mention_id == mention_id)"),
    Plant("replies", "rows.c.state == ReplyState.APPROVED, is_here(now))", "rows.c.state == ReplyState.APPROVED)"),
    Plant("replies", "rows.c.state == ReplyState.APPROVED, is_here(now))", "is_here(now))"),
    Plant("replies", ".where(rows.c.state == ReplyState.PROPOSED)", ".where(rows.c.state != ReplyState.SENT)"),
    Plant("replies", "or_(rows.c.lease_until.is_(None), rows.c.lease_until <= now))", "True)"),
    Plant("approvals", 'rows.c.version == version, rows.c.text != ""', 'rows.c.text != ""'),
    Plant("approvals", 'rows.c.version == version, rows.c.text != ""', "rows.c.version == version"),
    Plant("approvals", "rows.c.mention_id.in_(open_), rows.c.state.in_(writable)", "rows.c.state.in_(writable)"),
    Plant("approvals", "rows.c.mention_id.in_(open_), rows.c.state.in_(writable)", "rows.c.mention_id.in_(open_)"),
    Plant("approvals", "alone = found.version.by == by and sending.needs_two(mention)", "alone = False"),
    Plant("approvals", "rows.c.id == proposal_id, rows.c.state == ProposalState.OPEN)", "rows.c.id == proposal_id)"),
    Plant(
        "approvals", "guards = [rows.c.state == ReplyState.PROPOSED, rows.c.version == reply.version]", "guards = []"
    ),
    Plant("approvals", '"text": words.text, ', ""),
    Plant("approvals", "by in (found.by, found.version.by)", "True"),
    Plant("approvals", "rows.c.state == ReplyState.PROPOSED, ~asks.exists()", "rows.c.state == ReplyState.PROPOSED"),
    Plant("approvals", "    proposals.close(store, workspace, mention.id, by=by, now=now)\n    detail", "    detail"),
    Plant("sending", "rows.c.version == version, ", ""),
    Plant("sending", "guards = [rows.c.state.in_(_AT_HAND), ", "guards = ["),
    Plant("sending", ', rows.c.text != ""]', "]"),
    Plant("sending", "if needs_two(about):", "if False:"),
    Plant("sending", "guards.append(or_(rows.c.by != by, other))", "guards.append(or_(rows.c.by != by, True))"),
    Plant("sending", 'mine = mention.c.owner.in_(("", by))', "mine = mention.c.id == mention_id"),
    Plant("sending", "open_.where(whose, mention.c.state.in_(mentions.OPEN), ", "open_.where(whose, "),
    Plant("sending", "            proposals.close(store, workspace, mention_id, by=by, now=now)\n", ""),
    Plant("sending", ".where(rows.c.state == ReplyState.UNCERTAIN)", ""),
    Plant("sending", "rows.c.due_at <= now, or_(", "or_("),
    Plant(
        "sending",
        "rows.c.due_at <= now, or_(rows.c.lease_until.is_(None), rows.c.lease_until <= now)",
        "rows.c.due_at <= now",
    ),
    Plant("sending", "or_(rows.c.state == ReplyState.SENDING, _may_leave())", "_may_leave()"),
    Plant("sending", "or_(rows.c.state == ReplyState.SENDING, _may_leave())", "True"),
    Plant("sending", "approved & mention.c.state.in_(mentions.OPEN) & post", "approved & post"),
    Plant(
        "sending",
        '"state": ReplyState.SENDING.value, "lease_until": now + lease, "looks": 0',
        '"lease_until": now + lease',
    ),
    Plant("sending", "rows.c.lease_token == errand.token, rows.c.state.in_(states)", "rows.c.state.in_(states)"),
    Plant(
        "sending", "rows.c.lease_token == errand.token, rows.c.state.in_(states)", "rows.c.lease_token == errand.token"
    ),
    Plant("sending", "known = known.where(rows.c.state.in_((ReplyState.SENDING, ReplyState.UNCERTAIN)))", ""),
    Plant("sending", ", rows.c.key == errand.outgoing.key)", ")"),
    Plant("leases", "claimed, earlier).values(lease_until=until)", "claimed).values(lease_until=now)"),
    Plant("undoing", "guards = (tables.mentions.c.owner == by, ", "guards = ("),
)


def main(word: str) -> int:
    """Walk the copies and print a line for each; the exit code counts the guards nobody missed."""
    wanted = [plant for plant in PLANTS if word in plant.name]
    with ThreadPoolExecutor(3) as both:
        missed = sum(both.map(_missed, wanted))
    sys.stdout.write(f"{len(wanted) - missed} of {len(wanted)} found\n")
    return missed


def _missed(plant: Plant) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        for room in ("storage", "tests"):
            shutil.copytree(ROOT / room, Path(folder, room), ignore=shutil.ignore_patterns("__pycache__", "pages"))
        file = Path(folder, "storage", f"{plant.file}.py")
        code = file.read_text()
        if plant.guard not in code:
            return _say("GONE  ", plant)
        file.write_text(code.replace(plant.guard, plant.without, 1))
        return _say("missed", plant) if _walks(folder) else not _say("found ", plant)


def _walks(folder: str) -> bool:
    program: Sequence[str] = (sys.executable, "-c", RUN)
    environment = {"PYTHONPATH": folder, "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    return done.returncode == 0


def _say(what: str, plant: Plant) -> bool:
    sys.stdout.write(f"{what} {plant.name} -> {' '.join(plant.without.split())[:60]}\n")
    sys.stdout.flush()
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
