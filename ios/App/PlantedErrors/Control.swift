import SwiftUI
import ViewModels

// Compiles: what the files beside it do wrong is done right here.
struct Control: View {
  @Bindable var cards: CardsModel
  let pad: CodePadModel

  var body: some View {
    VStack {
      TextField("limit", text: $cards.newLimit)
      Text(verbatim: String(pad.count))
      Button("Freeze") { Task { await cards.freeze("1") } }
    }
    .navigationTitle("Cards")
  }
}
