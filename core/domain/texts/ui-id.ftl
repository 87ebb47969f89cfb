# Yang dikatakan layar tentang dirinya, dalam bahasa Indonesia. Setiap kunci juga ada di ui-en.ftl.

## Di mana-mana

ui-bank = Kunci
ui-back = Kembali
ui-cancel = Batal
ui-done = Selesai
ui-go-on = Lanjutkan
ui-refresh = Muat ulang
ui-working = Mohon tunggu
ui-understood = Mengerti
ui-concealed = Isi disembunyikan
ui-opens = Lihat { $title }, { $detail }

## Masuk

ui-sign-in = Masuk
ui-user-id = ID pengguna
ui-password = Kata sandi
ui-sign-out = Keluar
ui-freeze-a-card = Blokir kartu
ui-without-signing-in = Tanpa masuk

## Pendaftaran

ui-register = Daftarkan ponsel ini
ui-register-why = Ponsel ini akan menjadi token Anda. Kami mengirim PIN sekali pakai melalui SMS.
ui-send-sms = Kirim SMS
ui-type-pin = Ketik PIN dari SMS
ui-sent-to = Dikirim ke { $number }
ui-valid-minutes = Berlaku { $count } menit
ui-tries = { $count } percobaan
ui-registered = Ponsel ini terdaftar. Token Anda siap.
ui-choose-code = Pilih Kode Buka
ui-choose-code-hint = Enam angka yang hanya Anda ketahui. Bukan tanggal lahir, bukan angka berurutan.
ui-repeat-code = Ulangi Kode Buka
ui-repeat-code-hint = Ketik enam angka yang sama sekali lagi.
ui-resume = Lanjutkan pendaftaran
ui-resume-hint = Ketik Kode Buka yang sudah Anda pilih.

## Kode Buka

ui-unlock-code = Kode Buka
ui-unlock = Masukkan Kode Buka
ui-unlock-hint = Kode Buka membuktikan bahwa ini Anda.
ui-unlock-now = Buka
ui-delete-digit = Hapus angka terakhir
ui-digit = angka { $digit }
ui-digits-typed = { $count } dari { $length } angka sudah diketik

## Beranda

ui-home = Beranda
ui-greeting = Selamat datang, { $name }.
ui-waiting = Menunggu persetujuan Anda
ui-nothing-waits = Tidak ada yang menunggu.
ui-services = Layanan

## PIN sekali pakai

ui-otp = PIN sekali pakai
ui-otp-hint = Ketik Kode Buka. Tidak perlu jaringan.
ui-otp-make = Buat PIN
ui-otp-another = Buat PIN baru
ui-otp-hide = Sembunyikan PIN
ui-otp-never-tell = Jangan berikan PIN ini kepada siapa pun, juga tidak kepada bank.
ui-otp-clock-moved = Jam ponsel ini diubah. PIN tetap benar.

## Persetujuan

ui-approval = Persetujuan
ui-read-all = Periksa setiap baris. Anda menyetujui persis ini.
ui-approve = Setujui
ui-approve-with-code = Setujui dengan Kode Buka
ui-reject = Tolak
ui-why-reject = Mengapa Anda menolak?
ui-reject-mistake = Saya berubah pikiran
ui-reject-not-me = Ini bukan saya
ui-stage-pending = Menunggu jawaban Anda
ui-stage-approved = Disetujui, belum selesai
ui-stage-completed = Selesai
ui-stage-rejected = Ditolak
ui-stage-expired = Kedaluwarsa
ui-stage-superseded = Digantikan oleh yang lain
ui-reference = Nomor referensi { $reference }

## Kartu

ui-cards = Kartu
ui-no-cards = Belum ada kartu.
ui-cards-known-only = Anda belum masuk. Memblokir tetap bisa dilakukan.
ui-card-in-use = Aktif
ui-card-frozen = Diblokir sementara
ui-card-held = Ditahan bank
ui-card-closed = Ditutup
ui-card-ending = berakhiran { $ending }
ui-card-freeze = Blokir sementara
    .on = Blokir sementara { $card }
ui-card-unfreeze = Buka blokir
    .on = Buka blokir { $card }
ui-card-change-limit = Ubah batas
    .on = Ubah batas { $card }
ui-card-new-limit = Batas baru untuk satu pembayaran
ui-card-limit = Batas { $amount }
ui-card-ceiling = Paling tinggi { $amount }
ui-card-save = Simpan
ui-receipt-freeze = Diblokir sementara.
ui-receipt-unfreeze = Blokir dibuka.
ui-receipt-limit = Batas diubah.
ui-receipt = Tanda terima no. { $number } disimpan.

## Obrolan

ui-chat = Obrolan aman
ui-chat-message = Tulis pesan
ui-chat-send = Kirim
ui-chat-ask-person = Bicara dengan petugas
ui-chat-none = Belum ada pesan.
ui-chat-you = Anda
ui-chat-bot = { $name }, program bank
ui-chat-agent = { $name }, petugas bank terverifikasi { $employee }
ui-chat-unverified = Tidak terverifikasi
ui-chat-notice = Pemberitahuan
ui-chat-queued = menunggu jaringan
ui-chat-sending = sedang dikirim
ui-chat-sent = terkirim
ui-chat-failed = tidak terkirim
