/// A report as text in rows: what the terminal and the HTML page both show.
///
/// The template finds a member by its name and looks only at stored ones: a computed member would silently be nothing.
struct ReportPage {
    /// One line of the head: a Chinese label, its English one, a value.
    struct Fact {
        let label: String
        let english: String
        let value: String
    }

    struct Column {
        let heading: String
        /// Of the page's width, in percent.
        let width: Int

        init(_ heading: String, _ width: Int) {
            self.heading = heading
            self.width = width
        }
    }

    struct Row {
        let cells: [Cell]
        /// A word for the style of the row.
        let tone: String

        init(_ cells: [Cell], tone: String = "") {
            self.cells = cells
            self.tone = tone
        }
    }

    struct Cell: ExpressibleByStringInterpolation {
        let text: String
        /// What stands in small print behind the text: its English code, a date.
        let small: String?
        /// A word for the style of the cell.
        let tone: String

        init(_ text: String, small: String? = nil, tone: String = "") {
            self.text = text
            self.small = small
            self.tone = tone
        }

        init(stringLiteral text: String) { self.init(text) }

        /// Text and small print on one line.
        var line: String { small.map { "\(text) \($0)" } ?? text }
    }

    struct Section {
        let title: String
        let columns: [Column]
        let rows: [Row]
        let isEmpty: Bool
        /// What stands there when there are no rows; an empty table is never left to be guessed at.
        let whenEmpty: String
        /// Lines below the table: sums, and what its words mean.
        let remarks: [String]

        init(title: String, columns: [Column], rows: [Row], whenEmpty: String, remarks: [String] = []) {
            self.title = title
            self.columns = columns
            self.rows = rows
            isEmpty = rows.isEmpty
            self.whenEmpty = whenEmpty
            self.remarks = remarks
        }
    }

    struct Note {
        let chinese: String
        let english: String
    }

    /// Where the signature is and how anybody checks it.
    struct Signature {
        let keyIdentifier: String
        let fileName: String
        let digest: String
        let command: String
    }

    let number: String
    /// The number's letters and digits only: it stands inside the style, where nothing is escaped.
    let pageMark: String
    let title: String
    let label: String
    let isPartial: Bool
    let conclusion: String
    let conclusionEnglish: String
    let conclusionTone: String
    let facts: [Fact]
    let sections: [Section]
    let notes: [Note]
    let issuer: String
    let issuedOn: String
    let signature: Signature
}
