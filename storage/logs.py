"""How the programs log: one line an event, for people or as JSON, with every secret taken out.

INFO tells an operator what happened, DEBUG why, WARNING what they should do. Posts' text and authors are never logged.
"""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from storage.scrub import scrub
from storage.settings import LogFormat, Settings


def start(settings: Settings) -> None:
    """Log to stderr as the settings say; libraries' own logs go the same way."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    as_json = settings.log_format is LogFormat.JSON
    renderer = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer, _scrub_line],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    for chatty in ("httpx", "httpcore", "apscheduler", "slack_sdk", "slack_bolt", "alembic", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))


def _scrub_line(_logger: WrappedLogger, _name: str, line: EventDict) -> str:
    """Scrub last, when errors, lists and tracebacks have become words too. After the renderer an event is its line."""
    return scrub(str(line))
