import KunciCore
import SwiftUI
import ViewModels

/// The calls that the customer asked for, and a new wish.
struct CallBackScreen: View {
  let model: CallBackModel
  let root: RootModel

  var body: some View {
    List {
      if let told = model.told {
        Text(verbatim: model.strings.callBackNumber(told.number))
        ForEach(told.calls, id: \.id) { call in
          TopicView(title: "\(call.reasonName) · \(call.title)", words: call.next)
          if call.open {
            Button(model.strings.callBackCancel) { Task { await model.cancel(call) } }
              .disabled(model.work.isRunning)
          }
        }
        if !told.windows.isEmpty { new(told.windows) }
      }
      Button(model.strings.callerCheck) {
        model.close()
        root.showCaller()
      }
      Button(model.strings.refresh) { Task { await model.load() } }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.callBack)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func new(_ windows: [CallWindowChoice]) -> some View {
    Heading(model.strings.callBackNew)
    Text(verbatim: model.about.map { model.strings.writtenChosen($0.name) } ?? model.strings.writtenKind)
    ForEach(model.reasons, id: \.name) { reason in
      Button(reason.name) { model.choose(reason) }.disabled(model.work.isRunning)
    }
    Text(verbatim: model.window.map { model.strings.writtenChosen($0.words) } ?? model.strings.callBackWhen)
    ForEach(windows, id: \.fromMs) { window in
      Button(window.words) { model.choose(window) }.disabled(model.work.isRunning)
    }
    Button(model.strings.callBackAsk) { Task { await model.ask() } }
      .buttonStyle(.borderedProminent)
      .disabled(!model.canAsk)
  }
}

/// The user id by SMS.
struct UserIdScreen: View {
  @Bindable var model: UserIdModel

  var body: some View {
    List {
      Text(verbatim: model.strings.userIdForgottenWhy)
      TextField(model.strings.userIdNumber, text: $model.typed).phoneKeyboard()
      Button(model.strings.userIdAsk) { Task { await model.ask() } }
        .buttonStyle(.borderedProminent)
        .disabled(!model.canAsk)
      if model.hasAsked { Text(verbatim: model.strings.userIdAsked).font(.headline) }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.userIdForgotten)
    .secret(model.strings)
  }
}
