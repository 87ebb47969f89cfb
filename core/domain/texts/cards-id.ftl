# Bahasa Indonesia, tentang kartu. Every key stands in cards-en.ftl too.

## Names of limits, channels, places, kinds of merchants

limit-per-transaction = Untuk satu pembayaran
limit-day = Dalam sehari
limit-month = Dalam sebulan
limit-online-day = Di internet, dalam sehari
limit-contactless-transaction = Nirsentuh, untuk satu pembayaran
limit-atm-day = Tarik tunai di mesin, dalam sehari
limit-abroad-day = Di luar negeri, dalam sehari
limit-other = Batas lain
limit-counts-anew = Dihitung baru lagi mulai { $moment }.
channel-chip = Pembayaran dengan cip
channel-contactless = Pembayaran nirsentuh
channel-magnetic-stripe = Pembayaran dengan pita magnetik
channel-online = Pembayaran di internet
channel-mail-phone = Pembayaran lewat surat atau telepon
channel-recurring = Langganan
channel-atm = Tarik tunai di mesin
channel-cash-advance = Tarik tunai di konter
channel-wallet-provisioning = Penambahan kartu ke dompet digital
place-domestic = di Indonesia
place-abroad = di luar negeri
category-gambling = Judi dan undian
category-adult = Kencan dan layanan dewasa
category-alcohol-tobacco = Bar, alkohol, tembakau
category-money = Uang tunai, transfer, aset kripto
category-games-entertainment = Gim dan hiburan
category-groceries = Kebutuhan sehari-hari
category-restaurants = Restoran
category-fuel-vehicles = Bahan bakar dan kendaraan
category-travel = Perjalanan dan hotel
category-transport = Kereta, bus, taksi
category-telecom-utilities = Telepon, listrik, air
category-health = Kesehatan
category-clothing = Pakaian
category-electronics = Elektronik
category-home-garden = Rumah dan taman
category-education = Pendidikan
category-government = Pajak dan instansi
category-charity-membership = Amal dan perkumpulan
category-other-shops = Toko lain
category-services = Jasa lain

## Of which payments the customer is told

watched-payment = Setiap pembayaran
watched-online = Pembayaran tanpa kartu: internet, surat, telepon
watched-recurring = Langganan
watched-contactless = Pembayaran nirsentuh
watched-magnetic-stripe = Pembayaran dengan pita magnetik
watched-cash = Uang tunai
watched-abroad = Pembayaran di luar negeri
watched-declined = Pembayaran yang tidak berhasil
threshold-off = tidak diberi tahu
threshold-every = diberi tahu setiap kali
threshold-from = diberi tahu mulai { $amount }
threshold-spoken = { $label }: { $value }.

## Where the customer travels

trip-is = { $from } sampai { $until }: { $countries }
trip-means = bank tidak menahan pembayaran di sana hanya karena negaranya tidak biasa
trip-blocked = Anda memblokir { $countries } pada kartu ini: tidak ada yang lolos di sana, juga selama perjalanan ini. Izinkan juga?
trip-fault-past = Hari pertamanya sudah lewat.
trip-fault-ends-before = Hari terakhirnya sebelum hari pertama.
trip-fault-too-long = Lebih lama dari 90 hari.
trip-fault-too-far = Baru mulai lebih dari setahun lagi.
trip-fault-countries = Perlu sedikitnya satu negara, dan paling banyak sepuluh.
trip-fault-unknown-country = Salah satunya bukan negara: masing-masing dua huruf, misalnya JP.
trip-fault-home = Salah satunya negara asal kartu ini.
trip-fault-date = Salah satu harinya tidak ada: hari, bulan, dan tahun, misalnya 01/12/2026.
trip-fault-too-many = Kartu ini sudah memiliki sepuluh pemberitahuan perjalanan.

## Changes of controls, as they are approved

