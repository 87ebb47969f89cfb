# Bahasa Indonesia, tentang surat ke bank dan kiat keamanan. Every key stands in letters-en.ftl too.

## Surat

letter-kind-cards = Kartu
letter-kind-token = Token atau ponsel
letter-kind-transfer = Transfer
letter-kind-details = Data saya
letter-kind-other = Hal lain
letter-received = Diterima
    .next = Bank sudah menerima pesan Anda. Anda mendapat jawaban paling lambat { $due }.
letter-in-work = Sedang dikerjakan
    .next = Petugas bank sedang mengerjakannya. Anda mendapat jawaban paling lambat { $due }.
letter-extended = Bank memerlukan waktu lebih lama
    .next = Anda mendapat jawaban paling lambat { $due }.
letter-answered = Dijawab
    .next = Jika itu belum membantu, tulis lagi atau telepon, dan sebutkan nomor { $reference }. Anda juga boleh mengadu lewat "Hak Anda".
letter-overdue = Jawaban bank terlambat
    .next = Jawaban seharusnya paling lambat { $due }. Telepon bank dan sebutkan nomor { $reference }, atau mengadulah lewat "Hak Anda".
error-written-text = Tulisan Anda terlalu pendek atau terlalu panjang
    .body = Tulisan terdiri atas 10 sampai 2000 karakter.
    .action = Ceritakan dalam beberapa kalimat apa yang terjadi, kapan, dan apa yang Anda minta.
error-letter-limit = Pesan untuk hari ini sudah cukup
    .body = Bank menerima lima pesan lewat formulir ini dalam 24 jam.
    .action = Jika mendesak, gunakan obrolan atau telepon bank. Yang Anda ketik tetap ada di sini.

alert-letter-answered = Bank sudah menjawab pesan Anda
    .body = Jawabannya ada di samping pesan Anda.
    .action = Buka "Tulis ke bank".
    .sms = KunciBank: pesan Anda sudah dijawab. Baca di aplikasi: Tulis ke bank.

channel-form = Formulir aman di aplikasi ini

## Kiat di tempat yang tepat

tip-public-wifi = Di Wi-Fi umum, masuklah hanya di aplikasi ini. Jangan ketik kata sandi di halaman yang terbuka sendiri.
tip-unique-password = Gunakan kata sandi yang tidak Anda pakai di tempat lain, dan tidak berhubungan dengan nama atau tanggal lahir Anda.
tip-unique-code = Gunakan kode yang tidak Anda pakai di tempat lain: bukan PIN kartu, bukan kode pembuka ponsel ini, bukan tanggal.
tip-updates = Pembaruan menutup celah yang dipakai pencuri. Ambil hanya dari toko resmi, jangan lewat tautan dalam pesan.
tip-operator-block = Ponsel hilang? Telepon operator seluler Anda dan minta kartu SIM segera diblokir.
tip-operator-no-new-sim = Tanyakan kepada operator apakah ada yang meminta kartu SIM baru. Katakan bahwa kartu baru tidak boleh diberikan tanpa kehadiran Anda: dengan nomor Anda, pencuri menerima SMS Anda.
