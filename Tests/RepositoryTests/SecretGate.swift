/// Finds what must never be committed, whatever the file is called and whatever else it holds.
enum SecretGate {
    /// The end of the first and the last line of every private key in PEM (RFC 7468 sections 10 and 11). Taken apart
    /// here, so that this file passes its own gate.
    private static let marker = Array(("PRIVATE " + "KEY-----").utf8)
    private static let home = Array(("/ro" + "ot/").utf8)

    static func violations(_ path: String, _ bytes: [UInt8]) -> [Violation] {
        var found: [Violation] = []
        if path.hasSuffix(".key") { found.append(Violation(place: path, remedy: "key files stay out of the checkout")) }
        if contains(bytes, marker) {
            found.append(Violation(place: path, remedy: "make the key where it is used, and revoke the committed one"))
        }
        if contains(bytes, home) { found.append(Violation(place: path, remedy: "name no path of a machine")) }
        return found
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        var start = bytes.startIndex
        while let index = bytes[start...].firstIndex(of: first) {
            if bytes[index...].starts(with: wanted) { return true }
            start = index + 1
        }
        return false
    }
}
