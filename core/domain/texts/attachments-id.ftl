## Berkas di obrolan, dan yang diminta bank

error-attachment-refused = Berkas ini tidak dikirim
    .body = Berkas tidak ditambahkan ke obrolan.
    .action = Pilih berkas lain: foto (JPEG), tangkapan layar (PNG) atau PDF, paling besar 5 MB.
error-attachment-unasked = Belum dikirim: bank tidak memintanya
    .body = Saat ini tidak ada petugas berlencana sah yang meminta dokumen. Foto kartu atau KTP cukup untuk membuka rekening atas nama Anda. Bank memintanya hanya dengan permintaan bertanda tangan, yang Anda lihat di obrolan ini beserta tujuannya.
    .action = Jika ada kartu atau KTP di dalamnya, jangan kirim. Jika tidak, kirim bila Anda yakin.
error-attachment-forged = Berkas ini tidak dapat dibuka
    .body = Yang datang bukan berkas yang diumumkan, jadi tidak ditampilkan.
    .action = Minta di obrolan agar berkas dikirim lagi.

attachment-fault-empty = Isinya kosong.
attachment-fault-too-large = Ukurannya lebih dari 5 MB. Ambil lagi gambarnya dengan resolusi lebih rendah, atau kirim sebagian dokumen.
attachment-fault-unknown-form = Ini bukan foto (JPEG), gambar (PNG) atau PDF.
attachment-fault-heic = Ini foto dalam bentuk HEIC dari Apple, yang tidak dapat dibuka bank. Pilih "Paling Kompatibel" di pengaturan kamera, atau ambil tangkapan layar.
attachment-fault-damaged = Berkas rusak atau tidak lengkap, atau ada sesuatu tersembunyi di belakang akhirnya.
attachment-fault-active = Berkas memuat program atau berkas lain, atau dikunci dengan kata sandi.
attachment-fault-name = Namanya tidak ada, terlalu panjang, atau memuat karakter yang tidak terlihat.
attachment-fault-other-form = Namanya mengaku sebagai bentuk lain dari isinya.
attachment-fault-too-many = Banyak berkas Anda di bank belum punya pesan. Coba lagi besok.
attachment-fault-changed = Yang diterima bank bukan berkas yang Anda pilih.

document-identity-card = KTP atau paspor Anda
document-card = foto kartu pembayaran Anda
document-address-proof = bukti alamat Anda
document-income-proof = bukti penghasilan Anda
document-paper = tagihan, tanda terima atau surat

chat-failed-file = Tidak terkirim: berkas tidak diterima. { $why }
chat-attachment-unfit = Berkas ini tidak dapat dibuka: yang datang bukan yang diumumkan. Jangan percaya.
chat-document-request = Bank meminta { $document }. Tujuan: { $purpose }. Bank menyimpannya { $days ->
    [0] selama diperlukan untuk melihatnya
   *[other] { $days } hari
}. Anda dapat mengirimnya di sini sampai { $until }.
chat-document-request-false = Ada yang meminta dokumen, dan itu bukan permintaan bank. Jangan kirim apa pun.
chat-document-request-false-warning = Permintaan ini tidak ditandatangani bank, untuk orang lain, atau sudah kedaluwarsa. Jangan kirim foto kartu atau KTP.

kept-attachments = Berkas obrolan
    .purpose = Gambar dan dokumen yang Anda kirim atau buka, supaya dapat Anda lihat tanpa jaringan.
    .retention = Lima tahun, atau sampai nasabah lain masuk di ponsel ini.
