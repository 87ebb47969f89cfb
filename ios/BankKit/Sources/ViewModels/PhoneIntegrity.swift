import Foundation

/// Whether the protection of the phone was taken off ("jailbroken"), as far as an app can see: what such a phone has lying about, and
/// whether the app can write where no app may. Never run on a phone here.
///
/// A signal to the bank and no proof: a jailbroken phone can say what it likes, and somebody who hides it well is not found. So nothing
/// on the phone is locked by it.
public struct PhoneIntegrity: Sendable {
  private let root: URL

  /// `root`: where the system's files are; tests have a folder of their own.
  public init(root: URL = URL(fileURLWithPath: "/")) {
    self.root = root
  }

  /// Nil where it cannot be told.
  public func isRooted() -> Bool? {
    #if targetEnvironment(simulator)
      // The files are those of the Mac.
      return nil
    #else
      return Self.judge(Self.signs.map { isThere(root.appendingPathComponent($0)) } + [canWriteOutside()])
    #endif
  }

  /// One sign is enough; "no" needs all of them seen. Each is there, is not there, or cannot be seen (nil).
  public static func judge(_ signs: [Bool?]) -> Bool? {
    if signs.contains(true) { return true }
    return signs.isEmpty || signs.contains(nil) ? nil : false
  }

  /// Does not follow links: one that leads nowhere counts too.
  private func isThere(_ file: URL) -> Bool? {
    do {
      _ = try FileManager.default.attributesOfItem(atPath: file.path)
      return true
    } catch let error as CocoaError {
      let absent: [CocoaError.Code] = [.fileReadNoSuchFile, .fileNoSuchFile]
      return absent.contains(error.code) ? false : nil
    } catch {
      return nil
    }
  }

  private func canWriteOutside() -> Bool? {
    let file = root.appendingPathComponent("private").appendingPathComponent(UUID().uuidString)
    do {
      try Data().write(to: file, options: .withoutOverwriting)
      try? FileManager.default.removeItem(at: file)
      return true
    } catch let error as CocoaError {
      let refused: [CocoaError.Code] = [.fileWriteNoPermission, .fileWriteVolumeReadOnly]
      return refused.contains(error.code) ? false : nil
    } catch {
      return nil
    }
  }

  private static let signs = [
    "Applications/Cydia.app", "Applications/Sileo.app", "Library/MobileSubstrate/MobileSubstrate.dylib", "var/jb",
    "private/var/lib/apt", "private/var/lib/cydia", "usr/sbin/sshd", "etc/apt",
  ]
}
