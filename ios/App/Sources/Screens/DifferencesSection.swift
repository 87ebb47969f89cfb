import SwiftUI
import ViewModels

/// What was changed elsewhere while the customer looked.
struct DifferencesSection: View {
  let differences: Differences

  var body: some View {
    Section {
      Heading(differences.title)
      ForEach(differences.lines, id: \.self) { Text(verbatim: $0) }
    }
  }
}
