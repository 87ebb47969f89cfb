# Yang dikatakan layar tentang dirinya, dalam bahasa Indonesia. Setiap kunci juga ada di ui-en.ftl.

## Di mana-mana

ui-bank = Kunci
ui-back = Kembali
ui-cancel = Batal
ui-done = Tutup
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
ui-session-ends-soon = Anda akan keluar dalam waktu kurang dari satu menit karena aplikasi tidak dipakai.
ui-session-last-minute = Sesi Anda sudah mencapai batas waktu terlamanya. Anda akan keluar dalam waktu kurang dari satu menit.
ui-session-seconds = Sisa { $count } detik
ui-session-stay = Tetap masuk
ui-freeze-a-card = Blokir kartu
ui-without-signing-in = Tanpa masuk
ui-step-up = Pastikan bahwa ini Anda
ui-step-up-other = Konfirmasi dengan cara lain
ui-step-up-done = Sudah dikonfirmasi. Sekarang ketik lagi Kode Buka Anda.

## Pendaftaran

ui-register = Daftarkan ponsel ini
ui-register-why = Ponsel ini akan menjadi token Anda. Buktikan dulu siapa Anda.
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
ui-otp-clock-unconfirmed = Ponsel ini dinyalakan ulang dan belum terhubung ke bank sejak itu. Jika tanggal atau jamnya salah, PIN juga salah: periksa keduanya, atau masuk dengan jaringan.
ui-otp-beside-why = Jika situs menolak PIN ini, jamnya mungkin sedikit berbeda. PIN sebelum dan sesudahnya juga diterima, masing-masing sekali.
ui-otp-now = Tampilkan PIN saat ini
ui-otp-before = Tampilkan PIN sebelumnya
    .shown = Ini PIN sebelum yang sekarang.
ui-otp-after = Tampilkan PIN sesudahnya
    .shown = Ini PIN sesudah yang sekarang.

## Persetujuan

ui-approval = Persetujuan
ui-read-all = Periksa setiap baris. Anda menyetujui persis ini.
ui-approve = Setujui
ui-approve-with-code = Setujui dengan Kode Buka
ui-reject = Tolak
ui-why-reject = Mengapa Anda menolak?
ui-reject-mistake = Saya berubah pikiran
ui-reject-not-me = Ini bukan saya
ui-answer-by = Jawab sebelum { $time }

## Kartu

ui-cards = Kartu
ui-no-cards = Belum ada kartu.
ui-cards-known-only = Anda belum masuk. Memblokir tetap bisa dilakukan.
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
ui-receipt-controls = Diubah.
ui-receipt-cancel = Kenaikan dibatalkan.
ui-receipt-block = Ditutup untuk selamanya.
ui-receipt-activation = Mulai dipakai.
ui-receipt-pin = PIN sudah diatur.
ui-receipt-replacement = Kartu baru sedang dibuat.
ui-receipt-virtual-card = Kartu virtual sudah aktif.
ui-receipt = Tanda terima no. { $number } disimpan.
ui-card-since = Sejak { $time }
ui-card-controls = Batas dan blokir
    .on = Batas dan blokir { $card }
ui-card-payments = Pembayaran
    .on = Pembayaran dengan { $card }
ui-card-why = Mengapa ditolak?
    .on = Mengapa ditolak? { $card }
ui-card-will = Apakah pembayaran akan berhasil?
    .on = Apakah pembayaran akan berhasil? { $card }

## Controls of a card

ui-card-watch = Pemberitahuan dan perjalanan
    .on = Pemberitahuan dan perjalanan: { $card }
ui-watch-why = Bank memberi tahu Anda tentang pembayaran ini lewat SMS dan di sini di antara pesannya. Tidak ada pembayaran yang dihentikan karenanya. Pemberitahuan lebih banyak langsung berlaku; lebih sedikit perlu persetujuan Anda.
ui-watch-amount = Beri tahu saya mulai jumlah ini
ui-watch-every = Beri tahu saya setiap kali
ui-watch-none = Jangan beri tahu saya
ui-watch-alerts = Pemberitahuan pembayaran
ui-trips = Perjalanan
ui-trips-why = Beri tahu bank ke mana Anda bepergian, dan bank tidak menahan pembayaran di sana hanya karena negaranya tidak biasa. Itu perlu persetujuan Anda, dan berakhir dengan sendirinya. Batas dan blokir Anda tetap berlaku selama perjalanan.
ui-trips-none = Tidak ada perjalanan yang dicatat.
ui-trip-from = Hari pertama, misalnya 01/12/2026
ui-trip-until = Hari terakhir, misalnya 14/12/2026
ui-trip-countries = Negara, masing-masing dua huruf, misalnya JP KR
ui-trip-add = Catat perjalanan ini
ui-trip-cancel = Batalkan perjalanan ini
    .on = Batalkan perjalanan ini: { $trip }
