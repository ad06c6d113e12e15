import Testing

@testable import CurlTransport

@Suite("Response head")
struct ResponseHeadReaderTests {
    @Test("Names are lower-cased, values trimmed, repeated fields joined")
    func fields() {
        let (reader, verdict) = read(["HTTP/1.1 200 OK", "Content-TYPE: \t a ", "X: 1", "x:2", "Empty:", ""])
        #expect(verdict == .accepted)
        #expect(reader.fields == ["content-type": "a", "x": "1, 2", "empty": ""])
    }

    @Test("A status line among the trailers starts no new head")
    func statusLineInTrailer() {
        let (reader, verdict) = read(["HTTP/1.1 200 OK", "X: 1", "", "HTTP/1.1 100 Continue", "X: 2", ""])
        #expect(verdict == .accepted)
        #expect(reader.fields == ["x": "1"])
    }

    @Test(
        "A line that is no field is garbled",
        arguments: [
            "no colon", ": no name", " folded: line", "na me: v", "name : v", "n\u{0}: v", "n: v\u{1}v", "n: v\u{7F}v",
        ]
    )
    func garbled(line: String) {
        #expect(read(["HTTP/1.1 200 OK", line]).1 == .garbled)
    }

    @Test("A first line of another protocol is garbled", arguments: ["ICY 200 OK", "HTTP/2 200", "HTTP/1.1", ""])
    func otherProtocol(line: String) {
        #expect(read([line]).1 == .garbled)
    }

    @Test("The limit counts interim responses and trailers too")
    func limit() {
        var reader = ResponseHeadReader(byteLimit: 60)
        let lines = ["HTTP/1.1 100 C\r\n", "\r\n", "HTTP/1.1 200 O\r\n", "\r\n", "X: 123\r\n"].map { Array($0.utf8) }
        #expect(lines.map { reader.read($0) } == Array(repeating: .accepted, count: 5))
        #expect(reader.read(Array(repeating: 0x61, count: 17)) == .tooLarge)
    }

    private func read(_ lines: [String]) -> (ResponseHeadReader, ResponseHeadReader.Verdict) {
        var reader = ResponseHeadReader(byteLimit: 1_000)
        for line in lines {
            let verdict = reader.read(Array("\(line)\r\n".utf8))
            if verdict != .accepted { return (reader, verdict) }
        }
        return (reader, .accepted)
    }
}
