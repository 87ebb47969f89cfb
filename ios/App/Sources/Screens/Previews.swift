import SwiftUI
import ViewModels

// Previews without a bank: what a screen looks like before the core has said anything.

struct CodePadView_Previews: PreviewProvider {
  static var previews: some View {
    CodePadView(pad: CodePadModel(), title: Strings(.indonesian).unlockCode, strings: Strings(.indonesian))
    CodePadView(pad: CodePadModel(), title: Strings(.english).unlockCode, strings: Strings(.english))
  }
}

struct RootView_Previews: PreviewProvider {
  static var previews: some View {
    ForEach(Language.allCases, id: \.self) { language in
      RootView(root: RootModel(phone: PreviewPhone(), host: .preview, language: language))
    }
  }
}
