"""Write docs/printed.png, the sheet of the checklist as a printer puts it on A4. Needs Chromium and pdftoppm."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent.parent / "docs" / "printed.png"


def main() -> None:
    """Print the checklist on its one sheet and keep that as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        subprocess.run(["stemfind", "checklist", "-f", "html", "-o", page], check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            tab = browser.new_page()
            tab.goto(page.as_uri())
            tab.pdf(path=f"{folder}/page.pdf", format="A4")
            browser.close()
        options = ["-r", "70", "-f", "1", "-l", "1", "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *options, f"{folder}/page.pdf", str(PICTURE.with_suffix(""))], check=True)


if __name__ == "__main__":
    main()
