//! The classes of the measure: how one person is written in two ways, and how two people are nearly one.

use super::people::{Person, TOWNS, one_of};
use fastrand::Rng;

type Change = fn(&mut Person, &mut Person, &mut Rng);

/// Classes of one person written two ways, with their weights.
pub const REWRITINGS: [(&str, usize, Change); 9] = [
    ("width and spaces", 20, width),
    ("small kana", 10, small_kana),
    ("異体字 and 旧字体", 15, variants),
    ("date and sex notation", 15, notation),
    ("丁目番地, hyphens, 漢数字", 20, numbers),
    ("大字 and 字", 5, words),
    ("都道府県 or 郡 omitted", 5, omitted),
    ("building without room", 5, building),
    ("ケ and ヶ", 5, small_ke),
];

fn width(_: &mut Person, b: &mut Person, random: &mut Rng) {
    const HALF: [(&str, &str); 12] = [
        ("ガ", "ｶﾞ"),
        ("ザ", "ｻﾞ"),
        ("タ", "ﾀ"),
        ("カ", "ｶ"),
        ("ス", "ｽ"),
        ("ウ", "ｳ"),
        ("ロ", "ﾛ"),
        ("サ", "ｻ"),
        ("ー", "ｰ"),
        ("ダ", "ﾀﾞ"),
        ("ン", "ﾝ"),
        ("イ", "ｲ"),
    ];
    b.kanji = b.kanji.replace(' ', one_of(random, &["", "　", "  "]));
    b.kana = b.kana.replace(' ', one_of(random, &["", "　", " "]));
    match random.usize(..3) {
        0 => {
            b.kana = HALF
                .iter()
                .fold(b.kana.clone(), |kana, (from, to)| kana.replace(from, to))
        }
        1 => b.kana = b.kana.chars().map(hiragana).collect(),
        _ => {}
    }
    b.address = b.address.chars().map(full_width).collect();
}

fn hiragana(letter: char) -> char {
    let is_katakana = matches!(letter, 'ァ'..='ヶ');
    if is_katakana {
        char::from_u32(letter as u32 - 0x60).unwrap()
    } else {
        letter
    }
}

fn full_width(letter: char) -> char {
    let is_ascii = letter.is_ascii_graphic();
    if is_ascii {
        char::from_u32(letter as u32 + 0xFEE0).unwrap()
    } else {
        letter
    }
}

fn small_kana(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let (kanji, kana) = one_of(
        random,
        &[
            ("翔", "ショウ"),
            ("京香", "キョウカ"),
            ("律", "リツ"),
            ("一輝", "イッキ"),
            ("純", "ジュン"),
            ("龍", "リュウ"),
        ],
    );
    a.given(kanji, kana);
    b.given(kanji, kana);
    for (small, large) in [("ョ", "ヨ"), ("ッ", "ツ"), ("ュ", "ユ"), ("ャ", "ヤ")] {
        b.kana = b.kana.replace(small, large);
    }
}

