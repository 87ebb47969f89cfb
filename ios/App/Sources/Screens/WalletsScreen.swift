import SwiftUI
import ViewModels

/// The wallets of phones in which a card is.
struct WalletsScreen: View {
  let model: WalletsModel

  var body: some View {
    List {
      Text(verbatim: model.strings.walletsAbout)
      ProblemView(work: model.work)
      if let rows = model.rows {
        if rows.isEmpty { Text(verbatim: model.strings.noWallets) }
        ForEach(rows) { row in
          Section {
            VStack(alignment: .leading) {
              Text(verbatim: row.words).font(.headline)
              Text(verbatim: row.detail).font(.footnote)
              Text(verbatim: row.state)
            }
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(row.spoken)
            ways(row)
          }
        }
      }
      Button(model.strings.refresh) { Task { await model.load() } }.disabled(model.work.isRunning)
    }
    .navigationTitle(model.strings.wallets)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private func ways(_ row: WalletsModel.Row) -> some View {
    if row.canSuspend {
      Button(model.strings.suspendWallet(row.words)) { Task { await model.suspend(row.id) } }
        .disabled(model.work.isRunning)
    }
    if row.canResume {
      Button(model.strings.resumeWallet(row.words)) { Task { await model.resume(row.id) } }
        .disabled(model.work.isRunning)
    }
    if model.sure == row.id {
      Text(verbatim: model.strings.removeWalletSure).font(.headline)
      Button(model.strings.removeWallet(row.words), role: .destructive) { Task { await model.remove() } }
        .disabled(model.work.isRunning)
      Button(model.strings.cancel, role: .cancel) { model.cancel() }
    } else if row.canRemove {
      Button(model.strings.removeWallet(row.words), role: .destructive) { model.ask(row.id) }
        .disabled(model.work.isRunning)
    }
  }
}
