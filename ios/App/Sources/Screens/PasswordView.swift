import SwiftUI
import ViewModels

/// Another password.
struct PasswordView: View {
  @Bindable var model: PasswordModel

  var body: some View {
    Form {
      Text(verbatim: model.strings.changePasswordWhy)
      TipsView(moment: .choosePassword, strings: model.strings)
      SecureField(model.strings.oldPassword, text: $model.old)
      SecureField(model.strings.newPassword, text: $model.new)
      Button(model.strings.goOn) { Task { await model.change() } }
        .buttonStyle(.borderedProminent)
        .disabled(model.work.isRunning)
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.changePassword)
    .secret(model.strings)
  }
}
