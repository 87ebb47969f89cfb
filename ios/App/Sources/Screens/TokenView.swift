import SwiftUI
import ViewModels

/// How the token stands. Named for the screen: `TokenView` is a record of the core.
struct TokenScreen: View {
  let model: TokenModel
  let root: RootModel

  var body: some View {
    ScrollView {
      if let told = model.told {
        VStack(alignment: .leading) {
          Text(verbatim: told.title).font(.headline)
          Text(verbatim: told.body)
          Text(verbatim: told.action)
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(told.spoken)
      }
      if model.isWorking { Heading(model.strings.tokenWorks) }
      if let until = model.saidUntil { Heading(model.strings.notMeSaid(until)) }
      if model.isStopped { Heading(model.strings.notMeStopped) }
      if let asking = model.asking {
        Text(verbatim: asking == .remove ? model.strings.removeTokenCode : model.strings.notMeCode)
        CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
        Button(model.strings.goOn) { Task { await model.useCode() } }
          .buttonStyle(.borderedProminent)
          .disabled(!model.pad.isFull || model.work.isRunning)
      } else {
        ForEach(model.offers, id: \.self) { offer($0) }
      }
      if !model.isWorking, root.hasSession, model.asking == nil {
        Button(model.strings.session) { root.showSession() }
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.token)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func offer(_ offer: TokenModel.Offer) -> some View {
    switch offer {
    case .suspend:
      Text(verbatim: model.strings.suspendWhy)
      button(model.strings.suspend) { await model.suspend() }
    case .remove:
      Text(verbatim: model.strings.removeTokenWhy)
      button(model.strings.removeToken) { model.ask(.remove) }
    case .notMeWithCode:
      button(model.strings.notMeCode) { model.ask(.notMeWithCode) }
    case .lift:
      button(model.strings.liftSuspension) { await model.lift() }
    case .notMe:
      button(model.strings.notMe) { await model.notMe() }
      Text(verbatim: model.strings.notMeWhy)
      TipsView(moment: .lostPhone, strings: model.strings)
    case .register:
      button(model.strings.register) { root.showRegistration() }
    case .freezeCard:
      button(model.strings.freezeACard) { root.showCards() }
    }
  }

  private func button(_ title: String, _ action: @escaping @MainActor () async -> Void) -> some View {
    Button(title) { Task { await action() } }.disabled(model.work.isRunning)
  }
}
