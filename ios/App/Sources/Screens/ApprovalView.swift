import SwiftUI
import ViewModels

/// Every line that the approval covers, and the customer's yes or no.
struct ApprovalView: View {
  let model: ApprovalModel

  var body: some View {
    ScrollView {
      ForEach(model.lines) { line in
        VStack(alignment: .leading) {
          Text(verbatim: line.label).font(.footnote)
          Text(verbatim: line.value).font(.headline)
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(line.spoken)
      }
      if let outcome = model.outcome {
        Text(verbatim: outcome).font(.headline)
        Button(model.strings.refresh) { Task { await model.refresh() } }
      } else {
        answer
      }
      ProblemView(work: model.work)
      Button(model.strings.back) { model.close() }
    }
    .navigationTitle(model.title)
    .secret(model.strings)
  }

  @ViewBuilder private var answer: some View {
    Text(verbatim: model.strings.readAll)
    CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
    Button(model.strings.approve) { Task { await model.approve() } }
      .buttonStyle(.borderedProminent)
      .disabled(!model.pad.isFull || model.work.isRunning)
    Text(verbatim: model.strings.whyReject)
    Button(model.strings.rejectMistake, role: .cancel) { Task { await model.reject(.mistake) } }
      .disabled(model.work.isRunning)
    Button(model.strings.rejectNotMe, role: .destructive) { Task { await model.reject(.notMe) } }
      .disabled(model.work.isRunning)
  }
}
