import SwiftUI
import ViewModels

/// The newest operations, whatever became of them.
struct OperationsScreen: View {
  let model: OperationsModel

  var body: some View {
    List {
      Heading(model.strings.operations)
      if model.recent?.isEmpty == true { Text(verbatim: model.strings.noOperations) }
      ForEach(model.recent ?? []) { ProgressRow(progress: $0) }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.operations)
    .task { await model.load() }
    .secret(model.strings)
  }
}

/// What, how it stands, what that means: read out in one piece. Approved is not shown as completed.
struct ProgressRow: View {
  let progress: OperationProgress

  var body: some View {
    VStack(alignment: .leading) {
      Text(verbatim: progress.title).font(.headline)
      Text(verbatim: progress.state)
      Text(verbatim: progress.detail)
    }
    .accessibilityElement(children: .ignore)
    .accessibilityLabel(progress.spoken)
  }
}
