"""Takes each guard of the state machine out of the code, in a process of its own, and says whether it is noticed.

`python -m tests.faults.plant [WORD]` walks as `test_states` does, on SQLite, without each guard, or without those whose
line holds the word. Not a test: it takes minutes. What is not found is a guard that another one makes needless while
one program is at work, or is worth a rule.
"""

import os
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from storage import upgrade
from storage.database import Store
from tests.faults.test_states import in_haste, walk

WALKS, STEPS = 60, 40
# In this order each is run anew, because they hold each other's functions.
ROOMS = (
    "mentions",
    "leases",
    "claims",
    "snoozing",
    "replies",
    "merging",
    "proposals",
    "sending",
    "answers",
    "approvals",
)


@dataclass(frozen=True, slots=True)
class Plant:
    """A guard: where it stands, how it reads, and what the code would be without it."""

    file: str
    guard: str
    without: str

    @property
    def line(self) -> str:
        """The guard in a line."""
        return f"{self.file}: {' '.join(self.guard.split())[:90]}"


PLANTS = (
    Plant(
        "claims",
        'values, rows.c.owner == "", allowed=_FREE, by=by, what="claimed"',
        'values, allowed=_FREE, by=by, what="claimed"',
    ),
    Plant("claims", "allowed=_FREE, by=by, what=", "allowed=tuple(State), by=by, what="),
    Plant("claims", 'rows.c.owner.in_(("", by)), rows.c.owner != to', "rows.c.owner != to,"),
    Plant("claims", 'rows.c.owner.in_(("", by)), rows.c.owner != to', 'rows.c.owner.in_(("", by)),'),
    Plant("claims", "allowed = (*_FREE, State.CLAIMED)", "allowed = tuple(State)"),
    Plant("claims", "mention_id, tables.mentions.c.owner == by, by=by", "mention_id, by=by"),
    Plant("claims", "rows.c.lease_until <= now, ~under_way())", "~under_way())"),
    Plant("claims", "rows.c.lease_until <= now, ~under_way())", "rows.c.lease_until <= now)"),
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
    Plant("sending", "rows.c.state == ReplyState.UNCERTAIN, rows.c.text", "rows.c.text"),
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
)


def main(word: str) -> int:
    """Walk without each guard and print a line for it; the exit code counts the guards nobody missed."""
    wanted = [plant for plant in PLANTS if word in plant.line]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "template.db")
        with Store(f"sqlite:///{template}") as store:
            upgrade.upgrade(store)
        tasks = [(plant, template) for plant in wanted]
        with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
            found = sum(pool.imap_unordered(_is_found, tasks, chunksize=1))
    sys.stdout.write(f"{found} of {len(wanted)} found\n")
    return len(wanted) - found


def _is_found(task: tuple[Plant, Path]) -> bool:
    plant, template = task
    if plant.guard not in Path(str(import_module(f"storage.{plant.file}").__file__)).read_text():
        sys.stdout.write(f"GONE   {plant.line}\n")
        return False
    own = template.with_name(f"{os.getpid()}.db")
    shutil.copy(template, own)
    _sow(plant)
    why = ""
    with Store(f"sqlite:///{own}") as store, Path(os.devnull).open("w") as nowhere:
        in_haste(store)
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            try:
                walk(store, WALKS, STEPS)
            except Exception as error:  # noqa: BLE001  whatever the walk met, it noticed
                why = type(error).__name__
    sys.stdout.write(f"{'found ' if why else 'MISSED'} {plant.line} -> {' '.join(plant.without.split())[:60]} {why}\n")
    sys.stdout.flush()
    return bool(why)


def _sow(plant: Plant) -> None:
    """Run the rooms anew in this process, one of them without its guard."""
    for name in ROOMS:
        module = import_module(f"storage.{name}")
        code = Path(str(module.__file__)).read_text()
        if name == plant.file:
            code = code.replace(plant.guard, plant.without, 1)
        exec(compile(code, str(module.__file__), "exec"), module.__dict__)  # noqa: S102  our own code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
