// Must not compile: capture of 'history' with non-sendable type 'History' in a `@Sendable` closure
import SwiftUI

final class History {
  var taps = 0
}

struct NonSendableCapture: View {
  let history: History

  var body: some View {
    let history = history
    let count: @Sendable () -> Void = { history.taps += 1 }
    Button("Count") { count() }
  }
}
