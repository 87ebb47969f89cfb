import SwiftUI
import ViewModels

/// The customer's wish that loosening waits outside trusted places.
struct TrustedPlacesScreen: View {
  let model: TrustedPlacesModel

  var body: some View {
    ScrollView {
      if let isOn = model.isOn {
        Text(verbatim: model.strings.trustedPlacesWhy(model.waitSeconds))
        Heading(isOn ? model.strings.trustedPlacesAreOn : model.strings.trustedPlacesAreOff)
        if isOn {
          Button(model.strings.trustedPlacesOff) { Task { await model.switchOff() } }
            .disabled(model.work.isRunning)
        } else {
          Button(model.strings.trustedPlacesOn) { Task { await model.switchOn() } }
            .buttonStyle(.borderedProminent)
            .disabled(model.work.isRunning)
        }
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.trustedPlaces)
    .task { await model.load() }
    .secret(model.strings)
  }
}
