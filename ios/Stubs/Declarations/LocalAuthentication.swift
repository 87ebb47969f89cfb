// OUR declarations, not Apple's: only to type-check `SecureEnclaveHost` where there is no LocalAuthentication. Nothing here runs.

import Foundation

public enum LAPolicy: Int, Sendable {
  case deviceOwnerAuthenticationWithBiometrics = 1
}

open class LAContext {
  public init() {}
  open var localizedCancelTitle: String?
  open var localizedFallbackTitle: String?
  open var evaluatedPolicyDomainState: Data? { fatalError("declarations only") }
  open func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool {
    fatalError("declarations only")
  }
  open func invalidate() { fatalError("declarations only") }
}

public struct LAError: Error {
  public enum Code: Int, Sendable {
    case authenticationFailed = -1
    case userCancel = -2
    case userFallback = -3
    case systemCancel = -4
    case biometryNotAvailable = -6
    case biometryNotEnrolled = -7
    case biometryLockout = -8
    case appCancel = -9
  }
  public var code: Code { fatalError("declarations only") }
}