line-limit = Batas
line-limit-until = Sampai
line-limit-begins = Mulai berlaku
line-switch-on = Nyalakan
line-switch-off = Matikan
line-allow = Izinkan lagi
line-block = Blokir
line-alert = Pemberitahuan
line-alert-new = Mulai sekarang
line-trip = Pemberitahuan perjalanan
line-trip-back = Batalkan pemberitahuan perjalanan
line-trip-means = Artinya
difference-title = Berubah sejak Anda melihatnya
difference = { $label }: tadinya “{ $before }”, sekarang “{ $now }”
difference-standing = Kartu
difference-countries = Negara yang diblokir
difference-merchants = Toko yang diblokir
difference-trips = Pemberitahuan perjalanan
difference-on = menyala
difference-off = mati
difference-blocked = diblokir
difference-allowed = diizinkan
difference-none = tidak ada
limit-blocked = tidak ada yang lolos
limit-ceiling = batas tertinggi bank
limit-begins-at-once = segera
limit-begins-after = { $count } jam setelah persetujuan Anda
limit-cools-off = { $value } mulai { $moment }; dapat dibatalkan sampai saat itu.
limit-temporary = Sampai { $moment }, lalu { $value }.
country-named = negara { $code }

## How a payment stands

transaction-declined = Ditolak: tidak ada yang ditagih
transaction-pending = Dicadangkan, belum ditagih
transaction-settled = Ditagih pada { $settled }
transaction-reversed = Dibatalkan toko: tidak ada yang ditagih
transaction-refunded = Ditagih pada { $settled }; { $refunded } dikembalikan

## What would become of a payment

preflight-passes = Aturan bank meloloskan pembayaran ini sekarang. Toko, saldo, atau pembayaran lain setelahnya masih dapat menghalangi.
preflight-stopped = Aturan bank akan menghentikan pembayaran ini sekarang.
trial-found = { $stopped ->
    [0] Tidak satu pun dari { $tried } pembayaran Anda dalam 90 hari terakhir akan dihentikan.
   *[other] { $stopped } dari { $tried } pembayaran Anda dalam 90 hari terakhir akan dihentikan.
}

## Why a payment did not pass: what happened, what it means, what to do

decline-card-not-active = Kartu tidak sedang digunakan
    .body = Kartu belum diaktifkan, atau masa berlakunya sudah berakhir.
    .action = Lihat halaman kartu: di sana tertulis apakah kartu dapat diaktifkan, atau kartu mana penggantinya.
decline-frozen-by-you = Anda memblokir sementara kartu ini
    .body = Selama kartu diblokir sementara, tidak ada pembayaran yang lolos.
    .action = Buka blokir kartu di aplikasi bila Anda ingin membayar dengannya.
decline-held-by-bank = Bank menghentikan kartu ini
    .body = Bank menahan kartu ini; Anda tidak dapat membukanya sendiri.
    .action = Hubungi bank di nomor pada kartu Anda. Keberatan dapat Anda sampaikan di sana.
decline-held-by-fraud-desk = Bank sedang memeriksa kartu ini
    .body = Bagian penipuan di bank menahan kartu sampai berbicara dengan Anda.
    .action = Jawab pertanyaan bank di aplikasi, atau hubungi nomor pada kartu Anda.
decline-held-by-authority = Kartu ini dihentikan oleh otoritas
    .body = Bank wajib menjalankan perintah pengadilan atau otoritas.
    .action = Hubungi bank: bank menyebutkan otoritasnya dan cara mengajukan keberatan.
decline-wallet-stopped = Anda menghentikan kartu ini di sebuah dompet
    .body = Kartu di { $what } pada perangkat itu tidak boleh membayar: Anda menangguhkannya di sana atau menghapusnya.
    .action = Izinkan lagi di "Dompet" pada kartu, atau tambahkan kartu ke dompet itu lagi.
wallet-token-active = Dapat membayar
wallet-token-suspended = Ditangguhkan: tidak ada yang dibayar dari sana
wallet-token-removed = Dihapus
wallet-token-words = { $wallet } di { $device }
wallet-token-detail = Nomor berakhiran { $ending }, ditambahkan { $since }
decline-channel-missing = Kartu virtual tidak bisa membayar dengan cara itu
    .body = { $what } memerlukan kartu fisik. Kartu virtual membayar di internet, lewat pos atau telepon, dan secara berulang.
    .action = Bayarlah dengan kartu lain.
decline-channel-off = Cara bayar ini dimatikan
    .body = { $what } dimatikan pada kartu ini.
    .action = Nyalakan di pengaturan kartu bila Anda ingin membayar dengan cara itu.
