"""Breaks the value path in one place at a time, and fails if the tests do not notice: `check_mutations.py [FIRST [LAST]]`.

Works on a copy of the rooms that make values, with their tests; prints which test found each mutation. Takes a minute a mutation.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent
PACKAGE = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(
  name: "swift-initializers", platforms: [.macOS(.v15)],
  targets: [
    .target(name: "BitGenerators"), .target(name: "CLoops"), .target(name: "Platform"), .target(name: "ScalarTypes"),
    .target(name: "Initializers", dependencies: ["BitGenerators", "CLoops", "Platform", "ScalarTypes"]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "BitGeneratorsTests", dependencies: ["BitGenerators", "TestSupport"]),
    .testTarget(name: "InitializersTests", dependencies: ["BitGenerators", "Initializers", "TestSupport"]),
  ], swiftLanguageModes: [.v6])
for target in package.targets {
  target.swiftSettings = [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility")]
}
"""
# The second look, for what only frozen hashes of values can show.
HASHES = PACKAGE.replace("  ], swift", """    .target(name: "StrictJSON", dependencies: ["Platform"]),
    .target(name: "InitializerConfigurations", dependencies: ["BitGenerators", "Initializers", "StrictJSON"]),
    .testTarget(name: "InitializerConfigurationsTests", dependencies: ["BitGenerators", "InitializerConfigurations", "TestSupport"]),
  ], swift""")
I, B, C = "Sources/Initializers/", "Sources/BitGenerators/", "Sources/CLoops/"
# What is broken, and where: a file, what stands there, and what stands there instead. Loops that are there twice, in Swift and in C, are broken
# in both, so that no comparison of the two helps.
MUTATIONS = [
    ("Philox's second multiplier", (B + "Philox4x32.swift", "0xCD9E_8D57", "0xCD9E_8D59"), (C + "PhiloxDraws.h", "0xCD9E8D57", "0xCD9E8D59")),
    ("Philox's key schedule", (B + "Philox4x32.swift", "0x9E37_79B9", "0x9E37_79B1"), (C + "PhiloxDraws.h", "0x9E3779B9", "0x9E3779B1")),
    ("nine rounds", (B + "Philox4x32.swift", "round == 10", "round == 9"), (C + "PhiloxDraws.h", "round < 10", "round < 9")),
    ("FNV's prime", (I + "Distributions/NativeStream.swift", "0x0000_0100_0000_01B3", "0x0000_0100_0000_01B1")),
    ("the field's place in the counter", (I + "Distributions/NativeStream.swift", "&<< 56", "&<< 55"), (C + "PhiloxDraws.h", "UINT64_C(1) << 56", "UINT64_C(1) << 55")),
    ("derived seeds' field", (I + "Distributions/NativeStream.swift", "position, field: 255", "position, field: 254")),
    ("23 bits of 24", (I + "Scalars/Float+ArithmeticScalar.swift", "&>> 8) * 0x1p-24", "&>> 9) * 0x1p-23"), (C + "Uniform.h", ">> 8), F32) * 0x1p-24f", ">> 9), F32) * 0x1p-23f")),
    ("the uniform's upper bound, reached", (I + "Distributions/UniformElement.swift", "self.high.nextDown", "self.high")),
    ("one coefficient of the centre, its last bit", (I + "Distributions/StandardNormal+Float.swift", "0x1.6701b0p+0", "0x1.6701b2p+0"), (C + "NormalFloat.h", "0x1.6701b0p+0f", "0x1.6701b2p+0f")),
    ("one coefficient of the tail", (I + "Distributions/StandardNormal+Float.swift", "0x1.1caad2p-1", "0x1.1caae2p-1"), (C + "NormalFloat.h", "0x1.1caad2p-1f", "0x1.1caae2p-1f")),
    ("the tail's complement by subtraction", (I + "Distributions/StandardNormal+Float.swift", "Double(2 * b + 1) * 0x1p-33 * central + tail", "0.5 - Double(v) / 2")),
    ("a vectorized logarithm's constant", (C + "NormalFloat.h", "0.693359375f", "0.693359437f")),
    ("a half's rounding", (I + "Scalars/BFloat16.swift", "bits &+ 0x7FFF &+ (bits &>> 16 & 1)", "bits &+ 0x8000"), (C + "Storing.h", "bits + 0x7FFF + ((bits >> 16) & 1)", "bits + 0x8000")),
    ("the deviation of a truncated normal", (I + "VarianceScaling/VarianceScaling.swift", "truncatedStandardDeviation = 0.87962566103423978", "truncatedStandardDeviation = 0.8796256610342397")),
    ("the uniform's √3", (I + "VarianceScaling/VarianceScaling.swift", "(3 * variance)", "(3.0000001 * variance)")),
    ("the average of fans", (I + "VarianceScaling/VarianceScaling.swift", "(fans.fanIn + fans.fanOut) / 2", "(fans.fanIn + fans.fanOut + 1) / 2")),
    ("Keras's fans of a kernel", (I + "Fans/Fans.swift", "shape[..<(shape.count - 2)]", "shape[1..<(shape.count - 2)]")),
    ("a reflector's sign", (I + "Orthogonal/ReflectorPanel.swift", "signs[column] = first < 0 ? 1 : -1", "signs[column] = first < 0 ? -1 : 1")),
    ("a reflector's length", (I + "Orthogonal/ReflectorPanel.swift", "length * (first - beta).magnitude", "length * (first + beta).magnitude")),
    ("MT19937's tempering", (B + "MersenneTwister.swift", "0x9D2C_5680", "0x9D2C_5600")),
    ("PCG64's multiplier", (B + "PCG64.swift", "0x2360_ED05_1FC6_5DA4", "0x2360_ED05_1FC6_5DA5")),
    ("Threefry's rotations", (B + "Threefry2x32.swift", "13, 15, 26, 6", "13, 15, 26, 7")),
    ("a slice's stride", (I + "Requests/ElementLayout.swift", "strides[axis + 1] * shape[axis + 1]", "strides[axis + 1] * slice[axis + 1].count")),
]


