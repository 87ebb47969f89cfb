import SwiftUI
import ViewModels

/// One card's limits, channels and blocks.
struct ControlsScreen: View {
  @Bindable var model: ControlsModel
  let root: RootModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      if let differences = model.differences { DifferencesSection(differences: differences) }
      if model.isLoaded {
        Text(verbatim: model.card).font(.headline).accessibilityLabel(model.spokenCard)
        Text(verbatim: model.strings.controlsWhy)
        Section {
          Heading(model.strings.limits)
          ForEach(model.limits) { limit($0) }
        }
        Section {
          Heading(model.strings.channels)
          ForEach(model.channels) { item($0) }
        }
        Section {
          Heading(model.strings.categories)
          ForEach(model.categories) { item($0) }
        }
        countries
        merchants
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.controls)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func limit(_ limit: ControlsModel.Limit) -> some View {
    Text(verbatim: limit.value).accessibilityLabel(limit.spoken)
    if !limit.note.isEmpty { Text(verbatim: limit.note) }
    if limit.isCoolingOff {
      Button(model.strings.cancelRaise(limit.label)) { Task { await model.cancelRaise(limit.id) } }
        .disabled(model.work.isRunning)
    }
    if model.editing == limit.id {
      editor
    } else {
      Button(model.strings.editLimit(limit.label)) { model.edit(limit.id) }.disabled(model.work.isRunning)
    }
  }

  /// Another value for a limit, and what it would have stopped.
  @ViewBuilder private var editor: some View {
    TextField(model.strings.limitAmount, text: $model.typed).amountKeyboard()
    Button(model.strings.tryLimit) { Task { await model.tryOut() } }
      .disabled(model.typed.isEmpty || model.work.isRunning)
    if let trial = model.trial { Text(verbatim: trial).font(.headline) }
    ForEach(model.stopped) { PaymentRow(payment: $0) }
    Text(verbatim: model.strings.limitHolds(forADay: model.isForADay))
    Button(model.isForADay ? model.strings.chooseGood : model.strings.chooseDay) { model.isForADay.toggle() }
    Button(model.strings.save) { Task { await model.save() } }
      .buttonStyle(.borderedProminent)
      .disabled(model.typed.isEmpty || model.work.isRunning)
    Button(model.strings.limitNothing) { Task { await model.letNothingPass() } }.disabled(model.work.isRunning)
    Button(model.strings.limitMost) { Task { await model.lift() } }.disabled(model.work.isRunning)
    Button(model.strings.cancel, role: .cancel) { model.stopEditing() }
  }

  @ViewBuilder private func item(_ item: ControlsModel.Item) -> some View {
    Text(verbatim: item.words)
    Button(item.action) { Task { await model.toggle(item.id) } }.disabled(model.work.isRunning)
  }

  private var countries: some View {
    Section {
      Heading(model.strings.blockedCountries)
      if model.countries.isEmpty { Text(verbatim: model.strings.noCountries) }
      ForEach(model.countries) { item($0) }
      TextField(model.strings.country, text: $model.country).autocorrectionDisabled()
      Button(model.strings.blockCountry) { Task { await model.blockCountry() } }
        .disabled(model.country.isEmpty || model.work.isRunning)
    }
  }

  private var merchants: some View {
    Section {
      Heading(model.strings.blockedMerchants)
      if model.merchants.isEmpty { Text(verbatim: model.strings.noMerchants) }
      ForEach(model.merchants) { item($0) }
      Button(model.strings.payments) { root.showPayments(model.cardId) }
    }
  }
}
