import SwiftUI
import ViewModels

/// Another Unlock Code.
struct ChangeCodeView: View {
  let model: ChangeCodeModel

  var body: some View {
    ScrollView {
      if model.step == .changed {
        Heading(model.strings.codeChanged)
        Text(verbatim: model.strings.codeChangedHint)
      } else {
        Text(verbatim: hint)
        if model.step == .new { TipsView(moment: .chooseCode, strings: model.strings) }
        CodePadView(pad: model.pad, title: title, strings: model.strings)
        Button(model.strings.goOn) { Task { await model.next() } }
          .buttonStyle(.borderedProminent)
          .disabled(!model.pad.isFull || model.work.isRunning)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.changeCode)
    .secret(model.strings)
  }

  private var title: String {
    switch model.step {
    case .old: model.strings.oldCode
    case .new: model.strings.newCode
    case .again, .changed: model.strings.repeatNewCode
    }
  }

  private var hint: String {
    switch model.step {
    case .old: model.strings.oldCodeHint
    case .new: model.strings.chooseCodeHint
    case .again, .changed: model.strings.repeatCodeHint
    }
  }
}
