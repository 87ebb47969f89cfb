## Disputes about payments

error-dispute-refused = Sanggahan tidak diterima
    .body = Tidak ada yang diajukan.
    .action = Ubah isinya lalu ajukan lagi. Konsep Anda tetap tersimpan.
error-evidence-refused = Berkas ini tidak diterima
    .body = Berkas tidak ditambahkan.
    .action = Pilih berkas lain: foto, gambar layar, PDF atau teks biasa, paling besar 40 kB.
error-dispute-underway = Sanggahan sedang dikirim
    .body = Mungkin sudah sampai di bank, jadi tidak dapat diubah atau dibuang lagi.
    .action = Ajukan lagi: bank hanya mencatatnya satu kali.
error-drafts-full = Terlalu banyak konsep
    .body = Ponsel ini menyimpan sepuluh konsep sanggahan.
    .action = Ajukan salah satunya, atau buang salah satunya.

dispute-bar-nothing-charged = Tidak ada yang ditagih dari pembayaran ini, atau semuanya sudah dikembalikan.
dispute-bar-too-late = Pembayaran ini sudah lebih dari 120 hari.
dispute-bar-open-already = Sudah ada sanggahan atas pembayaran ini yang belum selesai.
dispute-bar-reason-unfit = Alasan ini tidak cocok dengan pembayaran seperti ini.
dispute-bar-evidence-missing = Alasan ini memerlukan bukti: yang pertama dalam daftar.
dispute-bar-evidence-too-much = Paling banyak enam berkas, masing-masing satu kali.
dispute-bar-evidence-unknown = Salah satu berkas sudah tidak ada di bank.
dispute-bar-statement = Ceritakan dengan kata-kata Anda apa yang terjadi, paling banyak 1.000 karakter.
dispute-bar-state = Sanggahan sudah selesai.

evidence-fault-empty = Isinya kosong.
evidence-fault-too-large = Ukurannya lebih dari 40 kB.
evidence-fault-unknown-form = Ini bukan foto, gambar, PDF atau teks biasa.
evidence-fault-damaged = Berkas rusak atau tidak lengkap.
evidence-fault-active = Berkas memuat program atau berkas lain, atau dikunci dengan kata sandi.
evidence-fault-hidden = Berkas memuat karakter yang tidak terlihat.

dispute-reason-not-mine = Saya tidak melakukan pembayaran ini
    .hint = Blokir sementara kartu lebih dulu bila mungkin di tangan yang salah. Laporan polisi membantu.
dispute-reason-not-received = Saya tidak menerima yang saya bayar
    .hint = Tanyakan dulu kepada toko, dan simpan jawabannya.
dispute-reason-not-as-described = Yang datang rusak, atau barang lain
    .hint = Diperlukan foto barangnya.
dispute-reason-charged-twice = Saya ditagih dua kali
    .hint = Struk menunjukkan apa yang dibeli.
dispute-reason-wrong-amount = Jumlahnya salah
    .hint = Diperlukan struk dengan jumlah yang benar.
dispute-reason-refund-missing = Uang yang dijanjikan kembali belum datang
    .hint = Diperlukan janji dari toko. Pengembalian dapat memakan waktu 14 hari.
dispute-reason-cancelled = Saya sudah membatalkannya
    .hint = Diperlukan bukti pembatalan.
dispute-reason-cash-missing = Mesin tidak mengeluarkan uang, atau kurang
    .hint = Struk mesin membantu, juga yang tidak menyebut kesalahan.

evidence-kind-receipt = Struk, tagihan atau pesanan
evidence-kind-photo = Foto barang yang datang
evidence-kind-letter = Percakapan Anda dengan toko
evidence-kind-proof = Bukti pembatalan, pengiriman kembali atau janji pengembalian
evidence-kind-police = Laporan polisi
evidence-kind-other = Lainnya

dispute-draft-open = Konsep: bank belum mengetahuinya
dispute-draft-sent = Sedang dikirim: belum pasti bank sudah menerimanya

dispute-state-submitted = Bank sudah menerima sanggahan Anda
dispute-state-in-review = Bank sedang memeriksanya
dispute-state-needs-evidence = Bank memerlukan sesuatu dari Anda
dispute-state-granted = Diputuskan: Anda benar
dispute-state-refused = Diputuskan: ditolak
dispute-state-withdrawn = Anda menariknya kembali

