/// A value that must not be printed whole: interpolation, `print`, `dump` and reflection show `masked` only.
///
/// The plain text leaves through a property that is named for it, so that every use can be found by searching.
public protocol MaskedValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What anyone may see.
    var masked: String { get }
}

extension MaskedValue {
    public var description: String { masked }
    public var debugDescription: String { masked }
    /// No children, so that `dump` and a debugger that follows mirrors find nothing.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// The first and last few characters with stars for everything between; only stars when that would show half or more.
func mask(_ text: String, first: Int, last: Int) -> String {
    let count = text.count
    guard (first + last) * 2 < count else { return String(repeating: "*", count: count) }
    return text.prefix(first) + String(repeating: "*", count: count - first - last) + text.suffix(last)
}
