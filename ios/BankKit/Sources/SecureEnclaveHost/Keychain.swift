#if canImport(CryptoKit) && canImport(Security)
  import Foundation
  import KunciCore
  import Security

  /// Small blobs in the system's keychain: on this device only, readable only while it is unlocked, in no backup that another
  /// device could open. The one file that knows `SecItem`.
  struct Keychain: Sendable {
    let service: String

    /// The blob under the name; nil if there is none.
    func read(_ name: String) throws -> Data? {
      var query = item(name)
      query[kSecReturnData as String] = true
      query[kSecMatchLimit as String] = kSecMatchLimitOne
      var found: CFTypeRef?
      let status = SecItemCopyMatching(query as CFDictionary, &found)
      if status == errSecItemNotFound { return nil }
      try check(status)
      guard let data = found as? Data else { throw DeviceKeyError.Unavailable }
      return data
    }

    /// Puts the blob under the name, in place of any that is there.
    func write(_ data: Data, as name: String) throws {
      try remove(name)
      var attributes = item(name)
      attributes[kSecValueData as String] = data
      attributes[kSecAttrAccessible as String] = kSecAttrAccessibleWhenUnlockedThisDeviceOnly
      try check(SecItemAdd(attributes as CFDictionary, nil))
    }

    /// Removes the blob; fine if there is none.
    func remove(_ name: String) throws {
      let status = SecItemDelete(item(name) as CFDictionary)
      if status != errSecItemNotFound { try check(status) }
    }

    private func item(_ name: String) -> [String: Any] {
      [
        kSecClass as String: kSecClassGenericPassword,
        kSecAttrService as String: service,
        kSecAttrAccount as String: name,
        kSecUseDataProtectionKeychain as String: true,
      ]
    }

    private func check(_ status: OSStatus) throws {
      switch status {
      case errSecSuccess: return
      case errSecInteractionNotAllowed: throw DeviceKeyError.DeviceLocked
      default: throw DeviceKeyError.Unavailable
      }
    }
  }
#endif
