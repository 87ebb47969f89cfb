#if canImport(CryptoKit) && canImport(Security)
  import CryptoKit
  import Foundation
  import KunciCore
  import Security

  /// The phone's keys in Apple's Secure Enclave. The keychain holds only what the Enclave gave to find a key again, which is
  /// of no use on another device. Shows no prompt; may be called on several threads at once.
  public final class SecureEnclaveDeviceKeys: DeviceKeys {
    private let keychain: Keychain
    /// The device key is made at its first use, once.
    private let making = NSLock()

    /// `service` names the app's items in the keychain. Fails on a device without a Secure Enclave, as a simulator may be.
    public init(service: String) throws {
      guard SecureEnclave.isAvailable else { throw DeviceKeyError.Unavailable }
      keychain = Keychain(service: service)
    }

    public func generate(spec: KeySpec) throws -> GeneratedKey {
      try erase(alias: spec.alias)
      let publicKey: Data
      switch spec.purpose {
      case .sign:
        let key = try enclave { try SecureEnclave.P256.Signing.PrivateKey(accessControl: whileUnlocked()) }
        try keychain.write(key.dataRepresentation, as: Item.sign(spec.alias))
        publicKey = key.publicKey.x963Representation
      case .agree:
        let key = try enclave { try SecureEnclave.P256.KeyAgreement.PrivateKey(accessControl: whileUnlocked()) }
        try keychain.write(key.dataRepresentation, as: Item.agree(spec.alias))
        publicKey = key.publicKey.x963Representation
      }
      // Apple attests apps (App Attest), not single keys: there is no chain.
      return GeneratedKey(publicKey: publicKey, level: .secureEnclave, attestationChain: [])
    }

    public func sign(alias: String, message: Data) throws -> Data {
      let stored = try present(Item.sign(alias))
      let key = try restored { try SecureEnclave.P256.Signing.PrivateKey(dataRepresentation: stored) }
      return try enclave { try key.signature(for: message).rawRepresentation }
    }

    public func agree(alias: String, peerPublic: Data) throws -> Data {
      let stored = try present(Item.agree(alias))
      let key = try restored { try SecureEnclave.P256.KeyAgreement.PrivateKey(dataRepresentation: stored) }
      return try enclave {
        let peer = try P256.KeyAgreement.PublicKey(x963Representation: peerPublic)
        return try key.sharedSecretFromKeyAgreement(with: peer).withUnsafeBytes { Data($0) }
      }
    }

    public func deviceSecret(label: String) throws -> Data {
      try deviceKey("secret", label).withUnsafeBytes { Data($0) }
    }

    public func wrap(label: String, plaintext: Data) throws -> Data {
      let key = try deviceKey("wrap", label)
      return try enclave {
        guard let sealed = try AES.GCM.seal(plaintext, using: key, authenticating: Data(label.utf8)).combined else {
          throw DeviceKeyError.Unavailable
        }
        return sealed
      }
    }

    public func unwrap(label: String, wrapped: Data) throws -> Data {
      let key = try deviceKey("wrap", label)
      do {
        return try AES.GCM.open(AES.GCM.SealedBox(combined: wrapped), using: key, authenticating: Data(label.utf8))
      } catch {
        throw DeviceKeyError.Invalidated
      }
    }

    public func erase(alias: String) throws {
      try keychain.remove(Item.sign(alias))
      try keychain.remove(Item.agree(alias))
    }

    /// The Enclave has no PRF. An agreement between a key of the Enclave and a fixed peer, whose private key nobody has kept,
    /// is one: who holds the peer but not this Enclave cannot compute it.
    private func deviceKey(_ use: String, _ label: String) throws -> SymmetricKey {
      let (stored, peer) = try making.withLock { try deviceItems() }
      let key = try restored { try SecureEnclave.P256.KeyAgreement.PrivateKey(dataRepresentation: stored) }
      return try enclave {
        let shared = try key.sharedSecretFromKeyAgreement(with: P256.KeyAgreement.PublicKey(x963Representation: peer))
        return shared.hkdfDerivedSymmetricKey(
          using: SHA256.self, salt: Data("kunci device key".utf8), sharedInfo: Data("\(use)/\(label)".utf8),
          outputByteCount: 32)
      }
    }

    /// The device key and its peer; made together, the peer last, so that a half-made pair is made again.
    private func deviceItems() throws -> (key: Data, peer: Data) {
      if let peer = try keychain.read(Item.peer) { return (try present(Item.device), peer) }
      let key = try enclave { try SecureEnclave.P256.KeyAgreement.PrivateKey(accessControl: whileUnlocked()) }
      let peer = P256.KeyAgreement.PrivateKey().publicKey.x963Representation
      try keychain.write(key.dataRepresentation, as: Item.device)
      try keychain.write(peer, as: Item.peer)
      return (key.dataRepresentation, peer)
    }

    private func present(_ item: String) throws -> Data {
      guard let stored = try keychain.read(item) else { throw DeviceKeyError.Missing }
      return stored
    }

    /// A blob that this Enclave does not take, for example from another device's backup, never becomes usable.
    private func restored<Key>(_ body: () throws -> Key) throws -> Key {
      do { return try body() } catch { throw DeviceKeyError.Invalidated }
    }

    private func enclave<T>(_ body: () throws -> T) throws -> T {
      do {
        return try body()
      } catch let error as DeviceKeyError {
        throw error
      } catch {
        // What CryptoKit says may hold anything: it goes no further.
        throw DeviceKeyError.Unavailable
      }
    }

    private func whileUnlocked() throws -> SecAccessControl {
      guard
        let control = SecAccessControlCreateWithFlags(
          nil, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, .privateKeyUsage, nil)
      else { throw DeviceKeyError.Unavailable }
      return control
    }

    /// Names in the keychain.
    private enum Item {
      static let device = "device/key"
      static let peer = "device/peer"
      static func sign(_ alias: String) -> String { "sign/\(alias)" }
      static func agree(_ alias: String) -> String { "agree/\(alias)" }
    }
  }
#endif
