"""See that Chromium is there for the browser tests; as root on Debian, install it."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    if find():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("chromium: installing it with apt", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)
    if not find():
        sys.exit(
            "chromium: the browser tests need Chromium. Install it (Debian: apt install chromium), then run make test again."
        )


if __name__ == "__main__":
    main()