fn variants(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let (one, other, kana) = one_of(
        random,
        &[
            ("渡辺", "渡邊", "ワタナベ"),
            ("渡辺", "渡邉", "ワタナベ"),
            ("渡邉", "渡邊", "ワタナベ"),
            ("高橋", "髙橋", "タカハシ"),
            ("山崎", "山﨑", "ヤマザキ"),
            ("吉田", "𠮷田", "ヨシダ"),
            ("柳", "栁", "ヤナギ"),
            ("浜田", "濱田", "ハマダ"),
            ("浜田", "濵田", "ハマダ"),
            ("沢田", "澤田", "サワダ"),
            ("斎藤", "齋藤", "サイトウ"),
            ("斉藤", "齊藤", "サイトウ"),
            ("斎藤", "斉藤", "サイトウ"),
            ("桜井", "櫻井", "サクライ"),
            ("広瀬", "廣瀨", "ヒロセ"),
            ("富田", "冨田", "トミタ"),
            ("中島", "中嶋", "ナカジマ"),
            ("峰岸", "峯岸", "ミネギシ"),
            ("黒沢", "黑澤", "クロサワ"),
            ("桧山", "檜山", "ヒヤマ"),
            ("竜崎", "龍﨑", "リュウザキ"),
            ("国分", "國分", "コクブ"),
            ("関", "關", "セキ"),
            ("塚本", "\u{FA10}本", "ツカモト"),
            ("真田", "眞田", "サナダ"),
            ("鶴見", "靍見", "ツルミ"),
            ("桑田", "桒田", "クワタ"),
            ("館", "舘", "タチ"),
        ],
    );
    let given = a.kanji.split(' ').nth(1).unwrap().to_owned();
    let given_kana = a.kana.split(' ').nth(1).unwrap().to_owned();
    (a.kanji, b.kanji) = (format!("{one} {given}"), format!("{other} {given}"));
    a.kana = format!("{kana} {given_kana}");
    b.kana.clone_from(&a.kana);
    if random.usize(..2) == 0 {
        for (new, old) in [
            ("恵", "惠"),
            ("竜", "龍"),
            ("徳", "德"),
            ("真", "眞"),
            ("寿", "壽"),
            ("万", "萬"),
            ("涼", "凉"),
        ] {
            b.kanji = b.kanji.replace(new, old);
        }
    }
}

fn notation(_: &mut Person, b: &mut Person, random: &mut Rng) {
    let parts: Vec<u32> = b
        .birth
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    if let [year, month, day] = parts[..] {
        let (letter, name, before) = match (year, month, day) {
            (2020.., ..) => ('R', "令和", 2018),
            (1990..=2018, ..) => ('H', "平成", 1988),
            (1927..=1988, ..) => ('S', "昭和", 1925),
            _ => ('?', "", 0),
        };
        b.birth = match (random.usize(..6), letter) {
            (0, _) | (_, '?') => format!("{year}{month:02}{day:02}"),
            (1, _) => format!("{year}/{month}/{day}"),
            (2, _) => format!("{year}年{month}月{day}日"),
            (3, _) => format!("{letter}{}.{month}.{day}", year - before),
            (4, _) => format!("{letter}{:02}{month:02}{day:02}", year - before),
            _ => format!("{name}{}年{month}月{day}日", year - before),
        };
    }
    let notations = if b.sex == "男" {
        ["1", "M", "１", "男性"]
    } else {
        ["2", "F", "２", "女性"]
    };
    b.sex = one_of(random, &notations).to_owned();
}

fn numbers(_: &mut Person, b: &mut Person, random: &mut Rng) {
    let way = random.usize(..6);
    let hyphen = one_of(random, &["-", "－", "ー", "‐", "−"]);
    let address = match way {
        0 | 1 => b
            .address
            .replace("丁目", hyphen)
            .replace('番', hyphen)
            .replace('号', ""),
        2 => b.address.replace('番', "番地の").replace('号', ""),
        3 => b.address.replace('番', "番地").replace('号', ""),
        4 => b
            .address
            .replace("丁目", "丁目 ")
            .replace('番', hyphen)
            .replace('号', ""),
        _ => in_kanji(&b.address),
    };
    // 一番町's own 番 stays what it is.
    b.address = if b.address.contains("一番町") && way < 5 {
        address.replacen(
            &["一番地の", "一番地", &format!("一{hyphen}")]
                .iter()
                .find(|w| address.contains(**w))
                .unwrap()
                .to_string(),
            "一番",
            1,
        )
    } else {
        address
    };
}

fn in_kanji(address: &str) -> String {
    let digit = |n: u32| {
        "〇一二三四五六七八九"
            .chars()
            .nth(n as usize)
            .unwrap()
            .to_string()
    };
    let kanji = |n: u32| match (n / 10, n % 10) {
        (0, ones) => digit(ones),
        (tens, ones) => {
            let tens = if tens > 1 { digit(tens) } else { String::new() };
            format!(
                "{tens}十{}",
                if ones > 0 { digit(ones) } else { String::new() }
            )
        }
    };
    let mut out = String::new();
    let mut rest = address;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(rest.len(), |n| at + n);
        out += &rest[..at];
        out += &kanji(rest[at..end].parse().unwrap());
        rest = &rest[end..];
    }
    out + rest
}

