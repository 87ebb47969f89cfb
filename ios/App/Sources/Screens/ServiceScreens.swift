import SwiftUI
import ViewModels

/// What of the bank is out, and what works all the same.
struct OutageList: View {
  let model: OutagesModel

  var body: some View {
    List {
      if let outages = model.outages {
        Text(verbatim: model.age).font(.footnote)
        if outages.isEmpty { Text(verbatim: model.strings.noOutage) }
        ForEach(outages) { Text(verbatim: $0.words) }
        Heading(model.strings.outagesWorks)
        ForEach(model.works) { Text(verbatim: $0.words) }
      }
      Button(model.strings.refresh) { Task { await model.load() } }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.outages)
    .task { await model.load() }
  }
}

/// What the customer is entitled to, and the way to complain.
struct RightsList: View {
  let model: RightsModel
  let root: RootModel

  var body: some View {
    List {
      if model.canFile { Button(model.strings.complaints) { root.showComplaints() } }
      ForEach(model.rows) { row in
        VStack(alignment: .leading) {
          Text(verbatim: row.title).font(.headline)
          Text(verbatim: row.body)
        }
        .accessibilityElement(children: .combine)
      }
    }
    .navigationTitle(model.strings.rights)
  }
}

/// The customer's complaints with their deadlines, and a new one.
struct ComplaintsScreen: View {
  @Bindable var model: ComplaintsModel

  var body: some View {
    List {
      if let filed = model.filed { Text(verbatim: model.strings.complaintFiled(filed)).font(.headline) }
      if let rows = model.rows {
        if rows.isEmpty { Text(verbatim: model.strings.noComplaints) }
        ForEach(rows) { row in
          VStack(alignment: .leading) {
            Text(verbatim: model.strings.complaintReference(row.id)).font(.footnote)
            Text(verbatim: row.title).font(.headline)
            Text(verbatim: row.text)
            if let answer = row.answer { Text(verbatim: model.strings.complaintAnswer(answer)) }
            Text(verbatim: row.next)
          }
          .accessibilityElement(children: .combine)
        }
        if model.hasOlder { Button(model.strings.olderComplaints) { Task { await model.older() } } }
      }
      Button(model.strings.refresh) { Task { await model.load() } }
      Section { new }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.strings.complaints)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private var new: some View {
    Heading(model.strings.fileComplaint)
    Text(verbatim: model.kind.map { model.strings.complaintChosen($0.name) } ?? model.strings.complaintKind)
    ForEach(model.kinds) { kind in
      Button(kind.name) { model.choose(kind) }.disabled(model.work.isRunning)
    }
    TextField(model.strings.complaintText, text: $model.typed)
    Button(model.strings.sendComplaint) { Task { await model.send() } }
      .buttonStyle(.borderedProminent)
      .disabled(!model.canSend)
  }
}