ui-trip-allow = Izinkan negara ini
    .on = Izinkan negara ini: { $countries }
ui-controls-why = Yang lebih ketat langsung berlaku. Yang lebih longgar perlu persetujuan Anda, dan batas yang naik menunggu dulu: sampai saat itu dapat Anda batalkan.
ui-controls-limits = Batas
ui-controls-channels = Cara membayar
ui-controls-categories = Jenis pedagang
ui-controls-countries = Negara yang diblokir
ui-controls-merchants = Pedagang yang diblokir
ui-control-is-on = { $what }: aktif
ui-control-is-off = { $what }: mati
ui-control-is-allowed = { $what }: diizinkan
ui-control-is-blocked = { $what }: diblokir
ui-control-off = Matikan
    .on = Matikan: { $what }
ui-control-on = Nyalakan
    .on = Nyalakan: { $what }
ui-control-block = Blokir
    .on = Blokir: { $what }
ui-control-allow = Izinkan lagi
    .on = Izinkan lagi: { $what }
ui-limit-is = { $limit }: { $value }
ui-limit-edit = Ubah
    .on = Ubah: { $limit }
ui-limit-amount = Batas baru
ui-limit-for-good = Berlaku sampai Anda mengubahnya lagi.
ui-limit-for-a-day = Berlaku 24 jam, lalu batas semula lagi.
ui-limit-choose-day = Hanya untuk 24 jam
ui-limit-choose-good = Sampai saya mengubahnya lagi
ui-limit-nothing = Jangan loloskan apa pun
ui-limit-most = Setinggi yang diizinkan bank
ui-limit-try = Apa yang akan dihentikannya dalam 90 hari terakhir?
ui-raise-cancel = Batalkan kenaikan
    .on = Batalkan kenaikan: { $limit }
ui-countries-none = Tidak ada negara yang diblokir.
ui-country = Negara, dua huruf
ui-country-block = Blokir negara ini
ui-merchants-none = Tidak ada pedagang yang diblokir. Setiap pedagang dapat diblokir di daftar pembayaran.

## Payments with cards

ui-payments-all = Semua pembayaran
ui-payments-none = Tidak ada pembayaran yang cocok.
ui-payments-search = Nama pedagang
ui-payments-from = Mulai jumlah ini
ui-payments-to = Sampai jumlah ini
ui-payments-first = Mulai tanggal, misalnya 01/12/2026
ui-payments-last = Sampai tanggal
ui-payments-find = Cari
ui-payments-older = Pembayaran lebih lama
ui-payments-any = Semua
ui-payments-pending = Dicadangkan
ui-payments-settled = Ditagih
ui-payments-declined = Ditolak
ui-payments-reversed = Dilepas
ui-payments-refunded = Dikembalikan
ui-payments-shown = Ditampilkan: { $state }
ui-payment-where = { $channel }, { $category }, negara { $country }
ui-payment-original = Di toko: { $amount }

## Where the money went, and subscriptions

ui-spending = Ke mana uang pergi
    .on = Ke mana uang pergi dengan { $card }
ui-spending-all = Ke mana uang pergi, semua kartu
ui-spending-before = Bulan sebelumnya
ui-spending-after = Bulan sesudahnya
ui-subscriptions = Langganan
    .on = Langganan pada { $card }
ui-subscriptions-all = Semua langganan
ui-subscription-named = { $merchant }, { $price }

## Why a payment did not pass, and whether one will

ui-why-about = Tentang pembayaran terbaru yang ditolak dalam 24 jam terakhir.
ui-will-why = Yang menjawab adalah aturan bank sendiri. Bertanya tidak mencadangkan apa pun.
ui-will-how = Bagaimana Anda akan membayar?
ui-will-chosen = Dipilih: { $channel }
ui-will-ask = Tanya bank

