import Foundation
import PDFKit
import UIKit
import UniformTypeIdentifiers
import ViewModels

/// Files of the customer's choice, and the bank's papers, which are drawn from memory and written nowhere. Parsed, not compiled, where
/// there is no Apple SDK; never run here.
@MainActor final class PhonePapers: NSObject, PaperHost, UIDocumentPickerDelegate {
  /// Far more than the core takes: what is larger is not read to its end, and the core refuses it all the same.
  private nonisolated static let most = 6_291_456
  private var waiting: CheckedContinuation<URL?, Never>?
  private weak var shown: UIViewController?

  func pick() async -> Data? {
    guard waiting == nil, let top = Self.top else { return nil }
    // Any file can be chosen: which form is taken is the core's to say.
    let picker = UIDocumentPickerViewController(forOpeningContentTypes: [.item])
    picker.delegate = self
    shown = picker
    let chosen = await withCheckedContinuation { continuation in
      waiting = continuation
      top.present(picker, animated: true)
    }
    guard let chosen else { return nil }
    return await Task.detached { Self.read(chosen) }.value
  }

  func show(_ paper: Data) {
    guard let top = Self.top, let document = PDFDocument(data: paper) ?? Self.drawn(paper) else { return }
    let shower = UINavigationController(rootViewController: PaperController(document, paper))
    shown = shower
    top.present(shower, animated: true)
  }

  /// A picture as the one page of a paper.
  private static func drawn(_ picture: Data) -> PDFDocument? {
    guard let image = UIImage(data: picture), let page = PDFPage(image: image) else { return nil }
    let document = PDFDocument()
    document.insert(page, at: 0)
    return document
  }

  func hide() {
    shown?.dismiss(animated: false)
    answer(nil)
  }

  func documentPicker(_ controller: UIDocumentPickerViewController, didPickDocumentsAt urls: [URL]) {
    answer(urls.first)
  }

  func documentPickerWasCancelled(_ controller: UIDocumentPickerViewController) {
    answer(nil)
  }

  private func answer(_ chosen: URL?) {
    waiting?.resume(returning: chosen)
    waiting = nil
  }

  /// A file that cannot be read has nothing in it, and the core says so.
  private nonisolated static func read(_ chosen: URL) -> Data {
    let isScoped = chosen.startAccessingSecurityScopedResource()
    defer { if isScoped { chosen.stopAccessingSecurityScopedResource() } }
    guard let file = try? FileHandle(forReadingFrom: chosen) else { return Data() }
    defer { try? file.close() }
    return (try? file.read(upToCount: most)) ?? Data()
  }

  private static var top: UIViewController? {
    let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
    var top = scenes.compactMap(\.keyWindow).first?.rootViewController
    while let above = top?.presentedViewController { top = above }
    return top
  }
}

/// A paper, to read or to hand on. It goes when the app leaves the front: the system takes its picture for the app switcher then.
@MainActor private final class PaperController: UIViewController {
  private let document: PDFDocument
  private let paper: Data

  init(_ document: PDFDocument, _ paper: Data) {
    self.document = document
    self.paper = paper
    super.init(nibName: nil, bundle: nil)
  }

  @available(*, unavailable)
  required init?(coder: NSCoder) { nil }

  override func loadView() {
    let pages = PDFView()
    pages.autoScales = true
    pages.document = document
    view = pages
  }

  override func viewDidLoad() {
    super.viewDidLoad()
    navigationItem.leftBarButtonItem = UIBarButtonItem(
      systemItem: .close, primaryAction: UIAction { [weak self] _ in self?.dismiss(animated: true) })
    navigationItem.rightBarButtonItem = UIBarButtonItem(
      systemItem: .action, primaryAction: UIAction { [weak self] _ in self?.handOn() })
    NotificationCenter.default.addObserver(
      self, selector: #selector(leave), name: UIScene.willDeactivateNotification, object: nil)
  }

  @objc private func leave() {
    presentingViewController?.dismiss(animated: false)
  }

  /// Where the paper goes from here is the customer's choice.
  private func handOn() {
    let form: UTType = paper.starts(with: [0xFF, 0xD8]) ? .jpeg : paper.starts(with: [0x89, 0x50]) ? .png : .pdf
    let item = NSItemProvider(item: paper as NSData, typeIdentifier: form.identifier)
    let configuration = UIActivityItemsConfiguration(itemProviders: [item])
    let sheet = UIActivityViewController(activityItemsConfiguration: configuration)
    sheet.popoverPresentationController?.barButtonItem = navigationItem.rightBarButtonItem
    present(sheet, animated: true)
  }
}
