import SwiftUI
import ViewModels

/// A virtual card beside another one.
struct OrderScreen: View {
  @Bindable var model: OrderModel

  var body: some View {
    List {
      ProblemView(work: model.work)
      if !model.card.isEmpty {
        Text(verbatim: model.card).font(.headline).accessibilityLabel(model.spokenCard)
      }
      Text(verbatim: model.strings.virtualAbout)
      Section {
        TextField(model.strings.virtualName, text: $model.name)
        Text(verbatim: model.strings.virtualNameHint).font(.footnote)
        TextField(model.strings.virtualMonth, text: $model.month).amountKeyboard()
        Text(verbatim: model.strings.virtualMonthHint).font(.footnote)
      }
      Button(model.strings.virtualOrder) { Task { await model.order() } }
        .buttonStyle(.borderedProminent)
        .disabled(!model.canOrder)
    }
    .navigationTitle(model.strings.orderVirtual)
    .task { await model.load() }
    .secret(model.strings)
  }
}