dispute-step = { $moment }: { $state }

dispute-right-wait = Hak Anda atas jawaban
    .body = Bank harus menjawab paling lambat { $moment }. Boleh ditambah sepuluh hari kerja, satu kali, bila diberitahukan sebelum hari itu. Tidak ada biaya bagi Anda.
    .action = Anda tidak perlu melakukan apa pun. Anda boleh menambah bukti, atau menarik sanggahan kembali.
dispute-right-late = Bank terlambat
    .body = Seharusnya bank sudah menjawab paling lambat { $moment }.
    .action = Anda boleh langsung mengadu kepada OJK (APPK, telepon 157), atau menyelesaikannya tanpa biaya melalui LAPS SJK.
dispute-right-object = Anda tidak harus menerima ini
    .body = Bank menolak dengan alasan yang disebutkan. Keputusan itu tidak mengikat Anda.
    .action = Anda boleh mengadu kepada OJK (APPK, telepon 157), atau menyelesaikannya tanpa biaya melalui LAPS SJK.
dispute-right-done = Bank menyetujui
    .body = Yang disetujui ada dalam daftar pembayaran Anda.
    .action = Bila yang kembali kurang dari yang Anda minta, ajukan sanggahan baru atas sisanya.
dispute-right-again = Anda menariknya kembali
    .body = Tidak ada kelanjutannya.
    .action = Anda boleh mengajukannya lagi, sampai 120 hari setelah pembayaran.

alert-dispute-asks = Bank memerlukan sesuatu untuk sanggahan Anda
    .body = Tanpa itu bank memutuskan dengan yang ada.
    .action = Buka sanggahan Anda di aplikasi, dan serahkan yang diminta.
    .sms = KunciBank: Untuk sanggahan Anda kami perlu bukti tambahan. Buka sanggahan di aplikasi. Kami tidak pernah meminta PIN, OTP atau Kode Buka.
alert-dispute-later = Jawaban atas sanggahan Anda perlu waktu lebih lama
    .body = Bank memberitahukan bahwa ia memerlukan sepuluh hari kerja lagi. Itu hanya boleh satu kali.
    .action = Lihat tanggal barunya di aplikasi. Setelah itu Anda boleh mengadu di tempat lain.
    .sms = KunciBank: Jawaban atas sanggahan Anda bertambah paling lama 10 hari kerja. Tanggal barunya ada di aplikasi.
alert-dispute-answered = Bank sudah memutuskan sanggahan Anda
    .body = Keputusan dan alasannya ada di aplikasi.
    .action = Buka sanggahan Anda. Di sana juga tertulis ke mana Anda dapat mengadu bila tidak setuju.
    .sms = KunciBank: Kami sudah memutuskan sanggahan Anda. Keputusan dan hak Anda ada di aplikasi, di bagian sanggahan.

## The emergency key

operation-emergency-key = Buat kunci darurat
afterwards-emergency-key = Siapa pun yang memegang 20 angkanya dapat memblokir sementara kartu Anda dan menangguhkan ponsel Anda, lewat telepon atau situs web, dan tidak lebih
operation-emergency-key-off = Batalkan kunci darurat
afterwards-emergency-key-off = Angka-angkanya tidak berguna lagi

emergency-key-none = Anda belum punya kunci darurat
    .body = Untuk hari ketika ponsel Anda hilang: 20 angka di atas kertas, untuk memblokir sementara kartu dan menangguhkan ponsel Anda.
    .action = Buat kunci itu, tuliskan, lalu simpan jauh dari ponsel atau titipkan kepada orang yang Anda percaya.
emergency-key-there = Kunci darurat Anda siap, dibuat pada { $moment }
    .body = Kunci ini berlaku satu kali, di saluran telepon dan di situs web. Hanya bisa memblokir sementara dan menangguhkan: tidak memindahkan uang, tidak menutup kartu selamanya, tidak untuk masuk.
    .action = Kertasnya hilang atau di tangan orang lain? Buat yang baru: yang lama tidak berguna lagi.
