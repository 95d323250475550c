extension Int8: IntegerScalar {
  /// `int8`.
  public static var scalarType: ScalarType { .int8 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension Int16: IntegerScalar {
  /// `int16`.
  public static var scalarType: ScalarType { .int16 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension Int32: IntegerScalar {
  /// `int32`.
  public static var scalarType: ScalarType { .int32 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension Int64: IntegerScalar {
  /// `int64`.
  public static var scalarType: ScalarType { .int64 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension UInt8: IntegerScalar {
  /// `uint8`.
  public static var scalarType: ScalarType { .uint8 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension UInt16: IntegerScalar {
  /// `uint16`.
  public static var scalarType: ScalarType { .uint16 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension UInt32: IntegerScalar {
  /// `uint32`.
  public static var scalarType: ScalarType { .uint32 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension UInt64: IntegerScalar {
  /// `uint64`.
  public static var scalarType: ScalarType { .uint64 }

  /// Creates the integer equal to a number.
  package init?(equalTo constant: Double) { self.init(exactly: constant) }

  /// The nearest `Double`.
  public var nearestDouble: Double { Double(self) }
}

extension Bool: IntegerScalar {
  /// `bool`.
  public static var scalarType: ScalarType { .bool }

  /// Creates `false` from 0 and `true` from 1.
  package init?(equalTo constant: Double) {
    guard constant == 0 || constant == 1 else { return nil }
    self = constant == 1
  }

  /// Creates `false` from 0 and `true` from 1.
  package init?(equalTo integer: Int128) {
    guard integer == 0 || integer == 1 else { return nil }
    self = integer == 1
  }

  /// 0 or 1.
  package var integer: Int128 { self ? 1 : 0 }

  /// 0 or 1.
  public var nearestDouble: Double { self ? 1 : 0 }
}
