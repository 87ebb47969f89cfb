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
      if model.isOn != nil { places }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.trustedPlaces)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private var places: some View {
    Heading(model.strings.places(model.count))
    Text(verbatim: model.strings.place(model.isHere))
    if model.isNotNow { Text(verbatim: model.strings.placeNotNow) }
    if model.isOn == true {
      Text(verbatim: model.strings.placesWhy)
    } else {
      Button(model.strings.trustPlace) { Task { await model.trustHere() } }.disabled(model.work.isRunning)
      Button(model.strings.permitPlaces) { model.permit() }
    }
    if model.count > 0 { Button(model.strings.forgetPlaces) { Task { await model.forgetAll() } } }
  }
}
