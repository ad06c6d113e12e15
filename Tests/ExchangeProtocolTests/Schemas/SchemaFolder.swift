import Foundation
import TestSupport

/// The checkout's folder `schemas`, and the other documents that the tests compare with the code.
enum SchemaFolder {
    static let url = root.appending(path: "schemas")

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func validator() throws -> SchemaValidator { try SchemaValidator(folder: url.path) }

    /// The text of a file of the checkout.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
