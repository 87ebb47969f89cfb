import SwiftUI
import ViewModels

/// Above whatever screen is shown, in the last minute of a session.
struct SessionWarningView: View {
  let warning: SessionWarning
  let root: RootModel

  private var strings: Strings { Strings(root.language) }

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: warning.canStay ? strings.endsSoon : strings.lastMinute).font(.headline)
      Text(verbatim: strings.secondsLeft(warning.seconds))
      if warning.canStay {
        Button(strings.stay) { Task { await root.stay() } }
      }
    }
  }
}
