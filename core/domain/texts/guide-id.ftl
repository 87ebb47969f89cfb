# Bahasa Indonesia, panduan bila ada masalah. Setiap kunci ada juga di guide-en.ftl.

guide-start = Apa yang terjadi?
    .body = Jawab beberapa pertanyaan, lalu aplikasi menunjukkan apa yang membantu. Ini juga berfungsi tanpa jaringan.
guide-sign-in-first = Masuk dahulu, lalu: { $act }

## Kartu ditolak

guide-declined = Kartu Anda ditolak
    .answer = Kartu saya ditolak
    .body = Di Kartu, "Mengapa ditolak?" menunjukkan alasan pembayaran terbaru. Apa yang tertulis?
guide-declined-control = Pengaturan Anda sendiri menghentikannya
    .answer = Batas, blokir, atau sesuatu yang saya matikan
    .body = Buka alasannya dan ubah pengaturan di sana dengan Kode Buka Anda. Ubah hanya bila Anda sendiri yang membayar, bukan karena disuruh orang.
guide-declined-frozen = Kartu sedang dibekukan
    .answer = Kartu dibekukan atau belum aktif
    .body = Bila Anda yang membekukannya, cairkan di Kartu dengan Kode Buka Anda. Bila bank yang membekukannya, tanyakan alasannya di obrolan.
guide-declined-suspected = Bank mencurigai penipuan
    .answer = Bank menganggapnya mencurigakan
    .body = Pembayaran itu tidak lolos. Andakah yang membayar?
guide-declined-it-was-me = Itu memang Anda
    .answer = Ya, itu saya
    .body = Bila aplikasi bertanya apakah itu Anda, jawab ya di sana, lalu coba lagi. Bila tidak bertanya, hubungi nomor resmi atau tulis di obrolan.
guide-declined-not-mine-either = Itu orang lain
    .answer = Bukan saya
    .body = Bekukan kartu sekarang. Lalu sanggah yang sudah terlanjur lolos. Tanpa jaringan, bekukan lewat telepon dengan kode pembekuan.
guide-declined-money = Uangnya tidak cukup
    .answer = Uangnya tidak cukup
    .body = Lihat alasannya: yang masih menunggu ditagih, seperti dana tertahan hotel, ikut dihitung. Bila tidak cocok, tanyakan di obrolan.
guide-declined-not-mine = Ada yang mencoba memakai kartu Anda
    .answer = Saya tidak sedang membayar
    .body = Bekukan kartu sekarang. Lalu sanggah yang sudah terlanjur lolos. Tanpa jaringan, bekukan lewat telepon dengan kode pembekuan.

## Ponsel hilang

guide-lost-phone = Ponsel Anda hilang
    .answer = Ponsel saya hilang
    .body = Makin cepat ponsel itu bukan lagi token Anda, makin baik. Di mana Anda membaca ini?
guide-lost-phone-mine = Jadikan ponsel ini token Anda
    .answer = Di ponsel saya yang lain
    .body = Masuk dan daftarkan ponsel ini: yang hilang langsung tidak berfungsi. Lalu minta operator seluler memblokir nomornya, dan pesan agar SIM baru tidak diberikan tanpa Anda sendiri.
guide-lost-phone-borrowed = Hubungi bank; jangan ketik apa pun di sini
    .answer = Di ponsel orang lain
    .body = Jangan ketik kata sandi atau Kode Buka di ponsel yang bukan milik Anda. Hubungi nomor resmi dan minta kartu serta token dihentikan. Lalu minta operator seluler memblokir nomornya.
guide-lost-phone-found = Periksa apakah ada yang memakainya
    .answer = Sudah saya temukan kembali
    .body = Lihat keadaan token. Bila mungkin ada yang melihat kode Anda, pilih Kode Buka dan kata sandi yang lain.

## Pesan atau telepon aneh

guide-message = Pesan atau telepon yang aneh
    .answer = Saya menerima pesan atau telepon aneh
    .body = Bank tidak pernah meminta kata sandi, PIN, Kode Buka, atau PIN sekali pakai. Apa yang sudah Anda lakukan?
guide-message-read = Bagus: jangan lakukan yang dimintanya
    .answer = Saya hanya membacanya
    .body = Salin pesannya dan biarkan aplikasi memeriksanya. Lalu laporkan di obrolan dan hapus.
guide-message-opened = Apakah Anda mengetik sesuatu di sana?
    .answer = Saya membuka tautan atau berkasnya
    .body = Sebuah halaman dapat mirip milik bank padahal milik orang lain.
guide-message-opened-typed = Hentikan yang masih bisa dihentikan, sekarang
    .answer = Ya, saya mengetik sesuatu
    .body = Berurutan: bekukan kartu, pilih Kode Buka dan kata sandi yang lain, lalu hubungi nomor resmi. Jangan pasang apa pun, dan jangan kirim uang ke "rekening aman".
