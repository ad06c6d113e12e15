import VerificationDomain

/// The normal form of a key, so that two registers that write it differently give the same key.
enum KeyText: Sendable {
    /// Narrow characters, no white space, capital letters; plates also without their dot.
    static func normalised(_ text: String, _ kind: RecordKey.Kind) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let narrow = narrow(scalar)
            if narrow.properties.isWhitespace || isInvisible(narrow) { continue }
            if kind == .plate, isDot(narrow) { continue }
            scalars.append(narrow)
        }
        return String(scalars).uppercased()
    }

    /// Full-width forms U+FF01–FF5E as their ASCII characters, the ideographic space as a space.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        default: scalar
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        (0x200B...0x200F).contains(scalar.value) || scalar.value == 0x2060 || scalar.value == 0xFEFF
    }

    private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E, 0xB7, 0x2022, 0x2027, 0x22C5, 0x30FB, 0xFF65: true
        default: false
        }
    }
}
