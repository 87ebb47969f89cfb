import SwiftUI
import ViewModels

/// A finger or face beside the Unlock Code.
struct BiometricsView: View {
  let model: BiometricsModel

  var body: some View {
    ScrollView {
      Text(verbatim: model.strings.biometricsWhy)
      if model.isOn == true {
        Heading(model.strings.biometricsAreOn)
        Button(model.strings.biometricsOff) { Task { await model.switchOff() } }.disabled(model.work.isRunning)
      } else if model.isOn == false {
        Text(verbatim: model.strings.biometricsCode)
        CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
        Button(model.strings.biometricsOn) { Task { await model.switchOn() } }
          .buttonStyle(.borderedProminent)
          .disabled(!model.pad.isFull || model.work.isRunning)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.biometrics)
    .task { await model.load() }
    .secret(model.strings)
  }
}
