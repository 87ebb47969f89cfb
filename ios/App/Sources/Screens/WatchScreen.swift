import SwiftUI
import ViewModels

/// Of which payments with one card the customer is told.
struct WatchScreen: View {
  @Bindable var model: WatchModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      if let differences = model.differences { DifferencesSection(differences: differences) }
      if model.isLoaded {
        Text(verbatim: model.card).font(.headline).accessibilityLabel(model.spokenCard)
        Section {
          Heading(model.strings.paymentAlerts)
          Text(verbatim: model.strings.watchWhy)
          ForEach(model.alerts) { alert($0) }
        }
        trips
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.watch)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func alert(_ alert: WatchModel.Alert) -> some View {
    Text(verbatim: alert.words).accessibilityLabel(alert.spoken)
    if model.editing == alert.id {
      editor
    } else {
      Button(model.strings.editLimit(alert.label)) { model.edit(alert.id) }.disabled(model.work.isRunning)
    }
  }

  private var trips: some View {
    Section {
      Heading(model.strings.trips)
      Text(verbatim: model.strings.tripsWhy)
      if model.trips.isEmpty { Text(verbatim: model.strings.noTrips) }
      ForEach(model.trips) { trip($0) }
      TextField(model.strings.tripFrom, text: $model.tripFrom).autocorrectionDisabled()
      TextField(model.strings.tripUntil, text: $model.tripUntil).autocorrectionDisabled()
      TextField(model.strings.tripCountries, text: $model.tripCountries).autocorrectionDisabled()
      Button(model.strings.addTrip) { Task { await model.addTrip() } }
        .disabled(!model.canAddTrip || model.work.isRunning)
    }
  }

  @ViewBuilder private func trip(_ trip: WatchModel.Trip) -> some View {
    Text(verbatim: trip.words)
    if !trip.warning.isEmpty {
      Text(verbatim: trip.warning)
      Button(model.strings.allowCountries(trip.blocked)) { Task { await model.allowCountries(trip.id) } }
        .disabled(model.work.isRunning)
    }
    Button(model.strings.cancelTrip(trip.words)) { Task { await model.cancelTrip(trip.id) } }
      .disabled(model.work.isRunning)
  }

  /// From an amount on, every one, or none.
  @ViewBuilder private var editor: some View {
    TextField(model.strings.watchAmount, text: $model.typed).amountKeyboard()
    Button(model.strings.save) { Task { await model.save() } }
      .buttonStyle(.borderedProminent)
      .disabled(model.typed.isEmpty || model.work.isRunning)
    Button(model.strings.watchEvery) { Task { await model.tellAll() } }.disabled(model.work.isRunning)
    Button(model.strings.watchNone) { Task { await model.tellNone() } }.disabled(model.work.isRunning)
    Button(model.strings.cancel, role: .cancel) { model.stopEditing() }
  }
}
