import Foundation

/// What the checkout's top level, its README and its pages keep to.
enum DocumentGates {
    static let topLevel: Set<String> = [
        "Package.swift", "Sources", "Tests", "schemas", "certs", "deploy", "docs", "README.md", "Makefile", ".ci",
    ]
    static let readmeLimit = 120

    /// Names at the top level that architecture.md does not list.
    static func strangers(among names: [String]) -> [String] {
        names.filter { !topLevel.contains($0) && !$0.hasPrefix(".") && $0 != "Package.resolved" }.sorted()
    }

    static func readmeViolations(_ text: String) -> [Violation] {
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
        guard count >= readmeLimit else { return [] }
        return [Violation(place: "README.md", remedy: "\(count) lines: move some to docs, under \(readmeLimit) stay")]
    }

    /// Links of a page that lead nowhere; `exists` is asked about paths from the checkout's root.
    static func brokenLinks(in file: Repository.File, exists: (String) -> Bool) -> [Violation] {
        let folder = URL(filePath: "/\(file.path)").deletingLastPathComponent()
        return links(in: file.text).compactMap { link in
            let target = folder.appending(path: link).standardizedFileURL.path
            guard !exists(String(target.dropFirst())) else { return nil }
            return Violation(place: file.path, remedy: "its link to \(link) leads nowhere")
        }
    }

    private static func links(in text: String) -> [String] {
        text.matches(of: /\]\(([^)#]+)(#[^)]*)?\)/).map { String($0.output.1) }.filter { !$0.contains("://") }
    }
}
