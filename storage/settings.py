"""What the operator decides: read once from the environment and `.env`, frozen, every fault named at once.

The three programs share it, so it stands in the room they share. Sources name their own keys (`MASTODON_TOKEN`,
`HACKERNEWS_URL`); `for_source` hands each its own.
"""

import os
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Self

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.errors import SettingsFault

SLACK_API_URL = "https://slack.com/api/"


class LogFormat(StrEnum):
    """How the log reads: for people or for machines."""

    TEXT = "text"
    JSON = "json"


class Settings(BaseSettings):
    """Everything an operator can set, with its default. `.env.example` tells each key's story."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = SLACK_API_URL
    database_url: SecretStr = SecretStr("sqlite:///earshot.db")
    earshot_secret_key: SecretStr = SecretStr("")
    earshot_allow_private_addresses: bool = False
    earshot_contact: str = Field(default="", pattern=r"^([!-'*-~]+@[!-'*-~]+|https?://[!-'*-~]+)?$", max_length=200)
    earshot_keep_days: int | None = Field(default=None, ge=1, le=36_500)
    earshot_undo_seconds: int = Field(default=10, ge=0, le=3600)
    port: int | None = Field(default=None, ge=0, le=65535)
    log_level: str = Field(default="INFO", pattern="^(?i:debug|info|warning|error)$")
    log_format: LogFormat = LogFormat.TEXT

    @classmethod
    def read(cls) -> Self:
        """Return the settings, or raise SettingsFault with every fault in one line."""
        try:
            return cls()
        except ValidationError as error:
            faults = [f"{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in error.errors()]
            raise SettingsFault("; ".join(faults) + "; mend the environment or .env") from None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsFault(f".env cannot be read: {error}; mend it or take it away") from None

    @property
    def slack_base_url(self) -> str:
        """Where Slack's Web API is, with the slash its client needs."""
        return self.slack_api_url.rstrip("/") + "/"

    @cached_property
    def _written(self) -> Mapping[str, str | None]:
        return dotenv_values(".env") if Path(".env").is_file() else {}

    def for_source(self, name: str) -> Mapping[str, str]:
        """Return a source's own settings: `HACKERNEWS_URL` as "base_url", `MASTODON_TOKEN` as "token"."""
        prefix = f"{name.upper()}_"
        own = {
            key[len(prefix) :].lower(): value
            for key, value in self._told().items()
            if key.startswith(prefix) and value and key.lower() not in type(self).model_fields
        }
        if "url" in own:
            own["base_url"] = own.pop("url").rstrip("/")
        return own

    def _told(self) -> Mapping[str, str]:
        """Return `.env` with the environment over it, keys in capitals."""
        both = {**self._written, **os.environ}
        return {key.upper(): value for key, value in both.items() if value is not None}
