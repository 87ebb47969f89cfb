import SwiftUI
import ViewModels

/// Of which payments with one card the customer is told.
struct WatchScreen: View {
  @Bindable var model: WatchModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      if model.isLoaded {
        Text(verbatim: model.card).font(.headline).accessibilityLabel(model.spokenCard)
        Text(verbatim: model.strings.watchWhy)
        ForEach(model.alerts) { alert($0) }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.watch)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func alert(_ alert: WatchModel.Alert) -> some View {
    Text(verbatim: alert.words).accessibilityLabel(alert.spoken)
    if model.editing == alert.id {
      editor
    } else {
      Button(model.strings.editLimit(alert.label)) { model.edit(alert.id) }.disabled(model.work.isRunning)
    }
  }

  /// From an amount on, every one, or none.
  @ViewBuilder private var editor: some View {
    TextField(model.strings.watchAmount, text: $model.typed)
    Button(model.strings.save) { Task { await model.save() } }
      .buttonStyle(.borderedProminent)
      .disabled(model.typed.isEmpty || model.work.isRunning)
    Button(model.strings.watchEvery) { Task { await model.tellAll() } }.disabled(model.work.isRunning)
    Button(model.strings.watchNone) { Task { await model.tellNone() } }.disabled(model.work.isRunning)
    Button(model.strings.cancel, role: .cancel) { model.stopEditing() }
  }
}