## Receipts

ui-receipts = Tanda terima
ui-receipts-none = Belum ada tanda terima.
ui-receipts-why = Setiap tanda terima ditandatangani bank. Sebagai berkas, semuanya dapat ditunjukkan kepada pihak lain sebagai bukti.
ui-receipts-unproved = Tidak dapat diperiksa lagi: bank telah mencabut kunci tanda tangannya.
ui-receipts-export = Jadikan berkas
ui-receipts-saved = Berkas tersimpan.
ui-receipts-hand-on = Serahkan berkas
ui-receipts-line = Kartu berakhiran { $ending }, { $time }

## Riwayat kartu: hilang atau dicuri, kartu baru, PIN-nya

ui-life = Hilang, dicuri, kartu baru, PIN
    .on = Hilang, dicuri, kartu baru, PIN: { $card }
ui-life-activate = Mulai pakai kartu ini
ui-life-activate-why = Anda menyetujuinya dengan Kode Buka. Kartu yang digantikannya ditutup karenanya.
ui-life-report = Laporkan hilang atau dicuri
ui-life-report-why = Kartu langsung ditutup untuk selamanya, juga selagi diblokir sementara. Jika hanya tidak Anda temukan, blokir sementara saja.
ui-life-lost = Kartu hilang
ui-life-stolen = Kartu dicuri
ui-life-compromised = Orang lain tahu nomornya
ui-life-sure = Ini tidak dapat dibatalkan.
ui-life-close = Tutup kartu untuk selamanya
ui-life-replace = Minta kartu baru
ui-life-replace-why = Kartu dibuat sebagai pengganti kartu ini dan dikirim ke alamat Anda. Kartu yang masih berfungsi tetap berlaku sampai yang baru dipakai.
ui-life-newer = Kartu baru, berakhiran { $ending }: { $state }
ui-life-older = Pengganti kartu berakhiran { $ending }: { $state }
ui-life-other = Lihat kartu berakhiran { $ending }
ui-reveal = Tampilkan nomor kartu
ui-reveal-why = Nomor, masa berlaku, dan kode keamanan tampil satu kali selama satu menit setelah Anda setujui. Jangan biarkan orang lain melihat.
ui-reveal-show = Tampilkan sekarang
ui-reveal-number = Nomor kartu
ui-reveal-expiry = Berlaku hingga
ui-reveal-code = Kode keamanan
ui-reveal-left = { $seconds ->
   *[other] Disembunyikan dalam { $seconds } detik
}
ui-reveal-hidden = Sudah disembunyikan. Untuk melihatnya lagi, mintalah lagi.
ui-reveal-hide = Sembunyikan
ui-virtual = Pesan kartu virtual
ui-virtual-about = Kartu tanpa wujud fisik untuk membayar di internet, dengan uang yang sama seperti kartu ini. Langsung aktif. Anda dapat memiliki lima sekaligus.
ui-virtual-name = Nama kartu baru
ui-virtual-name-hint = Paling banyak 30 karakter, seperti yang akan tampil di daftar Anda.
ui-virtual-month = Paling banyak dalam sebulan
ui-virtual-month-hint = Kosongkan untuk batas bank, yang Anda lihat sebelum menyetujui.
ui-virtual-order = Pesan
ui-virtual-beside = Kartu ini membayar dengan uang kartu Anda yang berakhiran { $ending }.
ui-virtual-close = Tutup kartu virtual ini
ui-virtual-close-why = Jika tidak Anda perlukan lagi. Ini untuk selamanya; yang lain dapat segera dipesan.
ui-virtual-close-sure = Tidak ada lagi yang dibayar dengan kartu ini, langganan pun tidak. Ini untuk selamanya.
ui-wallets = Dompet
ui-wallets-about = Ponsel dan jam yang dompetnya memuat kartu ini. Menghentikan satu di antaranya tidak perlu persetujuan dan langsung berlaku; tanpa jaringan, blokir sementara kartunya.
ui-wallets-none = Kartu ini tidak ada di dompet mana pun.
ui-wallets-suspend = Tangguhkan
    .on = Tangguhkan { $what }
ui-wallets-resume = Izinkan membayar lagi
    .on = Izinkan { $what } membayar lagi