emergency-key-spent = Kunci darurat Anda dipakai pada { $moment }
    .body = Dengan kunci itu kartu Anda diblokir sementara dan ponsel Anda ditangguhkan. Angka-angkanya tidak berguna lagi.
    .action = Bila bukan Anda atau orang yang Anda percaya, hubungi bank. Bila ya, buka blokir kartu saat Anda siap, lalu buat kunci baru.
emergency-key-write = Tuliskan 20 angka ini sekarang
    .body = Angka ini hanya ditampilkan kali ini, dan tidak disimpan di ponsel ini. Kunci berlaku setelah Anda menyetujuinya.
    .action = Tuliskan id pengguna Anda di sampingnya, bukan kata sandi. Simpan kertasnya jauh dari ponsel.

alert-emergency-key-made = Kunci darurat telah dibuat
    .body = Siapa pun yang memegang angkanya dapat memblokir sementara kartu Anda dan menangguhkan ponsel Anda, tidak lebih. Kunci yang lama tidak berguna lagi.
    .action = Bila bukan Anda, segera hubungi bank.
    .sms = KunciBank: Kunci darurat telah dibuat untuk Anda. Kunci lama tidak berguna lagi. Bukan Anda? Segera hubungi kami.
alert-emergency-key-dropped = Kunci darurat Anda sudah dibatalkan
    .body = Angka-angkanya tidak berguna lagi.
    .action = Bila bukan Anda, segera hubungi bank.
    .sms = KunciBank: Kunci darurat Anda sudah dibatalkan. Bukan Anda? Segera hubungi kami.
alert-emergency-key-used = Kunci darurat Anda telah dipakai
    .body = Kartu Anda diblokir sementara dan ponsel Anda ditangguhkan. Kunci itu sudah terpakai.
    .action = Setelah ponsel kembali: cabut penangguhan, buka blokir kartu, dan buat kunci baru. Bila bukan Anda, hubungi bank.
    .sms = KunciBank: Kunci darurat Anda dipakai: kartu diblokir sementara, ponsel ditangguhkan. Kunci sudah habis. Bukan Anda? Hubungi kami.
alert-emergency-key-guessed = Ada yang mengetik kunci darurat yang salah
    .body = Lima kali dalam satu hari. Sampai besok tidak ada yang diterima, juga kunci yang benar.
    .action = Bila itu Anda, hubungi bank: petugas dapat langsung membantu.
    .sms = KunciBank: Lima kunci darurat salah dicoba hari ini. Sampai besok tidak ada yang diterima. Itu Anda? Hubungi kami.

## Statements and bills

bill-nothing = Tidak ada yang harus dibayar
    .action = Anda tidak perlu melakukan apa pun.
bill-paid = Lunas
    .action = Anda tidak perlu melakukan apa pun.
bill-minimum-paid = Pembayaran minimum sudah masuk; sisa { $left } sampai { $moment }
    .action = Bayar sisanya sebelum itu, tanpa bunga.
bill-open = { $left } harus dibayar paling lambat { $moment }, sedikitnya { $minimum }
    .action = Bayar lewat transfer, atau dengan debet rekening Anda.
bill-soon = Segera jatuh tempo: { $left } paling lambat { $moment }, sedikitnya { $minimum }
    .action = Bayar sekarang agar masuk tepat waktu.
bill-overdue = Lewat jatuh tempo sejak { $moment }: sedikitnya { $minimum } dari { $left }
    .action = Bayar sekarang. Bila tidak sanggup, hubungi bank: itu lebih baik daripada menunggu.
bill-rest = Masih tersisa { $left } sejak { $moment }, dan bunga berjalan
    .action = Makin cepat dibayar, makin kecil biayanya.

alert-payment-due = Tagihan kartu Anda segera jatuh tempo
    .body = Pembayaran sejauh ini kurang dari minimum.
    .action = Lihat tagihan di aplikasi, dan bayar tepat waktu.
    .sms = KunciBank: Tagihan kartu Anda segera jatuh tempo. Jumlah dan tanggalnya ada di aplikasi. Kami tidak mengirim tautan bayar.

error-document-forged = Dokumen tidak asli
    .body = Ini bukan dokumen yang disebut dalam daftar bank, jadi tidak ditampilkan.
    .action = Coba lagi di jaringan lain. Jika terulang, hubungi bank.
