"""The peer of `bench.publications`: WordPress as Debian packages it, behind nginx, php-fpm and MariaDB, on the same texts.

Everything runs from one folder under var/, with its own sockets and one port of loopback; no service of the system is
touched. Where a program is missing, one line says which and our figures stand alone.
"""

import os
import pwd
import shutil
import subprocess
import textwrap
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.texts import Text

SOURCE = Path("/usr/share/wordpress")
WORKERS = 2  # as many processes as our own server has
PROGRAMS = ("nginx", "mariadbd", "mariadb-install-db", "mariadb", "php")


def missing() -> list[str]:
    """What would have to be installed: apt-get install wordpress php-fpm php-mysql mariadb-server nginx."""
    absent = [program for program in PROGRAMS if not _program(program)]
    return [*absent, *([] if SOURCE.exists() else ["wordpress"]), *([] if _fpm() else ["php-fpm"])]


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


def _fpm() -> str | None:
    return next((str(file) for file in sorted(Path("/usr/sbin").glob("php-fpm*"))), None)


@contextmanager
def running(folder: Path, port: int, texts: Iterable[Text]) -> Iterator[str]:
    """The address of a WordPress that holds `texts` in one category; filled once, then used again."""
    folder.mkdir(parents=True, exist_ok=True)
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.append(_database(folder))
        _configure(folder, port)
        started += [
            _start(_fpm() or "", "-F", "-R", "-y", folder / "fpm.conf"),
            _start(_program("nginx") or "", "-c", folder / "nginx.conf"),
        ]
        address = f"http://127.0.0.1:{port}"
        if not (folder / "filled").exists():
            _install(folder, address)
            _fill(folder, texts)
            (folder / "filled").touch()
        _wait(address)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(30)


