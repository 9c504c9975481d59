/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second half of the complaints that are written out. Everything here is invented. Content of
 * the sample workspace, not to be translated. */
#include "config.h"

#include "gaung-sample-topic-private.h"

const GaungSampleText gaung_sample_texts_second[] = {
  { "lighting",
    "Pajang",
    "Jl. Transito",
    "web",
    "Tiang lampu miring setelah tersenggol truk",
    "Tiang lampu di Jl. Transito miring ke arah jalan setelah tersenggol truk kontainer Kamis "
    "malam. Kabelnya menjuntai setinggi kepala orang. Kami ikat tali sementara. Mohon segera, ini "
    "berbahaya kalau angin." },
  { "bpjs",
    "Pasar Kliwon",
    NULL,
    "phone",
    "Obat hipertensi kosong tiga minggu",
    "Pelapor berusia 69 tahun, peserta prolanis. Obat amlodipin di puskesmas kosong tiga minggu "
    "dan diminta membeli sendiri. Menanyakan apakah bisa diganti atau diambil di puskesmas lain." },
  { "drainage",
    "Gandekan",
    "Jl. RE Martadinata",
    "whatsapp",
    "Air got masuk rumah pas hujan Rabu",
    "Rabu sore air got masuk rumah warga sebelah barat kali, kira-kira 12 rumah, semata kaki. "
    "Pintu airnya macet separuh. Pompa di rumah pompa katanya rusak satu. Mohon dicek sebelum "
    "hujan berikutnya." },
  { "parking",
    "Sriwedari",
    "Jl. Slamet Riyadi",
    "lapor",
    "Tarif parkir acara jauh di atas ketentuan",
    "Pada acara car free night, parkir motor dipatok Rp10.000 di tiga titik berbeda. Tidak ada "
    "karcis resmi, hanya kertas fotokopi. Mohon ada pengawasan dan pengembalian bila memungkinkan. "
    "Bukti foto terlampir." },
  { "digital",
    "Purwosari",
    NULL,
    "web",
    "Nomor telepon kelurahan di situs tidak aktif",
    "Nomor telepon kelurahan yang tercantum di situs sudah tidak aktif. Saya menelepon tiga hari. "
    "Ternyata menurut satpam nomornya ganti sejak tahun lalu. Mohon situs diperbarui supaya warga "
    "tidak salah." },
  { "rubbish",
    "Laweyan",
    "Jl. Dr. Rajiman",
    "whatsapp",
    "Pembakaran sampah tiap sore",
    "Tetangga belakang bakar sampah plastik tiap sore, asapnya masuk ke rumah dan ke tempat jemur "
    "batik. Sudah ditegur RT. Anak saya asma. Mohon yang berwenang memberi pengertian." },
  { "idcard",
    "Jebres",
    NULL,
    "app",
    "Akta kelahiran disetujui tetapi PDF tidak terbuka",
    "Notifikasi akta sudah disetujui, namun berkas PDF yang diunduh 0 KB. Sudah coba tiga "
    "perangkat. Akta dibutuhkan untuk daftar PAUD minggu depan." },
  { "passport",
    "Karangasem",
    "Jl. Adi Sucipto",
    "whatsapp",
    "Antre foto paspor 4 jam bersama bayi",
    "Jadwal saya pukul 09.00 tetapi baru dipanggil foto pukul 13.15. Ada banyak ibu membawa bayi "
    "dan tidak ada ruang laktasi yang terbuka. Kalau memang molor mohon diberi tahu supaya bisa "
    "pulang dulu." },
  { "tree",
    "Baluwarti",
    "Jl. Tamtaman",
    "walk-in",
    "Beringin tua menjatuhkan dahan",
    "Dahan beringin di dekat tembok jatuh dua kali minggu ini, yang terakhir mengenai becak "
    "parkir. Pohonnya dikeramatkan warga, jadi mohon ditangani dengan hati-hati dan berembuk dulu "
    "dengan pengageng." },
  { "social",
    "Semanggi",
    NULL,
    "whatsapp",
    "PKH saya hilang dr daftar",
    "th lalu sy dpt pkh skrg nama sy ga ada, pdhl sy masih buruh cuci anak 3. kata pendamping dr "
    "pusat. cara nyanggahnya gmn? sy ga bisa pake hp canggih" },
  { "water",
    "Punggawan",
    "Jl. Gajah Mada",
    "web",
    "Pipa bocor di depan hotel, air terbuang",
    "Ada pipa bocor di tepi Jl. Gajah Mada, airnya mengalir siang malam sudah empat hari. Aspal di "
    "sekitarnya mulai terangkat. Sayang sekali airnya, sementara di kampung belakang justru kecil "
    "alirannya." },
  { "traffic",
    "Jebres",
    "Jl. Kolonel Sutarto",
    "whatsapp",
    "Motor lawan arus depan RS",
    "Depan RS Moewardi tiap hari motor melawan arus demi menghindari putar balik jauh. Pejalan "
    "kaki dari halte sering kaget. Mohon pembatas atau petugas, terutama jam besuk." },
  { "bpmks",
    "Mojosongo",
    NULL,
    "whatsapp",
    "BPMKS belum cair, seragam sudah sempit",
    "Bu, mau tanya, BPMKS anak saya SD kelas 5 kok belum masuk, teman sekelasnya sudah belanja "
    "dari minggu lalu. Toko bilang saldo 0. Apa ada data yang salah? Seragamnya sudah sempit "
    "sekali." },
  { "noise",
    "Sumber",
    "Jl. Pajajaran",
    "web",
    "Bengkel las buka sampai malam di permukiman",
    "Bengkel las di sebelah rumah beroperasi sampai pukul 22.00, termasuk Minggu. Percikan apinya "
    "sampai ke pagar kami. Kami tidak ingin bermusuhan, mohon ditegur soal jam kerjanya." },
  { "suggestion",
    "Gajahan",
    NULL,
    "web",
    "Usul papan penunjuk dalam aksara Jawa dan Latin",
    "Anak-anak sekolah di sekitar Alun-Alun belajar aksara Jawa, tetapi di jalan jarang ada "
    "contohnya yang benar. Usul papan nama gang di Gajahan ditulis dua aksara, sekaligus menarik "
    "untuk wisatawan. Kami punya guru yang siap memeriksa tulisannya." },
  { "ak1",
    "Banyuanyar",
    NULL,
    "web",
    "Akun SIAPkerja tidak menerima kode",
    "Saya mendaftar akun SIAPkerja untuk AK-1, kode verifikasi tidak pernah datang, baik email "
    "maupun SMS. Sudah dicoba seminggu. Apakah bisa dibuatkan langsung di kantor Disnaker?" },
  { "road",
    "Nusukan",
    "Jl. Mr. Sartono",
    "whatsapp",
    "Paving gang ambles diterjang truk proyek",
    "Gang RT 02 pavingnya ambles gara2 truk proyek perumahan lewat terus. Janji mau diganti tp sdh "
    "sebulan blm. Mbah-mbah ke masjid jd kesandung. Mhn dimediasi." },
  { "samsat",
    "Manahan",
    NULL,
    "web",
    "Antrean cek fisik tanpa peneduh",
    "Menunggu cek fisik tiga jam di bawah terik, tidak ada kursi. Beberapa bapak sepuh sampai "
    "jongkok di selokan. Pelayanannya sendiri ramah, hanya tempatnya mohon dipikirkan." },
  { "vendors",
    "Jayengan",
    "Jl. Honggowongso",
    "whatsapp",
    "Toilet pasar kotor tetap ditarik Rp3.000",
    "Toilet pasar baunya sampai ke los bumbu, airnya mati, tapi tetap ditarik 3000. Pedagang jadi "
    "numpang ke masjid. Tolong dicek, yang jaga ganti-ganti orang." },
  { "thanks",
    "Karangasem",
    NULL,
    "web",
    "Apresiasi pelayanan Mal Pelayanan Publik",
    "Saya mengurus NIB dibantu dari awal sampai terbit, 40 menit, tanpa biaya. Petugasnya menolak "
    "saat saya mau memberi jajan. Semoga semua layanan seperti ini." },
  { "lighting",
    "Sewu",
    "Jl. Juanda",
    "whatsapp",
    "PJU bantaran padam 7 titik",
    "lampu bantaran bengawan dr pintu air ke timur padam 7 titik. sdh lapor rt tp blm ada yg dtg. "
    "tiap malem jd tempat nongkrong ga jelas" },
  { "bus",
    "Mojosongo",
    "Jl. Sumpah Pemuda",
    "app",
    "Halte tanpa atap, tiap hujan bubar",
    "Halte depan rumah susun hanya tiang. Kalau hujan penumpang berteduh di warung dan bus lewat "
    "begitu saja. Mohon diberi atap sederhana." },
  { "idcard",
    "Kedung Lumbu",
    NULL,
    "whatsapp",
    "Nomor WA Dukcapil centang satu",
    "Sejak Kamis WA layanan Dukcapil centang satu terus. Mau tanya syarat pisah KK setelah cerai. "
    "Kalau nomornya ganti mohon diinfokan. Suwun." },
  { "parking",
    "Ketelan",
    "Jl. RM Said",
    "whatsapp",
    "Jukir liar di depan apotek",
    "di depan apotek rm said skrg ada jukir, dulunya ga ada. beli obat 5 menit bayar 3rb. ga ada "
    "karcis ga ada seragam. ini resmi apa engga min?" },
  { "drainage",
    "Kampung Baru",
    "Jl. Imam Bonjol",
    "web",
    "Selokan pusat kota bau sekali pada siang hari",
    "Selokan di sepanjang trotoar Imam Bonjol tidak mengalir dan baunya menyengat pada siang hari. "
    "Restoran di atas tampaknya membuang minyak langsung. Mohon diperiksa penangkap lemaknya." },
  { "bpjs",
    "Kadipiro",
    NULL,
    "whatsapp",
    "Petugas loket puskesmas nadanya tinggi",
    "Sy nganter bapak, tanya syarat rujukan dijawab \"baca sendiri kan ada tulisannya\". "
    "Tulisannya kecil, bapak sy katarak. Tolong petugasnya dibina, ga usah dihukum." },
  { "permit",
    "Manahan",
    "Jl. MT Haryono",
    "web",
    "Apakah papan nama warung perlu izin?",
    "Saya punya warung soto di MT Haryono dan ingin memasang papan nama 1 × 1,5 meter menempel "
    "dinding. Apakah perlu izin reklame atau pajak? Tetangga bilang perlu, di internet katanya "
    "tidak." },
  { "animals",
    "Jebres",
    NULL,
    "web",
    "Tiga kasus demam berdarah di RW kami",
    "Dalam dua minggu ada tiga anak dirawat karena demam berdarah di RW 12. Jumantik hanya datang "
    "sekali. Mohon penyelidikan dan bubuk abate. Kalau fogging memang tidak dianjurkan, mohon "
    "dijelaskan kepada warga." },
  { "water",
    "Tipes",
    "Jl. Bhayangkara",
    "whatsapp",
    "Meter air tidak pernah dibaca, ditaksir terus",
    "Petugas pencatat tidak pernah masuk gang, angkanya ditaksir. Bulan ini lebih, bulan depan "
    "lebih lagi. Saya bisa kirim foto meter tiap tanggal 25 kalau ada nomornya." },
  { "rubbish",
    "Gilingan",
    "Jl. Letjen S. Parman",
    "whatsapp",
    "Sampah proyek dibuang di pinggir rel",
    "Ada yang membuang puing dan kasur di pinggir rel dekat Terminal Tirtonadi. Sudah menggunung, "
    "tadi pagi ada yang membakar. Takutnya merembet ke rumah. Tolong diangkut." },
  { "tax",
    "Joyotakan",
    NULL,
    "walk-in",
    "Balik nama PBB rumah warisan",
    "Nama di PBB masih almarhum kakek, sertifikat sudah atas nama ibu. Kami diminta surat waris "
    "lagi. Mohon penjelasan syarat yang sebenarnya, karena tiap loket menjawab berbeda." },
  { "traffic",
    "Purwosari",
    "Jl. Hasanuddin",
    "phone",
    "Truk bermuatan lewat jam masuk sekolah",
    "Pelapor guru SD. Truk pasir lewat pukul 06.30–07.00 setiap hari meskipun ada rambu larangan "
    "jam. Rambu tertutup dahan. Minta rambu dibersihkan dan ada penindakan." },
  { "road",
    "Kepatihan Wetan",
    "Jl. Urip Sumoharjo",
    "web",
    "Jalur tunanetra terputus tiang dan pot",
    "Jalur pemandu tunanetra di trotoar Urip Sumoharjo terputus oleh tiang dan pot bunga di "
    "sedikitnya empat tempat. Suami saya tunanetra dan kemarin menabrak pot beton. Mohon diperiksa "
    "seluruh ruas, bukan hanya yang saya sebut." },
  { "social",
    "Mojosongo",
    NULL,
    "app",
    "Anak putus sekolah di rusunawa",
    "Di rusunawa blok belakang ada dua kakak beradik yang tidak sekolah sejak ayahnya meninggal. "
    "Ibunya malu melapor. Mohon didatangi dengan halus, jangan ramai-ramai." },
  { "digital",
    "Kerten",
    NULL,
    "app",
    "Aplikasi menutup sendiri saat unggah foto",
    "Tiap mengunggah foto lebih dari satu, aplikasi menutup. Ponsel saya keluaran lama, memori "
    "kecil. Kalau bisa fotonya dikecilkan otomatis." },
  { "noise",
    "Danukusuman",
    NULL,
    "whatsapp",
    "Hajatan nutup jalan tanpa ijin",
    "hajatan nutup jl gang utama 2 hari tanpa pemberitahuan, ambulan kmrn muter jauh. sound horeg "
    "jendela rumah sy smp getar. mhn ada aturan jam. nama sy dirahasiakan nggih" },
  { "tree",
    "Manahan",
    "Jl. Adi Sucipto",
    "whatsapp",
    "Ranting menutup lampu merah",
    "Ranting pohon sudah menutup lampu merah arah barat di Manahan, baru kelihatan kalau sudah "
    "dekat. Kemarin dua mobil hampir tabrakan. Mohon dipangkas." },
  { "ak1",
    "Kemlayan",
    NULL,
    "whatsapp",
    "Lupa lapor 6 bulan apa hangus?",
    "Min sy lupa lapor ak1 6 bulan sekali krn sempat kerja harian. Kartunya hangus apa masih bisa "
    "dipakai? Pabrik minta hari Jumat." },
  { "bus",
    "Semanggi",
    "Jl. Kyai Mojo",
    "web",
    "Jadwal feeder tidak sama dengan aplikasi",
    "Menurut aplikasi feeder lewat tiap 12 menit, kenyataannya tadi 48 menit. Posisi bus di peta "
    "juga diam. Anak saya dua kali terlambat ujian. Mohon aplikasinya jujur, kalau memang sedang "
    "kurang armada tidak apa-apa ditulis." },
  { "suggestion",
    "Sondakan",
    NULL,
    "festival",
    "Usul dokumen syarat ditulis besar di loket",
    "Di stan festival syaratnya ditulis besar-besar dan ada contoh berkas. Di kantor kok tidak? "
    "Orang tua seperti saya susah membaca kertas tempelan kecil. Mohon di loket dibuat seperti di "
    "stan." },
  { "vendors",
    "Setabelan",
    NULL,
    "phone",
    "Lapak kosong di pasar disewakan orang lain",
    "Pelapor pedagang bumbu. Los milik paguyuban yang kosong disewakan per bulan oleh seseorang "
    "yang mengaku pengurus. Pelapor takut diketahui. Minta dicek diam-diam dari daftar SHP." },
  { "passport",
    "Kerten",
    NULL,
    "email",
    "Syarat paspor anak berbeda antara aplikasi dan loket",
    "Aplikasi hanya meminta akta dan KTP orang tua, di loket diminta surat pernyataan bermeterai "
    "kedua orang tua. Ayah anak saya bekerja di kapal dan baru pulang tiga bulan lagi. Mana yang "
    "benar?" },
  { "water",
    "Keprabon",
    "Jl. Ronggowarsito",
    "whatsapp",
    "Air kecil sejak ada galian",
    "sejak galian pipa besar di ronggowarsito air di gang kecil bgt, pagi cuma netes. kpn "
    "selesainya ya min? ga ada papan proyeknya" },
  { "rubbish",
    "Joglo",
    "Jl. Ki Mangun Sarkoro",
    "app",
    "Gerobak sampah mangkal di depan rumah",
    "Gerobak sampah tiga buah menginap di depan rumah saya setiap malam. Saya maklum tempatnya "
    "sempit, tetapi mohon dicarikan tempat lain secara bergilir. Cairannya menetes ke halaman." },
  { "idcard",
    "Sriwedari",
    NULL,
    "lapor",
    "Loket hanya buka satu saat istirahat",
    "Pada jam istirahat hanya satu loket yang buka, padahal pekerja justru bisa datang pada jam "
    "itu. Mohon petugas bergiliran. Waktu tunggu saya 2 jam 10 menit untuk mengambil KTP yang "
    "sudah jadi." },
  { "road",
    "Setabelan",
    "Jl. Letjen S. Parman",
    "whatsapp",
    "Besi trotoar mencuat depan pasar",
    "Besi ulir trotoar depan pasar mencuat kira2 10 cm. Kaki pembeli sdh ada yg sobek dijahit 4. "
    "Sy tutup ember tp hilang. Tolong dipotong dulu, benerin belakangan gpp." },
  { "bpmks",
    "Laweyan",
    NULL,
    "web",
    "Sampai kapan masa belanja BPMKS?",
    "Kartu anak saya baru datang minggu ini, sedangkan menurut sekolah masa belanja tinggal "
    "beberapa hari. Ukuran sepatunya kosong di dua toko. Kalau lewat tanggal apakah hangus?" },
  { "lighting",
    "Jajar",
    "Jl. Adi Sucipto",
    "web",
    "Lampu taman menyala siang, padam malam",
    "Lampu taman di median Adi Sucipto menyala pada siang hari dan padam pada malam hari. Mungkin "
    "pengatur waktunya terbalik. Sekalian menghemat listrik kota." },
  { "bpjs",
    "Banjarsari",
    NULL,
    "lapor",
    "Rujukan ditolak karena salah kode",
    "Rujukan dari puskesmas ditolak rumah sakit karena salah kode poli. Saya harus kembali hari "
    "itu juga, naik ojek dua kali dengan anak demam. Mohon sistemnya bisa dibetulkan lewat telepon "
    "saja." },
  { "thanks",
    "Serengan",
    NULL,
    "whatsapp",
    "Suwun, bangjo Gading wis bener",
    "Suwun lur Dishub, bangjo Gading wis bener maneh. Lapor esuk, sore wis murup. Ngono kuwi sing "
    "marai ati tentrem." },
  { NULL },
};
