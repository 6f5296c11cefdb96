"""Write requirements.lock and requirements-dev.lock: hashes, and no address of any index."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = [
    "--quiet",
    "--upgrade",
    "--generate-hashes",
    "--strip-extras",
    "--allow-unsafe",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--constraint=tools/constraints.txt",
]


def main() -> None:
    compile_ = [sys.executable, "-m", "piptools", "compile", *OPTIONS]
    subprocess.run([*compile_, "-o", "requirements.lock", "pyproject.toml"], cwd=ROOT, check=True)
    subprocess.run(
        [*compile_, "--extra", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock", "pyproject.toml"],
        cwd=ROOT,
        check=True,
    )


if __name__ == "__main__":
    main()
