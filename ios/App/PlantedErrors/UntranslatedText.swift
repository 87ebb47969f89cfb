// Must not compile: missing argument label 'verbatim:' in call
import SwiftUI

struct UntranslatedText: View {
  var body: some View {
    Text("Cards")
  }
}
