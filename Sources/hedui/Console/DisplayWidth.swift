extension String {
    /// Columns that the text takes on a terminal: two for East Asian wide characters (UAX #11), one for the rest.
    var displayWidth: Int { unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) } }

    /// Padded with blanks on the right up to `width` columns.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - displayWidth)) }

    /// Padded with blanks on the left, for figures.
    func aligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - displayWidth)) + self }
}

extension Unicode.Scalar {
    /// The blocks that East Asian terminals draw two columns wide.
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
