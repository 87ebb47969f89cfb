import Foundation
import KunciCore
import Testing

/// Runs every journey of the repository word for word: Swift, the real library, a real bank.
@Suite(.serialized) struct JourneyTests {
  @Test(.timeLimit(.minutes(5)), arguments: try Journey.all())
  func everyStep(of journey: Journey) async throws {
    let folder = try temporaryFolder(journey.name)
    let bank = try await SandboxBank.start(in: folder.appendingPathComponent("bank"))
    defer {
      bank.stop()
      try? FileManager.default.removeItem(at: folder)
    }
    var run = JourneyRun(bank: bank, folder: folder)
    defer { run.close() }
    for step in journey.steps {
      let place = "\(journey.file)::\(step.id) \(step.title)"
      if let wrong = await run.take(step) {
        say("journey step FAILED: \(place): \(step.action) \(wrong)")
        Issue.record("\(place): \(step.action) \(wrong)")
        // The steps after it stand on it.
        return
      }
      say("journey step passed: \(place)")
    }
  }
}

/// One journey under way: a bank of its own, new phones, and what the steps saved.
struct JourneyRun {
  let bank: SandboxBank
  let folder: URL
  private var phones: [String: PhoneActions] = [:]
  private var saved: [String: JSONValue] = [:]

  init(bank: SandboxBank, folder: URL) {
    self.bank = bank
    self.folder = folder
  }

  mutating func close() {
    for name in phones.keys { phones[name]?.close() }
  }

  /// Takes the next step; what came of it that should not have, or nil.
  mutating func take(_ step: Step) async -> String? {
    do {
      let result = try await perform(step)
      guard case .ok(let pattern) = step.expect else { return "gave \(result) instead of an error" }
      let wanted = try pattern.mapValues { try fill($0, saved) }
      if let wrong = mismatch(wanted, result) { return wrong }
      for (name, field) in step.save {
        guard let value = result.fields?[field] else { return "gave no `\(field)` to save, but \(result)" }
        saved[name] = value
      }
      return nil
    } catch let error as PhoneError {
      return judge(errorCode(error: error), step)
    } catch let error as BankRefusal {
      return judge(error.code, step)
    } catch {
      return "failed: \(error)"
    }
  }

  /// A phone with a profile and keys of its own.
  private func newPhone(_ name: String) throws -> PhoneActions {
    let home = folder.appendingPathComponent("phone-\(name)")
    let keys = try HostDeviceKeys(folder: home.appendingPathComponent("device"))
    return try PhoneActions(folder: home, config: bank.phoneConfig, keys: keys)
  }

  /// A phone is from now on as another one is, keys and all: a thief's copy, or a backup that is put back.
  private mutating func copy(_ name: String, _ args: Fields) throws {
    try args.allow(["phone"])
    var before = phones.removeValue(forKey: name)
    before?.close()
    before = nil
    let from = folder.appendingPathComponent("phone-\(try args.text("phone"))")
    let to = folder.appendingPathComponent("phone-\(name)")
    if FileManager.default.fileExists(atPath: to.path) { try FileManager.default.removeItem(at: to) }
    try FileManager.default.copyItem(at: from, to: to)
  }

  private func judge(_ code: String, _ step: Step) -> String? {
    switch step.expect {
    case .error(code): nil
    case .error(let expected): "gave the error \(code) instead of \(expected)"
    case .ok: "gave the error \(code) instead of success"
    }
  }

  private mutating func perform(_ step: Step) async throws -> JSONValue {
    let with = try fill(step.with, saved)
    let parts = step.action.split(separator: ".", maxSplits: 1).map(String.init)
    switch (parts.first, parts.last) {
    case ("phone", "copy_from"):
      try copy(step.on, Fields(with, at: "phone.copy_from"))
      return .object([:])
    case ("phone", let name?):
      // Taken out, so that a restart lets go of the only reference.
      var phone = try phones.removeValue(forKey: step.on) ?? newPhone(step.on)
      defer { phones[step.on] = phone }
      return try await phone.perform(name, with)
    case ("bank", let name?): return try await bank.ask(name, with)
    default: throw JourneyError("this runner does not know \(step.action)")
    }
  }
}

/// A line written at once: `print` keeps lines back and could mix them with those of other tests.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

func temporaryFolder(_ name: String) throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kunci-\(name)-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}
