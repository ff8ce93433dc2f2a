internal import Glibc
public import SystemPackage

/// The one owner of an open descriptor: closes it when it goes out of scope.
public struct OwnedDescriptor: ~Copyable, Sendable {
    private let number: Int32

    init(number: Int32) {
        self.number = number
    }

    /// The descriptor, to be used only while its owner lives.
    public var descriptor: FileDescriptor {
        FileDescriptor(rawValue: number)
    }

    deinit {
        _ = Glibc.close(number)
    }
}
