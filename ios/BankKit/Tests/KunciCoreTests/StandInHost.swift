import Foundation
import ViewModels

/// Stands in for the phone around the app: a finger that answers as told, and what is going on.
final class StandInFinger: BiometricHost, @unchecked Sendable {
  private let lock = NSLock()
  private var key: UInt8 = 0
  private var answer: BiometricAnswer?

  /// The next prompts end so; nil: the finger is right.
  func answers(_ outcome: BiometricAnswer?) {
    lock.withLock { answer = outcome }
  }

  /// What a new finger does to a key.
  func addFinger() {
    lock.withLock { key = 0 }
  }

  func wrap(_ plaintext: Data, _ words: PromptWords) async -> BiometricAnswer {
    lock.withLock {
      if let answer { return answer }
      key = UInt8.random(in: 1...255)
      return .bytes(Data([key]) + plaintext.map { $0 ^ key })
    }
  }

  func unwrap(_ wrapped: Data, _ words: PromptWords) async -> BiometricAnswer {
    lock.withLock {
      guard let first = wrapped.first, key != 0, first == key else { return .invalidated }
      if let answer { return answer }
      return .bytes(Data(wrapped.dropFirst().map { $0 ^ key }))
    }
  }

  func forget() {
    lock.withLock { key = 0 }
  }
}

/// A phone that is where it was told to be.
@MainActor final class StandInPlaces: PlaceHost {
  var trusted: Set<String> = []
  var reading = PlaceReading.hidden
  private(set) var asked = 0

  func read() async -> PlaceReading { reading }

  func askToSee() {
    asked += 1
  }
}

/// A phone whose customer chooses the file that was told.
@MainActor final class StandInPapers: PaperHost {
  var chosen: Data?
  private(set) var shown: Data?

  func pick() async -> Data? { chosen }

  func show(_ paper: Data) {
    shown = paper
  }

  func hide() {
    shown = nil
  }
}

extension PhoneHost {
  @MainActor static func standIn(
    finger: StandInFinger = StandInFinger(), places: StandInPlaces = StandInPlaces(),
    papers: StandInPapers = StandInPapers(),
    surroundings: @escaping @MainActor @Sendable () -> Surroundings = { Surroundings() },
    isRooted: @escaping @MainActor @Sendable () async -> Bool? = { nil },
    scan: (@MainActor @Sendable () async -> String?)? = nil
  ) -> PhoneHost {
    PhoneHost(
      biometrics: finger, places: places, papers: papers, surroundings: surroundings, isRooted: isRooted,
      scan: scan)
  }
}
