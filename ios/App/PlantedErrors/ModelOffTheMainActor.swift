// Must not compile: call to main actor-isolated instance method 'clear()' in a synchronous nonisolated context
import SwiftUI
import ViewModels

struct ModelOffTheMainActor {
  let pad: CodePadModel

  nonisolated func wipe() { pad.clear() }
}
