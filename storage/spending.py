"""What asking sources has used up: counted before an ask leaves, so that no path can pass a cap.

What an ask may use up at most is added first, by an UPDATE that a cap guards; what it did not use is given back
afterwards. A crash in between gives nothing back: it counts as spent. All workspaces count together, because the caps
are the operator's, and so are the bills.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, update

from storage import tables
from storage.allowances import Draw, Spent
from storage.database import Store
from storage.upserts import insert_new


def reserve(store: Store, source: str, draws: Sequence[Draw]) -> Spent | None:
    """Count all that an ask may use up, or nothing of it; return the cap it would pass, None where it may leave."""
    taken: list[Draw] = []
    with store.transaction() as connection:
        for draw in sorted(draws, key=lambda one: (one.unit, one.period)):  # one order: nobody waits in a circle
            if not _take(store, connection, source, draw):
                for one in taken:
                    _add(connection, source, one, -one.amount)
                return _spent(connection, source, draw)
            taken.append(draw)
    return None


def settle(store: Store, source: str, draws: Sequence[Draw], used: Mapping[str, int]) -> None:
    """Set right what was reserved, once it is known what was used; a unit that is not named was used up whole."""
    owed = [(draw, used[draw.unit] - draw.amount) for draw in draws if used.get(draw.unit, draw.amount) != draw.amount]
    if not owed:
        return
    with store.transaction() as connection:
        for draw, difference in sorted(owed, key=lambda one: (one[0].unit, one[0].period)):
            _add(connection, source, draw, difference)


def running(store: Store, *, now: datetime) -> tuple[Spent, ...]:
    """Return what is used up in the periods that last, by source."""
    rows = tables.spending
    order = (rows.c.source, rows.c.unit, rows.c.until)
    with store.reading() as connection:
        found = connection.execute(select(rows).where(rows.c.until > now).order_by(*order)).all()
    return tuple(Spent(**row._mapping) for row in found)  # noqa: SLF001  the documented way to a row's names


def _take(store: Store, connection: Connection, source: str, draw: Draw) -> bool:
    """Add a draw where the cap allows it. Two programs at once are two UPDATEs, one after the other."""
    rows = tables.spending
    begun = {"source": source, "unit": draw.unit, "period": draw.period, "spent": 0}
    connection.execute(insert_new(store, rows).values(**begun, most=draw.most, until=draw.until))
    allowed = and_(_same(source, draw), rows.c.spent + draw.amount <= draw.most)
    values = {"spent": rows.c.spent + draw.amount, "most": draw.most}
    return connection.execute(update(rows).where(allowed).values(**values)).rowcount == 1


def _add(connection: Connection, source: str, draw: Draw, difference: int) -> None:
    rows = tables.spending
    connection.execute(update(rows).where(_same(source, draw)).values(spent=rows.c.spent + difference))


def _spent(connection: Connection, source: str, draw: Draw) -> Spent:
    """Return what is spent, beside the cap as it is now."""
    rows = tables.spending
    spent = connection.execute(select(rows.c.spent).where(_same(source, draw))).scalar_one()
    return Spent(source=source, unit=draw.unit, period=draw.period, until=draw.until, most=draw.most, spent=spent)


def _same(source: str, draw: Draw) -> ColumnElement[bool]:
    rows = tables.spending
    return and_(rows.c.source == source, rows.c.unit == draw.unit, rows.c.period == draw.period)
