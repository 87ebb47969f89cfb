import KunciCore

/// The few words that are the app's own: labels and what the screens are called. Errors, operations, amounts and receipts
/// come from the core in words.
public struct Strings: Sendable {
  private let language: Language

  public init(_ language: Language) {
    self.language = language
  }

  // Signing in
  public var signIn: String { pick("Masuk", "Sign in") }
  public var userId: String { pick("ID pengguna", "User id") }
  public var password: String { pick("Kata sandi", "Password") }
  public var signOut: String { pick("Keluar", "Sign out") }
  public var unlock: String { pick("Buka", "Unlock") }
  public var unlockCode: String { pick("Kode Buka", "Unlock Code") }

  // Registration
  public var register: String { pick("Daftarkan ponsel ini", "Register this phone") }
  public var sendSMS: String { pick("Kirim PIN melalui SMS", "Send the PIN by SMS") }
  public var smsPIN: String { pick("PIN sekali pakai dari SMS", "One-time PIN from the SMS") }
  public var chooseCode: String { pick("Pilih Kode Buka Anda: enam angka", "Choose your Unlock Code: six digits") }
  public var repeatCode: String { pick("Ketik Kode Buka sekali lagi", "Type the Unlock Code again") }
  public var registered: String {
    pick("Ponsel ini terdaftar. Token Anda siap.", "This phone is registered. Your token is ready.")
  }
  public var goOn: String { pick("Lanjutkan", "Continue") }
  public func sent(to number: String, validSeconds: UInt64) -> String {
    pick(
      "SMS dikirim ke \(number), berlaku \(validSeconds) detik.",
      "SMS sent to \(number), valid for \(validSeconds) seconds.")
  }

  // Typing a code
  public var delete: String { pick("Hapus angka terakhir", "Delete the last digit") }
  public func digitsTyped(_ count: Int, of length: Int) -> String {
    pick("\(count) dari \(length) angka", "\(count) of \(length) digits")
  }

  // Home
  public func greeting(_ name: String) -> String { pick("Selamat datang, \(name).", "Good day, \(name).") }
  public var waiting: String { pick("Menunggu jawaban Anda", "Waiting for your answer") }
  public var nothingWaits: String { pick("Tidak ada yang menunggu.", "Nothing is waiting.") }
  public var refresh: String { pick("Segarkan", "Refresh") }
  public var back: String { pick("Kembali", "Back") }
  public func open(_ title: String, _ detail: String) -> String {
    pick("Lihat \(title), \(detail)", "See \(title), \(detail)")
  }

  // One-time PIN
  public var otp: String { pick("PIN sekali pakai", "One-time PIN") }
  public var makeOtp: String { pick("Buat PIN", "Make a PIN") }
  public var hide: String { pick("Sembunyikan", "Hide") }

  // Approval
  public var approve: String { pick("Setujui", "Approve") }
  public var rejectMistake: String { pick("Tolak: saya berubah pikiran", "Reject: I changed my mind") }
  public var rejectNotMe: String { pick("Tolak: ini bukan saya", "Reject: it was not me") }
  public func outcome(_ stage: OperationStage, reference: String?) -> String {
    let told =
      switch stage {
      case .pending: pick("Menunggu jawaban Anda.", "Waiting for your answer.")
      case .approved: pick("Disetujui, belum selesai.", "Approved, not yet completed.")
      case .completed: pick("Selesai.", "Completed.")
      case .rejected: pick("Ditolak.", "Rejected.")
      case .expired: pick("Kedaluwarsa.", "Expired.")
      case .superseded: pick("Digantikan oleh yang lain.", "Replaced by another one.")
      }
    return reference.map { "\(told) \(pick("Referensi", "Reference")) \($0)." } ?? told
  }

  // Cards
  public var cards: String { pick("Kartu", "Cards") }
  public var frozen: String { pick("Diblokir sementara", "Frozen") }
  public var held: String { pick("Ditahan bank", "Held by the bank") }
  public var inUse: String { pick("Aktif", "In use") }
  public var newLimit: String { pick("Batas baru per transaksi", "New limit per payment") }
  public func freeze(_ card: String) -> String { pick("Blokir sementara \(card)", "Freeze \(card)") }
  public func unfreeze(_ card: String) -> String { pick("Buka blokir \(card)", "Unfreeze \(card)") }
  public func setLimit(_ card: String) -> String { pick("Ubah batas \(card)", "Set the limit of \(card)") }
  public func limit(_ limit: String, ceiling: String) -> String {
    pick("Batas \(limit), paling tinggi \(ceiling)", "Limit \(limit), at most \(ceiling)")
  }
  public func receipt(_ receipt: ReceiptView) -> String {
    let told =
      switch receipt.action {
      case "freeze": pick("Diblokir sementara.", "Frozen.")
      case "unfreeze": pick("Blokir dibuka.", "Unfrozen.")
      default: pick("Batas diubah.", "Limit changed.")
      }
    return "\(told) \(pick("Tanda terima no.", "Receipt no.")) \(receipt.sequence)"
  }

  // Chat
  public var chat: String { pick("Obrolan aman", "Secure chat") }
  public var message: String { pick("Pesan", "Message") }
  public var send: String { pick("Kirim", "Send") }
  public var askForPerson: String { pick("Minta petugas", "Ask for a person") }
  public func speaker(_ item: ChatItem) -> String {
    switch item.speaker {
    case .you: pick("Anda", "You")
    case .bot: pick("\(item.name), bot", "\(item.name), a bot")
    case .verifiedAgent:
      pick("\(item.name), petugas terverifikasi \(item.employeeId)", "\(item.name), verified agent \(item.employeeId)")
    case .unverified: pick("Pengirim tidak terverifikasi", "Unverified sender")
    case .system: pick("Pemberitahuan", "Notice")
    }
  }
  public func state(_ state: ChatItemState) -> String {
    switch state {
    case .queued: pick("menunggu jaringan", "waiting for the network")
    case .sending: pick("sedang dikirim", "on its way")
    case .sent: pick("terkirim", "sent")
    case .failed: pick("tidak terkirim", "not sent")
    }
  }

  // Everywhere
  public var busy: String { pick("Mohon tunggu", "Please wait") }
  public var dismiss: String { pick("Mengerti", "Understood") }
  public var concealed: String { pick("Isi disembunyikan", "Content is hidden") }

  private func pick(_ indonesian: String, _ english: String) -> String {
    switch language {
    case .indonesian: indonesian
    case .english: english
    }
  }
}