ui-wallets-remove = Hapus selamanya
    .on = Hapus { $what } selamanya
ui-wallets-sure = Tidak akan pernah membayar dari sana lagi. Kartu dapat ditambahkan lagi ke dompet itu.
ui-pin = Atur PIN
ui-pin-choose = Pilih PIN kartu
ui-pin-choose-hint = Enam angka untuk mesin dan toko. Bukan Kode Buka, bukan tanggal lahir, bukan angka berurutan.
ui-pin-repeat = Ulangi PIN kartu

## Sanggahan atas pembayaran

ui-disputes = Sanggahan
ui-disputes-none = Tidak ada sanggahan. Anda memulainya di daftar pembayaran.
ui-dispute-start = Ini tidak benar
    .on = Ini tidak benar: { $merchant }
ui-dispute-reasons = Apa yang tidak benar?
ui-dispute-draft = Konsep sanggahan
ui-dispute-draft-kept = Setiap perubahan disimpan di ponsel ini. Bank mengetahuinya setelah Anda mengajukannya.
ui-dispute-go-on = Lanjutkan konsep
    .on = Lanjutkan konsep: { $merchant }
ui-dispute-words = Apa yang terjadi, dengan kata-kata Anda
ui-dispute-evidence = Bukti
ui-dispute-attach = Tambahkan: { $what }
ui-dispute-attach-needed = Tambahkan: { $what } (diperlukan)
ui-dispute-attached = { $what }, { $size }
ui-dispute-detach = Keluarkan
    .on = Keluarkan: { $what }
ui-dispute-submit = Ajukan sanggahan
ui-dispute-discard = Buang konsep
ui-dispute-discard-sure = Kata-kata dan berkas Anda akan hilang. Bank tidak pernah mengetahuinya.
ui-dispute-see = Lihat keadaannya
    .on = Lihat keadaannya: { $merchant }
ui-dispute-reference = Nomor { $reference }
ui-dispute-said = Kata-kata Anda: { $words }
ui-dispute-pieces = { $count ->
    [0] Bank tidak memegang bukti dari Anda.
   *[other] Bank memegang { $count } berkas dari Anda.
}
ui-dispute-bank-says = Kata bank: { $words }
ui-dispute-evidence-by = Serahkan paling lambat { $time }.
ui-dispute-returned = Kembali kepada Anda: { $amount }
ui-dispute-steps = Yang terjadi sejauh ini
ui-dispute-hand-in = Serahkan berkas
ui-dispute-withdraw = Tarik sanggahan kembali
ui-dispute-withdraw-sure = Bank tidak memeriksanya lagi setelah itu.

## Lembar tagihan

ui-statements = Tagihan kartu
ui-statements-none = Belum ada tagihan.
ui-statement-of = Kartu berakhiran { $ending }, sampai { $time }
ui-statement-total = Seluruhnya: { $amount }
ui-statement-minimum = Sedikitnya: { $amount }
ui-statement-paid = Sudah dibayar: { $amount }
ui-statement-left = Sisa: { $amount }
ui-statement-due = Jatuh tempo: { $time }
ui-statement-open = Buka dokumen
    .on = Buka dokumen: { $what }
ui-statement-checked = Sudah diperiksa: ini persis dokumen yang disebut dalam daftar bank.

## Kunci darurat

ui-emergency-key = Kunci darurat
ui-emergency-key-make = Buat kunci darurat
ui-emergency-key-renew = Buat yang baru
ui-emergency-key-written = Sudah saya tuliskan
ui-emergency-key-drop = Batalkan kunci

## Permintaan atas kartu yang menunggu, dan nasib yang lain

ui-queue = Permintaan
ui-queue-why = Permintaan berlaku setelah bank mengonfirmasinya, tidak sebelumnya. Yang membuat kartu lebih aman dikirim begitu ada jaringan.
ui-queue-none = Tidak ada permintaan.
ui-queue-asked = Diminta { $time }
ui-queue-send = Kirim sekarang
ui-queue-repeat = Saya masih menginginkannya
    .on = Saya masih menginginkannya: { $what }
ui-queue-dismiss = Hapus dari daftar
    .on = Hapus dari daftar: { $what }

## Apakah pembayaran ini milik Anda?

ui-whose-effect = Jika itu Anda, toko boleh mencoba lagi. Jika bukan, kartu langsung diblokir sementara.
ui-whose-mine = Itu saya

