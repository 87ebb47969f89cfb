import KunciCore
import Observation

/// A device that shows codes: activated with date of birth, serial and one code, or set right with two codes in a row.
@MainActor @Observable
public final class HardwareTokenModel {
  /// Where the customer is.
  public enum Step: Equatable, Sendable {
    /// Types what is printed.
    case details
    /// Types the code that the device shows.
    case code
    /// Types the one after it.
    case nextCode
    /// The bank takes its codes; the serial is masked.
    case done(serial: String)
  }

  public private(set) var step = Step.details
  /// As the core wants it: DD/MM/YYYY.
  public var birthDate = ""
  public var serial = ""
  public let code = CodePadModel()
  public let nextCode = CodePadModel()
  public let work: Work
  @ObservationIgnored private var isResync = false
  @ObservationIgnored private let phone: any SecurityPort

  public init(phone: any SecurityPort, language: Language) {
    self.phone = phone
    work = Work(language: language)
  }

  public var strings: Strings { Strings(work.language) }

  public func activate() {
    begin(resync: false)
  }

  public func resync() {
    begin(resync: true)
  }

  /// The code of this step is complete.
  public func next() async {
    if isResync, step == .code {
      step = .nextCode
    } else {
      await send()
    }
  }

  public func close() {
    work.close()
    birthDate = ""
    serial = ""
    wipe()
  }

  private func begin(resync: Bool) {
    work.dismiss()
    isResync = resync
    step = .code
  }

  private func send() async {
    defer { wipe() }
    let told = await work.run {
      if isResync {
        return try await phone.resyncHardwareToken(serial: serial, otp: code.entry, nextOtp: nextCode.entry)
      }
      return try await phone.activateHardwareToken(birthDate: birthDate, serial: serial, otp: code.entry)
    }
    if told != nil { birthDate = "" }
    step = told.map { .done(serial: $0.serial) } ?? .details
  }

  private func wipe() {
    for pad in [code, nextCode] { pad.clear() }
  }
}
