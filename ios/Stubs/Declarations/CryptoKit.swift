// OUR declarations, not Apple's: only to type-check `SecureEnclaveHost` where there is no CryptoKit. Nothing here runs.

import Foundation
import LocalAuthentication
import Security

public protocol HashFunction {}
public struct SHA256: HashFunction {}

public struct SymmetricKey: Sendable {
  public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    fatalError("declarations only")
  }
}

public struct SharedSecret: Sendable {
  public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    fatalError("declarations only")
  }
  public func hkdfDerivedSymmetricKey<H: HashFunction, Salt: DataProtocol, SI: DataProtocol>(
    using hash: H.Type, salt: Salt, sharedInfo: SI, outputByteCount: Int
  ) -> SymmetricKey { fatalError("declarations only") }
}

public enum P256 {
  public enum Signing {
    public struct PublicKey: Sendable {
      public var x963Representation: Data { fatalError("declarations only") }
    }
    public struct ECDSASignature: Sendable {
      public var rawRepresentation: Data { fatalError("declarations only") }
    }
  }

  public enum KeyAgreement {
    public struct PublicKey: Sendable {
      public init<Bytes: ContiguousBytes>(x963Representation: Bytes) throws { fatalError("declarations only") }
      public var x963Representation: Data { fatalError("declarations only") }
    }
    public struct PrivateKey: Sendable {
      public init(compactRepresentable: Bool = true) {}
      public var publicKey: PublicKey { fatalError("declarations only") }
      public func sharedSecretFromKeyAgreement(with publicKeyShare: PublicKey) throws -> SharedSecret {
        fatalError("declarations only")
      }
    }
  }
}

public enum SecureEnclave {
  public static var isAvailable: Bool { fatalError("declarations only") }

  public enum P256 {
    public enum Signing {
      public struct PrivateKey: Sendable {
        public init(compactRepresentable: Bool = true, accessControl: SecAccessControl) throws {
          fatalError("declarations only")
        }
        public init(dataRepresentation: Data) throws { fatalError("declarations only") }
        public var dataRepresentation: Data { fatalError("declarations only") }
        public var publicKey: CryptoKit.P256.Signing.PublicKey { fatalError("declarations only") }
        public func signature<D: DataProtocol>(for data: D) throws -> CryptoKit.P256.Signing.ECDSASignature {
          fatalError("declarations only")
        }
      }
    }

    public enum KeyAgreement {
      public struct PrivateKey: Sendable {
        public init(
          compactRepresentable: Bool = true, accessControl: SecAccessControl, authenticationContext: LAContext? = nil
        ) throws {
          fatalError("declarations only")
        }
        public init(dataRepresentation: Data, authenticationContext: LAContext? = nil) throws {
          fatalError("declarations only")
        }
        public var dataRepresentation: Data { fatalError("declarations only") }
        public var publicKey: CryptoKit.P256.KeyAgreement.PublicKey { fatalError("declarations only") }
        public func sharedSecretFromKeyAgreement(
          with publicKeyShare: CryptoKit.P256.KeyAgreement.PublicKey
        ) throws -> SharedSecret { fatalError("declarations only") }
      }
    }
  }
}

public enum AES {
  public enum GCM {
    public struct SealedBox: Sendable {
      public init<D: DataProtocol>(combined: D) throws { fatalError("declarations only") }
      public var combined: Data? { fatalError("declarations only") }
    }
    public static func seal<P: DataProtocol, A: DataProtocol>(
      _ message: P, using key: SymmetricKey, authenticating authenticatedData: A
    ) throws -> SealedBox { fatalError("declarations only") }
    public static func open<A: DataProtocol>(
      _ sealedBox: SealedBox, using key: SymmetricKey, authenticating authenticatedData: A
    ) throws -> Data { fatalError("declarations only") }
  }
}