## Obrolan

ui-chat = Obrolan aman
ui-chat-message = Tulis pesan
ui-chat-send = Kirim
ui-chat-ask-person = Bicara dengan petugas
ui-chats = Percakapan
ui-chats-new = Percakapan baru
ui-chats-about = Tentang apa?
ui-chats-ended = Sudah berakhir
ui-chats-unread = { $count ->
   *[other] { $count } pesan baru
}
ui-chats-empty = Belum ada yang dikatakan.
ui-chats-open = Buka percakapan: { $title }
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
ui-chat-attach = Kirim gambar atau dokumen
ui-chat-attach-hint = Gambar dikirim tanpa lokasi, waktu, dan kameranya; dokumen (PDF) dengan semua keterangan tentang pembuatnya.
ui-chat-file-name = Berkas
ui-chat-file-size = { $size } kB
ui-chat-file-progress = { $percent } % dari { $size } kB terkirim
ui-chat-file-coming = { $percent } % dari { $size } kB sudah diterima
ui-chat-file-open = Buka
    .on = Buka: { $name }
ui-chat-send-anyway = Tetap kirim
ui-chat-hide = Sembunyikan dalam pesan saya
ui-chat-retry = Kirim lagi
    .on = Kirim lagi: { $message }
ui-chat-edit = Ubah
    .on = Ubah: { $message }
ui-chat-take-back = Tarik kembali
    .on = Tarik kembali: { $message }
ui-chat-editing = Anda mengubah pesan yang tidak terkirim.
ui-chat-edit-stop = Biarkan seperti semula
ui-chat-older = Pesan yang lebih lama
ui-chat-more = Lainnya
ui-chat-approval = Lihat yang menunggu persetujuan Anda
ui-chat-return = Kembali ke percakapan
ui-chat-search = Cari
ui-chat-search-words = Kata yang dicari
ui-chat-found-none = Tidak ditemukan.
ui-chat-end = Akhiri obrolan
ui-chat-report = Laporkan penipuan dan akhiri obrolan
ui-chat-reported = { $count ->
    [0] Laporan Anda sedang dikirim. Tidak ada pesan yang ditandai; seluruh percakapan ada di bank.
   *[other] Laporan Anda sedang dikirim, dengan { $count } pesan yang ditandai.
}
ui-chat-rate = Nilai obrolan
ui-chat-rate-why = Bagaimana percakapan ini? Kata-kata Anda diperiksa seperti pesan: jangan tulis rahasia.
ui-chat-rate-words = Dengan kata-kata Anda, bila mau
ui-chat-rating-1 = Sangat buruk
ui-chat-rating-2 = Buruk
ui-chat-rating-3 = Cukup
ui-chat-rating-4 = Baik
ui-chat-rating-5 = Sangat baik
ui-chat-transcript = Simpan transkrip
ui-chat-transcript-holds = Sudah diperiksa: { $count } entri, tidak ada yang berubah sejak bank menandatanganinya.
ui-chat-transcript-broken = Transkrip ini tidak sah: ada yang berubah sejak bank menandatanganinya.
ui-chat-transcript-key = Ditandatangani dengan kunci { $key }
ui-chat-transcript-clear = Berkas ini memuat percakapan Anda dan dapat dibaca siapa saja. Simpan di tempat yang hanya bisa Anda buka.
ui-chat-transcript-save = Simpan sebagai berkas
ui-chat-transcript-kept = Berkas ada di unduhan Anda.
ui-chat-transcript-not-kept = Berkas tidak dapat disimpan. Apakah masih ada ruang di ponsel?

## Token dan keamanan

