internal import Glibc
public import SystemPackage

/// The magic links of `/proc`, read as text and never followed.
public enum ProcLink {
    /// What the kernel says a link such as `/proc/1/exe` stands for; nil when it cannot be read.
    public static func target(of path: FilePath) -> FilePath? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let length = unsafe buffer.withUnsafeMutableBytes { buffer in
            unsafe path.withPlatformString { path in
                unsafe buffer.assumingMemoryBound(to: CChar.self).baseAddress.map { target in
                    unsafe readlink(path, target, 4_096)
                } ?? -1
            }
        }
        return length > 0 ? FilePath(bytes: buffer.prefix(length)) : nil
    }
}
