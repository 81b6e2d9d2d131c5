"""Write share/…, the completion scripts of bash, zsh and fish, from what the program itself prints for them.

`python tools/completions.py` writes the files; `--check` says whether they are current.
"""

import os
import subprocess
import sys
from pathlib import Path

from written import write

SHARE = Path(__file__).parent.parent / "share"
SCRIPTS = {
    "bash": SHARE / "bash-completion" / "completions" / "stemfind",
    "zsh": SHARE / "zsh" / "site-functions" / "_stemfind",
    "fish": SHARE / "fish" / "vendor_completions.d" / "stemfind.fish",
}
"""Where each shell looks, under the folder that the program was installed to."""
LOADED = """
if [[ $funcstack[1] == _stemfind ]]; then
  _stemfind_completion "$@"
fi
"""
"""zsh reads the file when Tab is pressed for the first time: this press is to be answered, too."""


def script(shell: str) -> str:
    """Return a shell's script; zsh wants `#compdef` on the first line."""
    asked = {**os.environ, "_STEMFIND_COMPLETE": f"source_{shell}"}
    command = [sys.executable, "-m", "stemfind"]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", env=asked, check=True).stdout
    return text.strip() + "\n" + (LOADED if shell == "zsh" else "")


if __name__ == "__main__":
    sys.exit(write({path: script(shell) for shell, path in SCRIPTS.items()}))
