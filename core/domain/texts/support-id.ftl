# Bahasa Indonesia, tentang gangguan, pengaduan dan hak. Every key stands in support-en.ftl too.

## Apa dari bank yang dapat terganggu

service-sign-in = Masuk
service-registration = Pendaftaran ponsel dan pengaturan keamanan
service-approvals = Transfer dan persetujuan
service-cards = Kartu
service-transactions = Pembayaran kartu, sanggahan, dan tagihan
service-chat = Obrolan
service-sms = Pesan singkat (SMS)
service-phone-line = Telepon bank

outage-announced =
    .until = { $service }: pemeliharaan terencana mulai { $since } sampai { $until }.
    .open = { $service }: pemeliharaan terencana mulai { $since }. Bank belum dapat mengatakan berapa lama.
outage-now =
    .until = { $service }: terganggu sejak { $since }. Bank memperkirakan selesai { $until }.
    .open = { $service }: terganggu sejak { $since }. Bank belum dapat mengatakan berapa lama.
outage-perhaps-over =
    .until = { $service }: terganggu sejak { $since }. Seharusnya sudah selesai { $until }; bank belum ditanya lagi sejak itu.
    .open = { $service }: terganggu sejak { $since }.
outage-none = Bank tidak mengetahui adanya gangguan.
outage-banner = { $first }: sedang terganggu. Lihat apa yang tetap bekerja.
    .more = { $first } dan { $count } layanan lain: sedang terganggu. Lihat apa yang tetap bekerja.
outage-fresh = Menurut bank sekarang.
outage-kept = Menurut bank pada { $time }. Bank tidak dapat ditanya sekarang.

works-offline-code = PIN sekali pakai di ponsel ini, juga tanpa jaringan
works-freeze-in-app = Memblokir kartu sementara di aplikasi ini
works-freeze-by-phone = Memblokir kartu sementara lewat telepon, dengan kode yang ditampilkan ponsel ini
works-approvals = Persetujuan dengan Kode Buka Anda
works-chat = Obrolan dengan bank

error-service-down = Bagian bank ini sedang terganggu
    .body = Bank mengetahuinya. Ponsel Anda tidak bermasalah.
    .action = Coba lagi nanti. "Gangguan" menunjukkan apa yang tetap bekerja: PIN sekali pakai selalu bekerja.
service-down-until = { $service }: bank memperkirakan selesai { $until }.
service-down-open = { $service }: bank belum dapat mengatakan berapa lama.

## Pengaduan

complaint-kind-payment = Transfer atau pembayaran
complaint-kind-card = Kartu
complaint-kind-fraud = Uang hilang karena penipuan
complaint-kind-service = Cara saya dilayani
complaint-kind-data = Data pribadi saya
complaint-kind-other = Hal lain
complaint-received = Diterima
    .next = Bank sudah menerima pengaduan Anda. Anda mendapat jawaban paling lambat { $due }.
complaint-in-work = Sedang dikerjakan
    .next = Petugas bank sedang mengerjakannya. Anda mendapat jawaban paling lambat { $due }.
complaint-extended = Bank memerlukan waktu lebih lama
    .next = Bank sudah memberitahukannya sebelum waktunya habis. Bank wajib menjawab paling lambat { $due }, dan tidak boleh menundanya lagi.
complaint-answered = Dijawab
    .next = Jika jawabannya tidak memuaskan, Anda boleh menghubungi layanan konsumen Otoritas Jasa Keuangan (APPK: kontak157.ojk.go.id, telepon 157), atau menyelesaikannya di luar pengadilan lewat LAPS SJK (lapssjk.id). Keduanya tidak dipungut biaya.
complaint-overdue = Jawaban bank terlambat
    .next = Jawaban seharusnya paling lambat { $due }. Anda tidak perlu menunggu lagi: hubungi layanan konsumen Otoritas Jasa Keuangan (APPK: kontak157.ojk.go.id, telepon 157), dan sebutkan nomor pengaduan { $reference }.

alert-complaint-answered = Bank sudah menjawab pengaduan Anda
    .body = Jawabannya ada di pengaduan Anda, beserta apa yang dapat Anda lakukan jika tidak puas.
    .action = Buka "Hak Anda", lalu "Pengaduan".
    .sms = KunciBank: pengaduan Anda sudah dijawab. Baca di aplikasi: Hak Anda, Pengaduan.
alert-complaint-extended = Bank memerlukan waktu lebih lama untuk pengaduan Anda
    .body = Tenggat jawaban yang baru ada di pengaduan Anda. Bank tidak boleh menundanya lagi.
    .action = Buka "Hak Anda", lalu "Pengaduan".
    .sms = KunciBank: kami memerlukan waktu lebih lama untuk pengaduan Anda. Tenggat barunya di aplikasi: Hak Anda, Pengaduan.

## Hak

right-complain = Anda boleh mengadu, tanpa biaya
    .body = Lewat aplikasi ini, telepon, surat atau di cabang. Anda langsung mendapat nomor pengaduan. Tidak seorang pun boleh memperlakukan Anda lebih buruk karena pengaduan.
right-period = Bank wajib menjawab tepat waktu
    .body = Pengaduan tertulis dalam 10 hari kerja; ditambah 10 hari kerja hanya jika bank memberitahukannya beserta alasannya sebelum waktu itu habis. Pengaduan lisan dalam 5 hari kerja.
right-data = Data pribadi adalah milik Anda
    .body = Anda boleh melihatnya, memintanya dibetulkan, menarik persetujuan, dan memintanya dihapus. Bank bertindak dalam 3 × 24 jam, dan dalam waktu yang sama memberi tahu jika data jatuh ke tangan yang salah.
right-dispute = Anda boleh menyanggah pembayaran
    .body = Sebutkan pembayaran yang mana, dan mengapa itu bukan milik Anda atau tidak benar. Lakukan segera setelah Anda melihatnya: bank dan jaringan kartu mempunyai batas waktu sendiri. Blokir dahulu kartunya jika mungkin dipakai orang lain.
right-proof = Bank wajib membuktikan apa yang dikatakannya
    .body = Tanda terima bank untuk kendali kartu dan obrolan yang ditandatangani tersimpan di ponsel ini: semuanya bukti, juga terhadap bank. Anda tidak perlu membuktikan apa yang hanya dapat diketahui bank.
right-elsewhere = Anda boleh menempuh jalan lain
    .body = Jika bank tidak menjawab tepat waktu, atau Anda tidak setuju dengan jawabannya: layanan konsumen Otoritas Jasa Keuangan (APPK: kontak157.ojk.go.id, telepon 157), LAPS SJK (lapssjk.id), atau pengadilan.
