import Foundation
@testable import SupportKit
import Testing

/// The schema for editors, the tables for people and the decoder are written by hand, each on its own: here they meet.
@Suite struct ProfileSchemaTests {
    private struct Property: Decodable {
        let description: String?
        let allowed: [String]?
        let items: Items?
        let isReference: Bool

        struct Items: Decodable {
            let allowed: [String]?

            enum CodingKeys: String, CodingKey {
                case allowed = "enum"
            }
        }

        enum CodingKeys: String, CodingKey {
            case description, items
            case allowed = "enum"
            case reference = "$ref"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            description = try container.decodeIfPresent(String.self, forKey: .description)
            allowed = try container.decodeIfPresent([String].self, forKey: .allowed)
            items = try container.decodeIfPresent(Items.self, forKey: .items)
            isReference = container.contains(.reference)
        }
    }

    private struct Definition: Decodable {
        let properties: [String: Property]
        let required: [String]?
        let additionalProperties: Bool
        let allOf: [Rule]?

        struct Rule: Decodable {
            let condition: Condition
            let consequence: Consequence

            enum CodingKeys: String, CodingKey {
                case condition = "if"
                case consequence = "then"
            }
        }

        struct Condition: Decodable {
            let properties: [String: Constant]
        }

        struct Constant: Decodable {
            let const: String
        }

        struct Consequence: Decodable {
            let propertyNames: Names
        }

        struct Names: Decodable {
            let allowed: [String]

            enum CodingKeys: String, CodingKey {
                case allowed = "enum"
            }
        }
    }

    private struct Schema: Decodable {
        let root: Definition
        let definitions: [String: Definition]

        enum CodingKeys: String, CodingKey {
            case definitions = "$defs"
        }

        init(from decoder: any Decoder) throws {
            root = try Definition(from: decoder)
            definitions = try decoder.container(keyedBy: CodingKeys.self)
                .decode([String: Definition].self, forKey: .definitions)
        }
    }

    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private let schema: Schema
    private let documentation: String

    init() throws {
        let file = Self.repository.appending(path: "templates/profile.schema.json")
        schema = try JSONDecoder().decode(Schema.self, from: Data(contentsOf: file))
        documentation = try String(contentsOf: Self.repository.appending(path: "docs/profiles.md"), encoding: .utf8)
    }

    static let decoderKeys: [String: [String]] = [
        "": Profile.keys,
        "vendor": VendorProfile.keys,
        "installation": InstallationProfile.keys,
        "process": ProcessProfile.keys,
        "layout": LayoutProfile.keys,
        "configuration": ConfigurationProfile.keys,
        "version": VersionProfile.keys,
        "version-source": VersionSource.keys,
        "request": RequestForm.keys,
        "question": ["question", "good-answer"],
        "coverage": SupportCoverage.keys,
        "events": EventProfile.keys,
        "artifact": ArtifactProfile.allKeys,
        "setting": SettingProfile.keys,
    ]

    @Test(arguments: decoderKeys.keys.sorted())
    func schemaAndDecoderKnowTheSameKeys(name: String) throws {
        let definition = try #require(name.isEmpty ? schema.root : schema.definitions[name])
        #expect(definition.properties.keys.sorted() == Self.decoderKeys[name]?.sorted())
        #expect(!definition.additionalProperties)
        #expect(Set(definition.required ?? []).isSubset(of: definition.properties.keys))
    }

    @Test func theSchemaDefinesNothingElse() {
        #expect(schema.definitions.keys.sorted() == Self.decoderKeys.keys.filter { !$0.isEmpty }.sorted())
    }

    @Test func everyCollectorHasTheSameKeysInTheSchema() throws {
        let rules = try #require(schema.definitions["artifact"]?.allOf)
        var found: [String: [String]] = [:]
        for rule in rules {
            let kind = try #require(rule.condition.properties["collector"]?.const)
            found[kind] = rule.consequence.propertyNames.allowed.sorted()
        }
        let expected = CollectorProfile.keysByKind.mapValues { Set($0 + ArtifactProfile.keys).sorted() }
        #expect(found == expected)
    }

    @Test func theSchemaListsTheSameValues() throws {
        func values(_ definition: String, _ key: String) throws -> [String] {
            try #require(schema.definitions[definition]?.properties[key]?.allowed).sorted()
        }
        #expect(try values("artifact", "collector") == CollectorProfile.keysByKind.keys.sorted())
        #expect(try values("artifact", "category") == Category.allCases.map(\.rawValue).sorted())
        #expect(try values("artifact", "as") == CommandCollector.User.allCases.map(\.rawValue).sorted())
        #expect(try values("configuration", "format") == ConfigurationProfile.Format.allCases.map(\.rawValue).sorted())
        #expect(
            try values("configuration", "relative-to") == ConfigurationProfile.Base.allCases.map(\.rawValue).sorted()
        )
        #expect(try values("version-source", "from") == VersionSource.Kind.allCases.map(\.rawValue).sorted())
        let questions = try #require(schema.definitions["request"]?.properties["required"]?.items?.allowed)
        #expect(questions.sorted() == Answers.Field.allCases.map(\.rawValue).sorted())
    }

    @Test func everyKeyIsExplained() {
        for (name, definition) in schema.definitions.merging(["": schema.root], uniquingKeysWith: { $1 }) {
            for (key, property) in definition.properties {
                #expect(property.description?.isEmpty == false || property.isReference, "\(name)/\(key)")
                #expect(documentation.contains("`\(key)`"), "docs/profiles.md does not explain \(name)/\(key)")
            }
        }
    }

    /// The keys in the first column of each table of the documentation, by the heading above it.
    private var documentedKeys: [String: [String]] {
        var tables: [String: [String]] = [:]
        var heading = ""
        for line in documentation.split(separator: "\n") {
            if line.hasPrefix("#") { heading = String(line.drop { $0 == "#" || $0 == " " }) }
            guard line.hasPrefix("| `"), let end = line.dropFirst(3).firstIndex(of: "`") else { continue }
            tables[heading, default: []].append(String(line.dropFirst(3)[..<end]))
        }
        return tables
    }

    @Test func theDocumentationHasEveryTableAndNoOtherKeys() {
        let tables = documentedKeys
        var expected: [String: [String]] = [
            "The file": Profile.keys, "`artifact`: keys of every artifact": ArtifactProfile.keys,
        ]
        for (name, keys) in Self.decoderKeys where !["", "artifact", "setting"].contains(name) {
            expected["`\(name)`"] = keys
        }
        expected["`setting`: a row of the collector `settings`"] = SettingProfile.keys
        for (kind, keys) in CollectorProfile.keysByKind where !keys.isEmpty && kind != "listing" {
            expected["Collector `\(kind)`"] = keys
        }
        for (heading, keys) in expected {
            #expect(tables[heading]?.sorted() == keys.sorted(), "\(heading)")
        }
    }
}
