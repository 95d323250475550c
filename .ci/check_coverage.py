"""Runs the tests with coverage and prints the share of lines that they execute, by library; fails below 95 %.

Needs libhdf5. Lines that only another system compiles do not count.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent
LIBRARIES = "Platform ScalarTypes BitGenerators CLoops Initializers InitializerConfigurations KerasModels Checkpoints SeedCheckpoints Diagnostics".split()


def main():
    # SwiftPM's own merging gives up where a process was killed while it wrote its counts, which some tests do.
    options = ["--scratch-path", ".build-coverage", "--traits", "HDF5", "-Xcc", "-fprofile-instr-generate", "-Xcc", "-fcoverage-mapping"]
    subprocess.run(["swift", "build", "--build-tests", "--enable-code-coverage", "-j", "2", *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shown = subprocess.run(["swift", "build", "--show-bin-path", *options], cwd=ROOT, check=True, capture_output=True, text=True)
    binaries = pathlib.Path(shown.stdout.strip())
    with tempfile.TemporaryDirectory() as folder:
        command = ["swift", "test", "--skip-build", *options, *sys.argv[1:]]
        tests = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", env=os.environ | {"LLVM_PROFILE_FILE": f"{folder}/%p-%m.profraw"})
        if tests.returncode:
            sys.exit("\n".join(line for line in (tests.stdout + tests.stderr).splitlines() if "✘" in line or "error:" in line))
        tools = pathlib.Path(shutil.which("swift")).resolve().parent
        merged = f"{folder}/all.profdata"
        subprocess.run([tools / "llvm-profdata", "merge", "-sparse", "--failure-mode=all", *pathlib.Path(folder).glob("*.profraw"), "-o", merged], check=True, stderr=subprocess.DEVNULL)
        command = [tools / "llvm-cov", "export", "-summary-only", f"-instr-profile={merged}", binaries / "swift-initializersPackageTests.xctest", "-object", binaries / "initialize"]
        exported = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = {library: [0, 0] for library in LIBRARIES}
    files = []
    for file in json.loads(exported)["data"][0]["files"]:
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
