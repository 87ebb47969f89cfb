import Foundation

/// The words on the system's prompt; the core's.
public struct PromptWords: Equatable, Sendable {
  public let title: String
  public let reason: String
  public let cancel: String

  public init(title: String, reason: String, cancel: String) {
    self.title = title
    self.reason = reason
    self.cancel = cancel
  }
}

/// What came of asking for a finger or a face.
public enum BiometricAnswer: Equatable, Sendable {
  /// The bytes that the key gave; whoever gets them overwrites them.
  case bytes(Data)
  /// The customer did not want to; nothing changes.
  case cancelled
  /// Too many wrong tries; the Unlock Code still works.
  case lockedOut
  /// A finger or face was added on the phone: the key can never be used again.
  case invalidated
  /// No sensor, nothing enrolled, or the keychain does not answer.
  case unavailable
}

/// The key that a finger or face opens, once each time.
public protocol BiometricHost: Sendable {
  /// Makes the key, in place of any that is there, and encrypts with it.
  func wrap(_ plaintext: Data, _ words: PromptWords) async -> BiometricAnswer
  /// Undoes `wrap`.
  func unwrap(_ wrapped: Data, _ words: PromptWords) async -> BiometricAnswer
  /// Removes the key; fine if there is none.
  func forget()
}
