// Must not compile: type '() -> Image' cannot conform to 'StringProtocol'
import SwiftUI
import ViewModels

struct UnnamedButton: View {
  let pad: CodePadModel

  var body: some View {
    Button {
      pad.backspace()
    } label: {
      Image(systemName: "delete.left")
    }
  }
}
