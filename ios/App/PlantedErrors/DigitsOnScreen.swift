// Must not compile: 'entry' is inaccessible due to 'internal' protection level
import SwiftUI
import ViewModels

struct DigitsOnScreen: View {
  let pad: CodePadModel

  var body: some View {
    Text(verbatim: "\(pad.entry)")
  }
}