ui-security = Token dan keamanan
ui-change-code = Ubah Kode Buka
ui-old-code = Kode Buka saat ini
ui-old-code-hint = Kode ini membuktikan bahwa Anda yang mengubahnya.
ui-new-code = Pilih Kode Buka baru
ui-repeat-new-code = Ulangi Kode Buka baru
ui-code-changed = Kode Buka Anda sudah diubah.
ui-code-changed-hint = Mulai sekarang hanya kode baru yang berlaku.
ui-hardware-token = Token fisik
ui-hardware-token-why = Aktifkan perangkat dengan nomor yang tercetak dan kode yang ditampilkannya.
ui-birth-date = Tanggal lahir, DD/MM/YYYY
ui-device-serial = Nomor seri di bagian belakang
ui-device-activate = Aktifkan
ui-device-resync = Kode ditolak
ui-device-resync-why = Setelah lama, jam perangkat bisa meleset. Dua kode berurutan membetulkannya; tanggal lahir tidak diperlukan.
ui-device-code = Kode perangkat
ui-device-code-hint = Tekan tombolnya lalu ketik enam angka itu.
ui-device-next-code = Kode berikutnya
ui-device-next-code-hint = Tunggu sampai perangkat menampilkan kode lain, lalu ketik kode itu.
ui-device-ready = Token fisik { $serial } siap dipakai.

## Peringatan

ui-alerts = Peringatan
ui-alerts-none = Tidak ada peringatan.
ui-alerts-older = Tampilkan yang lebih lama
ui-alert-new = baru
ui-alerts-unread = { $count } peringatan baru

## Yang menunggu, tempat tepercaya, penangguhan

ui-later = Disetujui, berlaku nanti
ui-later-when = Berlaku { $time }
ui-later-cancel = Batalkan
    .on = Batalkan: { $what }
ui-later-cancelled = Dibatalkan. Tidak ada yang akan terjadi.
ui-trusted-places = Tempat tepercaya
ui-trusted-places-why = Di luar tempat tepercaya Anda, persetujuan yang melonggarkan sesuatu ditunda { $count } menit, sehingga Anda dapat membatalkannya.
ui-trusted-places-on = Aktifkan
ui-trusted-places-off = Nonaktifkan
ui-trusted-places-are-on = Sedang aktif.
ui-trusted-places-are-off = Sedang tidak aktif.
ui-suspend = Tangguhkan token saya
ui-suspend-why = Tidak ada kode dan persetujuan sampai Anda mencabutnya dengan kata sandi dan Kode Buka.
ui-lift-suspension = Cabut penangguhan
ui-token = Token saya
ui-token-works = Token Anda berfungsi di ponsel ini.
ui-not-me = Saya tidak mendaftarkan ponsel lain
ui-not-me-why = Bank akan membatasi ponsel lain itu dan memberi tahu Anda melalui semua saluran.
ui-not-me-said = Bank sudah tahu. Ponsel lain itu hanya dapat melakukan sedikit hal sampai { $time }.
ui-change-password = Ubah kata sandi
ui-change-password-why = Beberapa kata yang tidak berkaitan adalah kata sandi yang baik. Anda menyetujui perubahannya dengan Kode Buka.
ui-old-password = Kata sandi saat ini
ui-new-password = Kata sandi baru

## Tanpa jaringan

ui-scan = Kode QR dari situs
ui-scan-why = Setujui yang ditampilkan situs bank, tanpa jaringan.
ui-scan-now = Pindai kode
ui-scan-paste = Atau tempel teks kode
ui-scan-read = Baca
ui-scan-another = Baca kode lain
ui-code-into-website = Ketik delapan angka ini di situs bank.
ui-typed = Setujui dengan mengetik
ui-typed-why = Ketik transfer persis seperti yang ditampilkan situs. Tidak perlu jaringan.
ui-typed-another = Setujui transfer lain
ui-bank-code = Kode bank tujuan
ui-account = Rekening tujuan
ui-amount = Jumlah dalam rupiah
ui-freeze-code = Blokir kartu melalui telepon
ui-freeze-code-why = Buat kode untuk satu kartu dan sebutkan ke layanan telepon bank. Tidak perlu jaringan.
ui-freeze-code-another = Kartu lain
ui-caller-check = Benarkah bank yang menelepon?
ui-caller-check-why = Biarkan penelepon membuktikannya. Ponsel Anda membuat pertanyaan yang hanya bisa dijawab bank.
ui-caller-start = Buat pertanyaan
ui-caller-read = Bacakan angka ini kepada penelepon, lalu ketik jawabannya.
ui-caller-employee = Nomor pegawai penelepon
ui-caller-purpose = Keperluan telepon
ui-caller-answer = Delapan angka dari penelepon
ui-caller-verify = Periksa jawaban
ui-biometrics = Sidik jari atau wajah
ui-biometrics-why = Sidik jari atau wajah dapat menggantikan Kode Buka paling lama 14 hari. Jika ada yang ditambahkan di ponsel ini, fitur ini dinonaktifkan.
ui-biometrics-on = Aktifkan
ui-biometrics-off = Nonaktifkan
ui-biometrics-are-on = Sidik jari atau wajah sedang aktif.
ui-biometrics-code = Kode Buka Anda mengaktifkannya.
ui-biometrics-use = Gunakan sidik jari atau wajah
ui-register-device = Dengan token fisik
ui-register-old-phone = Dengan ponsel saya saat ini
ui-register-website = Dengan kode QR dari situs
ui-register-website-why = Masuk ke situs bank di perangkat lain lalu baca kode yang ditampilkannya.
ui-register-compare = Ponsel lama menampilkan nomor yang sama. Bandingkan, lalu setujui di sana.
ui-register-approved-there = Sudah saya setujui di sana
ui-register-fingerprint = Ketik delapan angka ini di situs bank. Anda punya satu kesempatan.
ui-register-typed-there = Sudah saya ketik di sana
ui-register-serial = Token fisik { $serial }
ui-remove-token = Hapus token dari ponsel ini
ui-remove-token-why = Ponsel ini kemudian tidak membuat kode dan tidak menyetujui apa pun. Tanda terima dan pesan tetap ada.
ui-remove-token-code = Kode Buka Anda mengonfirmasinya.
ui-not-me-code = Hentikan juga ponsel lain itu dengan Kode Buka lama saya
ui-not-me-stopped = Token di ponsel lain itu ditangguhkan.

