/// A JSON object: values by key, in the order in which they were written.
///
/// Keys are told apart by their bytes. Two objects are equal if they have the same values, in
/// whatever order.
public struct JSONObject: Sendable {
  /// The keys, in order.
  public private(set) var keys: [String] = []
  /// The values, in the order of the keys.
  public private(set) var values: [JSONValue] = []
  /// Where each key is; `nil` while the object is so small that a search is as fast.
  private var places: [ByteName: Int]?

  private static let searchedCount = 12

  /// Creates an empty object.
  public init() {}

  /// The number of keys.
  public var count: Int { keys.count }

  /// The value of a key; a new key comes last, and setting `nil` removes one.
  public subscript(key: String) -> JSONValue? {
    get { place(of: key).map { values[$0] } }
    set {
      switch (place(of: key), newValue) {
      case (let place?, let value?):
        values[place] = value
      case (nil, let value?):
        keys.append(key)
        values.append(value)
        if places != nil {
          places?[ByteName(key)] = keys.count - 1
        } else if keys.count > Self.searchedCount {
          index()
        }
      case (let place?, nil):
        keys.remove(at: place)
        values.remove(at: place)
        places = nil
        if keys.count > Self.searchedCount { index() }
      case (nil, nil):
        break
      }
    }
  }

  private mutating func index() {
    places = Dictionary(uniqueKeysWithValues: keys.indices.map { (ByteName(keys[$0]), $0) })
  }

  private func place(of key: String) -> Int? {
    if let places { return places[ByteName(key)] }
    // What looks alike is seldom of other bytes.
    guard let place = keys.firstIndex(of: key) else { return nil }
    return ByteName(keys[place]) == ByteName(key)
      ? place : keys.firstIndex { ByteName($0) == ByteName(key) }
  }

  /// The object with the entries of another, which count where both have a key.
  ///
  /// - Parameter other: The other.
  /// - Returns: The object.
  public func merging(_ other: JSONObject) -> JSONObject {
    var result = self
    for (key, value) in other { result[key] = value }
    return result
  }
}

extension JSONObject: Sequence {
  /// A key and its value.
  public typealias Element = (key: String, value: JSONValue)

  /// The entries, in order.
  public func makeIterator() -> some IteratorProtocol<Element> {
    zip(keys, values).lazy.map { (key: $0, value: $1) }.makeIterator()
  }

  /// The first entry.
  public var first: Element? { keys.isEmpty ? nil : (keys[0], values[0]) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Creates an object; if a key is repeated, its last value counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension JSONObject: Hashable {
  /// Whether both have the same values, in whatever order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count
      && left.allSatisfy { entry in
        guard let value = right[entry.key] else { return false }
        return value == entry.value
      }
  }

  /// Takes in the entries, in whatever order.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for (key, value) in self {
      var entry = Hasher()
      entry.combine(ByteName(key))
      entry.combine(value)
      sum &+= entry.finalize()
    }
    hasher.combine(sum)
  }
}
