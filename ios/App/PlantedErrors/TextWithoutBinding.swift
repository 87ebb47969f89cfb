// Must not compile: cannot convert value of type 'String' to expected argument type 'Binding<String>'
import SwiftUI
import ViewModels

struct TextWithoutBinding: View {
  let model: SignInModel

  var body: some View {
    TextField("User id", text: model.userId)
  }
}
