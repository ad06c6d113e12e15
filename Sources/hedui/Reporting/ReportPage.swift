/// A report as text in rows: what the terminal and the HTML page both show.
struct ReportPage {
    struct Fact {
        let label: String
        let value: String
    }

    struct Row {
        let cells: [Cell]
        /// A word for the style of the row.
        let tone: String

        init(_ cells: [String], tone: String = "") {
            self.cells = cells.map { Cell(text: $0, tone: "") }
            self.tone = tone
        }

        init(cells: [Cell], tone: String = "") {
            self.cells = cells
            self.tone = tone
        }
    }

    struct Cell {
        let text: String
        let tone: String
    }

    struct Section {
        let title: String
        let headings: [String]
        let rows: [Row]
        /// What stands there when there are no rows; an empty table is never left to be guessed at.
        let whenEmpty: String

        var isEmpty: Bool { rows.isEmpty }
    }

    struct Note {
        let chinese: String
        let english: String
    }

    let number: String
    let title: String
    let label: String
    let isPartial: Bool
    let conclusion: String
    let conclusionEnglish: String
    let conclusionTone: String
    let facts: [Fact]
    let sections: [Section]
    let notes: [Note]
    let digest: String
}
