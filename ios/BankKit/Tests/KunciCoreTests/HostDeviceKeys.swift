import Foundation
import KunciCore

/// A host written in Swift, as the Secure Enclave's is: the core calls it for every key. Here it passes each call on to
/// the core's own software keys, since Linux has no CryptoKit, and counts them. For tests only.
final class HostDeviceKeys: DeviceKeys {
  private let software: SoftwareDeviceKeys
  private let count = Counter()

  /// How often the core called.
  var calls: Int { count.value }

  init(folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    software = try SoftwareDeviceKeys.open(dir: folder.path)
  }

  func generate(spec: KeySpec) throws -> GeneratedKey { try counted { try software.generate(spec: spec) } }

  func sign(alias: String, message: Data) throws -> Data {
    try counted { try software.sign(alias: alias, message: message) }
  }

  func agree(alias: String, peerPublic: Data) throws -> Data {
    try counted { try software.agree(alias: alias, peerPublic: peerPublic) }
  }

  func deviceSecret(label: String) throws -> Data { try counted { try software.deviceSecret(label: label) } }

  func wrap(label: String, plaintext: Data) throws -> Data {
    try counted { try software.wrap(label: label, plaintext: plaintext) }
  }

  func unwrap(label: String, wrapped: Data) throws -> Data {
    try counted { try software.unwrap(label: label, wrapped: wrapped) }
  }

  func erase(alias: String) throws { try counted { try software.erase(alias: alias) } }

  private func counted<T>(_ call: () throws -> T) rethrows -> T {
    count.increase()
    return try call()
  }
}

/// A host whose device is locked: every call fails the same way.
final class LockedDeviceKeys: DeviceKeys {
  func generate(spec: KeySpec) throws -> GeneratedKey { throw DeviceKeyError.DeviceLocked }
  func sign(alias: String, message: Data) throws -> Data { throw DeviceKeyError.DeviceLocked }
  func agree(alias: String, peerPublic: Data) throws -> Data { throw DeviceKeyError.DeviceLocked }
  func deviceSecret(label: String) throws -> Data { throw DeviceKeyError.DeviceLocked }
  func wrap(label: String, plaintext: Data) throws -> Data { throw DeviceKeyError.DeviceLocked }
  func unwrap(label: String, wrapped: Data) throws -> Data { throw DeviceKeyError.DeviceLocked }
  func erase(alias: String) throws { throw DeviceKeyError.DeviceLocked }
}

private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  var value: Int { lock.withLock { count } }
  func increase() { lock.withLock { count += 1 } }
}
