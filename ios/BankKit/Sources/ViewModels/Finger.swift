import Foundation
import KunciCore

/// Carries a question of the core to the phone's sensor, and what came of it back.
struct Finger: Sendable {
  let phone: any BiometricPort
  let host: any BiometricHost
  let language: Language

  func ask(_ prompt: BiometricPrompt) async throws -> BiometricOutcome {
    let told = prompt.words(language: language.tag)
    let words = PromptWords(title: told.title, reason: told.reason, cancel: told.cancel)
    var key = prompt.toWrap()
    defer { key.resetBytes(in: key.startIndex..<key.endIndex) }
    let answer = key.isEmpty ? await host.unwrap(prompt.wrapped(), words) : await host.wrap(key, words)
    let id = prompt.id()
    switch answer {
    case .bytes(var bytes):
      defer { bytes.resetBytes(in: bytes.startIndex..<bytes.endIndex) }
      if key.isEmpty { return try await phone.finishBiometricUnwrapped(id: id, key: bytes) }
      return try await phone.finishBiometricWrapped(id: id, wrapped: bytes)
    case .cancelled: return try await phone.finishBiometricFailed(id: id, why: .cancelled)
    case .lockedOut: return try await phone.finishBiometricFailed(id: id, why: .lockedOut)
    case .invalidated:
      host.forget()
      return try await phone.finishBiometricFailed(id: id, why: .invalidated)
    case .unavailable: return try await phone.finishBiometricFailed(id: id, why: .unavailable)
    }
  }

  /// Whether it serves beside the Unlock Code.
  func isOn() async -> Bool {
    (try? await phone.token().biometric) ?? false
  }
}
