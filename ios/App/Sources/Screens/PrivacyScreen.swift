import SwiftUI
import ViewModels

/// What the phone keeps of the customer, consents, a copy to take along, and erasing.
struct PrivacyScreen: View {
  @Bindable var model: PrivacyModel
  let root: RootModel

  var body: some View {
    List {
      switch model.erasing {
      case .asking:
        Text(verbatim: model.strings.eraseCode)
        CodePadView(pad: model.pad, title: model.strings.unlockCode, strings: model.strings)
        Button(model.strings.goOn) { Task { await model.confirm() } }
          .buttonStyle(.borderedProminent)
          .disabled(!model.pad.isFull || model.work.isRunning)
      case .done:
        Heading(model.strings.erased)
        kept
        Button(model.strings.dismiss) { root.showSignIn() }
      case .no, .left:
        if model.erasing == .left { Text(verbatim: model.strings.notErased) }
        Heading(model.strings.kept)
        kept
        agreed
        export
        Text(verbatim: model.strings.eraseWhy)
        Button(model.strings.erase, role: .destructive) { Task { await model.erase() } }.disabled(model.work.isRunning)
      }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.privacy)
    .task { await model.load() }
    .secret(model.strings)
  }

  private var kept: some View {
    ForEach(model.rows) { row in
      VStack(alignment: .leading) {
        Text(verbatim: row.label).font(.headline)
        Text(verbatim: row.amount)
        Text(verbatim: row.why)
      }
      .accessibilityElement(children: .combine)
    }
  }

  private var agreed: some View {
    ForEach(model.consents) { consent in
      VStack(alignment: .leading) {
        VStack(alignment: .leading) {
          Text(verbatim: consent.label).font(.headline)
          Text(verbatim: consent.body)
          Text(verbatim: consent.said)
        }
        .accessibilityElement(children: .combine)
        if !consent.isGiven {
          Button(model.strings.agree(to: consent.label)) { Task { await model.say(consent.id, given: true) } }
            .disabled(model.work.isRunning)
        } else if !consent.isRequired {
          Button(model.strings.takeBackConsent(to: consent.label)) {
            Task { await model.say(consent.id, given: false) }
          }
          .disabled(model.work.isRunning)
        }
      }
    }
  }

  private var export: some View {
    VStack(alignment: .leading) {
      Heading(model.strings.exportData)
      Text(verbatim: model.strings.exportDataWhy)
      if let file = model.file {
        ShareLink(model.strings.saveExport, item: file)
      } else {
        SecureField(model.strings.passphrase, text: $model.passphrase)
        Button(model.strings.goOn) { Task { await model.export() } }.disabled(model.work.isRunning)
      }
    }
  }
}
