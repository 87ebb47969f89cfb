import SwiftUI
import ViewModels

/// A one-time PIN, taken off the screen when it has lost its validity.
struct OtpView: View {
  let model: OtpModel

  var body: some View {
    ScrollView {
      if let shown = model.shown {
        VStack {
          let pin = shown.pin(model.which)
          Text(verbatim: pin.digits).font(.largeTitle.monospacedDigit()).accessibilityLabel(pin.spoken)
          Text(verbatim: model.strings.shownPin(model.which) ?? shown.validity)
          Text(verbatim: model.strings.neverTell)
          if shown.clockMoved { Text(verbatim: model.strings.clockMoved) }
          if shown.clockUnconfirmed { Text(verbatim: model.strings.clockUnconfirmed) }
          Button(model.strings.hide) { model.hide() }
          Text(verbatim: model.strings.besideWhy)
          ForEach(OtpModel.Beside.allCases, id: \.self) { which in
            if which != model.which { Button(model.strings.showPin(which)) { model.which = which } }
          }
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
