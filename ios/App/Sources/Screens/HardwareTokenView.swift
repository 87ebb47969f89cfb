import SwiftUI
import ViewModels

/// A device that shows codes. Named for the screen: `HardwareTokenView` is a record of the core.
struct HardwareTokenScreen: View {
  @Bindable var model: HardwareTokenModel

  var body: some View {
    ScrollView {
      switch model.step {
      case .details:
        details
      case .code:
        Text(verbatim: model.strings.deviceCodeHint)
        CodePadView(pad: model.code, title: model.strings.deviceCode, strings: model.strings)
        next(model.code)
      case .nextCode:
        Text(verbatim: model.strings.deviceNextCodeHint)
        CodePadView(pad: model.nextCode, title: model.strings.deviceNextCode, strings: model.strings)
        next(model.nextCode)
      case .done(let serial):
        Heading(model.strings.deviceReady(serial))
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.hardwareToken)
    .secret(model.strings)
  }

  @ViewBuilder private var details: some View {
    Text(verbatim: model.strings.hardwareTokenWhy)
    TextField(model.strings.birthDate, text: $model.birthDate).autocorrectionDisabled()
    TextField(model.strings.deviceSerial, text: $model.serial).autocorrectionDisabled()
    Button(model.strings.activateDevice) { model.activate() }.buttonStyle(.borderedProminent)
    Button(model.strings.resyncDevice) { model.resync() }
    Text(verbatim: model.strings.resyncWhy)
  }

  private func next(_ pad: CodePadModel) -> some View {
    Button(model.strings.goOn) { Task { await model.next() } }
      .buttonStyle(.borderedProminent)
      .disabled(!pad.isFull || model.work.isRunning)
  }
}
