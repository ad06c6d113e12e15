import Testing

/// Against real TLS peers; one at a time, because each test starts a process.
@Suite("Transport", .serialized, .timeLimit(.minutes(2)))
struct TransportTests {}
