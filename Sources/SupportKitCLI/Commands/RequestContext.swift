internal import ArgumentParser
internal import Platform
internal import SupportKit
internal import SystemPackage

/// What every `request` command needs: profiles, templates, settings, and one way to say that something is wrong.
struct RequestContext {
    let home: FilePath?
    let store: ProfileStore
    let settings: HostSettings

    init() throws {
        home = ThisProcess.environment("HOME").map { FilePath($0) }
        store = ProfileStore(home: home)
        settings = try HostSettings(home: home)
    }

    /// The wordings of all products, by which answers are found again in a request.
    ///
    /// A template that cannot be used is passed over: another product's must not stand in the way.
    var templates: [RequestTemplate] {
        store.products().compactMap { product in
            guard let profile = try? store.profile(product.id),
                let template = try? store.requestTemplate(for: profile)
            else { return nil }
            return try? RequestTemplate(text: template.text, name: template.name)
        }
    }

    /// The wording of one product.
    func template(for profile: Profile) throws -> RequestTemplate {
        let template = try store.requestTemplate(for: profile)
        return try RequestTemplate(text: template.text, name: template.name)
    }

    /// Prints what went wrong and gives the exit code to end with.
    static func failure(_ error: any Error, _ console: Console) -> any Error {
        switch error {
        case let code as ExitCode: code
        case let error as ValidationError: console.failure(error.message, ExitStatus.usage)
        case is ProfileError, is AnswersError, is RequestTemplateError, is RequestFileError, is EmailError:
            console.failure(error, ExitStatus.usage)
        case let error as OpenPGPError: console.failure(error, ExitStatus.of(error))
        case let error as InspectionError where error.isDamage: console.failure(error, ExitStatus.damaged)
        default: console.failure(error, ExitStatus.noResult)
        }
    }

    /// The creation time: now, or `SOURCE_DATE_EPOCH` where it is set.
    static func now() throws -> Int64 {
        guard let text = ThisProcess.environment("SOURCE_DATE_EPOCH") else { return ThisProcess.now }
        guard let seconds = Int64(text), seconds >= 0 else {
            throw ValidationError("SOURCE_DATE_EPOCH '\(text)' is not a number of seconds since 1970")
        }
        return seconds
    }
}
