#if os(Linux)
import Foundation
import Testing

/// Law: the table of faults in the documentation, a test for each row: a clear error or a right
/// result, and never a torn file.
struct FaultTests {
  /// A script that is given the command and an empty folder, and prints the lines expected of it.
  private func expect(
    _ lines: [String], of script: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try CommandLineTool.inFolder { folder in
      let result = try CommandLineTool.shell(
        """
        cd "$1"; make() { "$0" tensor he_normal --seed 1 --quiet "$@" 2> errors; echo "status $?"; }
        said() { grep -c "^error: .*$1" errors; }
        # Stops the command while it has a file open whose path has a part. It gives way to whoever looks; if it was missed, once more.
        held() { part=$1; shift; for try in {1..50}; do
          nice -n 19 "$0" "$@" --threads 1 > /dev/null 2> errors & while kill -0 $! 2> /dev/null; do
            readlink /proc/$!/fd/* | grep -q "$part" && kill -STOP $! && readlink /proc/$!/fd/* | grep -q "$part" && return; done; done; }
        ended() { kill -CONT $!; wait $!; echo "status $?"; }
        \(script)
        """, [folder])
      let printed = result.text.split(separator: "\n").map(String.init)
      #expect(
        printed == lines, "\(printed) \(result.errors) \(text("\(folder)/errors"))",
        sourceLocation: sourceLocation)
    }
  }

  private func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// Namespaces of one's own, in which anyone may mount; some systems do not allow them.
  private static let canMount =
    (try? CommandLineTool.shell("unshare -Urm mount -t tmpfs tmpfs /tmp"))?.status == 0

  @Test(.enabled(if: canMount))
  func fullDisk() throws {
    try expect(
      ["status 1", "1", "old", "1", "status 0", "old"],
      of: """
        export -f make said; mkdir disk; unshare -Urm bash -c '
        mount -t tmpfs -o size=256k tmpfs disk; echo old > disk/old.npy
        make --shape 1000x1000 --output disk/old.npy; said "not enough disk space for"; ls disk | grep -v old.npy; cat disk/old.npy
        # A shape that is written without reserving: standard output, into a file that the disk has no room for.
        make --shape 1000x1000 --format npy --output - > disk/new; said "No space left"; rm disk/new
        make --shape 100x100 --output disk/small.npy; cat disk/old.npy' "$0" "$1"
        """)
  }

  @Test(.enabled(if: canMount))
  func readOnlyFolder() throws {
    try expect(
      ["status 1", "1", "old"],
      of: """
        export -f make said; mkdir disk; unshare -Urm bash -c '
        mount -t tmpfs tmpfs disk; echo old > disk/x.npy; mount -o remount,ro disk
        make --shape 3 --output disk/x.npy; said "Read-only file system"; cat disk/x.npy' "$0" "$1"
        """)
  }

  @Test func folderVanishes() throws {
    try expect(
      ["status 1", "1", "gone"],
      of: """
        mkdir disk; held disk/ tensor he_normal --seed 1 --shape 6000x5000 --output disk/x.npy
        rm -r disk; ended; said "No such file"; [ -e disk ] || echo gone
        """)
  }

  @Test func fileSizeLimit() throws {
    try expect(
      ["status 1", "1", "old", "errors x.npy"],
      of: """
        echo old > x.npy; (ulimit -f 100; make --shape 1000x1000 --output x.npy); said "File too large"
        cat x.npy; echo $(ls)
        """)
  }

  /// What needs more memory than there is says so; what needs little has room.
  @Test func memoryLimit() throws {
    try expect(
      ["status 1", "1", "status 0", "errors y.npy"],
      of: """
        (ulimit -v 1000000; "$0" tensor orthogonal --seed 1 --shape 30000x30000 --output x.npy 2> errors; echo "status $?"; said "refuses to allocate"
        "$0" tensor ones --quiet --shape 20000x15000 --threads 2 --output y.npy; echo "status $?"); echo $(ls)
        """)
  }

  @Test func closedPipe() throws {
    try expect(
      ["100", "status 1", "1"],
      of: """
        make --shape 3000x3000 --format npy --output - 2> /dev/null | head -c 100 | wc -c
        { "$0" tensor he_normal --seed 1 --shape 3000x3000 --format npy --output - 2> errors; echo "status $?" >&2; } 2> status | head -c 100 > head
        cat status; said "Broken pipe"
        """)
  }

  /// Both write files of their own; the last to finish stays, whole.
  @Test func twoWritersOfOneFile() throws {
    try expect(
      ["status 0", "status 0", "whole", "errors one two x.safetensors"],
      of: """
        for seed in 1 2; do make --seed $seed --shape 3000x2000 --output x.safetensors > status$seed & done; wait; cat status1 status2; rm status?
        "$0" tensor he_normal --seed 1 --shape 3000x2000 --quiet --output one.safetensors; "$0" tensor he_normal --seed 2 --shape 3000x2000 --quiet --output two.safetensors
        mv one.safetensors one; mv two.safetensors two
        cmp -s x.safetensors one || cmp -s x.safetensors two && echo whole; echo $(ls)
        """)
  }

  @Test func linksDevicesAndFolders() throws {
    try expect(
      [
        "status 0", "real.npy", "140",
        "status 1", "1", "status 1", "1", "status 1", "1", "status 1", "1",
      ],
      of: """
        echo old > real.npy; ln -s real.npy x.npy; make --shape 3 --output x.npy; readlink x.npy; stat -c %s real.npy
        ln -s nothing.npy to-nothing.npy; make --shape 3 --output to-nothing.npy; said "a broken link"
        ln -s /dev/null device.npy; make --shape 3 --output device.npy; said device.npy
        mkdir folder.npy; make --shape 3 --output folder.npy; said folder.npy
        ln -s loop.npy loop.npy; make --shape 3 --output loop.npy; said loop.npy
        """)
  }

  /// A file that shrinks while it is read is an error; there are no maps of it that could end the
  /// process.
  @Test func inputShrinks() throws {
    try expect(
      ["status 0", "status 2", "1"],
      of: """
        make --shape 8000x4000 --output x.safetensors
        held x.safetensors verify x.safetensors
        truncate -s 100000 x.safetensors; ended
        grep -cE "^error: .*(shorter|truncated)" errors
        """)
  }

  /// A file that is replaced while it is read is read as it was.
  @Test func inputIsReplaced() throws {
    try expect(
      ["status 0", "status 0"],
      of: """
        make --shape 8000x4000 --output x.safetensors
        held x.safetensors verify x.safetensors
        echo other > y; mv y x.safetensors; ended
        """)
  }

  @Test func replacedFileKeepsItsMode() throws {
    try expect(
      ["status 0", "600", "status 0", "644"],
      of: """
        umask 022; touch x.npy; chmod 600 x.npy; make --shape 3 --output x.npy; stat -c %a x.npy
        make --shape 3 --output y.npy; stat -c %a y.npy
        """)
  }

  @Test func fewFilesMayBeOpen() throws {
    try expect(
      ["300 tensors", "300 tensors", "0"],
      of: """
        printf '{' > m.json; for i in {1..299}; do printf '"l.%s": {"shape": [2], "initializer": "ones"}, ' $i; done >> m.json
        printf '"l.300": {"shape": [2], "initializer": "ones"}}' >> m.json
        ulimit -n 64; "$0" model m.json --seed 1 --output-directory s --shards 300 --quiet
        "$0" verify s 2>&1 | grep -o "^300 tensors"; "$0" verify s/*.safetensors 2>&1 | grep -o "^300 tensors"
        "$0" inspect s > /dev/null; echo $?
        """)
  }

  @Test func pipes() throws {
    try expect(
      ["w", "w", "2", "2", "1", "1"],
      of: """
        echo '{"w": {"shape": [2], "initializer": "ones"}}' > m.json; mkfifo p.json p.npz p.safetensors
        cat m.json > p.json & timeout 20 "$0" model p.json --seed 1 --dry-run --quiet | cut -f 1
        timeout 20 "$0" model <(cat m.json) --seed 1 --dry-run --quiet | cut -f 1
        for file in p.npz p.safetensors; do timeout 20 "$0" verify $file 2> errors; echo $?; done
        timeout 20 "$0" inspect p.npz 2> errors; echo $?; said "is a pipe"
        """)
  }

  /// A model that is a pipe is read once; one that never ends is stopped at a limit.
  @Test func inputsThatAreNoFiles() throws {
    try expect(
      ["status 0", "status 1", "1", "status 1", "1"],
      of: """
        model() { "$0" model "$@" --seed 1 --quiet --output x.safetensors 2> errors; echo "status $?"; }
        model <(echo '{"a": {"shape": [2], "initializer": "zeros"}}')
        (ulimit -v 1500000; model /dev/zero); said "is larger than"
        model .; said "the folder"
        """)
  }

  @Test func closedStreams() throws {
    try expect(
      ["status 0", "same", "status 1", "1"],
      of: """
        "$0" tensor zeros --shape 3 --output x.npy <&- >&- 2>&-; echo "status $?"
        "$0" tensor zeros --shape 3 --quiet --output y.npy; cmp x.npy y.npy && echo same
        "$0" tensor zeros --shape 3 --format npy --output - >&- 2> errors; echo "status $?"; said "standard output"
        """)
  }
}
#endif
