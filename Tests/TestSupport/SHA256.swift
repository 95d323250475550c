/// SHA-256 (FIPS 180-4), for recorded hashes of whole tensors.
package func sha256(_ bytes: [UInt8]) -> String {
  // The first 32 bits of the fractions of the square and cube roots of the first primes.
  let primes = (2...311).filter { number in !(2..<number).contains { number % $0 == 0 } }
  func fraction(_ root: Double) -> UInt32 { UInt32((root - root.rounded(.down)) * 0x1p32) }
  var hash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
  let constants = primes.map { prime -> UInt32 in
    // Newton's method for the cube root.
    var root = Double(prime)
    for _ in 0..<100 { root -= (root * root * root - Double(prime)) / (3 * root * root) }
    return fraction(root)
  }
  func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  var message = bytes + [0x80]
  message += Array(repeating: 0, count: (120 - message.count % 64) % 64)
  message += withUnsafeBytes(of: UInt64(bytes.count * 8).bigEndian) { Array($0) }
  for start in stride(from: 0, to: message.count, by: 64) {
    var words = (0..<16).map { index in
      message[start + 4 * index..<start + 4 * index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (a, b) = (words[index - 15], words[index - 2])
      let s0 = rotated(a, 7) ^ rotated(a, 18) ^ a >> 3
      let s1 = rotated(b, 17) ^ rotated(b, 19) ^ b >> 10
      words.append(words[index - 16] &+ s0 &+ words[index - 7] &+ s1)
    }
    var v = hash
    for index in 0..<64 {
      let s1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let first = v[7] &+ s1 &+ choice &+ constants[index] &+ words[index]
      let s0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
      let second = s0 &+ (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2])
      v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    hash = zip(hash, v).map { $0 &+ $1 }
  }
  return hash.map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}
