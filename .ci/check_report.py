"""Opens pages of `initialize report` and `signal` in headless Chromium: `check_report.py COMMAND`.

On the width of a phone and of a desk, in light and dark: no message of an error, no scrolling to the side, every picture drawn, every link with a
place to go. Screenshots are kept beside the pages, in the folder that is printed if `KEEP` is set.
"""

import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent
HARNESS = """<!DOCTYPE html><body style="margin:0"><iframe id="page" src="PAGE" width="WIDTH" height="900" style="border:0"></iframe><pre id="result"></pre><script>
document.getElementById("page").onload = event => {
  const page = event.target.contentDocument, root = page.documentElement
  const shown = element => { const box = element.getBoundingClientRect(); return box.width > 10 && box.height > 10 }
  const images = [...page.images]
  document.getElementById("result").textContent = JSON.stringify({
    sideways: root.scrollWidth - root.clientWidth,
    images: images.length, broken: images.filter(image => !image.naturalWidth).length,
    pictures: page.querySelectorAll("svg").length, hidden: [...page.querySelectorAll("svg,img")].filter(element => !shown(element)).length,
    unlabelled: page.querySelectorAll("svg:not([aria-label]),img:not([alt])").length,
    dead: [...page.querySelectorAll("a")].filter(link => !page.querySelector(link.getAttribute("href"))).length,
    background: getComputedStyle(page.body).backgroundColor, ink: getComputedStyle(page.body).color,
    headings: [...page.querySelectorAll("h1,h2,h3")].length, outside: page.querySelectorAll("script,link,[src^='http']").length,
  })
}
</script>"""


def chromium(*arguments):
    browser = next(name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name))
    return subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files", *arguments],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def look(page, width, dark):
    folder = page.parent
    harness = folder / f"harness-{page.stem}-{width}.html"
    harness.write_text(HARNESS.replace("PAGE", page.name).replace("WIDTH", str(width)))
    scheme = ["--blink-settings=preferredColorScheme=0"] if dark else ["--blink-settings=preferredColorScheme=1"]
    result = chromium(*scheme, "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", harness.as_uri())
    messages = [line for line in result.stderr.splitlines() if "CONSOLE" in line]
    assert not messages, messages
    found = json.loads(html.unescape(re.search(r'<pre id="result">(.*?)</pre>', result.stdout, re.S)[1]))
    picture = folder / f"{page.stem}-{width}-{'dark' if dark else 'light'}.png"
    chromium(*scheme, f"--screenshot={picture}", f"--window-size={max(500, width)},1600", page.as_uri())
    assert picture.stat().st_size > 20_000, f"{picture} shows next to nothing"
    return found


def check(page, images, pictures):
    assert page.stat().st_size < 5_000_000, f"{page} has {page.stat().st_size} bytes"
    backgrounds = set()
    for width in (360, 1200):
        for dark in (False, True):
            found = look(page, width, dark)
            name = f"{page.name}, {width} wide, {'dark' if dark else 'light'}: {found}"
            assert found["sideways"] <= 0, name
            assert found["images"] == images and found["pictures"] == pictures, name
            assert not any(found[fault] for fault in ("broken", "hidden", "unlabelled", "dead", "outside")), name
            assert found["background"] != found["ink"], name
            backgrounds.add((dark, found["background"]))
    assert len({color for _, color in backgrounds}) == 2, f"light and dark look alike: {backgrounds}"
    print(f"{page.name}: {images} images and {pictures} pictures on every screen, {page.stat().st_size:,} bytes")


def main():
    command = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(tempfile.mkdtemp())
    run = lambda *arguments: subprocess.run([command, *map(str, arguments)], check=True, capture_output=True)
    run("report", ROOT / "Examples/resnet50.json", "--seed", 42, "--output", folder / "resnet50.html")
    run("report", ROOT / "Examples/gpt2.json", "--recipe", "gpt2", "--seed", 42, "--output", folder / "gpt2.html")
    run("signal", "--depth", 30, "--width", 128, "--output", folder / "signal.html")
    check(folder / "resnet50.html", 54, 54)
    check(folder / "gpt2.html", 50, 50)
    check(folder / "signal.html", 0, 1)
    if os.environ.get("KEEP"):
        print(folder)
    else:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