fn words(a: &mut Person, b: &mut Person, random: &mut Rng) {
    const PLACES: [(&str, &str); 4] = [
        ("埼玉県比企郡小川町大字大塚", "埼玉県比企郡小川町大塚"),
        ("長野県松本市大字島内", "長野県松本市島内"),
        ("福島県いわき市平字梅本", "福島県いわき市平梅本"),
        ("青森県青森市大字三内字丸山", "青森県青森市三内丸山"),
    ];
    let (with, without) = one_of(random, &PLACES);
    let number = 1 + random.usize(..400);
    (a.address, b.address) = (format!("{with}{number}番地"), format!("{without}{number}"));
}

fn omitted(_: &mut Person, b: &mut Person, _: &mut Rng) {
    if let Some((prefecture, county, ..)) = TOWNS
        .iter()
        .find(|(p, c, m, _)| b.address.starts_with(&format!("{p}{c}{m}")))
    {
        b.address = b
            .address
            .replacen(prefecture, "", 1)
            .replacen(county, "", 1);
    }
}

fn building(_: &mut Person, b: &mut Person, random: &mut Rng) {
    b.address += one_of(random, &["", " ", "　"]);
    b.address += Person::building(random);
}

fn small_ke(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let (one, other) = one_of(
        random,
        &[
            ("神奈川県茅ヶ崎市", "神奈川県茅ケ崎市"),
            ("茨城県龍ケ崎市緑町", "茨城県龍ヶ崎市緑町"),
            ("東京都目黒区自由が丘", "東京都目黒区自由ヶ丘"),
            ("岩手県胆沢郡金ケ崎町西根", "岩手県胆沢郡金ヶ崎町西根"),
            ("東京都千代田区丸の内", "東京都千代田区丸ノ内"),
        ],
    );
    let numbers = format!("{}-{}", 1 + random.usize(..9), 1 + random.usize(..99));
    (a.address, b.address) = (format!("{one}{numbers}"), format!("{other}{numbers}"));
}

/// Classes of two people.
pub const OTHER_PEOPLE: [(&str, Change); 8] = [
    ("twins", twins),
    ("parent and child", parent),
    ("born on another day", birthday),
    ("same name, elsewhere", elsewhere),
    ("neighbours in one house", neighbours),
    ("numbers cut elsewhere", cut_elsewhere),
    ("府中市, 伊達市, 池田町", two_prefectures),
    ("empty or ●", damaged),
];

fn twins(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let (one, other) = one_of(
        random,
        &[
            (("ゆか", "ユカ"), ("ゆうか", "ユウカ")),
            (("凛", "リン"), ("凜", "リン")),
            (("亘", "ワタル"), ("亙", "ワタル")),
            (("遥", "ハルカ"), ("遙", "ハルカ")),
            (("晃", "アキラ"), ("晄", "アキラ")),
            (("萌", "モエ"), ("萠", "モエ")),
            (("大輔", "ダイスケ"), ("大介", "ダイスケ")),
            (("太郎", "タロウ"), ("太朗", "タロウ")),
            (("優花", "ユウカ"), ("優花", "ユカ")),
            (("斉", "ヒトシ"), ("斎", "ヒトシ")),
            (("真由", "マユ"), ("麻由", "マユ")),
            (("かな", "カナ"), ("がな", "ガナ")),
            (("リサ", "リサ"), ("リーサ", "リーサ")),
            (("祐", "ユウ"), ("\u{FA4F}", "ユウ")),
            (("禎", "タダシ"), ("\u{FA53}", "タダシ")),
            (("槙", "マキ"), ("槇", "マキ")),
            (("はな", "ハナ"), ("ハナ", "ハナ")),
            (("一", "ハジメ"), ("二", "ツギオ")),
            (("穣", "ジョウ"), ("穰", "ジョウ")),
            (("桧", "ヒノキ"), ("檜", "ヒノキ")),
            (("優", "ユウ"), ("優", "ユオ")),
            (("みお", "ミオ"), ("みを", "ミヲ")),
            (("大", "ダイ"), ("大", "タイ")),
            (("智恵", "チエ"), ("知恵", "チエ")),
        ],
    );
    a.given(one.0, one.1);
    b.given(other.0, other.1);
}