## Sesi ini dan yang boleh dilakukannya

ui-session = Yang boleh dilakukan sesi ini
ui-session-full = Semua yang diizinkan token Anda.
ui-session-look = Melihat kartu, operasi, dan peringatan. Yang memindahkan uang memerlukan token di ponsel Anda.
ui-session-password = Kata sandi saja belum membuka apa pun. Buktikan diri Anda dengan satu hal lagi.
ui-session-opened = Masuk dengan
ui-session-means = { $label } ({ $factor })
ui-session-until = Berakhir paling lambat { $time }.
ui-session-device = Lihat-lihat dengan token fisik

## Nomor ponsel terdaftar

ui-number = Nomor ponsel
ui-number-now = Terdaftar: { $number }
ui-number-why = SMS dan peringatan dikirim ke sana. Kode ke nomor baru membuktikannya; nomor lama tidak diperlukan.
ui-number-new = Nomor baru, mulai dari + dan kode negara
ui-number-send = Kirim kode ke nomor baru
ui-number-code = Ketik kode dari nomor baru
ui-number-device-why = Tanpa token yang berfungsi, token fisik menggantikannya. Tekan tombolnya lalu ketik enam angka itu.
ui-number-waits = { $number } menggantikannya { $time }. Jika itu bukan Anda, hentikan.
ui-number-stop = Hentikan perubahan
ui-number-stopped = Dihentikan. Nomor tidak berubah.

## Gangguan, pengaduan dan hak

ui-outages = Gangguan
ui-outages-works = Yang tetap bekerja
ui-rights = Hak Anda
ui-complaints = Pengaduan
ui-complaints-none = Anda belum pernah mengajukan pengaduan.
ui-complaints-older = Tampilkan pengaduan yang lebih lama
ui-complaint-file = Ajukan pengaduan
ui-written-kind = Tentang apa?
ui-written-chosen = Tentang: { $kind }
ui-complaint-text = Apa yang terjadi? Tanpa kata sandi, PIN atau nomor kartu lengkap.
ui-complaint-send = Kirim pengaduan
ui-written-filed = Diterima dengan nomor { $reference }.
ui-written-reference = Nomor { $reference }
ui-written-copy = Salin nomor { $reference }
ui-written-copied = Nomor sudah disalin.
ui-written-answer = Jawaban bank: { $answer }
ui-letters = Tulis ke bank
ui-letters-none = Anda belum pernah menulis ke bank.
ui-letters-older = Tampilkan pesan yang lebih lama
ui-letter-new = Tulis pesan
ui-letter-text = Apa yang ingin Anda sampaikan? Tanpa kata sandi, PIN atau nomor kartu lengkap.
ui-letter-send = Kirim pesan
ui-tips = Tetap aman

## Operasi sampai selesai

