package kunci.app

import uniffi.kunci_bindings.ChatItemState
import uniffi.kunci_bindings.OperationStage
import uniffi.kunci_bindings.SpeakerKind

/**
 * The labels of the screens, in Indonesian and English.
 *
 * Only what the core has no text for yet: names of buttons and fields, titles, states. Everything else that a person reads
 * (what went wrong and what to do, the lines of an operation, amounts, how long an OTP is valid) comes from the core. These
 * labels move there too, so that the iPhone says the same.
 */
class Strings private constructor(private val indonesian: Boolean) {
    private fun of(id: String, en: String) = if (indonesian) id else en

    /** The app's own language, as the core and the bank are told: never the region or script of the phone's settings. */
    val language = of("id", "en")

    val bank = of("Kunci", "Kunci")
    val back = of("Kembali", "Back")
    val cancel = of("Batal", "Cancel")
    val done = of("Selesai", "Done")
    val working = of("Sedang diproses", "Working")
    val refresh = of("Muat ulang", "Refresh")

    val signIn = of("Masuk", "Sign in")
    val userId = of("ID pengguna", "User ID")
    val password = of("Kata sandi", "Password")
    val freezeCard = of("Blokir kartu", "Freeze a card")
    val withoutSigningIn = of("Tanpa masuk", "Without signing in")

    val register = of("Daftarkan ponsel ini", "Register this phone")
    val registerWhy = of(
        "Ponsel ini akan menjadi token Anda. Kami mengirim PIN sekali pakai melalui SMS.",
        "This phone becomes your token. We send you a one-time PIN by SMS.",
    )
    val sendSms = of("Kirim SMS", "Send SMS")
    val typePin = of("Ketik PIN dari SMS", "Type the PIN from the SMS")

    fun sentTo(masked: String) = of("Dikirim ke $masked", "Sent to $masked")

    fun triesAndMinutes(tries: Int, minutes: Int) = of(
        "Berlaku $minutes menit, $tries percobaan",
        if (minutes == 1) "Valid for 1 minute, $tries tries" else "Valid for $minutes minutes, $tries tries",
    )

    val chooseCode = of("Pilih Kode Buka", "Choose your Unlock Code")
    val chooseCodeHint = of(
        "Enam angka yang hanya Anda ketahui. Bukan tanggal lahir, bukan angka berurutan.",
        "Six digits that only you know. No birth date, no digits in a row.",
    )
    val repeatCode = of("Ulangi Kode Buka", "Repeat your Unlock Code")
    val repeatCodeHint = of("Ketik enam angka yang sama sekali lagi.", "Type the same six digits once more.")
    val resume = of("Lanjutkan pendaftaran", "Go on with the registration")
    val resumeHint = of("Ketik Kode Buka yang sudah Anda pilih.", "Type the Unlock Code that you chose.")
    val unlock = of("Masukkan Kode Buka", "Enter your Unlock Code")
    val unlockHint = of("Kode Buka membuktikan bahwa ini Anda.", "Your Unlock Code proves that it is you.")

    val delete = of("Hapus angka terakhir", "Delete the last digit")

    fun digit(value: Int) = of("angka $value", "digit $value")

    fun entered(count: Int, of: Int) = of("$count dari $of angka sudah diketik", "$count of $of digits entered")

    val home = of("Beranda", "Home")
    val waiting = of("Menunggu persetujuan Anda", "Waiting for your approval")
    val nothingWaits = of("Tidak ada yang menunggu.", "Nothing is waiting.")
    val services = of("Layanan", "Services")
    val signOut = of("Keluar", "Sign out")

    val otp = of("PIN sekali pakai", "One-time PIN")
    val otpHint = of("Ketik Kode Buka. Tidak perlu jaringan.", "Type your Unlock Code. No network is needed.")
    val anotherOtp = of("Buat PIN baru", "Make a new PIN")
    val neverTell = of(
        "Jangan berikan PIN ini kepada siapa pun, juga bukan kepada bank.",
        "Do not give this PIN to anybody, not even to the bank.",
    )
    val clockMoved = of(
        "Jam ponsel ini diubah. PIN tetap benar.",
        "This phone's clock was changed. The PIN is right all the same.",
    )

