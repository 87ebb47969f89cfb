import SwiftUI
import ViewModels

/// What a session may do, and what opens more of it. Named for the screen: `SessionView` is a record of the core.
struct SessionScreen: View {
  let model: SessionModel
  let root: RootModel

  var body: some View {
    ScrollView {
      Heading(model.may)
      Text(verbatim: model.strings.sessionOpened)
      ForEach(model.means, id: \.self) { Text(verbatim: $0) }
      Text(verbatim: model.until)
      ForEach(model.ways, id: \.self) { way in
        Button(title(way)) { root.show(way) }.disabled(model.work.isRunning)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.session)
    .task { await model.load() }
    .secret(model.strings)
  }

  private func title(_ way: SessionModel.Way) -> String {
    switch way {
    case .unlock: model.strings.unlock
    case .resume: model.strings.resume
    case .register: model.strings.register
    case .look: model.strings.lookWithDevice
    case .hardwareToken: model.strings.hardwareToken
    case .phoneNumber: model.strings.number
    }
  }
}

/// A code of the hardware token for a session that may look.
struct HardwareSignInScreen: View {
  let model: HardwareSignInModel

  var body: some View {
    ScrollView {
      Text(verbatim: model.strings.deviceCodeHint)
      CodePadView(pad: model.pad, title: model.strings.deviceCode, strings: model.strings)
      Button(model.strings.goOn) { Task { await model.signIn() } }
        .buttonStyle(.borderedProminent)
        .disabled(!model.pad.isFull || model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.lookWithDevice)
    .secret(model.strings)
  }
}
