import KunciCore
import SwiftUI
import ViewModels

/// One card's life: lost or stolen, taken into use, replaced, another PIN.
struct LifeScreen: View {
  let model: LifeModel
  let root: RootModel

  var body: some View {
    List {
      if let notice = model.notice { Text(verbatim: notice).font(.headline) }
      ProblemView(work: model.work)
      if model.isLoaded {
        Text(verbatim: model.card).font(.headline).accessibilityLabel(model.spokenCard)
        Text(verbatim: model.state)
        if let beside = model.beside {
          Text(verbatim: beside).accessibilityLabel(model.spokenBeside ?? beside)
        }
        ForEach(model.holds) { HoldRow(hold: $0) }
        ForEach(model.neighbours) { neighbour in
          Text(verbatim: neighbour.words)
          Button(neighbour.action) { root.showLife(neighbour.id) }
        }
        Button(model.strings.wallets) { root.showWallets(model.cardId) }
        ForEach(model.steps, id: \.self) { offer($0) }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.life)
    .task { await model.load() }
    .secret(model.strings)
  }

  private func offer(_ step: LifeStep) -> some View {
    Section {
      switch step {
      case .activate:
        Text(verbatim: model.strings.activateCardWhy)
        Button(model.strings.activateCard) { Task { await model.activate() } }
          .buttonStyle(.borderedProminent)
          .disabled(model.work.isRunning)
      case .setPin:
        Button(model.strings.setPin) { root.showCardPin(model.cardId) }
      case .reveal:
        Text(verbatim: model.strings.revealWhy)
        Button(model.strings.reveal) { Task { await model.reveal() } }.disabled(model.work.isRunning)
      case .report:
        report
      case .replace:
        Text(verbatim: model.strings.replaceCardWhy)
        Button(model.strings.replaceCard) { Task { await model.replace() } }.disabled(model.work.isRunning)
      case .orderVirtual:
        Text(verbatim: model.strings.virtualAbout)
        Button(model.strings.orderVirtual) { root.showOrderVirtual(model.cardId) }
      case .close:
        closing
      }
    }
  }

  /// A virtual card that is not wanted any more; then once more, because it is for good.
  @ViewBuilder private var closing: some View {
    Text(verbatim: model.strings.closeVirtualWhy)
    if model.isClosing {
      Text(verbatim: model.strings.closeVirtualSure).font(.headline)
      Button(model.strings.closeCard, role: .destructive) { Task { await model.closeVirtual() } }
        .disabled(model.work.isRunning)
      Button(model.strings.cancel, role: .cancel) { model.cancel() }
    } else {
      Button(model.strings.closeVirtual) { model.askToClose() }.disabled(model.work.isRunning)
    }
  }

  /// What happened to the card; then once more, because it is for good.
  @ViewBuilder private var report: some View {
    Heading(model.strings.reportCard)
    Text(verbatim: model.strings.reportCardWhy)
    if let loss = model.sure {
      Text(verbatim: model.strings.loss(loss)).font(.headline)
      Text(verbatim: model.strings.reportSure).font(.headline)
      Button(model.strings.closeCard, role: .destructive) { Task { await model.report() } }
        .disabled(model.work.isRunning)
      Button(model.strings.cancel, role: .cancel) { model.cancel() }
    } else {
      ForEach(LifeModel.losses, id: \.self) { loss in
        Button(model.strings.loss(loss)) { model.ask(loss) }.disabled(model.work.isRunning)
      }
    }
  }
}

/// A card's PIN, twice.
struct CardPinScreen: View {
  let model: CardPinModel

  var body: some View {
    ScrollView {
      Text(verbatim: model.isAgain ? model.strings.repeatCodeHint : model.strings.choosePinHint)
      CodePadView(pad: model.pad, title: title, strings: model.strings)
      Button(model.strings.goOn) { Task { await model.next() } }
        .buttonStyle(.borderedProminent)
        .disabled(!model.pad.isFull || model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.setPin)
    .secret(model.strings)
  }

  private var title: String { model.isAgain ? model.strings.repeatPin : model.strings.choosePin }
}
