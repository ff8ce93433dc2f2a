@testable import SupportKit
import Testing

@Suite struct ListeningSocketsTests {
    private static let table = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1F95 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 4711 1 0 100 0 0 10 0
           1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0 0 10 0
           2: 0100007F:2000 0100007F:1F95 01 00000000:00000000 00:00000000 00000000  1002        0 4713 1 0 100 0 0 10 0
        not a row

        """

    @Test func listenersAreFoundByPort() {
        #expect(ListeningSockets(table: Self.table).owners == [8085: [1001], 22: [0]])
    }

    @Test func onlyTheServersUserAndRootAreTrusted() {
        let sockets = ListeningSockets(table: Self.table)
        #expect(sockets.objection(to: 8085, user: 1001) == nil)
        #expect(sockets.objection(to: 22, user: 1001) == nil)
        #expect(sockets.objection(to: 8085, user: 1002)?.outcome == .denied)
        #expect(sockets.objection(to: 8085, user: nil)?.outcome == .denied)
        #expect(sockets.objection(to: 8192, user: 1002)?.outcome == .missing)
    }
}
