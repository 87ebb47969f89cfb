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
      if model.canFile { Button(model.strings.writing(.complaint).title) { root.showComplaints() } }
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

/// What the customer wrote, with the days of the answers, and a new one.
struct WrittenScreen: View {
  @Bindable var model: WrittenModel

  var body: some View {
    List {
      if let filed = model.filed { Text(verbatim: model.strings.writtenFiled(filed)).font(.headline) }
      if let rows = model.rows {
        if rows.isEmpty { Text(verbatim: model.labels.none) }
        ForEach(rows) { row in
          VStack(alignment: .leading) {
            // To be given to somebody else. Nothing that is a secret can be selected anywhere.
            Text(verbatim: model.strings.writtenReference(row.id)).font(.footnote).textSelection(.enabled)
            Text(verbatim: row.title).font(.headline)
            Text(verbatim: row.text)
            if let answer = row.answer { Text(verbatim: model.strings.writtenAnswer(answer)) }
            Text(verbatim: row.next)
          }
          .accessibilityElement(children: .combine)
        }
        if model.hasOlder { Button(model.labels.older) { Task { await model.older() } } }
      }
      Button(model.strings.refresh) { Task { await model.load() } }
      Section { new }
      ProblemView(work: model.work)
    }
    .navigationTitle(model.labels.title)
    .task { await model.load() }
    .secret(model.strings)
  }

  @ViewBuilder private var new: some View {
    Heading(model.labels.new)
    Text(verbatim: model.chosen.map { model.strings.writtenChosen($0.name) } ?? model.strings.writtenKind)
    ForEach(model.choices, id: \.name) { choice in
      Button(choice.name) { model.choose(choice) }.disabled(model.work.isRunning)
    }
    TextField(model.labels.text, text: $model.typed)
    Button(model.labels.send) { Task { await model.send() } }
      .buttonStyle(.borderedProminent)
      .disabled(!model.canSend)
  }
}
