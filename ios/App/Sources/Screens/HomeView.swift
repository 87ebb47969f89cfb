import SwiftUI
import ViewModels

/// The customer's start.
struct HomeView: View {
  let model: HomeModel
  let root: RootModel

  var body: some View {
    List {
      if let outage = model.outage { Text(verbatim: outage).font(.headline) }
      if model.unreadAlerts > 0 {
        Button(model.strings.unreadAlerts(model.unreadAlerts)) { root.showAlerts() }
      }
      Section {
        if let looking = model.looking {
          Heading(looking)
          Button(model.strings.session) { root.showSession() }
        } else {
          Heading(model.strings.waiting)
        }
        if model.looking == nil, model.waiting.isEmpty { Text(verbatim: model.strings.nothingWaits) }
        ForEach(model.waiting) { row in
          Button(model.strings.open(row.title, row.detail)) { root.showApproval(row.id, of: model) }
        }
        if !model.progress.isEmpty { Heading(model.strings.progress) }
        ForEach(model.progress) { ProgressRow(progress: $0) }
        if model.isTakenBack { Text(verbatim: model.strings.takenBack) }
        if !model.later.isEmpty { Heading(model.strings.later) }
        ForEach(model.later) { item in
          VStack(alignment: .leading) {
            Text(verbatim: item.what)
            Text(verbatim: model.strings.takesEffect(item.time))
          }
          .accessibilityElement(children: .combine)
          Button(model.strings.takeBack(item.what), role: .cancel) { Task { await model.takeBack(item.id) } }
            .disabled(model.work.isRunning)
        }
        Button(model.strings.refresh) { Task { await model.load() } }
      }
      Section {
        Button(model.strings.otp) { root.showOtp() }
        Button(model.strings.scan) { root.showScan() }
        Button(model.strings.typed) { root.showTyped() }
        Button(model.strings.callerCheck) { root.showCaller() }
        Button(model.strings.help) { root.showHelp() }
        Button(model.strings.operations) { root.showOperations() }
        Button(model.strings.cards) { root.showCards() }
        Button(model.strings.alerts) { root.showAlerts() }
        Button(model.strings.security) { root.showSecurity() }
        Button(model.strings.outages) { root.showOutages() }
        Button(model.strings.writing(.letter).title) { root.showLetters() }
        Button(model.strings.rights) { root.showRights() }
        Button(model.strings.chat) { root.showChat() }
        Button(model.strings.signOut, role: .cancel) { Task { await root.signOut(from: model) } }
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.greeting(model.customerName))
    .task { await model.open() }
    .secret(model.strings)
  }
}
