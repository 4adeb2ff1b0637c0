"""A real WordPress of the tests' own, from Debian's packages: MariaDB behind it, PHP's own server in front.

Both are children of a shell that stops them and removes their folder as soon as our end of a pipe closes, so that even
kill -9 leaves none. Nothing of it speaks with anybody else: no mail, no updates, no cron.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.postgres import free_port, somebody

START_SECONDS = 60.0
CODE = Path("/usr/share/wordpress")
PROGRAMS = ("mariadbd", "mariadb-install-db", "php")
KEEPER = """
trap '' INT TERM HUP
mariadbd --no-defaults --datadir="$PWD/db" --socket="$PWD/db.sock" --skip-networking $QUICK </dev/null >db.log 2>&1 &
db=$!
php -d sendmail_path=/bin/true -d short_open_tag=0 -S "$1" -t site </dev/null >web.log 2>&1 &
web=$!
cat
kill -KILL $web; kill $db
wait
rm -rf "$PWD"
"""
# Nothing here outlives the tests, so nothing need reach the disk.
QUICK = (
    "--innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --innodb-log-file-size=8M --skip-log-bin "
    "--innodb-buffer-pool-size=32M --performance-schema=0"
)
CONFIG = """<?php
define('DB_NAME', 'blog'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%(socket)s');
define('WP_HOME', '%(url)s'); define('WP_SITEURL', '%(url)s');
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
$table_prefix = 'wp_';
define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
INSTALL = """<?php
(new mysqli(null, 'root', '', null, 0, $argv[1]))->query('create database blog');
$_SERVER['HTTP_HOST'] = $argv[2]; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define('WP_INSTALLING', true);
function wp_mail() { return true; }
require 'site/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Kettle diary', 'keeper', 'keeper@example.com', true, '', 'invented');
update_option('permalink_structure', '/%postname%/');
$wp_rewrite->init();
flush_rewrite_rules();
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'Earshot']);
echo json_encode(['version' => $wp_version, 'password' => $password]);
"""


class NoWordPressError(Exception):
    """None could be started; str() says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """A running WordPress with one post (1) and one approved comment (1), and who may moderate it."""

    url: str
    version: str
    password: str
    user: str = "keeper"


@contextmanager
def running() -> Iterator[Blog]:
    """Run a WordPress for as long as the block lasts; raise NoWordPressError where none can be had."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing or not CODE.is_dir():
        message = f"not installed: {', '.join(missing) or CODE} (Debian: wordpress mariadb-server php-cli php-mysql)"
        raise NoWordPressError(message)
    folder = Path(tempfile.mkdtemp(prefix="earshot-wordpress-"))
    try:
        with _started(folder, f"127.0.0.1:{free_port()}") as blog:
            yield blog
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(folder: Path, place: str) -> Iterator[Blog]:
    _lay_out(folder, place)
    who = somebody(folder)
    for path in folder.rglob("*"):
        if who is not None:
            os.chown(path, who, who, follow_symlinks=False)
    make = ["mariadb-install-db", "--no-defaults", f"--datadir={folder}/db", "--auth-root-authentication-method=normal"]
    _run([*make, "--skip-test-db", *QUICK.split()], folder, who)
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, "keeper", place],
        cwd=folder,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QUICK": QUICK},
        user=who,
        group=who,
    )
    try:
        yield _installed(folder, place, who)
    finally:
        keeper.communicate(timeout=START_SECONDS)


def _lay_out(folder: Path, place: str) -> None:
    site = folder / "site"
    (site / "wp-content" / "themes").mkdir(parents=True)
    for path in CODE.glob("*.php"):
        shutil.copy(path, site)
    for name in ("wp-includes", "wp-admin"):
        (site / name).symlink_to(CODE / name)
    told = {"socket": folder / "db.sock", "url": f"http://{place}"}
    (site / "there.txt").touch()
    (site / "wp-config.php").write_text(CONFIG % told)
    (folder / "install.php").write_text(INSTALL)


def _installed(folder: Path, place: str, who: int | None) -> Blog:
    deadline = time.monotonic() + START_SECONDS
    while not (folder / "db.sock").exists() or not _answers(place):
        if time.monotonic() > deadline:
            logs = "".join((folder / name).read_text()[-1000:] for name in ("db.log", "web.log"))
            message = f"WordPress did not start within {START_SECONDS:.0f} s: {logs}"
            raise NoWordPressError(message)
        time.sleep(0.05)
    told = json.loads(_run(["php", "install.php", str(folder / "db.sock"), place], folder, who))
    return Blog(url=f"http://{place}", **told)


def _answers(place: str) -> bool:
    with suppress(URLError, OSError), urlopen(f"http://{place}/there.txt", timeout=5):
        return True
    return False


def _run(command: list[str], folder: Path, who: int | None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, user=who, group=who)
    if done.returncode:
        message = f"{command[0]} failed: {(done.stderr or done.stdout).strip()[-1000:]}"
        raise NoWordPressError(message)
    return done.stdout
