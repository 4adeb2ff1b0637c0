"""The figures are what their names say, each set is known by its columns, and held-out trades stay unseen."""

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from listeners import evaluating, urgency
from listeners.evaluation import Draws, Plan, evaluate, figures, rivals, sets, streams, tables
from listeners.evaluation.figures import Ranked
from listeners.evaluation.rivals import Judged, Rival
from listeners.evaluation.tables import Stream
from listeners.training import examples, heldout
from listeners.training.labelled import Labelled
from storage.commands import Failed, WrongUse
from storage.records import Kind, Post, Score

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FEW = Draws(rounds=40, seed=7)
NONE = Draws(rounds=0, seed=7)


def stream(*, needy: int, others: int, trade: str = "") -> list[Labelled]:
    """Return numbered posts, the needy ones first."""
    return [
        Labelled(text=f"{number} {trade}", source_set="s", reply=number < needy, trade=trade, sentiment=0.0)
        for number in range(needy + others)
    ]


def oracle(row: Labelled) -> Judged:
    """Know the answers."""
    return Judged(urgency=100.0 * bool(row.reply), sentiment=row.sentiment or 0.0, spam=1.0 * bool(row.spam))


def blind(_row: Labelled) -> Judged:
    """Know nothing, and nothing of spam."""
    return Judged(urgency=50.0, sentiment=0.0, spam=None)


KNOWING, BLIND = Rival(name="knowing", judge=oracle), Rival(name="blind", judge=blind)


def test_the_figures_of_a_ranking_are_those_worked_out_by_hand() -> None:
    """Twenty posts, two needy, at the first and the fourth place."""
    needy = [True, False, False, True, *[False] * 16]

    found = figures.of_ranking(Ranked(needy=needy))

    assert found["recall in the top 5%"] == 0.5
    assert found["recall in the top 10%"] == 0.5
    assert found["PR-AUC"] == pytest.approx((1 / 1 + 2 / 4) / 2)
    assert found["AUC"] == pytest.approx((16 + 18) / 36)


def test_a_set_with_many_needy_is_ranked_as_if_they_were_few() -> None:
    """Ten of each kind: each of the others stands for nineteen, so the first ten needy are a twentieth of all."""
    scores = [1.0] * 10 + [0.0] * 10
    ranked = figures.ranked(scores, [True] * 10 + [False] * 10, NONE)

    found = figures.of_ranking(ranked)

    assert ranked.weight == pytest.approx(19.0)
    assert found["recall in the top 5%"] == 1.0
    assert figures.of_ranking(Ranked(needy=ranked.needy[::-1], weight=ranked.weight))["PR-AUC"] < 0.05


def test_equal_scores_are_ranked_by_chance_and_not_by_the_order_of_the_file() -> None:
    """Who knows nothing gets what chance gets."""
    needy = [True] * 500 + [False] * 9_500

    found = figures.of_ranking(figures.ranked([0.0] * 10_000, needy, NONE))

    assert found["AUC"] == pytest.approx(0.5, abs=0.05)
    assert found["recall in the top 10%"] == pytest.approx(0.1, abs=0.05)


def test_intervals_hold_the_figure_narrow_with_more_posts_and_are_the_same_every_time() -> None:
    """Chance is seeded."""

    def auc(times: int) -> figures.Figure:
        needy = [True, False, True, True, False, False, True, False, False, False] * times
        return figures.ranking(Ranked(needy=needy), FEW)["AUC"]

    few, many = auc(10), auc(100)

    assert few.low < few.value < few.high
    assert many.high - many.low < (few.high - few.low) / 2
    assert auc(10) == few


def test_recall_and_f1_are_means_over_the_classes() -> None:
    """The rare class counts as much as the common one."""
    pairs = {("a", "a"): 8, ("a", "b"): 2, ("b", "b"): 1, ("b", "a"): 1}

    found = figures.of_classes(pairs)

    assert found["macro-recall"] == pytest.approx((0.8 + 0.5) / 2)
    assert found["macro-F1"] == pytest.approx((16 / 19 + 2 / 5) / 2)
    assert figures.of_yes_and_no({("yes", "yes"): 3, ("yes", "no"): 1, ("no", "yes"): 2})["F1"] == pytest.approx(2 / 3)
    assert figures.of_yes_and_no({("no", "no"): 3})["F1"] == 0.0


def test_what_is_in_the_way_is_counted_in_the_top_tenth() -> None:
    """Of the twenty at the top, ten are ill-humoured and need nothing."""
    needy = [True] * 10 + [False] * 190
    scores = [2.0] * 10 + [1.0] * 10 + [0.0] * 180
    marked = [False] * 10 + [True] * 10 + [False] * 180

    assert figures.share_in_top(scores, needy, marked, FEW).value == pytest.approx(0.5)