fn parent(_: &mut Person, b: &mut Person, random: &mut Rng) {
    let year: usize = b.birth[..4].parse().unwrap();
    b.birth
        .replace_range(..4, &(year - 18 - random.usize(..20)).to_string());
}

fn birthday(_: &mut Person, b: &mut Person, random: &mut Rng) {
    let other = (b.birth[8..].parse::<usize>().unwrap() + random.usize(..26)) % 28 + 1;
    b.birth.replace_range(8.., &format!("{other:02}"));
}

fn elsewhere(a: &mut Person, b: &mut Person, random: &mut Rng) {
    b.address = Person::any(random).address;
    if a.address == b.address {
        b.address.insert(b.address.len() - "号".len(), '1');
    }
}

fn neighbours(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let building = Person::building(random);
    let room = 101 + random.usize(..99);
    let other = [
        String::new(),
        format!("{building}{}", room + 1),
        building.to_owned(),
        format!(" {}", room + 1),
    ];
    a.address += &format!("{building}{room}");
    b.address += &other[random.usize(..4)];
}

fn cut_elsewhere(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let (town, [x, y, z]) = (
        "東京都千代田区丸の内",
        [0; 3].map(|_| 1 + random.usize(..9)),
    );
    let ways = [
        (format!("{x}丁目{y}{z}"), format!("{x}{y}-{z}")),
        (format!("{x}-{y}{z}"), format!("{x}丁目{y}番{z}号")),
        (format!("{x}-{y}-{z}"), format!("{x}-{y}-{}", z + 1)),
        (format!("{x}-{y}-{z}"), format!("{x}-{y}")),
        (format!("{x}番地{y}"), format!("{x}丁目{y}番")),
        (format!("{x}-{y} {z}"), format!("{x}-{y}{z}")),
        (format!("{x}-{y}-{z}"), format!("{x}-{z}-{}", y + 1)),
        (format!("{x}-{y}甲"), format!("{x}-{y}乙")),
        (format!("{x}-{y}"), format!("{x}-{y}甲")),
        (format!("{x}-{y}"), format!("{x}-{y}イ")),
    ];
    let (one, other) = &ways[random.usize(..ways.len())];
    (a.address, b.address) = (format!("{town}{one}"), format!("{town}{other}"));
}

fn two_prefectures(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let (one, other, rest) = one_of(
        random,
        &[
            ("東京都", "広島県", "府中市府中町"),
            ("東京都", "", "府中市府中町"),
            ("", "広島県", "府中市府中町"),
            ("福島県", "北海道", "伊達市梅本町"),
            ("", "北海道", "伊達市梅本町"),
            ("長野県北安曇郡", "", "池田町池田"),
            ("北海道中川郡", "福井県今立郡", "池田町池田"),
            ("北海道", "静岡県周智郡", "森町森"),
        ],
    );
    let number = 1 + random.usize(..99);
    (a.address, b.address) = (
        format!("{one}{rest}{number}"),
        format!("{other}{rest}{number}番地"),
    );
}

fn damaged(a: &mut Person, b: &mut Person, random: &mut Rng) {
    let text = one_of(
        random,
        &[
            "", "　", "●", "●●", "〓田", "?", "？", "\u{FFFD}", "\u{E000}", "不明", "-", "*",
        ],
    );
    let item = random.usize(..5);
    for person in [a, b] {
        let items = [
            &mut person.kanji,
            &mut person.kana,
            &mut person.birth,
            &mut person.sex,
            &mut person.address,
        ];
        *items.into_iter().nth(item).unwrap() = text.to_owned();
    }
}