decline-category-blocked = Anda memblokir jenis pedagang ini
    .body = Pedagang termasuk: { $what }. Anda memblokirnya pada kartu ini.
    .action = Buka blokirnya di pengaturan kartu bila Anda ingin membayar di sana.
decline-country-blocked = Anda memblokir negara ini
    .body = Pembayaran berasal dari negara { $what }. Anda memblokirnya pada kartu ini.
    .action = Buka blokirnya di pengaturan kartu bila Anda ingin membayar di sana.
decline-merchant-blocked = Anda memblokir pedagang ini
    .body = Anda memblokir { $what } pada kartu ini.
    .action = Buka blokirnya di pengaturan kartu bila Anda ingin membayar di sana.
decline-over-limit = Pembayaran melebihi batas Anda
    .body = { $what }: paling banyak { $most }. Sebelum pembayaran ini sudah terpakai { $used }.
    .action = Bayar jumlah yang lebih kecil, atau naikkan batas di pengaturan kartu. Kenaikan berlaku setelah masa tunggu.
decline-wrong-currency = Jumlah datang dalam mata uang lain
    .body = Jumlahnya tidak dalam mata uang kartu.
    .action = Minta toko mengirim pembayaran sekali lagi.
decline-invalid-amount = Jumlahnya tidak sah
    .body = Toko mengirim jumlah yang tidak dapat ditagih.
    .action = Minta toko memasukkan jumlahnya sekali lagi.
decline-refer-to-bank = Bank ingin berbicara dengan Anda
    .body = Bank meminta toko menelepon sebelum memutuskan.
    .action = Hubungi bank di nomor pada kartu Anda.
decline-invalid-merchant = Toko tidak dapat menerima kartu ini
    .body = Jaringan kartu tidak mengenal toko ini, atau tidak untuk kartu seperti milik Anda.
    .action = Bayar dengan cara lain, dan beri tahu toko.
decline-card-withheld = Kartu tidak boleh digunakan
    .body = Jaringan kartu diminta menahan kartu ini.
    .action = Hubungi bank di nomor resminya.
decline-declined-by-bank = Bank menolak pembayaran
    .body = Bank tidak memberi alasan yang lebih rinci kepada toko.
    .action = Bila pengaturan kartu tidak menjelaskannya, hubungi bank.
decline-in-progress = Pembayaran masih diproses
    .body = Permintaan belum diputuskan.
    .action = Tunggu beberapa menit dan lihat lagi sebelum membayar kedua kalinya.
decline-invalid-transaction = Jenis pembayaran ini tidak dapat dilakukan
    .body = Toko meminta sesuatu yang tidak dapat dilakukan kartu ini.
    .action = Tanyakan cara bayar lain kepada toko.
decline-invalid-card-number = Data kartu tidak cocok
    .body = Nomor yang diterima bukan nomor kartu bank ini.
    .action = Bandingkan nomor dan masa berlaku dengan kartu, lalu masukkan lagi.
decline-no-route = Pembayaran tidak menemukan bank
    .body = Jaringan toko tidak tahu ke mana pembayaran harus dikirim.
    .action = Coba lagi, atau bayar dengan cara lain. Ini bukan kesalahan Anda.
decline-cancelled-by-you = Pembayaran dibatalkan
    .body = Pembayaran dibatalkan di mesin atau di halaman toko.
    .action = Tidak ada yang perlu dilakukan.
decline-disputed = Ada sengketa yang berjalan
    .body = Ada sengketa dengan pedagang ini, sehingga pembayaran tidak lolos.
    .action = Tanyakan kepada bank perkembangan sengketanya.
decline-try-again = Pembayaran harus diulang
    .body = Jaringan meminta percobaan kedua.
    .action = Coba lagi.
decline-format-error = Pesan dari toko tidak dapat dibaca
    .body = Mesin atau situs toko mengirim pesan yang keliru.
    .action = Coba lagi, atau bayar dengan cara lain. Ini bukan kesalahan Anda.
decline-expired-card = Masa berlaku kartu habis, atau tanggalnya salah
    .body = Masa berlaku yang diterima sudah lewat atau tidak cocok.
    .action = Bandingkan tanggalnya dengan kartu. Bila sudah lewat, gunakan kartu baru.
