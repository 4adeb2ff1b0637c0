"""What keeps credentials unreadable in a stolen copy of the memory: a vault that opens with EARSHOT_SECRET_KEY.

Fernet (AES-128-CBC with HMAC-SHA256) by `cryptography`. Several keys, separated by commas, open; the first one locks,
so that a key can be replaced: put the new one in front, `python -m storage keys rotate`, take the old one away. A key
is one of Fernet's own, or any text of at least 16 characters, which scrypt makes into one (slow to guess).
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from functools import lru_cache
from hashlib import scrypt

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from storage.errors import MemoryTrouble, SettingsFault

SHORTEST = 16
HOW = "any text of at least 16 characters; several, separated by commas, open, and the first one locks"
_FERNET_LENGTH = 44
_FERNET_BYTES = 32
# One salt for all: what is stored must open with the key alone, on whatever machine the memory is restored to.
_SALT = b"earshot credentials"
_ROUNDS = {"n": 2**14, "r": 8, "p": 1, "maxmem": 2**26}


class WrongKey(MemoryTrouble):
    """What is stored was locked with a key that EARSHOT_SECRET_KEY does not name."""


class Vault:
    """Locks and opens credentials; two vaults of the same keys open each other's."""

    def __init__(self, keys: str) -> None:
        """Read the keys of the setting; raise SettingsFault in one line where one is too weak."""
        written = [key.strip() for key in keys.split(",") if key.strip()]
        if not written or any(len(key) < SHORTEST for key in written):
            raise SettingsFault(f"EARSHOT_SECRET_KEY is too short to keep secrets; make it {HOW}")
        self._fernet = MultiFernet([Fernet(_fernet_key(key)) for key in written])

    def lock(self, settings: Mapping[str, str]) -> str:
        """Return settings as nobody without the key can read them."""
        return self._fernet.encrypt(json.dumps(dict(settings)).encode()).decode()

    def open(self, locked: str) -> Mapping[str, str]:
        """Return what was locked; raise WrongKey where none of our keys opens it."""
        try:
            found = json.loads(self._fernet.decrypt(locked.encode()))
        except (InvalidToken, ValueError) as error:
            raise WrongKey(_WRONG) from error
        return {str(name): str(value) for name, value in found.items()}

    def rotated(self, locked: str) -> str:
        """Return the same, locked with the first key; raise WrongKey where none of our keys opens it."""
        try:
            return self._fernet.rotate(locked.encode()).decode()
        except InvalidToken as error:
            raise WrongKey(_WRONG) from error


def vault(keys: str) -> Vault | None:
    """Return the vault of the setting, None where it is not set; raise SettingsFault where a key is too weak."""
    return Vault(keys) if keys.strip() else None


_WRONG = (
    "what is stored was locked with another EARSHOT_SECRET_KEY: put the old key behind the new one, separated by a "
    "comma, or enter the credentials anew (/earshot connect)"
)


@lru_cache(maxsize=8)
def _fernet_key(written: str) -> bytes:
    if len(written) == _FERNET_LENGTH and _is_fernets(written):
        return written.encode()
    return urlsafe_b64encode(scrypt(written.encode(), salt=_SALT, dklen=_FERNET_BYTES, **_ROUNDS))


def _is_fernets(written: str) -> bool:
    try:
        return len(urlsafe_b64decode(written)) == _FERNET_BYTES
    except (NotBase64, ValueError):
        return False
