import Foundation
import Synchronization

/// Writes the tables.
enum Output {
    static func line(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }

    /// A heading with a Markdown table below it.
    static func table(_ title: String, _ head: [String], _ rows: [[String]]) {
        line("\n## \(title)\n")
        line("| " + head.joined(separator: " | ") + " |")
        line("|" + head.map { _ in "---|" }.joined())
        for row in rows { line("| " + row.joined(separator: " | ") + " |") }
    }

    /// A whole number with its thousands apart.
    static func count(_ value: Double) -> String {
        let digits = String(Int(value.rounded()))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    static func milliseconds(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1000) }
    static func percent(_ part: Double) -> String { String(format: "%.0f %%", part * 100) }
}

/// Times work and orders samples.
enum Measuring {
    /// Seconds that the work took.
    static func seconds(_ work: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - start).seconds
    }

    /// The value below which `part` of the samples lie; zero without samples.
    static func quantile(_ part: Double, of samples: [Double]) -> Double {
        guard !samples.isEmpty else { return 0 }
        let sorted = samples.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// Hands out numbers to workers that run beside each other.
final class Numbers: Sendable {
    private let count: Int
    private let used = Atomic(0)

    init(_ count: Int) { self.count = count }

    /// The next number from zero on; `nil` when all are taken.
    func next() -> Int? {
        let number = used.add(1, ordering: .relaxed).oldValue
        return number < count ? number : nil
    }
}