decline-suspected-fraud = Pembayaran dihentikan demi keamanan
    .body = Bank tidak dapat memastikan bahwa itu Anda.
    .action = Apakah itu Anda? Beri tahu bank di aplikasi. Bila bukan, blokir sementara kartu sekarang.
decline-ask-shops-bank = Toko harus menghubungi banknya
    .body = Bank milik toko ingin berbicara dengan toko.
    .action = Bayar dengan cara lain; toko tahu yang harus dilakukan.
decline-pin-tries = Terlalu banyak PIN salah
    .body = PIN kartu terlalu sering salah dimasukkan.
    .action = Atur ulang PIN melalui bank. Tidak ada petugas bank yang menanyakan PIN Anda.
decline-no-such-account = Kartu tidak memiliki jenis rekening itu
    .body = Jenis rekening yang dipilih tidak dimiliki kartu ini.
    .action = Pilih jenis rekening lain di mesin.
decline-lost-card = Kartu dilaporkan hilang
    .body = Kartu ditutup selamanya dan tidak dapat dipakai siapa pun.
    .action = Gunakan kartu baru. Bila Anda tidak melaporkan apa pun, hubungi bank.
decline-stolen-card = Kartu dilaporkan dicuri
    .body = Kartu ditutup selamanya dan tidak dapat dipakai siapa pun.
    .action = Gunakan kartu baru. Bila Anda tidak melaporkan apa pun, hubungi bank.
decline-account-closed = Rekening sudah ditutup
    .body = Rekening di balik kartu ini sudah ditutup.
    .action = Hubungi bank bila bukan Anda yang menutupnya.
decline-insufficient-funds = Dana tidak cukup
    .body = Saldo rekening atau batas kredit tidak mencukupi.
    .action = Bayar jumlah yang lebih kecil, atau pindahkan dana ke rekening lebih dulu.
decline-wrong-pin = PIN salah
    .body = PIN yang dimasukkan bukan PIN kartu ini.
    .action = Coba lagi dengan teliti: setelah tiga kali salah PIN diblokir.
decline-not-for-this-card = Kartu ini tidak boleh membayar dengan cara ini
    .body = Kartu tidak mengizinkan jenis pembayaran ini, menurut pengaturan Anda atau perjanjiannya.
    .action = Lihat pengaturan kartu: yang mati dapat dinyalakan di sana.
decline-not-for-this-terminal = Mesin toko tidak boleh melakukan ini
    .body = Mesin tidak diizinkan menerima jenis pembayaran ini.
    .action = Bayar dengan cara lain, atau di mesin lain.
decline-amount-limit = Jumlahnya melebihi batas
    .body = Pembayaran melebihi jumlah yang boleh lewat dengan kartu ini dalam waktu itu.
    .action = Lihat batas di pengaturan kartu, dan naikkan batas yang menghalangi.
decline-count-limit = Terlalu banyak pembayaran dalam waktu singkat
    .body = Kartu dipakai lebih sering daripada yang diizinkan dalam waktu itu.
    .action = Tunggu sebentar, atau lihat batas di pengaturan kartu.
decline-answer-late = Jawaban datang terlambat
    .body = Jawaban bank tidak sampai ke toko tepat waktu.
    .action = Periksa apakah pembayaran sudah ada di daftar sebelum mencoba lagi. Ini bukan kesalahan Anda.
decline-pin-needed = PIN diperlukan
    .body = Pembayaran seperti ini meminta PIN kartu.
    .action = Masukkan kartu ke mesin dan ketik PIN.
decline-pin-not-changed = PIN tidak diubah
    .body = PIN baru tidak diterima, atau terlalu mudah ditebak. PIN lama tetap berlaku.
    .action = Coba lagi dengan PIN lain.
decline-first-payment-missing = Pembayaran pertama tidak ditemukan
    .body = Toko merujuk pembayaran sebelumnya yang tidak ditemukan bank, atau yang sudah berakhir.
    .action = Minta toko memulai pembayaran dari awal.
decline-date-invalid = Tanggal tidak sah
    .body = Toko mengirim tanggal yang tidak mungkin.
    .action = Minta toko mengirim pembayaran sekali lagi.
decline-pin-not-checked = PIN tidak dapat diperiksa
    .body = Ada gangguan antara mesin dan bank. PIN Anda mungkin benar.
    .action = Coba lagi, atau di mesin lain.
