import Testing

@testable import SupportKit

@Suite struct SQLiteKeyColumnsTests {
    @Test(arguments: [
        (["name", "value"], ["name-value"]),
        (["id", "option_value", "autoload", "option_name"], ["option_name-option_value"]),
        (["propKey", "propValue"], ["propKey-propValue"]),
        (["KEY", "DATA"], ["KEY-DATA"]),
        (["section", "key", "name", "value_text"], ["key-value_text", "name-value_text"]),
        (["time", "client_name", "bytes_in"], []),
        (["value", "count"], []),
        (["data_length", "name"], []),
        ([], []),
    ])
    func pairsAreFound(names: [String], expected: [String]) {
        let pairs = SQLiteKeyColumns.pairs(among: names).map { "\(names[$0.key])-\(names[$0.value])" }
        #expect(pairs == expected)
    }
}
