import SwiftUI
import ViewModels

/// An enrolment whose end is not known.
struct ResumeView: View {
  let model: ResumeModel

  var body: some View {
    ScrollView {
      if let told = model.told {
        VStack(alignment: .leading) {
          Text(verbatim: told.title).font(.headline)
          Text(verbatim: told.body)
          Text(verbatim: told.action)
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(told.spoken)
      }
      Text(verbatim: model.strings.resumeHint)
      CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
      Button(model.strings.goOn) { Task { await model.resume() } }
        .buttonStyle(.borderedProminent)
        .disabled(!model.pad.isFull || model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.resume)
    .secret(model.strings)
  }
}