ui-progress = Sedang diproses
ui-operations = Operasi terbaru
ui-operations-none = Belum ada.

## Tempat yang tepercaya

ui-places-here = Anda sedang di tempat tepercaya.
ui-places-away = Anda sedang tidak di tempat tepercaya.
ui-places-unknown = Ponsel ini tidak tahu apakah tempat ini tepercaya. Persetujuan yang melonggarkan sesuatu ditunda.
ui-places-count = { $count ->
   *[other] Anda memercayai { $count } titik akses Wi-Fi.
}
ui-places-why = Pilih tempat selama ini tidak aktif: sesudahnya tidak ada yang dapat menambahkannya dengan terburu-buru. Wi-Fi terbuka tidak pernah tepercaya.
ui-places-trust = Percayai Wi-Fi yang sedang saya pakai
ui-places-forget = Jangan percayai Wi-Fi mana pun
ui-places-permit = Izinkan aplikasi melihat Wi-Fi ini
ui-places-not-now = Wi-Fi ini tidak dapat dipercayai: tidak ada, terbuka, atau aplikasi tidak boleh melihatnya.

## Bantuan

ui-help = Bantuan dan kanal resmi
ui-help-channels = Kanal resmi bank
ui-help-check = Benarkah ini dari bank?
ui-help-paste = Tempel SMS, nomor, atau tautan
ui-help-check-now = Periksa
ui-help-check-nothing = Tidak ada nomor, alamat, atau tanda penipuan di dalamnya. Itu saja belum membuktikan apa-apa.
ui-help-contact = { $contact }: { $verdict }
ui-help-topics = Tanya jawab
ui-help-guide-before = Kembali ke pertanyaan sebelumnya
ui-call-back = Minta bank menelepon Anda
ui-call-back-number = Bank menelepon nomor terdaftar Anda { $number } dan bukan nomor lain. Nomor diubah di "Keamanan".
ui-call-back-new = Permintaan baru
ui-call-back-when = Pilih waktunya.
ui-call-back-ask = Minta ditelepon
ui-call-back-cancel = Batalkan permintaan
ui-user-id-forgotten = Saya lupa ID pengguna
ui-user-id-forgotten-why = Bank mengirimnya lewat SMS ke nomor terdaftar Anda. Tidak ada pegawai bank yang memintanya lewat telepon atau obrolan.
ui-user-id-number = Nomor terdaftar Anda
ui-user-id-ask = Kirim ID pengguna saya
ui-user-id-asked = Bila nomor ini terdaftar, SMS sedang dikirim. Bank tidak mengatakan apakah terdaftar, agar tidak ada yang dapat mencoba-coba nomor.

## Privasi

ui-privacy = Privasi
ui-privacy-kept = Yang disimpan ponsel ini
ui-privacy-nothing = Tidak ada
ui-privacy-entries = { $count } entri
ui-privacy-bytes = { $count } bita
ui-privacy-from = Dari { $from } sampai { $to }
ui-privacy-consents = Yang Anda setujui
ui-privacy-given = Anda menyetujui versi { $version } pada { $time }.
ui-privacy-open = Anda belum menyetujui versi { $version }.
ui-privacy-agree = Setuju
ui-privacy-agree-to = Setuju: { $name }
ui-privacy-take-back = Tarik kembali
ui-privacy-take-back-of = Tarik kembali: { $name }
ui-privacy-export = Bawa salinannya
ui-privacy-export-why = Semua yang tercantum di sini, tanpa kunci, dalam satu berkas yang hanya terbuka dengan kata sandi berkas Anda. Jika Anda lupa, tidak ada yang dapat membukanya.
ui-privacy-passphrase = Kata sandi untuk berkas
ui-privacy-save = Simpan berkas
ui-privacy-saved = Berkas sudah disimpan.
ui-privacy-erase = Hapus data di ponsel ini
ui-privacy-erase-why = Ponsel ini berhenti menjadi token Anda, semua data Anda hilang dari ponsel, dan Anda keluar. Rekening Anda tetap ada di bank.
ui-privacy-erase-code = Kode Buka Anda menegaskan bahwa semua data Anda dihapus dari ponsel ini.
ui-privacy-erased = Tidak ada lagi data Anda di ponsel ini.
ui-privacy-left = Belum semuanya terhapus. Coba lagi.