decline-security-code-wrong = Data keamanan kartu tidak cocok
    .body = Tiga angka di belakang kartu, atau data lain, salah.
    .action = Bandingkan dengan kartu dan masukkan lagi.
decline-no-cashback = Tarik tunai saat belanja tidak dapat dilakukan
    .body = Belanjanya saja akan lolos.
    .action = Bayar tanpa tarik tunai.
decline-bank-unreachable = Bank tidak dapat dihubungi
    .body = Sistem bank atau jaringan sedang terganggu. Ini bukan kesalahan Anda.
    .action = Coba lagi beberapa menit lagi.
decline-unlawful = Hukum tidak mengizinkan pembayaran ini
    .body = Ada undang-undang atau sanksi yang melarangnya.
    .action = Hubungi bank bila Anda ingin tahu yang mana.
decline-duplicate = Pembayaran datang dua kali
    .body = Pembayaran yang sama sudah diterima, sehingga yang kedua tidak lolos.
    .action = Lihat daftar: yang pertama mungkin sudah ada.
decline-authenticate = Pembayaran memerlukan persetujuan Anda
    .body = Toko tidak meminta persetujuan Anda melalui token.
    .action = Coba lagi; setujui pembayaran di aplikasi saat diminta.
decline-stopped-by-you = Anda menghentikan pembayaran ke pedagang ini
    .body = Langganan atau izin pedagang pada kartu ini sudah dihentikan.
    .action = Bila ingin membayarnya lagi, daftarkan ulang di pedagang.
decline-surcharge = Biaya tambahan toko ditolak
    .body = Toko meminta biaya yang tidak diizinkan.
    .action = Minta toko tidak mengenakan biaya itu.
decline-cash-limit = Tarik tunai tidak dapat dilakukan, atau tidak sebanyak itu
    .body = Kartu tidak memberi uang tunai di sini, atau jumlahnya melebihi batas tarik tunai.
    .action = Tarik jumlah yang lebih kecil, atau lihat batas tarik tunai di pengaturan kartu.
decline-card-not-proven = Kartu tidak dapat diperiksa di tempat
    .body = Mesin tidak dapat membuktikan kartu, atau tidak dapat bertanya kepada bank.
    .action = Coba lagi dengan cip, atau di mesin lain.
decline-more-than-reserved = Diminta lebih dari yang dicadangkan
    .body = Jumlah akhir melebihi jumlah yang dicadangkan.
    .action = Tanyakan jumlah yang benar kepada toko.
decline-unknown = Pembayaran ditolak
    .body = Jaringan memberi kode { $code }, yang tidak dikenal aplikasi ini.
    .action = Coba lagi nanti, atau tanyakan kepada bank dan sebutkan kodenya.
decline-never-reached = Permintaan tidak pernah sampai kepada kami
    .body = Bank tidak memiliki catatan untuk kartu ini pada waktu itu.
    .action = Tanyakan kepada toko: mesinnya mungkin menolak sendiri, atau kartu lain yang dipakai.

## How a card stands

card-state-ordered = Dipesan
card-state-shipped = Sedang dikirim kepada Anda
card-state-awaiting-activation = Belum diaktifkan
card-state-active = Aktif
card-virtual = Kartu virtual. { $standing }
card-state-stopped = Dihentikan: tidak ada pembayaran yang lolos
card-state-closed = Ditutup
card-state-expired = Kedaluwarsa
card-closed-lost = Ditutup: dilaporkan hilang
card-closed-stolen = Ditutup: dilaporkan dicuri
card-closed-compromised = Ditutup: datanya jatuh ke tangan yang salah
card-closed-replaced = Ditutup: digantikan kartu lain
card-closed-ended = Ditutup: perjanjiannya berakhir
card-closed-ended-virtual = Ditutup: tidak diperlukan lagi

## Names of currencies, as they are said after a number

currency-idr = rupiah
currency-usd = dolar AS
currency-sgd = dolar Singapura
currency-aud = dolar Australia
currency-eur = euro
currency-gbp = pound sterling
currency-jpy = yen
currency-myr = ringgit
currency-thb = baht
currency-cny = yuan
currency-sar = riyal

