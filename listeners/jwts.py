"""Signed assertions: how Apple and Google are told, by a private key, who asks. Pure; PyJWT signs."""

from collections.abc import Mapping

from listeners.errors import NeedsKey


def signed(claims: Mapping[str, object], key: str, *, algorithm: str, headers: Mapping[str, str], wanted: str) -> str:
    """Return the assertion; raise NeedsKey in `wanted`'s words where the key is none.

    A key from the environment may stand on one line, its line ends written as backslash and n.
    """
    import jwt  # noqa: PLC0415  only signing needs it, and the child that reads pages never signs

    try:
        return jwt.encode(
            dict(claims), key.replace("\\n", "\n"), algorithm=algorithm, headers={**headers, "typ": "JWT"}
        )
    except (ValueError, TypeError, jwt.PyJWTError) as error:
        raise NeedsKey(wanted) from error