    val approval = of("Persetujuan", "Approval")
    val readAll = of("Periksa setiap baris. Anda menyetujui persis ini.", "Check every line. You approve exactly this.")
    val approve = of("Setujui", "Approve")
    val reject = of("Tolak", "Reject")
    val whyReject = of("Mengapa Anda menolak?", "Why do you reject it?")
    val rejectMistake = of("Saya berubah pikiran", "I changed my mind")
    val rejectNotMe = of("Ini bukan saya", "It was not me")
    val approveWithCode = of("Setujui dengan Kode Buka", "Approve with your Unlock Code")

    fun stage(stage: OperationStage) = when (stage) {
        OperationStage.PENDING -> of("Menunggu", "Pending")
        OperationStage.APPROVED -> of("Disetujui, sedang diproses bank", "Approved, the bank is at it")
        OperationStage.COMPLETED -> of("Selesai", "Completed")
        OperationStage.REJECTED -> of("Ditolak", "Rejected")
        OperationStage.EXPIRED -> of("Kedaluwarsa", "Expired")
        OperationStage.SUPERSEDED -> of("Digantikan", "Superseded")
    }

    fun reference(reference: String) = of("Nomor referensi $reference", "Reference $reference")

    val cards = of("Kartu", "Cards")
    val noCards = of("Belum ada kartu.", "There are no cards.")
    val knownOnly = of(
        "Anda belum masuk. Memblokir tetap bisa dilakukan.",
        "You are not signed in. Freezing a card works all the same.",
    )
    val inUse = of("Aktif", "Active")
    val frozen = of("Diblokir sementara", "Frozen")
    val held = of("Ditahan bank", "Held by the bank")
    val closed = of("Ditutup", "Closed")
    val freeze = of("Blokir sementara", "Freeze")
    val unfreeze = of("Buka blokir", "Unfreeze")
    val changeLimit = of("Ubah batas", "Change limit")
    val newLimit = of("Batas baru untuk satu pembayaran", "New limit for one payment")
    val save = of("Simpan", "Save")

    fun ending(ending: String) = of("berakhiran $ending", "ending in $ending")

    fun limit(amount: String) = of("Batas $amount", "Limit $amount")

    fun ceiling(amount: String) = of("Paling tinggi $amount", "At most $amount")

    fun receipt(sequence: ULong) = of("Selesai. Tanda terima no. $sequence disimpan.", "Done. Receipt no. $sequence is kept.")

    /** An action on one of several cards, for a screen reader. */
    fun onCard(action: String, name: String, ending: String) = of("$action, $name berakhiran $ending", "$action, $name ending in $ending")

    val chat = of("Obrolan", "Chat")
    val message = of("Tulis pesan", "Write a message")
    val send = of("Kirim", "Send")
    val askForHuman = of("Bicara dengan petugas", "Talk to a person")

    /** Nobody is called staff of the bank whose badge was not verified. */
    fun speaker(speaker: SpeakerKind, name: String, employeeId: String) = when (speaker) {
        SpeakerKind.YOU -> of("Anda", "You")
        SpeakerKind.BOT -> of("$name, program bank", "$name, the bank's program")
        SpeakerKind.VERIFIED_AGENT -> of("$name, petugas bank terverifikasi $employeeId", "$name, verified bank employee $employeeId")
        SpeakerKind.UNVERIFIED -> of("Tidak terverifikasi", "Not verified")
        SpeakerKind.SYSTEM -> of("Pemberitahuan", "Notice")
    }

    /** What became of the customer's own words. */
    fun fate(state: ChatItemState) = when (state) {
        ChatItemState.QUEUED -> of("menunggu jaringan", "waiting for the network")
        ChatItemState.SENDING -> of("sedang dikirim", "sending")
        ChatItemState.SENT -> of("terkirim", "sent")
        ChatItemState.FAILED -> of("tidak terkirim", "not sent")
    }

    val noMessages = of("Belum ada pesan.", "There are no messages yet.")

    companion object {
        private val indonesian = Strings(indonesian = true)
        private val english = Strings(indonesian = false)

        /** Indonesian for `id…` (and its old tag `in`), else English: the same choice that the core makes. */
        fun of(languageTag: String): Strings {
            val language = languageTag.substringBefore('-').lowercase()
            return if (language == "id" || language == "in") indonesian else english
        }
    }
}
