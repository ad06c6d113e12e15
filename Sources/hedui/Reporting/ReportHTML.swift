import Mustache
import VerificationDomain

/// Renders a report as one self-contained HTML page that prints on A4. Every value is escaped by the template engine.
struct ReportHTML {
    private let template: MustacheTemplate

    init() throws {
        template = try MustacheTemplate(string: String(decoding: PackageResources.report_mustache, as: UTF8.self))
    }

    func render(_ page: ReportPage) -> String { template.render(page) }
}
