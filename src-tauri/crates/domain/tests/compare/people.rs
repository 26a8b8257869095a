//! Synthetic people: common names put together at random, in towns that exist.

use fastrand::Rng;
use kakehashi_domain::compare::Record;

#[derive(Debug, Clone)]
pub struct Person {
    pub kanji: String,
    pub kana: String,
    pub birth: String,
    pub sex: String,
    pub address: String,
}

/// One of a list.
pub fn one_of<T: Copy>(random: &mut Rng, list: &[T]) -> T {
    list[random.usize(..list.len())]
}

const SURNAMES: [(&str, &str); 40] = [
    ("佐藤", "サトウ"),
    ("鈴木", "スズキ"),
    ("高橋", "タカハシ"),
    ("田中", "タナカ"),
    ("伊藤", "イトウ"),
    ("渡辺", "ワタナベ"),
    ("山本", "ヤマモト"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"),
    ("加藤", "カトウ"),
    ("吉田", "ヨシダ"),
    ("山崎", "ヤマザキ"),
    ("斎藤", "サイトウ"),
    ("浜田", "ハマダ"),
    ("広瀬", "ヒロセ"),
    ("桜井", "サクライ"),
    ("沢田", "サワダ"),
    ("富田", "トミタ"),
    ("中島", "ナカジマ"),
    ("藤沢", "フジサワ"),
    ("柳", "ヤナギ"),
    ("辺見", "ヘンミ"),
    ("竜崎", "リュウザキ"),
    ("国分", "コクブ"),
    ("塩田", "シオダ"),
    ("関", "セキ"),
    ("滝口", "タキグチ"),
    ("峰岸", "ミネギシ"),
    ("黒沢", "クロサワ"),
    ("小野", "オノ"),
    ("大野", "オオノ"),
    ("長谷川", "ハセガワ"),
    ("三浦", "ミウラ"),
    ("一ノ瀬", "イチノセ"),
    ("二宮", "ニノミヤ"),
    ("五十嵐", "イガラシ"),
    ("檜山", "ヒヤマ"),
    ("真田", "サナダ"),
    ("恵比寿", "エビス"),
    ("与田", "ヨダ"),
];
const GIVEN: [(&str, &str, &str); 24] = [
    ("太郎", "タロウ", "男"),
    ("翔太", "ショウタ", "男"),
    ("健一", "ケンイチ", "男"),
    ("隆", "タカシ", "男"),
    ("恵一", "ケイイチ", "男"),
    ("竜也", "タツヤ", "男"),
    ("京介", "キョウスケ", "男"),
    ("順", "ジュン", "男"),
    ("哲也", "テツヤ", "男"),
    ("亮", "リョウ", "男"),
    ("昇", "ノボル", "男"),
    ("徳次", "トクジ", "男"),
    ("花子", "ハナコ", "女"),
    ("京子", "キョウコ", "女"),
    ("恵", "メグミ", "女"),
    ("真由美", "マユミ", "女"),
    ("さくら", "サクラ", "女"),
    ("ゆか", "ユカ", "女"),
    ("涼子", "リョウコ", "女"),
    ("順子", "ジュンコ", "女"),
    ("律花", "リッカ", "女"),
    ("寿江", "トシエ", "女"),
    ("リーザ", "リーザ", "女"),
    ("万里", "マリ", "女"),
];
/// 都道府県, 郡, 市区町村, 町字.
pub const TOWNS: [(&str, &str, &str, &str); 18] = [
    ("東京都", "", "千代田区", "丸の内"),
    ("東京都", "", "新宿区", "西新宿"),
    ("東京都", "", "八王子市", "明神町"),
    ("神奈川県", "", "茅ヶ崎市", "中海岸"),
    ("神奈川県", "", "横浜市中区", "本町"),
    ("大阪府", "", "堺市堺区", "三宝町"),
    ("愛知県", "", "名古屋市中区", "栄"),
    ("千葉県", "", "市川市", "八幡"),
    ("広島県", "安芸郡", "府中町", "大通"),
    ("埼玉県", "比企郡", "小川町", "大字大塚"),
    ("長野県", "", "松本市", "大字島内"),
    ("福島県", "", "いわき市", "平字梅本"),
    ("宮城県", "", "仙台市青葉区", "一番町"),
    ("北海道", "", "札幌市中央区", "北一条西"),
    ("茨城県", "", "龍ケ崎市", "緑町"),
    ("東京都", "", "目黒区", "自由が丘"),
    ("岩手県", "胆沢郡", "金ケ崎町", "西根"),
    ("京都府", "", "宇治市", "槇島町"),
];
const BUILDINGS: [&str; 6] = [
    "青空ハイツ",
    "コーポさくら",
    "○○寮",
    "メゾン・ド・ミドリ",
    "グランドール東館前",
    "サンライズマンション",
];

impl Person {
    pub fn any(random: &mut Rng) -> Self {
        let (surname, surname_kana) = one_of(random, &SURNAMES);
        let (given, given_kana, sex) = one_of(random, &GIVEN);
        let (year, month, day) = (
            1930 + random.usize(..90),
            1 + random.usize(..12),
            1 + random.usize(..28),
        );
        let (prefecture, county, city, town) = one_of(random, &TOWNS);
        let mut numbers = || 1 + random.usize(..29);
        let address = format!(
            "{prefecture}{county}{city}{town}{}丁目{}番{}号",
            numbers(),
            numbers(),
            numbers()
        );
        Self {
            kanji: format!("{surname} {given}"),
            kana: format!("{surname_kana} {given_kana}"),
            birth: format!("{year}-{month:02}-{day:02}"),
            sex: sex.to_owned(),
            address,
        }
    }

    pub fn of(items: [&str; 5]) -> Self {
        let [kanji, kana, birth, sex, address] = items.map(str::to_owned);
        Self {
            kanji,
            kana,
            birth,
            sex,
            address,
        }
    }

    pub fn record(&self) -> Record<'_> {
        Record {
            kanji: &self.kanji,
            kana: &self.kana,
            birth: &self.birth,
            sex: &self.sex,
            address: &self.address,
        }
    }

    pub fn given(&mut self, kanji: &str, kana: &str) {
        let before = |text: &str| text.split(' ').next().unwrap().to_owned();
        self.kanji = format!("{} {kanji}", before(&self.kanji));
        self.kana = format!("{} {kana}", before(&self.kana));
    }

    pub fn building(random: &mut Rng) -> &'static str {
        one_of(random, &BUILDINGS)
    }
}
