"""What proves a delivery, and what does not."""

import hmac
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.signatures import Unsigned, key_of

# The specification's own example.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
SENT_AT = datetime.fromtimestamp(1614265330, UTC)
GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
HEADERS = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": GOOD,
}
OLDER = "whsec_" + b64encode(b"the secret before").decode()
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = "whpk_" + b64encode(KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
SIGNED = "v1a," + b64encode(KEY.sign(b"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + BODY)).decode()


@pytest.mark.parametrize(
    ("changed", "secrets"),
    [
        pytest.param({}, [SECRET], id="the specification's example"),
        pytest.param({}, [OLDER, SECRET], id="one of two secrets"),
        pytest.param({"webhook-signature": f"v1,AAAA v2,x {GOOD}"}, [SECRET], id="one of several signatures"),
        pytest.param({"webhook-signature": SIGNED}, [SECRET, PUBLIC], id="ed25519"),
    ],
)
def test_a_signed_delivery_is_known_by_its_id(changed: dict[str, str], secrets: list[str]) -> None:
    """Whichever of the secrets it was signed with, so that they can be changed one after the other."""
    assert key_of({**HEADERS, **changed}, BODY, secrets, SENT_AT) == HEADERS["webhook-id"]


@pytest.mark.parametrize(
    ("changed", "secrets", "words"),
    [
        pytest.param({}, [], "set INBOX_SECRET", id="no secret set"),
        pytest.param({}, [OLDER], "no webhook-signature fits", id="another secret"),
        pytest.param({"webhook-id": "msg_other"}, [SECRET], "fits", id="another id"),
        pytest.param({"webhook-timestamp": "1614265331"}, [SECRET], "fits", id="another time"),
        pytest.param({"webhook-signature": ""}, [SECRET], "fits", id="an empty signature"),
        pytest.param({"webhook-signature": GOOD.replace("v1", "v1a")}, [SECRET], "fits", id="another version"),
        pytest.param({"webhook-signature": SIGNED}, [SECRET], "fits", id="ed25519 without its key"),
        pytest.param({"webhook-signature": "v1a,é"}, [PUBLIC], "fits", id="no base64"),
        pytest.param({}, ["whsec_é", "whpk_AA", "whpk_é"], "fits", id="secrets that are none"),
        pytest.param({"webhook-id": ""}, [SECRET], "missing", id="no id"),
        pytest.param({"webhook-timestamp": ""}, [SECRET], "missing", id="no time"),
        pytest.param({"webhook-timestamp": "١٢٣"}, [SECRET], "missing", id="a time that is none"),
        pytest.param({"webhook-timestamp": "9" * 400}, [SECRET], "five minutes", id="a time far off"),
    ],
)
def test_what_proves_nothing_is_refused(changed: dict[str, str], secrets: list[str], words: str) -> None:
    """With what is wrong with it, for whoever sets the sender up."""
    with pytest.raises(Unsigned, match=words):
        key_of({**HEADERS, **changed}, BODY, secrets, SENT_AT)


def test_another_body_is_refused() -> None:
    """Every byte of it counts."""
    with pytest.raises(Unsigned):
        key_of(HEADERS, BODY + b" ", [SECRET], SENT_AT)


@pytest.mark.parametrize(("off", "fits"), [(-301, False), (-300, True), (300, True), (301, False)])
def test_a_replay_is_known_by_its_age(off: int, *, fits: bool) -> None:
    """Five minutes either way, because clocks differ."""
    now = SENT_AT + timedelta(seconds=off)
    if fits:
        assert key_of(HEADERS, BODY, [SECRET], now)
        return
    with pytest.raises(Unsigned, match="five minutes"):
        key_of(HEADERS, BODY, [SECRET], now)


def _hub(secret: str) -> dict[str, str]:
    return {"x-hub-signature-256": "sha256=" + hmac.new(secret.encode(), BODY, sha256).hexdigest()}


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        pytest.param(_hub(SECRET), sha256(BODY).hexdigest(), id="hub"),
        pytest.param({**_hub(SECRET), "x-github-delivery": "72d3"}, "72d3", id="hub with an id"),
        pytest.param({"authorization": f"Bearer {SECRET}"}, sha256(BODY).hexdigest(), id="bearer"),
        pytest.param(
            {"authorization": f"bearer {SECRET}", "webhook-id": "7" * 300}, sha256(b"7" * 300).hexdigest(), id="long id"
        ),
    ],
)  # fmt: skip
def test_simpler_tools_may_sign_the_body_or_show_the_secret(headers: dict[str, str], key: str) -> None:
    """Where they give no id, the same body is the same delivery."""
    assert key_of(headers, BODY, [OLDER, SECRET], SENT_AT) == key


@pytest.mark.parametrize("headers", [{}, _hub("wrong"), {"authorization": "Bearer wrong"}, {"authorization": SECRET}])
def test_simpler_proofs_are_proofs_all_the_same(headers: dict[str, str]) -> None:
    """A wrong one opens nothing."""
    with pytest.raises(Unsigned, match="missing or wrong"):
        key_of(headers, BODY, [SECRET], SENT_AT)
