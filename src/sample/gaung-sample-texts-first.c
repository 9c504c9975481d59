/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first half of the complaints that are written out. Everything here is invented. Content of
 * the sample workspace, not to be translated. */
#include "config.h"

#include "gaung-sample-topic-private.h"

const GaungSampleText gaung_sample_texts_first[] = {
  { "lighting",
    "Sondakan",
    "Jl. Samanhudi",
    "whatsapp",
    "Lampu jalan mati di Jl. Samanhudi sejak Jumat",
    "Lampu jalan mati dari depan toko batik sampai perempatan, kira-kira empat tiang. Sudah sejak "
    "Jumat malam. Jalannya ramai turis dan kemarin ada ibu naik sepeda jatuh karena tidak melihat "
    "polisi tidur. Mohon segera dicek." },
  { "idcard",
    "Manahan",
    "Jl. Menteri Supeno",
    "whatsapp",
    "Antrean KTP-el tidak jelas nomor urutnya",
    "Saya sampai pukul 07.30 dan dapat nomor 41, tetapi yang dipanggil loncat-loncat. Pukul 11.00 "
    "nomor 60 sudah dilayani, saya belum. Petugas bilang ada antrean daring, tetapi di papan tidak "
    "ada keterangannya. Orang tua saya ikut menunggu dari pagi." },
  { "passport",
    "Karangasem",
    "Jl. Adi Sucipto",
    "festival",
    "Calo menawarkan urus paspor di luar kantor",
    "Saat mengantre di kantor imigrasi, seorang laki-laki menawarkan “jalur cepat” Rp750.000 untuk "
    "paspor. Ia mengaku kenal petugas dan menunjukkan beberapa paspor orang lain. Mohon ditindak, "
    "warga jadi takut mengurus sendiri." },
  { "rubbish",
    "Setabelan",
    "Jl. Letjen S. Parman",
    "whatsapp",
    "Sampah menumpuk di Pasar Legi, bau ke permukiman",
    "Sisa sayur di sisi timur pasar tidak terangkut sejak kemarin lusa. Baunya masuk ke "
    "rumah-rumah di belakang pasar, dan kalau hujan airnya cokelat mengalir ke gang. Mohon "
    "diangkut sebelum pasar ramai." },
  { "bpmks",
    "Joyotakan",
    NULL,
    "web",
    "Apa syarat BPMKS untuk siswa pindahan?",
    "Anak saya naik kelas 4 dan pindah dari Grogol ke SD negeri di Joyotakan karena kami pindah "
    "rumah. KK Solo sudah jadi. Apakah tahun ini masih bisa diusulkan BPMKS, dan lewat sekolah "
    "lama atau sekolah baru?" },
  { "road",
    "Karangasem",
    "Jl. Slamet Riyadi",
    "web",
    "Trotoar rusak depan SDN Kleco",
    "Trotoar di depan sekolah pecah dan tegelnya berdiri. Anak-anak turun ke jalan waktu pulang, "
    "padahal bus lewat persis di situ. Kami dari komite siap membantu mengatur kalau ada "
    "perbaikan." },
  { "bus",
    "Pajang",
    "Jl. Joko Tingkir",
    "app",
    "Permintaan penambahan rute BST sampai Pajang",
    "Kampus dan pabrik di sekitar sini makin ramai, tetapi feeder berhenti jauh di ujung jalan. "
    "Mohon dipertimbangkan rute yang melewati Jl. Joko Tingkir, terutama pukul 06.00–07.30." },
  { "noise",
    "Nusukan",
    "Jl. Kapten Piere Tendean",
    "whatsapp",
    "Suara pengeras terlalu keras malam hari",
    "Tempat angkringan dengan live music memutar pengeras sampai lewat pukul 00.00, bukan hanya "
    "malam Minggu. Ada bayi di rumah saya. Sudah bicara baik-baik tetapi katanya sudah izin. Mohon "
    "nama saya jangan disebut." },
  { "water",
    "Mojosongo",
    "Jl. Brigjen Katamso",
    "whatsapp",
    "Air PDAM mati tiap sore di Mojosongo",
    "air pdam tiap sore jam 4 mati sampai malam, sdh 5 hari. kami jualan bakso jd harus beli air "
    "galon. nunggu tangki jg ga datang2. tolong min kapan normalnya" },
  { "ak1",
    "Kadipiro",
    NULL,
    "whatsapp",
    "Cara perpanjang kartu AK-1",
    "Selamat pagi. Kartu AK-1 saya habis tanggal 12 bulan depan. Saya sedang kerja kontrak di "
    "Bandung, apakah perpanjangannya bisa daring atau diwakilkan adik? Terima kasih." },
  { "drainage",
    "Semanggi",
    "Jl. Kyai Mojo",
    "whatsapp",
    "Genangan selutut setiap hujan di Jl. Kyai Mojo",
    "Setiap hujan lebat jalan tergenang sampai lutut kurang lebih dua jam. Air dari selokan malah "
    "keluar ke jalan. Kerja bakti sudah dua kali, endapannya keras seperti semen. Mohon dikeruk "
    "sebelum Desember." },
  { "parking",
    "Kemlayan",
    "Jl. Gatot Subroto",
    "web",
    "Parkir motor ditarik Rp5.000 di Gatsu",
    "Minggu malam saya parkir di depan mural Gatot Subroto, ditarik Rp5.000 tanpa karcis. Saat "
    "saya minta karcis, jawabannya \"kalau keberatan jangan parkir sini\". Berapa tarif resminya? "
    "Kalau memang segitu, mohon dipasang papan yang jelas." },
  { "bpjs",
    "Sangkrah",
    NULL,
    "whatsapp",
    "BPJS ibu mendadak nonaktif saat mau cuci darah",
    "Nuwun sewu, kartu BPJS ibu saya yang PBI mendadak nonaktif, padahal lusa jadwal cuci darah. "
    "Rumah sakit minta kami mengurus dulu. Ke mana saya harus datang supaya cepat? Mohon "
    "bantuannya sanget." },
  { "thanks",
    "Jebres",
    "Jl. Ir. Sutami",
    "whatsapp",
    "Terima kasih, pohon tumbang cepat dibersihkan",
    "Tadi malam pohon di depan kos tumbang kena kabel. Telepon jam 10, jam 11 petugas sudah datang "
    "dan jam 1 pagi jalan sudah bersih. Petugasnya tidak mau dikasih kopi. Salut, mohon "
    "disampaikan." },
  { "social",
    "Kestalan",
    NULL,
    "walk-in",
    "Lansia sebatang kara belum terdata bantuan",
    "Tetangga kami, mbah putri usia 78 tahun, tinggal sendiri di rumah petak pinggir rel. Tidak "
    "punya KK sendiri sehingga tidak pernah masuk daftar bantuan. Selama ini makan dari tetangga "
    "bergiliran. Mohon petugas bisa melihat langsung." },
  { "digital",
    "Banjarsari",
    NULL,
    "web",
    "Laporan saya hilang dari riwayat ULAS",
    "Saya membuat laporan lewat situs hari Senin, dapat nomor, tetapi hari ini nomornya tidak "
    "ditemukan. Apakah laporan saya sudah diteruskan atau harus mengulang? Kalau mengulang, "
    "fotonya sudah terhapus dari ponsel." },
  { "traffic",
    "Gilingan",
    "Jl. Ahmad Yani",
    "whatsapp",
    "Lampu merah Gilingan kuning terus",
    "Lampu bangjo dekat viaduk Gilingan dari tadi pagi kuning kedip semua arah. Macet sampai depan "
    "terminal, tidak ada yang ngatur. Tolong ada petugas min." },
  { "vendors",
    "Kauman",
    "Jl. Trisula",
    "web",
    "Trotoar Kauman habis untuk lapak",
    "Mohon ditata, bukan diusir: pedagang di trotoar Jl. Trisula sekarang dua baris, wisatawan "
    "berjalan di tengah jalan bersama mobil. Kalau lapaknya dimundurkan satu meter saja sudah "
    "cukup." },
  { "tax",
    "Purwosari",
    NULL,
    "web",
    "SPPT PBB belum diterima sekampung",
    "Sampai hari ini SPPT PBB di RT kami belum dibagikan, padahal jatuh tempo tinggal sebentar. "
    "Beberapa warga sepuh tidak bisa mengunduh sendiri. Apakah bisa diambil kolektif lewat ketua "
    "RT?" },
  { "permit",
    "Laweyan",
    "Jl. Sidoluhur",
    "walk-in",
    "Bingung memilih KBLI untuk batik rumahan",
    "Saya perajin batik tulis, tiga orang karyawan, mau membuat NIB supaya bisa ikut pameran. Di "
    "aplikasi diminta KBLI dan ada banyak sekali. Ada yang menawari mengurus Rp1,5 juta. Apakah "
    "ada pendampingan dari kota?" },
  { "rubbish",
    "Pucangsawit",
    "Jl. Juanda",
    "whatsapp",
    "Buang sampah malam-malam di bantaran",
    "tiap malam jam 11an ada mobil bak buang sampah di bantaran dekat taman. plat nya sy foto tp "
    "gelap. mhn dipasangi cctv / portal. matur nuwun" },
  { "lighting",
    "Mojosongo",
    "Jl. Tangkuban Perahu",
    "whatsapp",
    "Nuwun sewu, tanjakan peteng ndhedhet",
    "Nuwun sewu Pak, tanjakan Tangkuban Perahu sampun kalih minggu peteng ndhedhet. Lare-lare "
    "wangsul ngaos sami ajrih. Mbok menawi saged dipundandosi sakderengipun malem Minggu wonten "
    "tirakatan warga. Matur nuwun sanget." },
  { "bus",
    "Kerten",
    "Jl. Slamet Riyadi",
    "whatsapp",
    "Bus tidak berhenti di halte Kerten",
    "Kemarin pukul 16.40 bus koridor 1 arah timur tidak berhenti padahal ada tiga orang di halte, "
    "salah satunya bapak pakai tongkat. Nomor lambungnya tidak sempat terbaca, warna biru. Bus "
    "berikutnya baru datang 35 menit kemudian." },
  { "idcard",
    "Semanggi",
    NULL,
    "web",
    "KK pindah datang 5 minggu belum terbit",
    "Pengajuan pindah datang dari Klaten sudah lima minggu berstatus \"verifikasi\". Tanpa KK saya "
    "tidak bisa mendaftarkan anak ke puskesmas. Nomor pengajuan akan saya kirim kalau diminta. "
    "Mohon dibantu cek macetnya di mana." },
  { "water",
    "Danukusuman",
    "Jl. Dewi Sartika",
    "phone",
    "Tagihan air naik tiga kali lipat",
    "Pelapor menelepon: tagihan biasanya sekitar Rp70.000, bulan ini Rp228.000. Rumah hanya dihuni "
    "dua orang. Petugas meter menurut tetangga sudah dua bulan tidak datang. Minta meter "
    "diperiksa." },
  { "road",
    "Jagalan",
    "Jl. Surya",
    "whatsapp",
    "Bekas galian kabel ambles di Jl. Surya",
    "Bekas galian kabel internet di Jl. Surya cuma ditutup tanah, sekarang ambles sepanjang 6 "
    "meter. Semalam mobil tetangga masuk sebelah rodanya. Tolong pelaksananya disuruh mengaspal "
    "lagi seperti semula." },
  { "parking",
    "Keprabon",
    "Jl. Teuku Umar",
    "whatsapp",
    "Mobil parkir dua lapis tiap sore",
    "Setiap habis magrib mobil parkir dua lapis di kuliner Teuku Umar. Jumat kemarin ambulans "
    "tidak bisa lewat, harus menunggu pemilik mobil selesai makan. Mohon ditertibkan, tukang "
    "parkirnya malah yang mengatur." },
  { "passport",
    "Karangasem",
    "Jl. Adi Sucipto",
    "web",
    "Kuota antrean paspor habis dalam tiga menit",
    "Saya mencoba empat Jumat berturut-turut. Kuota dibuka pukul 14.00, pukul 14.03 sudah habis. "
    "Anehnya ada jasa di media sosial yang menjamin dapat nomor. Mohon ditelusuri." },
  { "suggestion",
    "Banyuanyar",
    NULL,
    "web",
    "Usul festival pelayanan sampai ke kelurahan",
    "Stan pelayanan di mal kemarin bagus sekali, bapak saya baru tahu AK-1 itu gratis. Tetapi "
    "banyak warga sini tidak pernah ke mal. Usul: sebulan sekali keliling kelurahan, cukup tiga "
    "meja saja." },
  { "bpmks",
    "Sewu",
    NULL,
    "phone",
    "Berkas BPMKS dikembalikan, kurang apa?",
    "Pelapor seorang nenek, wali dari cucu kelas 2 SMP. Berkas BPMKS dikembalikan sekolah tanpa "
    "penjelasan. Orang tua anak bekerja di luar pulau. Menanyakan apakah kartu keluarga nenek bisa "
    "dipakai." },
  { "bpjs",
    "Nusukan",
    NULL,
    "web",
    "Nomor antrean puskesmas habis sebelum pukul 07.00",
    "Saya datang pukul 06.50, nomor antrean sudah habis. Ternyata nomor diambil dulu oleh yang "
    "titip ke tukang parkir Rp10.000. Mohon antrean dibuka adil, lansia diberi jatah tersendiri." },
  { "tree",
    "Penumping",
    "Jl. Dr. Moewardi",
    "app",
    "Dahan asam menyentuh kabel listrik",
    "Dahan pohon asam di depan rumah nomor 30-an menyentuh kabel dan berpercik saat hujan hari "
    "Minggu. Di bawahnya ada gerobak soto setiap pagi. Mohon dipangkas, pohonnya jangan "
    "ditebang." },
  { "samsat",
    "Jajar",
    NULL,
    "whatsapp",
    "Samsat keliling tidak datang sesuai jadwal",
    "di jadwal samsat keliling hari selasa di lapangan jajar jam 9. kami nunggu sampe jam 11 ga "
    "ada. banyak yg sdh ijin kerja. kalau batal mbok diumumkan" },
  { "animals",
    "Tipes",
    "Jl. Veteran",
    "whatsapp",
    "Anjing liar mengejar anak sekolah",
    "Ada lima ekor anjing tanpa pemilik di belakang pasar, tiap pagi mengejar anak yang naik "
    "sepeda. Kemarin satu anak jatuh, untung tidak digigit. Mohon ditangani, kalau bisa divaksin "
    "saja, jangan dibunuh." },
  { "digital",
    "Kampung Baru",
    "Jl. Jenderal Sudirman",
    "app",
    "Wifi publik depan Balai Kota tersambung tetapi kosong",
    "Sejak awal minggu wifi di koridor Sudirman tersambung tetapi tidak bisa membuka apa-apa. "
    "Anak-anak sekolah biasa mengerjakan tugas di situ. Sinyal penuh, jadi mungkin saluran ke "
    "internetnya." },
  { "social",
    "Sangkrah",
    NULL,
    "letter",
    "Sanggahan penerima bantuan beras RT 04",
    "Dengan hormat, bersama ini warga RT 04 menyampaikan keberatan atas daftar penerima bantuan "
    "beras: tiga penerima memiliki mobil, sedangkan dua keluarga buruh harian tidak tercantum. "
    "Kami mohon verifikasi ulang di lapangan." },
  { "drainage",
    "Joyosuran",
    "Jl. Brigjen Sudiarto",
    "whatsapp",
    "Tutup selokan hilang tiga buah",
    "Tutup selokan besi di depan ruko hilang tiga, kayaknya dicuri. Sementara ditutup triplek sama "
    "warga. Malam gelap pula. Bahaya buat yang jalan kaki." },
  { "ak1",
    "Gandekan",
    NULL,
    "festival",
    "Info pelatihan barista gratis",
    "Saya lulusan SMK tata boga, tahu dari stan di mal kalau ada pelatihan barista dari Disnaker. "
    "Kapan dibuka lagi dan apakah yang belum punya AK-1 boleh ikut?" },
  { "noise",
    "Manahan",
    "Jl. Adi Sucipto",
    "web",
    "Knalpot brong di Stadion Manahan",
    "Setiap Sabtu malam antara pukul 23.00 sampai 02.00 ada balap dan geber-geberan di sisi utara "
    "stadion. Warga sudah telepon, tetapi ketika polisi pergi mereka datang lagi. Mohon patroli "
    "menetap." },
  { "thanks",
    "Kratonan",
    NULL,
    "whatsapp",
    "Matur nuwun petugas Dukcapil",
    "Matur nuwun sanget kagem mas-mbak petugas perekaman KTP yang datang ke rumah. Bapak kulo "
    "stroke, tidak bisa ke kantor. Petugas sabar dan tidak minta apa-apa. Mugi-mugi sehat "
    "sedaya." },
  { "road",
    "Kadipiro",
    "Jl. Jaya Wijaya",
    "whatsapp",
    "Lubang besar di tikungan Jaya Wijaya",
    "ada lubang gede di tikungan jaya wijaya dr arah mojosongo. kl ujan ga keliatan. minggu ini "
    "udh 3 org jatuh. warga kasih pohon pisang biar keliatan. tlg ditambal min" },
  { "permit",
    "Purwodiningratan",
    "Jl. Urip Sumoharjo",
    "email",
    "PBG dua bulan tanpa kabar",
    "Permohonan PBG rumah tinggal kami sudah dua bulan berstatus \"pemeriksaan\". Konsultan bilang "
    "berkas lengkap. Kami kontrak rumah selama menunggu. Mohon kepastian apa yang masih kurang dan "
    "kapan selesai." },
  { "water",
    "Joglo",
    NULL,
    "whatsapp",
    "Air keruh bau kaporit",
    "Air kran sejak Senin keruh kekuningan dan bau kaporitnya keras. Dipakai mandi anak gatal. "
    "Satu gang sama semua. Mohon dicek dan diberi tahu apakah aman diminum setelah direbus." },
  { "rubbish",
    "Serengan",
    "Jl. Yos Sudarso",
    "web",
    "TPS meluber ke badan jalan",
    "TPS di pojok jalan selalu penuh pada hari Minggu dan baru diangkut Selasa. Sampah sampai "
    "menutup setengah lajur. Mohon jadwal hari Minggu ditambah atau kontainernya dibuat dua." },
  { "traffic",
    "Mangkubumen",
    "Jl. Dr. Supomo",
    "web",
    "Minta zebra cross dan petugas di depan SMP",
    "Setiap pukul 06.45 penyeberangan depan sekolah semrawut. Cat zebra cross hilang sejak "
    "pengaspalan. Guru piket menyeberangkan sendiri dan hampir tertabrak. Mohon dicat ulang dan "
    "ada petugas dua minggu saja sampai tertib." },
  { "vendors",
    "Sudiroprajan",
    "Jl. Kapten Mulyadi",
    "walk-in",
    "Atap los Pasar Gede bagian belakang bocor",
    "Saya pedagang buah di los belakang. Tiga titik atap bocor, kardus dagangan basah semua. Sudah "
    "lapor lurah pasar dua kali, katanya menunggu anggaran. Mohon sebelum Natal karena dagangan "
    "sedang banyak." },
  { "idcard",
    "Pajang",
    NULL,
    "whatsapp",
    "KTP rusak mau cetak ulang bayar?",
    "Pagi min, ktp sy patah. mau cetak ulang syaratnya apa ya? kata teman suruh bayar 50rb lewat "
    "orang dalam. betul ga? sy ga mau kalau lewat calo" },
  { "suggestion",
    "Tegalharjo",
    "Jl. Sutan Syahrir",
    "app",
    "Usul bangku dan tempat teduh untuk lansia",
    "Di sepanjang Jl. Sutan Syahrir tidak ada tempat duduk sama sekali. Ibu-ibu yang pulang dari "
    "pasar membawa belanjaan berhenti di tangga toko. Dua atau tiga bangku saja sudah sangat "
    "menolong." },
  { "tax",
    "Timuran",
    NULL,
    "whatsapp",
    "PBB sudah dibayar tapi masih tertulis terutang",
    "Saya sudah bayar PBB lewat minimarket tanggal 3, struk ada. Di situs masih muncul terutang "
    "dan ada denda. Mohon dicek, saya kirim foto struknya." },
  { "bus",
    "Sumber",
    "Jl. Letjen Suprapto",
    "social",
    "Kartu BST terpotong dua kali",
    "Halo min, tadi pindah dari feeder ke koridor 3 masih dalam 60 menit tapi saldo kepotong lagi. "
    "Sudah dua kali minggu ini. Bisa direfund nggak dan ke mana?" },
  { NULL },
};
