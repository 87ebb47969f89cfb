#if canImport(CryptoKit) && canImport(Security) && canImport(LocalAuthentication)
  import CryptoKit
  import Foundation
  import KunciCore
  import LocalAuthentication
  import Security
  import ViewModels

  /// A key of the Secure Enclave for the fingers or the face that the phone knows today. Never run here: there is no Apple
  /// hardware. Checked against our own declarations only.
  ///
  /// What is wrapped is sealed to the key's public half, so the Enclave is needed for opening alone.
  public final class BiometricEnclave: BiometricHost {
    private let keychain: Keychain

    /// `service` names the app's items in the keychain.
    public init(service: String) {
      keychain = Keychain(service: service)
    }

    public func wrap(_ plaintext: Data, _ words: PromptWords) async -> BiometricAnswer {
      await asked(words) { context, state in
        let key = try SecureEnclave.P256.KeyAgreement.PrivateKey(
          accessControl: control(), authenticationContext: context)
        try keychain.write(key.dataRepresentation, as: Item.key)
        try keychain.write(state, as: Item.state)
        let ephemeral = P256.KeyAgreement.PrivateKey()
        let shared = try ephemeral.sharedSecretFromKeyAgreement(with: key.publicKey)
        guard let sealed = try AES.GCM.seal(plaintext, using: sealing(shared), authenticating: Self.use).combined else {
          throw DeviceKeyError.Unavailable
        }
        return ephemeral.publicKey.x963Representation + sealed
      }
    }

    public func unwrap(_ wrapped: Data, _ words: PromptWords) async -> BiometricAnswer {
      guard wrapped.count > Self.point else { return .invalidated }
      return await asked(words) { context, state in
        guard let stored = try keychain.read(Item.key), try keychain.read(Item.state) == state else {
          throw DeviceKeyError.Invalidated
        }
        do {
          let key = try SecureEnclave.P256.KeyAgreement.PrivateKey(
            dataRepresentation: stored, authenticationContext: context)
          let peer = try P256.KeyAgreement.PublicKey(x963Representation: wrapped.prefix(Self.point))
          let shared = try key.sharedSecretFromKeyAgreement(with: peer)
          let box = try AES.GCM.SealedBox(combined: wrapped.dropFirst(Self.point))
          return try AES.GCM.open(box, using: sealing(shared), authenticating: Self.use)
        } catch {
          // The prompt was answered, and still the key does not open it: it never will.
          throw DeviceKeyError.Invalidated
        }
      }
    }

    public func forget() {
      for item in [Item.key, Item.state] { try? keychain.remove(item) }
    }

    /// Asks for the finger or face, then does the work with it. `state` changes when a finger or face is added.
    private func asked(_ words: PromptWords, _ work: (LAContext, Data) throws -> Data) async -> BiometricAnswer {
      let context = LAContext()
      context.localizedCancelTitle = words.cancel
      // No button for the phone's own passcode: the Unlock Code is the other way.
      context.localizedFallbackTitle = ""
      defer { context.invalidate() }
      do {
        let granted = try await context.evaluatePolicy(
          .deviceOwnerAuthenticationWithBiometrics, localizedReason: words.reason)
        guard granted, let state = context.evaluatedPolicyDomainState else { return .unavailable }
        return .bytes(try work(context, state))
      } catch let error as LAError {
        return Self.meaning(error.code)
      } catch DeviceKeyError.Invalidated {
        return .invalidated
      } catch {
        return .unavailable
      }
    }

    private static func meaning(_ code: LAError.Code) -> BiometricAnswer {
      switch code {
      case .userCancel, .appCancel, .systemCancel, .userFallback, .authenticationFailed: .cancelled
      case .biometryLockout: .lockedOut
      default: .unavailable
      }
    }

    private func sealing(_ shared: SharedSecret) -> SymmetricKey {
      shared.hkdfDerivedSymmetricKey(
        using: SHA256.self, salt: Data(), sharedInfo: Self.use, outputByteCount: 32)
    }

    private func control() throws -> SecAccessControl {
      guard
        let control = SecAccessControlCreateWithFlags(
          nil, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, [.privateKeyUsage, .biometryCurrentSet], nil)
      else { throw DeviceKeyError.Unavailable }
      return control
    }

    /// What the key is for; part of what is sealed.
    private static let use = Data("kunci/biometric/1".utf8)
    /// An uncompressed point of P-256.
    private static let point = 65

    /// Names in the keychain.
    private enum Item {
      static let key = "biometric/key"
      static let state = "biometric/state"
    }
  }
#endif
