import SwiftUI
import ViewModels

/// Every line that the approval covers, and the customer's yes or no.
struct ApprovalView: View {
  let model: ApprovalModel

  var body: some View {
    ScrollView {
      if model.outcome == nil {
        ForEach(model.warnings) { warning in
          VStack(alignment: .leading) {
            Text(verbatim: warning.title).font(.headline)
            Text(verbatim: warning.body)
          }
          .accessibilityElement(children: .combine)
        }
      }
      LinesView(lines: model.lines)
      if let outcome = model.outcome {
        Text(verbatim: outcome).font(.headline)
        Button(model.strings.refresh) { Task { await model.refresh() } }
        if model.reveals {
          Button(model.strings.revealShow) { model.showDetails() }.buttonStyle(.borderedProminent)
        }
        if model.frozenCard != nil { Button(model.strings.life) { model.showLife() } }
      } else {
        answer
      }
      ProblemView(work: model.work)
      Button(model.strings.back) { model.close() }
    }
    .navigationTitle(model.title)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private var answer: some View {
    Text(verbatim: model.strings.readAll)
    Text(verbatim: model.answerBy)
    if model.asksWhose { Text(verbatim: model.strings.whoseEffect) }
    CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
    Button(model.asksWhose ? model.strings.whoseMine : model.strings.approve) { Task { await model.approve() } }
      .buttonStyle(.borderedProminent)
      .disabled(!model.pad.isFull || model.work.isRunning)
    if model.hasFinger {
      Button(model.strings.useFinger) { Task { await model.approveByFinger() } }.disabled(model.work.isRunning)
    }
    if !model.asksWhose {
      Text(verbatim: model.strings.whyReject)
      Button(model.strings.rejectMistake, role: .cancel) { Task { await model.reject(.mistake) } }
        .disabled(model.work.isRunning)
    }
    Button(model.strings.rejectNotMe, role: .destructive) { Task { await model.reject(.notMe) } }
      .disabled(model.work.isRunning)
  }
}

/// What is approved, line by line.
struct LinesView: View {
  let lines: [ApprovalModel.Line]

  var body: some View {
    ForEach(lines) { line in
      VStack(alignment: .leading) {
        Text(verbatim: line.label).font(.footnote)
        Text(verbatim: line.value).font(.headline)
      }
      .accessibilityElement(children: .ignore)
      .accessibilityLabel(line.spoken)
    }
  }
}
