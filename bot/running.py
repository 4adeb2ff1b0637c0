"""The bot as a program: runs until it is asked to stop, and ends within ten seconds then."""

import os
import signal
from threading import Event, Timer
from types import FrameType

from bot.app import FINISH_WITHIN, Bot
from bot.needs import refuse_missing
from storage import logs
from storage.database import Store
from storage.settings import Settings


def forever(settings: Settings) -> None:
    """Run until asked to stop (Ctrl-C, SIGTERM); finishes within ten seconds."""
    refuse_missing(settings)
    logs.start(settings)
    with Store(settings.database_url.get_secret_value()) as store:
        bot, ended = Bot(settings, store), Event()

        def end(_signal: int, _frame: FrameType | None) -> None:
            ended.set()
            bot.give_up()

        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, end)
        try:
            bot.start()
            ended.wait()
        finally:
            hurry = Timer(FINISH_WITHIN.total_seconds(), os._exit, args=(0,))  # leases left behind run out
            hurry.daemon = True
            hurry.start()
            bot.stop()
            hurry.cancel()
