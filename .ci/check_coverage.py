"""Runs the tests with coverage and prints the share of lines that they execute, by library; fails below 95 %.

Lines that only another system or a build with libhdf5 compiles do not count.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent
LIBRARIES = "BitGenerators CKernels Initializers KerasInterop Checkpoints SeedCheckpoints Diagnostics".split()


def main():
    command = ["swift", "test", "--enable-code-coverage", "--scratch-path", ".build-coverage", "-j", "2", *sys.argv[1:]]
    tests = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    if tests.returncode:
        sys.exit("\n".join(line for line in (tests.stdout + tests.stderr).splitlines() if "✘" in line or "error:" in line))
    path = subprocess.run(["swift", "test", "--show-codecov-path", "--scratch-path", ".build-coverage"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    lines = {library: [0, 0] for library in LIBRARIES}
    files = []
    for file in json.loads(pathlib.Path(path).read_text())["data"][0]["files"]:
        parts = pathlib.Path(file["filename"]).parts
        library = parts[parts.index("Sources") + 1] if "Sources" in parts and str(ROOT) in file["filename"] and ".build" not in file["filename"] else ""
        if library in lines:
            summary = file["summary"]["lines"]
            lines[library][0] += summary["covered"]
            lines[library][1] += summary["count"]
            files.append((summary["count"] - summary["covered"], "/".join(parts[parts.index("Sources") + 1 :])))
    print("| library | lines | covered |\n| --- | ---: | ---: |")
    for library, (covered, count) in lines.items():
        print(f"| {library} | {count} | {100 * covered / max(1, count):.1f} % |")
    print("Most lines left out: " + ", ".join(f"{name} {count}" for count, name in sorted(files, reverse=True)[:8]))
    low = [library for library, (covered, count) in lines.items() if covered < 0.95 * count or not count]
    sys.exit(f"below 95 %: {', '.join(low)}" if low else None)


if __name__ == "__main__":
    main()