def _start(*command: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _database(folder: Path) -> "subprocess.Popen[bytes]":
    data, user = folder / "mysql", pwd.getpwuid(os.getuid()).pw_name
    if not data.exists():
        subprocess.run(
            [_program("mariadb-install-db") or "", "--no-defaults", f"--datadir={data}", f"--user={user}",
             "--auth-root-authentication-method=normal", "--skip-test-db"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    server = _start(
        _program("mariadbd"), "--no-defaults", f"--datadir={data}", f"--user={user}", "--skip-networking",
        f"--socket={folder / 'db.sock'}", f"--pid-file={folder / 'db.pid'}", "--innodb-buffer-pool-size=256M",
    )  # fmt: skip
    for _attempt in range(200):
        if _sql(folder, "SELECT 1", check=False).returncode == 0:
            break
        time.sleep(0.2)
    _sql(folder, "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4")
    return server


def _sql(
    folder: Path, statement: str, *, database: str = "", check: bool = True
) -> "subprocess.CompletedProcess[bytes]":
    command = [
        _program("mariadb") or "",
        "--no-defaults",
        f"--socket={folder / 'db.sock'}",
        "-uroot",
        "--default-character-set=utf8mb4",
    ]
    return subprocess.run([*command, *([database] if database else [])], input=statement.encode(), check=check, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # fmt: skip


def _configure(folder: Path, port: int) -> None:
    site, user = folder / "site", pwd.getpwuid(os.getuid()).pw_name
    if not site.exists():
        shutil.copytree(SOURCE, site, symlinks=False, ignore_dangling_symlinks=True)
        (site / "wp-config.php").unlink(missing_ok=True)
    (site / "wp-config.php").write_text(
        textwrap.dedent(f"""\
        <?php
        define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
        define('DB_HOST', 'localhost:{folder / "db.sock"}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
        define('WP_HOME', 'http://127.0.0.1:{port}'); define('WP_SITEURL', 'http://127.0.0.1:{port}');
        define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
        foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY','AUTH_SALT','SECURE_AUTH_SALT','LOGGED_IN_SALT','NONCE_SALT'] as $k) define($k, 'bench');
        $table_prefix = 'wp_';
        if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
        require_once ABSPATH . 'wp-settings.php';
        """),
        "utf-8",
    )
    ours = site / "wp-content" / "mu-plugins"
    ours.mkdir(exist_ok=True)  # behind a port of loopback its canonical redirect leads back to itself
    (ours / "bench.php").write_text("<?php remove_filter('template_redirect', 'redirect_canonical');")
    (folder / "fpm.conf").write_text(
        f"[global]\nerror_log = {folder / 'fpm.log'}\ndaemonize = no\n"
        f"[www]\nuser = {user}\ngroup = {user}\nlisten = {folder / 'fpm.sock'}\npm = static\npm.max_children = {WORKERS}\n"
        "php_admin_value[opcache.enable] = 1\nphp_admin_value[opcache.validate_timestamps] = 0\n"
    )
    (folder / "nginx.conf").write_text(
        textwrap.dedent(f"""\
        worker_processes 1; daemon off; user {user}; pid {folder / "nginx.pid"}; error_log {folder / "nginx.log"};
        events {{ worker_connections 256; }}
        http {{
          include /etc/nginx/mime.types; access_log off; client_body_temp_path {folder / "tmp"}; fastcgi_temp_path {folder / "tmp"};
          proxy_temp_path {folder / "tmp"}; uwsgi_temp_path {folder / "tmp"}; scgi_temp_path {folder / "tmp"};
          server {{
            listen 127.0.0.1:{port}; root {site}; index index.php;
            location / {{ try_files $uri $uri/ /index.php?$args; }}
            location ~ \\.php$ {{
              fastcgi_pass unix:{folder / "fpm.sock"}; fastcgi_buffers 16 64k; fastcgi_buffer_size 64k;
              include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
            }}
          }}
        }}
        """)
    )


def _install(folder: Path, address: str) -> None:
    """What the first page of the installer does, without its form."""
    code = (
        f"$_SERVER['HTTP_HOST'] = '{address.split('//')[1]}'; define('WP_INSTALLING', true); require '{folder / 'site'}/wp-load.php';"
        "require ABSPATH . 'wp-admin/includes/upgrade.php';"
        "wp_install('Bench', 'bench', 'bench@localhost.localdomain', false, '', 'bench', 'fr_FR');"
        "update_option('permalink_structure', '');"
        "update_option('posts_per_page', 20); update_option('default_comment_status', 'closed');"
    )
    subprocess.run(
        [_program("php") or "", "-r", code], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _fill(folder: Path, texts: Iterable[Text]) -> None:
    """Posts and their category, as the importer would leave them."""

    def quoted(text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    lines = ["DELETE FROM wp_posts; DELETE FROM wp_term_relationships; DELETE FROM wp_comments;"]
    for number, text in enumerate(texts, 1):
        day = f"DATE_SUB('2026-11-20 12:00:00', INTERVAL {number} HOUR)"
        html = "\n\n".join(
            f"<!-- wp:paragraph --><p>{paragraph}</p><!-- /wp:paragraph -->" for paragraph in text.paragraphs
        )
        lines.append(
            "INSERT INTO wp_posts (ID, post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status,"
            " comment_status, ping_status, post_name, post_modified, post_modified_gmt, to_ping, pinged, post_content_filtered, post_type)"
            f" VALUES ({number}, 1, {day}, {day}, {quoted(html)}, {quoted(text.title)}, {quoted(text.standfirst)}, 'publish',"
            f" 'closed', 'closed', 'article-{text.number}', {day}, {day}, '', '', '', 'post');"
            f" INSERT INTO wp_term_relationships (object_id, term_taxonomy_id, term_order) VALUES ({number}, 1, 0);"
        )
    lines.append(
        f"UPDATE wp_term_taxonomy SET count = {len(lines) - 1} WHERE term_taxonomy_id = 1; ANALYZE TABLE wp_posts;"
    )
    _sql(folder, "SET autocommit = 0;\n" + "\n".join(lines) + "\nCOMMIT;", database="wordpress")


def rubric_paths() -> list[str]:
    """The category that holds every post, its first pages."""
    return ["/?cat=1", *(f"/?cat=1&paged={n}" for n in range(2, 20))]


def _wait(address: str) -> None:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(f"{address}/?p=1", timeout=10).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("bench: WordPress did not start; see var/bench-publications/wordpress/*.log")