def test_a_rival_that_knows_gets_everything_and_one_that_is_not_installed_an_empty_column() -> None:
    """Every line names every rival."""
    absent = Rival(name="absent", judge=None)

    table = tables.table(Stream(title="t", rows=stream(needy=50, others=950)), (KNOWING, BLIND, absent), FEW)
    by = {line.about: line.by for line in table.lines}

    recall = by["needs an answer: recall in the top 10%"]
    assert recall["knowing"] == figures.Figure(value=1.0, low=1.0, high=1.0)
    assert recall["blind"] is not None
    assert recall["blind"].value < 0.3
    assert recall["absent"] is None
    assert all(list(each) == ["knowing", "blind", "absent"] for each in by.values())


@pytest.mark.parametrize(
    ("rows", "about"),
    [
        pytest.param(
            [Labelled(text=str(n), source_set="s", sentiment=(n % 3) - 1.0) for n in range(90)],
            "sentiment: macro-recall",
            id="sentiment",
        ),
        pytest.param(
            [Labelled(text=str(n), source_set="s", spam=n % 2 == 0) for n in range(90)], "spam: F1", id="spam"
        ),
        pytest.param(
            [
                Labelled(text=str(n), source_set="s", sentiment=(n % 3) - 1.0, language="de" if n < 60 else "it")
                for n in range(120)
            ],
            "2 languages: mean macro-F1",
            id="languages",
        ),
    ],
)
def test_each_label_brings_its_figure(rows: Sequence[Labelled], about: str) -> None:
    """And whoever knows the answers has them all right."""
    table = tables.table(Stream(title="t", rows=rows), (KNOWING, BLIND), FEW)
    found = next(line.by for line in table.lines if line.about == about)

    assert found["knowing"] is not None
    assert found["knowing"].value == pytest.approx(1.0)
    assert found["blind"] is None or found["blind"].value < 0.6


def test_stars_are_looked_for_in_the_text_alone() -> None:
    """Our scorer never sees them."""
    seen: list[float | None] = []

    def score(post: Post, context: urgency.Context) -> Score:
        seen.append(post.rating)
        return urgency.score(post, context)

    rows = [Labelled(text="fine", source_set="s", rating=1.0 + n % 5, kind=Kind.REVIEW) for n in range(100)]
    table = tables.table(Stream(title="t", rows=rows), (rivals.ours(NOW, score),), FEW)

    assert [line.about for line in table.lines] == ["two stars or fewer, text only: AUC"]
    assert set(seen) == {None}


def test_too_few_labels_make_no_figure() -> None:
    """Three posts prove nothing."""
    table = tables.table(Stream(title="t", rows=stream(needy=3, others=900)), (KNOWING,), FEW)

    assert table.lines == ()
    assert table.told.startswith("903 posts, 3 need an answer, 900 need none")


