import Testing

@testable import CurlTransport

@Suite("Admission")
struct AdmissionQueueTests {
    private let start = ContinuousClock.now

    @Test("Requests start in order, up to the limit, and the next one when a place is free")
    func order() {
        var queue = makeQueue(limit: 2, perPeer: 2, peers: ["a", "a", "b"])
        #expect([queue.admitNext(), queue.admitNext(), queue.admitNext()] == [0, 1, nil])
        queue.release(peer: "a")
        #expect(queue.admitNext() == 2)
        #expect(queue.admitNext() == nil)
    }

    @Test("A peer at its limit is passed over, and has its turn later")
    func passedOver() {
        var queue = makeQueue(limit: 9, perPeer: 1, peers: ["a", "a", "b"])
        #expect([queue.admitNext(), queue.admitNext(), queue.admitNext()] == [0, 2, nil])
        queue.release(peer: "a")
        #expect(queue.admitNext() == 1)
    }

    @Test("Only what waits expires, at its deadline and not before")
    func expiry() {
        var queue = makeQueue(limit: 1, perPeer: 1, peers: ["a", "b", "c"])
        #expect(queue.admitNext() == 0)
        #expect(queue.earliestDeadline == start + .seconds(1))
        #expect(queue.removeExpired(at: start).isEmpty)
        #expect(queue.removeExpired(at: start + .seconds(1)) == [1])
        #expect(queue.earliestDeadline == start + .seconds(2))
        queue.release(peer: "a")
        #expect(queue.admitNext() == 2)
    }

    @Test("A removed request never starts")
    func removal() {
        var queue = makeQueue(limit: 1, perPeer: 1, peers: ["a", "b"])
        queue.remove(0)
        #expect([queue.admitNext(), queue.admitNext()] == [1, nil])
        #expect(queue.earliestDeadline == nil)
    }

    private func makeQueue(limit: Int, perPeer: Int, peers: [String]) -> AdmissionQueue {
        var queue = AdmissionQueue(limit: limit, limitPerPeer: perPeer)
        for (number, peer) in peers.enumerated() {
            queue.append(UInt(number), peer: peer, deadline: start + .seconds(number))
        }
        return queue
    }
}
