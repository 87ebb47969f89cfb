import SwiftUI
import ViewModels

/// A one-time PIN, taken off the screen when it has lost its validity.
struct OtpView: View {
  let model: OtpModel

  var body: some View {
    ScrollView {
      if let shown = model.shown {
        VStack {
          Text(verbatim: shown.digits).font(.largeTitle.monospacedDigit()).accessibilityLabel(shown.spoken)
          Text(verbatim: shown.validity)
          Text(verbatim: model.strings.neverTell)
          if shown.clockMoved { Text(verbatim: model.strings.clockMoved) }
          Button(model.strings.hide) { model.hide() }
        }
        .task(id: shown) { await model.expire() }
      } else {
        Text(verbatim: model.strings.otpHint)
        CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
        Button(model.strings.makeOtp) { Task { await model.make() } }
          .buttonStyle(.borderedProminent)
          .disabled(!model.pad.isFull || model.work.isRunning)
        if model.hasFinger {
          Button(model.strings.useFinger) { Task { await model.makeByFinger() } }.disabled(model.work.isRunning)
        }
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.otp)
    .task { await model.load() }
    .secret(model.strings)
  }
}
