import Foundation

#if canImport(Darwin)
  import Darwin
#endif

/// The name of this run of the phone, from its start to the next: another one after each restart. By it the core knows
/// whether the clock that nobody can move has begun anew.
public enum BootSession {
  /// A UUID; nil where the system does not tell.
  public static func current() -> String? {
    #if canImport(Darwin)
      let name = "kern.bootsessionuuid"
      var size = 0
      guard sysctlbyname(name, nil, &size, nil, 0) == 0, size > 1 else { return nil }
      var bytes = [UInt8](repeating: 0, count: size)
      guard sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    #else
      let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
      return text?.trimmingCharacters(in: .whitespacesAndNewlines)
    #endif
  }
}
