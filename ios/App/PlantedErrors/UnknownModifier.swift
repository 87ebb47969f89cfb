// Must not compile: value of type 'Text' has no member 'navigationTitel'
import SwiftUI

struct UnknownModifier: View {
  var body: some View {
    Text(verbatim: "Cards").navigationTitel("Cards")
  }
}
