import Postgres
import TestSupport
import Testing

struct NotificationTests {
    @Test func `what one connection sends another receives`() async throws {
        let listener = try await Connection(testServerURL())
        let sender = try await Connection(testServerURL())
        try await listener.listen("Events \"ü\"")
        async let received = listener.waitForNotification(timeout: .seconds(10))
        try await sender.execute("SELECT pg_notify(\("Events \"ü\""), \("17"))")
        let notification = try await received
        #expect(notification?.channel == "Events \"ü\"")
        #expect(notification?.payload == "17")
        #expect(await notification?.senderProcess == sender.backendProcess)
    }

    @Test func `those that came during other work are kept, in order`() async throws {
        let listener = try await Connection(testServerURL())
        let sender = try await Connection(testServerURL())
        try await listener.listen("kept")
        for payload in ["1", "2"] {
            try await sender.execute("SELECT pg_notify('kept', \(payload))")
        }
        _ = try await listener.query("SELECT 1")
        for payload in ["1", "2"] {
            let notification = try await listener.waitForNotification(timeout: .seconds(10))
            #expect(notification?.payload == payload)
        }
    }

    @Test func `waiting ends in time, with nothing`() async throws {
        let listener = try await Connection(testServerURL())
        try await listener.listen("silent")
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try await listener.waitForNotification(timeout: .milliseconds(120)) == nil)
        #expect(clock.now - start >= .milliseconds(119))
        #expect(try await listener.query("SELECT 1").count == 1)
    }

    @Test func `waiting ends when the task is cancelled`() async throws {
        let listener = try await Connection(testServerURL())
        try await listener.listen("silent")
        let waiting = Task { try await listener.waitForNotification(timeout: .seconds(60)) }
        try await Task.sleep(for: .milliseconds(50))
        waiting.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await waiting.value }
        #expect(error?.kind == .cancelled)
        #expect(try await listener.query("SELECT 1").count == 1)
    }

    @Test func `waiting ends when the server ends the session`() async throws {
        let listener = try await Connection(testServerURL())
        let killer = try await Connection(testServerURL())
        try await listener.listen("silent")
        let process = await listener.backendProcess
        let waiting = Task { try await listener.waitForNotification(timeout: .seconds(60)) }
        try await killer.execute("SELECT pg_terminate_backend(\(process))")
        let error = await #expect(throws: DatabaseError.self) { try await waiting.value }
        #expect(error?.kind == .connectionLost)
        #expect(error?.outcome == .notCommitted)
    }
}
