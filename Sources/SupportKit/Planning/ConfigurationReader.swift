internal import Platform
internal import SystemPackage

/// Reads a product's configuration with everything it includes.
///
/// This is the one content that planning reads: without it the places of logs and statistics are not known.
struct ConfigurationReader {
    let files: HostFileSystem
    let profile: ConfigurationProfile
    /// What relative names start from.
    let base: FilePath
    /// Variables of the environment and the command line.
    let variables: [String: String]
    /// The user who could have chosen the main file's path; nil when root or the caller did.
    var namer: UInt32?

    private static let maximumFileSize: Int64 = 16 << 20
    private static let maximumFiles = 256
    /// The same file may stand in several places, but not without end.
    private static let maximumInclusions = 1_024
    private static let maximumDepth = 16

    func read(_ main: FilePath) -> ProductConfiguration {
        var reading = Reading(configuration: ProductConfiguration(), entities: [:])
        guard profile.format == .xml else {
            reading.configuration.files = [
                ProductConfiguration.File(path: main, problem: nil, includedFrom: nil, namedBy: namer)
            ]
            return reading.configuration
        }
        include(main, from: nil, namedBy: namer, depth: 0, into: reading.configuration.document, &reading)
        if let problem = reading.configuration.files.first?.problem {
            reading.configuration.problem = problem
        } else if let expected = profile.rootElement, reading.configuration.root?.name != expected {
            let found = reading.configuration.root.map { "its first element is <\($0.name)>" } ?? "it has no element"
            reading.configuration.problem =
                "\(main.displayText) is not a configuration of this product: \(found), not <\(expected)>"
        }
        return reading.configuration
    }

    private struct Reading {
        var configuration: ProductConfiguration
        var entities: [String: String]
        var open: [FilePath] = []
        var inclusions = 0
        var isFull = false
    }

    private func include(
        _ path: FilePath,
        from: String?,
        namedBy namer: UInt32?,
        depth: Int,
        into parent: ConfigurationElement,
        _ reading: inout Reading
    ) {
        // The same snippet may stand in several places, but it is one file of the bundle.
        let isKnown = reading.configuration.files.contains { $0.path == path }
        reading.inclusions += 1
        guard reading.configuration.files.count < Self.maximumFiles, reading.inclusions <= Self.maximumInclusions,
            depth < Self.maximumDepth, Interruption.signal == nil
        else {
            // Said once is enough.
            guard !reading.isFull else { return }
            reading.isFull = true

            reading.configuration.notes.append(
                "\(from ?? path.displayText): too many included files, \(path.displayText) not read"
            )
            return
        }
        guard !reading.open.contains(path) else {
            reading.configuration.notes.append("\(from ?? ""): \(path.displayText) includes itself")
            return
        }
        let bytes: [UInt8]
        let owner: UInt32
        do {
            (bytes, owner) = try content(of: path, namedBy: namer)
        } catch {
            if !isKnown {
                reading.configuration.files.append(
                    .init(path: path, problem: error.problem, includedFrom: from, namedBy: namer)
                )
            }
            return
        }
        let index = reading.configuration.files.count
        if !isKnown {
            reading.configuration.files.append(.init(path: path, problem: nil, includedFrom: from, namedBy: namer))
        }
        reading.open.append(path)
        defer { reading.open.removeLast() }
        var nested: [(name: String, parent: ConfigurationElement, line: Int)] = []
        let parser = ConfigurationParser(
            file: path,
            includeElements: profile.includeElements,
            hasEntities: profile.hasEntities,
            include: { nested.append(($0, $1, $2)) }
        )
        var entities = reading.entities
        let result = parser.parse(bytes, into: parent, entities: &entities)
        reading.entities = entities
        if !result.sawElement, from == nil {
            let problem = "\(path.displayText) is not XML: it has no element"
            reading.configuration.files[index] = .init(path: path, problem: problem, includedFrom: from, namedBy: namer)
        }
        if result.isTooDeep {
            reading.configuration.notes.append(
                "\(path.displayText): nested deeper than any configuration; the rest was not read"
            )
        }
        if result.isUnfinished {
            reading.configuration.notes.append("\(path.displayText): an element is not closed; read as far as it goes")
        }
        for (name, parent, line) in nested {
            let place = "\(path.displayText):\(line)"
            switch expand(name) {
            case .success(let name):
                include(
                    included(name, by: path),
                    from: place,
                    namedBy: owner == 0 ? namer : owner,
                    depth: depth + 1,
                    into: parent,
                    &reading
                )
            case .failure(let unknown):
                reading.configuration.notes.append(
                    "\(place): the included file '\(name)' needs the variable \(unknown.name), which is not known: not read"
                )
            }
        }
    }

    private func content(of path: FilePath, namedBy namer: UInt32?) throws(Unreadable) -> ([UInt8], owner: UInt32) {
        do {
            let file = try files.open(path, namedBy: namer)
            guard file.status.size <= Self.maximumFileSize else {
                throw Unreadable(
                    problem:
                        "\(path.displayText) is larger than \(ByteCount(Self.maximumFileSize)): not a configuration"
                )
            }
            var content: [UInt8] = []
            var piece: [UInt8] = []
            repeat {
                try file.read(at: Int64(content.count), count: 1 << 18, into: &piece)
                content += piece
            } while !piece.isEmpty && content.count <= Self.maximumFileSize
            guard !content.prefix(8_192).contains(0) else {
                throw Unreadable(problem: "\(path.displayText) is binary, not a configuration")
            }
            return (content, file.status.owner)
        } catch let error as Unreadable {
            throw error
        } catch {
            throw Unreadable(problem: "\(error)")
        }
    }

    /// The text with `${NAME}` replaced.
    func expand(_ text: String) -> Result<String, UnknownVariable> {
        guard profile.hasVariables else { return .success(text) }
        var expanded = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            expanded += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
            let name = String(rest[start.upperBound..<end])
            guard let value = variables[name] else { return .failure(UnknownVariable(name: name)) }
            expanded += value
            rest = rest[rest.index(after: end)...]
        }
        return .success(expanded + rest)
    }

    /// The path an included file's name stands for: from the usual base, or beside the file that names it.
    ///
    /// Products differ here, and so do their two ways to include; whichever file exists is the one meant.
    private func included(_ name: String, by file: FilePath) -> FilePath {
        let usual = absolute(name)
        let beside = file.removingLastComponent().pushing(FilePath(name)).lexicallyNormalized()
        if case .missing? = failure(of: usual), failure(of: beside) == nil { return beside }
        return usual
    }

    private func failure(of path: FilePath) -> AccessError? {
        do throws(AccessError) {
            _ = try files.status(of: path)
            return nil
        } catch {
            return error
        }
    }

    /// The path a configured name stands for.
    func absolute(_ name: String) -> FilePath {
        base.pushing(FilePath(name)).lexicallyNormalized()
    }

    private struct Unreadable: Error {
        let problem: String
    }
}

/// A `${NAME}` for which neither the environment nor the command line of the server has a value.
struct UnknownVariable: Error {
    let name: String
}
