import Foundation

/// What every target is compiled with, read from the text of Package.swift.
enum CompilerSettings {
    static let house = [
        ".swiftLanguageMode(.v6)", ".enableUpcomingFeature(\"ExistentialAny\")",
        ".enableUpcomingFeature(\"InternalImportsByDefault\")", ".enableUpcomingFeature(\"MemberImportVisibility\")",
        ".enableUpcomingFeature(\"NonisolatedNonsendingByDefault\")",
        ".enableUpcomingFeature(\"InferIsolatedConformances\")", ".treatAllWarnings(as: .error)",
        ".treatWarning(\"ExplicitSendable\", as: .error)",
    ]
    static let wrapper = ".strictMemorySafety()"

    static func violations(in manifest: String) -> [Violation] {
        let houseList = list("let houseSettings", in: manifest)
        let wrapperList = list("let wrapperSettings", in: manifest)
        var found = house.filter { !houseList.contains($0) }.map {
            Violation(place: "Package.swift: houseSettings", remedy: "put \($0) back")
        }
        if !wrapperList.contains(wrapper) || !wrapperList.contains("houseSettings +") {
            found.append(
                Violation(place: "Package.swift: wrapperSettings", remedy: "houseSettings and \(wrapper), nothing less")
            )
        }
        let targets = targets(in: manifest)
        let libraries = targets.filter(\.isSystemLibrary).map(\.name)
        for target in targets where !target.isSystemLibrary {
            let isWrapper = libraries.contains { target.text.contains("\"\($0)\"") }
            let expected = isWrapper ? "wrapperSettings" : "houseSettings"
            guard target.settings != expected else { continue }
            found.append(Violation(place: "Package.swift: \(target.name)", remedy: "swiftSettings: \(expected)"))
        }
        if targets.isEmpty { found.append(Violation(place: "Package.swift", remedy: "no target can be read")) }
        return found
    }

    private struct Target {
        let name: String
        let text: Substring
        let isSystemLibrary: Bool
        let settings: String?
    }

    /// Each target from its opening to the next one's.
    private static func targets(in manifest: String) -> [Target] {
        let starts = manifest.matches(of: /\.(target|testTarget|executableTarget|systemLibrary)\(/)
        return starts.enumerated().compactMap { index, start in
            let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : manifest.endIndex
            let text = manifest[start.range.lowerBound..<end]
            guard let name = text.firstMatch(of: /name: "([^"]+)"/) else { return nil }
            return Target(
                name: String(name.output.1),
                text: text,
                isSystemLibrary: start.output.1 == "systemLibrary",
                settings: text.firstMatch(of: /swiftSettings: (\w+)/).map { String($0.output.1) }
            )
        }
    }

    /// The text of a list of settings, from its name to the line that closes it.
    private static func list(_ name: String, in manifest: String) -> Substring {
        guard let start = manifest.range(of: name) else { return "" }
        let rest = manifest[start.lowerBound...]
        return rest[..<(rest.range(of: "\n\n")?.lowerBound ?? rest.endIndex)]
    }
}