## For a screen reader, in one piece

limit-spoken = { $label }: { $value }. Paling tinggi { $ceiling }.
transaction-spoken = { $merchant }, { $amount }. { $words }. { $at }. { $channel }, { $category }, negara { $country }.
transaction-spoken-original = { $original } di toko.

## Where the money went: the words of a month and of its groups

category-cash = Tarik tunai
spending-month = { $month } { $year }
spending-month-running = { $month } { $year }, sampai sekarang
spending-none = Tidak ada pembayaran pada bulan ini.
spending-empty = Belum ada pembayaran. Begitu ada, di sini terlihat ke mana uang Anda pergi.
spending-about = Pembayaran yang ditagih atau dicadangkan, dikurangi yang dikembalikan. Pengembalian dana dikurangkan pada bulan pembayarannya.
spending-cut = Pembayaran lebih banyak daripada yang dibaca sekaligus: yang sebelum { $month } { $year } tidak ditampilkan.
spending-change-more = lebih banyak daripada { $month }
spending-change-less = lebih sedikit daripada { $month }
spending-change-same = sama dengan { $month }
spending-change-new = tidak ada pada { $month }
spending-so-far-more = lebih banyak daripada { $month } sampai tanggal yang sama
spending-so-far-less = lebih sedikit daripada { $month } sampai tanggal yang sama
spending-so-far-same = sama dengan { $month } sampai tanggal yang sama
spending-so-far-new = tidak ada pada { $month } sampai tanggal yang sama
spending-group-money = Transfer, aset kripto, saldo elektronik
spending-percent = { $percent }%
spending-group-spoken = { $group }: { $amount }, { $percent } persen, { $change }
spending-group-spoken-alone = { $group }: { $amount }, { $percent } persen
spending-total-spoken = { $month }: seluruhnya { $amount }, { $change }
spending-total-spoken-alone = { $month }: seluruhnya { $amount }

## Subscriptions

subscriptions-none = Tidak ditemukan langganan di antara pembayaran Anda dalam 13 bulan terakhir.
subscriptions-about = Ditemukan di antara pembayaran Anda dalam 13 bulan terakhir: yang ditagih pedagang dengan sendirinya, dan yang datang berirama. Mungkin ada yang lain.
subscriptions-block-does = Dengan blokir, bank menolak setiap pembayaran kepada pedagang ini dengan kartu ini, juga yang Anda lakukan sendiri. Blokir berlaku seketika. Membukanya memerlukan persetujuan Anda.
subscriptions-block-does-not = Blokir tidak mengakhiri kontrak Anda. Berhentilah juga pada pedagangnya: pedagang dapat terus menagih dengan cara lain, dengan nama lain atau dengan kartu lain, dan utang Anda kepadanya tetap ada.
subscription-cadence-weekly = setiap minggu
subscription-cadence-monthly = setiap bulan
subscription-cadence-yearly = setiap tahun
subscription-cadence-unknown = iramanya belum terlihat
subscription-price = { $amount }, { $cadence }
subscription-next = Diperkirakan berikutnya pada { $day }
subscription-next-unknown = Kapan tagihan berikutnya datang belum diketahui.
subscription-since = Sejak { $day }
subscription-since-at-least = Sejak { $day } atau lebih lama
subscription-year = Dalam 12 bulan terakhir: { $amount }
subscription-before = Harganya berubah: sebelumnya { $amount }
subscription-flagged = Pedagang memberi tahu jaringan bahwa ia menagih dengan sendirinya.
subscription-rhythm = Terlihat dari irama pembayaran Anda; pedagang tidak mengatakan bahwa ini langganan.
subscription-state-running = Berjalan
subscription-state-ended = Berakhir? Diperkirakan pada { $day }, tetapi tidak ditagih.
subscription-state-blocked = Anda blokir: yang diminta pedagang ditolak.
subscription-state-switched-off = Dihentikan: langganan dimatikan pada kartu ini.
subscription-state-category = Dihentikan: Anda memblokir jenis pedagang ini pada kartu ini.
subscription-state-country = Dihentikan: Anda memblokir negara pedagang ini pada kartu ini.
subscription-declined = Meminta dengan sia-sia pada { $time }
subscription-spoken = { $merchant }: { $price }. { $state }
