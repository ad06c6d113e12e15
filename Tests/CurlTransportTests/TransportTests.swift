import Testing

/// Against real TLS peers; one at a time, because each test starts a process.
@Suite("Transport", .serialized, .timeLimit(.minutes(20)))
struct TransportTests {}
