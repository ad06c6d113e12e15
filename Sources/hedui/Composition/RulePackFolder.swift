import Coordination
import Foundation
import RecordMerging
import VerificationDomain

/// Rule packs as YAML files of one folder; a pack may extend a shared file beside it.
struct RulePackFolder: RulePackShelf {
    /// One file of the folder as it was read at start.
    private struct Entry: Sendable {
        let file: String
        let shelved: ShelvedRulePack
    }

    /// Bytes of one file.
    private static let byteLimit = 256 * 1024
    private let entries: [Entry]

    /// No pack of today: a replay takes the stored one.
    static let empty = RulePackFolder()

    private init() { entries = [] }

    /// Reads every `*.yaml`; whatever is wrong with one is a failure that names file and field.
    init(path: String) throws {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }.sorted()
        } catch {
            throw CommandFailure(.configuration, "rulePacks: folder \(path) cannot be read")
        }
        var files: [String: [UInt8]] = [:]
        for name in names { files[name] = try Self.read("\(path)/\(name)") }
        entries = try names.compactMap { name in
            guard let bytes = files[name] else { return nil }
            let document = try Self.document(bytes, file: name)
            // A shared file is no pack by itself: it names no region.
            guard document.value["region"] != nil else { return nil }
            let defaults = document.extends.map { "\($0).yaml" }
            if let defaults, files[defaults] == nil {
                throw CommandFailure(.configuration, "\(name): $.extends: there is no \(defaults) in \(path)")
            }
            return Entry(file: name, shelved: try Self.shelve(bytes, defaults.flatMap { files[$0] }, file: name))
        }
    }

    var count: Int { entries.count }

    func pack(for household: Household) throws -> ShelvedRulePack {
        let matching = entries.map(\.shelved).filter {
            $0.pack.applies(
                to: household.programme,
                in: household.decidingRegion,
                on: household.applicationDate
            )
        }
        // Of several, the one that began last: a newer pack takes over on its first day.
        guard let newest = matching.max(by: { $0.pack.effectiveFrom < $1.pack.effectiveFrom }) else {
            let place = "\(household.programme.rawValue) in \(household.decidingRegion) on \(household.applicationDate)"
            throw CoordinationError(.noRulePack, place)
        }
        return newest
    }

    func pack(stored bytes: [UInt8]) throws -> ShelvedRulePack {
        let (pack, defaults) = try StoredRulePack.parts(bytes)
        return try Self.shelve(pack, defaults, file: "stored rule pack")
    }

    private static func shelve(_ bytes: [UInt8], _ defaults: [UInt8]?, file: String) throws -> ShelvedRulePack {
        do {
            let pack = try RulePack(
                document(bytes, file: file),
                defaults: try defaults.map { try document($0, file: file) }
            )
            return ShelvedRulePack(
                pack: pack,
                bytes: RulePackDocument.digestInput(pack: bytes, defaults: defaults)
            )
        } catch let error as RulePackError {
            throw CommandFailure(.configuration, "\(file): \(error)")
        }
    }

    private static func document(_ bytes: [UInt8], file: String) throws -> RulePackDocument {
        do {
            return RulePackDocument(try YAMLDocument.json(String(decoding: bytes, as: UTF8.self)))
        } catch let error as JSONReadingError {
            throw CommandFailure(.configuration, "\(file): \(error)")
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path), data.count <= byteLimit else {
            throw CommandFailure(.configuration, "\(path): cannot be read, or is larger than \(byteLimit) bytes")
        }
        return [UInt8](data)
    }
}

/// Takes apart the bytes that `RulePackDocument.digestInput` put together.
enum StoredRulePack {
    static func parts(_ bytes: [UInt8]) throws -> (pack: [UInt8], defaults: [UInt8]?) {
        var rest = bytes[...]
        guard take(&rest, until: UInt8(ascii: "\n"))?.elementsEqual("hedui rule pack 1".utf8) == true,
            let pack = part(&rest), let defaults = part(&rest), rest.isEmpty
        else { throw CommandFailure(.badInput, "the stored rule pack is not what was stored") }
        return (pack, defaults.isEmpty ? nil : defaults)
    }

    private static func part(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard let line = take(&rest, until: UInt8(ascii: "\n")),
            let count = Int(String(decoding: line, as: UTF8.self)), count >= 0, count <= rest.count
        else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    private static func take(_ rest: inout ArraySlice<UInt8>, until end: UInt8) -> ArraySlice<UInt8>? {
        guard let position = rest.firstIndex(of: end) else { return nil }
        defer { rest = rest[(position + 1)...] }
        return rest[..<position]
    }
}