guide-message-opened-nothing = Tutup, lalu periksakan
    .answer = Tidak, saya menutupnya
    .body = Hapus yang tersimpan atau terpasang. Biarkan aplikasi memeriksa pesannya, dan laporkan di obrolan.
guide-message-told = Hentikan yang masih bisa dihentikan, sekarang
    .answer = Saya memberitahukan kode atau kata sandi
    .body = Berurutan: bekukan kartu, pilih Kode Buka dan kata sandi yang lain, lalu laporkan. Makin cepat, makin banyak yang dapat dihentikan.
guide-message-called = Minta penelepon membuktikannya
    .answer = Ada yang menelepon dan mengaku dari bank
    .body = Bacakan angka dari aplikasi kepada penelepon dan ketik jawabannya. Yang tidak dapat menjawab bukan bank: tutup telepon dan hubungi sendiri nomor resmi.

## Tidak dapat masuk

guide-cannot-sign-in = Anda tidak dapat masuk
    .answer = Saya tidak dapat masuk
    .body = Apa kata aplikasi?
guide-cannot-sign-in-forgot = Hanya bank yang dapat memberi tahu
    .answer = Saya lupa ID pengguna atau kata sandi
    .body = ID pengguna dikirim lewat SMS ke nomor terdaftar. Untuk kata sandi lain, hubungi nomor resmi atau datang ke cabang dengan kartu identitas. Tidak ada yang boleh meminta yang lama.
guide-cannot-sign-in-locked = Token Anda terkunci
    .answer = Terkunci
    .body = Token dikunci demi perlindungan Anda setelah kode yang salah. Masuk dan daftarkan ponsel lagi, atau datang ke cabang. Uang Anda tetap di tempatnya, dan kartu tetap dapat dibekukan.
guide-cannot-sign-in-no-answer = Mungkin ada gangguan di bank
    .answer = Bank tidak menjawab
    .body = Lihat apa yang terganggu dan sampai kapan. PIN sekali pakai berfungsi tanpa bank, dan kartu dapat dibekukan lewat telepon.

## Yang dapat dilakukan aplikasi

guide-act-sign-in = Masuk dan daftarkan ponsel ini
guide-act-freeze = Bekukan kartu
guide-act-freeze-code = Bekukan lewat telepon
guide-act-why = Lihat mengapa ditolak
guide-act-token = Lihat keadaan token
guide-act-caller = Bank yang menelepon?
guide-act-channels = Nomor resmi dan cara lain
guide-act-check-message = Periksa pesan
guide-act-outages = Lihat yang terganggu
guide-act-change-code = Kode Buka lain
guide-act-password = Kata sandi lain
guide-act-chat = Tulis atau lapor di obrolan
guide-act-dispute = Sanggah pembayaran

## Bank menelepon

call-reason-card = Kartu
call-reason-payment = Transfer atau pembayaran
call-reason-token = Token atau ponsel
call-reason-scam = Pesan atau telepon aneh
call-reason-other = Hal lain
call-window = { $from } sampai { $until }
call-waiting = Bank akan menelepon Anda
    .next = Antara { $window }, ke { $number }. Sebelum mengatakan apa pun, minta penelepon membuktikan diri di "Bank yang menelepon?": nomor pegawai disebutkan oleh penelepon, keperluannya { $purpose }. Tidak ada yang meminta kata sandi, PIN, Kode Buka, atau PIN sekali pakai.
call-late = Bank belum menelepon pada waktunya
    .next = Seharusnya paling lambat { $until }. Hubungi nomor resmi, atau batalkan dan pilih waktu lain.
call-reached = Anda sudah berbicara dengan bank
    .next = Bila masih ada yang belum selesai, tulis di obrolan atau minta ditelepon lagi.
call-missed = Bank menelepon tetapi tidak tersambung
    .next = Ke { $number }. Pilih waktu lain. Bila ini bukan lagi nomor Anda, ubah di "Keamanan".
call-cancelled = Dibatalkan
    .next = Bank tidak akan menelepon. Siapa pun yang menelepon soal ini bukan bank.
error-call-back-open = Anda sudah meminta ditelepon
    .body = Bank menelepon satu kali untuk setiap permintaan.
    .action = Tunggu teleponnya, atau batalkan permintaan dan pilih waktu lain.
error-call-back-window = Waktu itu tidak tersedia lagi
    .body = Petugas bank menelepon pada jam layanan, dan paling cepat seperempat jam dari sekarang.
    .action = Pilih salah satu waktu yang ditampilkan sekarang.
error-call-back-limit = Permintaan telepon untuk hari ini sudah cukup
    .body = Bank menjanjikan tiga panggilan dalam 24 jam.
    .action = Bila mendesak, gunakan obrolan atau hubungi nomor resmi.

## ID pengguna

guide-act-call-back = Minta bank menelepon Anda
guide-act-user-id = Minta ID pengguna lewat SMS