def main():
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    last = int(sys.argv[2]) if len(sys.argv) > 2 else len(MUTATIONS) - 1
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for part in (I, B, C, "Sources/Platform", "Sources/ScalarTypes", "Tests/TestSupport", "Tests/BitGeneratorsTests", "Tests/InitializersTests", "Tests/Vectors", "Sources/StrictJSON", "Sources/InitializerConfigurations", "Tests/InitializerConfigurationsTests"):
            shutil.copytree(ROOT / part, copy / part)
        (copy / "Package.swift").write_text(PACKAGE)
        if subprocess.run(["swift", "test", "-j", "2"], cwd=copy, capture_output=True).returncode:
            sys.exit("the tests fail already")
        print("| broken | found by |\n| --- | --- |")
        for number, (name, *places) in enumerate(MUTATIONS):
            if not first <= number <= last:
                continue
            before = {}
            for path, old, new in places:
                before[path] = before.get(path) or (copy / path).read_text()
                text = (copy / path).read_text()
                if old not in text:
                    sys.exit(f"{name}: {path} has no {old}")
                (copy / path).write_text(text.replace(old, new))
            for package, filters in ((PACKAGE, []), (HASHES, ["--filter", "NativeVersionTests"])):
                (copy / "Package.swift").write_text(package)
                run = subprocess.run(["timeout", "--signal=INT", "--kill-after=60", "900", "swift", "test", "-j", "2", *filters], cwd=copy, capture_output=True, text=True, errors="replace")
                if run.returncode:
                    break
            for path, text in before.items():
                (copy / path).write_text(text)
            found = re.findall(r"✘ Test (\w+)\(.*failed after", run.stdout + run.stderr)
            if not found and "unexpected signal" in run.stdout + run.stderr:
                found = ["a trap"]
            if not found and run.returncode in (124, 137):
                found = ["no end after 15 minutes"]
            if not found and run.returncode:
                sys.exit(f"{name} does not build: {run.stderr[-800:]}")
            print(f"| {name} | {', '.join(f'`{test}`' for test in found[:5]) or 'nothing'}{f' and {len(found) - 5} more' if len(found) > 5 else ''} |", flush=True)
            if not found:
                missed.append(name)
    sys.exit(f"not found: {missed}" if missed else None)


if __name__ == "__main__":
    main()
