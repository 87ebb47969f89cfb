import SwiftUI
import ViewModels

/// The emergency key: how it stands, and the digits of a new one, this once.
struct EmergencyKeyScreen: View {
  let model: EmergencyKeyModel

  var body: some View {
    ScrollView {
      if let shown = model.shown {
        ToldView(told: model.writeDown)
        Text(verbatim: shown.digits).font(.largeTitle.monospacedDigit()).accessibilityLabel(shown.spoken)
        Button(model.strings.keyWritten) { model.written() }.buttonStyle(.borderedProminent)
        Button(model.strings.cancel, role: .cancel) { Task { await model.cancel() } }
      } else {
        if let told = model.told {
          ToldView(told: told)
          Button(model.isThere ? model.strings.renewKey : model.strings.makeKey) { Task { await model.make() } }
            .buttonStyle(.borderedProminent)
            .disabled(model.work.isRunning)
          if model.isThere {
            Button(model.strings.dropKey, role: .destructive) { Task { await model.drop() } }
              .disabled(model.work.isRunning)
          }
        }
        Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.emergencyKey)
    .task { await model.load() }
    .secret(model.strings)
  }
}