def write(path: Path, text: str) -> Path:
    """Write a set."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_is_known_by_its_columns(tmp_path: Path) -> None:
    """Whatever their order and case; an empty cell says nothing; handles are masked as in training."""
    text = "Sentiment,needs_reply,TEXT,lang,trade,spam,rating,kind\nnegative,1,@acme no bread,EN,bakery,,2,review\n"

    (row,) = sets.read(write(tmp_path / "posts.csv", f"{text}"))

    assert row == Labelled(
        text="@user no bread",
        source_set="posts",
        language="en",
        trade="bakery",
        kind=Kind.REVIEW,
        rating=2.0,
        sentiment=-1.0,
        reply=True,
    )


def test_json_lines_are_known_by_their_keys_and_only_test_lines_are_used_where_some_are(tmp_path: Path) -> None:
    """What was trained on is not tested on."""
    lines = ({"text": "a", "label": 1, "split": "train"}, {"content": "b", "label": False, "split": "test"})

    rows = sets.read(write(tmp_path / "posts.jsonl", "\n\n".join(json.dumps(line) for line in lines)))

    assert [(row.text, row.reply) for row in rows] == [("b", False)]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "words,label\nx,1\n", r"a\.csv, line 2: there is no text; call its column one of text"),
        ("a.csv", "text,mood\nx,1\n", r"a\.csv, line 1: there is no label; call its column one of needs_reply"),
        ("a.csv", "text,label\nx,1\ny,maybe\n", r"a\.csv, line 3: \"label\" is 0 or 1, not 'maybe'"),
        ("a.tsv", "text\trating\nx\t6\n", r"a\.tsv, line 2: \"rating\" is 1 to 5 stars, not '6'"),
        ("a.csv", "text,sentiment\nx,glad\n", r"line 2: \"sentiment\" is negative, neutral, positive, or -1 to 1"),
        ("a.csv", "text,sentiment\nx,nan\n", r"line 2: \"sentiment\" is negative"),
        ("a.csv", "text,label\nx,1,2\n", r"line 2: 3 cells for 2 columns"),
        ("a.csv", 'text,label\n"x,1\n', r"a\.csv, line 2: unexpected end"),
        ("a.csv", "text,label,kind\nx,1,letter\n", r"line 2: \"kind\" is one of post"),
        ("a.csv", "text,label\n", r"a\.csv: there is no post in it"),
        ("a.jsonl", '{"text":"x","label":1}\n{"text"\n', r"a\.jsonl, line 2: this is not JSON"),
        ("a.jsonl", "[1]\n", r"a\.jsonl, line 1: a post is a JSON object"),
    ],
)
def test_what_is_wrong_with_a_set_is_told_with_file_and_line(tmp_path: Path, name: str, text: str, says: str) -> None:
    """Who labelled it can mend it."""
    with pytest.raises(ValueError, match=says):
        sets.read(write(tmp_path / name, text))


def test_a_broken_encoding_is_told_as_well(tmp_path: Path) -> None:
    """Latin-1 is not UTF-8."""
    (tmp_path / "a.csv").write_bytes("text,label\nGrüße,1\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"a\.csv, .*UTF-8"):
        sets.read(tmp_path / "a.csv")


def lay_out_a_pack(folder: Path) -> None:
    """Write a small open pack in its shape, with words of our own."""
    (folder / "ibm_twitter_care").mkdir(parents=True)
    (folder / "vader_gt").mkdir()
    with (folder / "ibm_twitter_care" / "first_messages.csv").open("w", newline="") as file:
        accounts = ("Delta", "MojangSupport", "SpotifyCares")
        rows = [
            (account, f"@{account} where is my {account[::-1]} case {number}?")
            for account in accounts
            for number in range(30)
        ]
        csv.writer(file).writerows([("company", "client_text"), *rows])
    with (folder / "vader_gt" / "tweets.csv").open("w", newline="") as file:
        tweets = [(number, (number % 9) - 4, f"an evening by the river, number {number}") for number in range(200)]
        csv.writer(file).writerows([("id", "mean_valence", "text"), *tweets])


def test_of_the_pack_whole_trades_are_held_out_from_training(tmp_path: Path) -> None:
    """The scorer is trained on the others, and judged on those alone."""
    lay_out_a_pack(tmp_path)
    trained: list[Labelled] = []
    judged: list[str] = []

    def score(post: Post, context: urgency.Context) -> Score:
        judged.append(post.text)
        return urgency.score(post, context)

    def fit(rows: Sequence[Labelled]) -> rivals.Scorer:
        trained.extend(rows)
        return score

    report = evaluate(Plan(folder=tmp_path, draws=NONE, now=NOW, fit=fit))
    trades = {row.trade for row in trained}

    assert {"game", "bank", "bakery"} < trades
    assert not trades & {"airline", "streaming", "hotel"}
    assert not {row.text for row in trained} & set(judged)
    assert "trained without airline" in report.weights
    assert "60 need an answer" in report.tables[0].told


def test_a_scorer_trained_on_some_rows_judges_what_it_has_not_seen() -> None:
    """The whole training, on fewer rows: better than chance by far, and it says that it is not the shipped one."""
    rows = examples.rows()[::4]
    scorer = heldout.fit(rows)
    judge = rivals.ours(NOW, scorer).judge
    unseen = [row for row in examples.rows()[1::20] if row.language in ("en", "es")]
    assert judge is not None

    ranked = figures.ranked([judge(row).urgency for row in unseen], [bool(row.reply) for row in unseen], NONE)

    assert figures.of_ranking(ranked)["AUC"] > 0.65
    post = Post(source="x", external_id="1", text="hello", posted_at=NOW)
    assert scorer(post, urgency.Context(now=NOW)).model.endswith("held out")


def test_without_training_the_pack_says_that_the_weights_may_have_seen_it(tmp_path: Path) -> None:
    """No figure looks better than it is."""
    lay_out_a_pack(tmp_path)

    report = evaluate(Plan(folder=tmp_path, draws=NONE, now=NOW))

    assert "may have been trained on these very posts" in report.weights


def test_handles_at_the_start_are_not_needed_to_find_who_needs_an_answer() -> None:
    """The second stream takes away what would give the care posts away."""
    rows = [Labelled(text="@user @user: where is it?", source_set="s"), Labelled(text="@user", source_set="s")]

    assert [row.text for row in streams.nameless(rows)] == ["where is it?"]


def test_the_command_tells_people_a_table_and_programs_json(tmp_path: Path) -> None:
    """The same figures both ways."""
    lines = [json.dumps({"text": row.text, "needs_reply": row.reply}) for row in stream(needy=30, others=300)]
    write(tmp_path / "mine" / "posts.jsonl", "\n".join(lines))

    text = evaluating.told(tmp_path, rounds=5, seed=1, as_json=False)
    told = json.loads(evaluating.told(tmp_path, rounds=5, seed=1, as_json=True))
    (table,) = told["tables"]
    value, low, high = table["figures"]["needs an answer: AUC"]["ours"]

    assert table["title"] == "mine/posts.jsonl"
    assert low <= value <= high
    assert f"{value:.3f} {low:.3f}–{high:.3f}" in text
    assert list(table["figures"]["needs an answer: AUC"]) == ["ours", "VADER", "random"]


def test_a_folder_that_cannot_be_judged_is_named(tmp_path: Path) -> None:
    """In one line that says what to do."""
    with pytest.raises(WrongUse, match="no directory"):
        evaluating.told(tmp_path / "nowhere", rounds=1, seed=1, as_json=False)
    with pytest.raises(Failed, match=r"no labelled set here; its name ends in \.csv"):
        evaluating.told(tmp_path, rounds=1, seed=1, as_json=False)
