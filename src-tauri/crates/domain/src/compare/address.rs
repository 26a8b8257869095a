//! Addresses: 都道府県 | 市区町村 | 町字 | numbers | rest.

use super::{
    kyoto,
    letters::Letters,
    municipality::{Place, place},
    numbers::{self, ABSENT, Number},
};

/// An address in its parts, folded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) place: Place,
    /// 町字 without 大字 and 字; with the 市区町村 where the table doesn't know it.
    pub(super) town: String,
    /// In 京都市, what stands before the 町: 寺町通御池上る.
    street: String,
    pub(super) numbers: Vec<Number>,
    /// Building and room.
    pub(super) rest: String,
}

impl Address {
    pub(super) fn fold(text: &str) -> Self {
        let letters = Letters::of_address(text);
        let (place, from) = place(&letters);
        let begin = numbers::begin(&letters, from);
        let (numbers, end) = numbers::list(&letters, begin);
        let is_counted = numbers.first().is_some_and(|it| it.is_part());
        let town = town(&letters, from, begin);
        let town = town
            .strip_suffix('第')
            .filter(|_| is_counted)
            .unwrap_or(&town);
        let (street, town) = kyoto::split(place, town);
        Self {
            place,
            town: town.to_owned(),
            street,
            numbers,
            rest: rooms_folded(&rest(&letters, end)),
        }
    }

    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.has_place_of(other)
            && self.has_town_of(other)
            && (self.has_house_of(other)
                || self.has_room_written_apart(other)
                || other.has_room_written_apart(self))
    }

    fn has_town_of(&self, other: &Self) -> bool {
        let is_absent = self.street.is_empty() || other.street.is_empty();
        let is_street =
            self.street == other.street || (is_absent && !kyoto::is_double(self.place, &self.town));
        self.town == other.town && is_street
    }

    fn has_house_of(&self, other: &Self) -> bool {
        self.has_numbers_of(other)
            && (self.rest == other.rest || is_building(&self.rest, &other.rest))
    }

    /// Whether the last number here is what the other side calls a room: 1-2-3-205 and 1-2-3 205号室.
    fn has_room_written_apart(&self, other: &Self) -> bool {
        const HOUSE: usize = 3;
        let Some((room, house)) = self.numbers.split_last() else {
            return false;
        };
        house.len() == HOUSE
            && other.numbers.len() == HOUSE
            && self.rest.is_empty()
            && other.rest == room.value.to_string()
            && house.iter().zip(&other.numbers).all(|(a, b)| a.is_like(*b))
    }

    pub(super) fn has_place_of(&self, other: &Self) -> bool {
        self.place != Place::Unclear && self.place == other.place
    }

    pub(super) fn has_numbers_of(&self, other: &Self) -> bool {
        let mut pairs = self.numbers.iter().zip(&other.numbers);
        self.numbers.len() == other.numbers.len() && pairs.all(|(a, b)| a.is_like(*b))
    }
}

/// Whether an address names a place in Japan: a 都道府県, or a 市区町村 that the table knows.
pub fn names_a_place(address: &str) -> bool {
    let (place, from) = place(&Letters::of_address(address));
    place != Place::Unclear || from > 0
}

/// With its numerals in figures, and without 大字 and 字.
fn town(letters: &Letters, from: usize, end: usize) -> String {
    let mut town = String::with_capacity(3 * (end - from));
    let mut at = from;
    while at < end {
        if let Some((value, next)) = numbers::of_name(letters, at).filter(|it| it.1 <= end) {
            town.push_str(&value.to_string());
            at = next;
            continue;
        }
        let letter = letters.all()[at];
        at += 1;
        town.push(letter);
        if let Some(word) = ABSENT
            .iter()
            .find(|word| word.ends_with(letter) && town.ends_with(**word))
        {
            town.truncate(town.len() - word.len());
        }
    }
    town
}

/// Without spaces, but for those that keep two numbers apart.
fn rest(letters: &Letters, from: usize) -> String {
    let all = letters.all();
    let mut rest = String::with_capacity(3 * (all.len() - from));
    for (index, letter) in all.iter().enumerate().skip(from) {
        if rest.is_empty() && *letter == '-' {
            continue;
        }
        let is_apart = letters.is_gap(index) && rest.ends_with(|c: char| c.is_ascii_alphanumeric());
        if is_apart && letter.is_ascii_alphanumeric() {
            rest.push(' ');
        }
        rest.push(*letter);
    }
    rest
}

/// A floor is F, and a room its number: 3階 and 3F, 205号室 and 205.
fn rooms_folded(rest: &str) -> String {
    let is_behind_figure = |name: &str| name.ends_with(|c: char| c.is_ascii_digit());
    let mut folded = String::with_capacity(rest.len());
    for letter in rest.chars() {
        let is_floor = letter == '階' && is_behind_figure(&folded);
        folded.push(if is_floor { 'F' } else { letter });
    }
    let room = ["号室", "室", "号"]
        .iter()
        .find_map(|word| folded.strip_suffix(word));
    match room.filter(|room| is_behind_figure(room)) {
        Some(room) => room.to_owned(),
        None => folded,
    }
}

/// Whether one side has nothing and the other a building's name without a room. What is shorter than three letters
/// may be part of the 地番 (甲, イ, 地先), what ends with a lone letter may be a room (コーポA).
fn is_building(a: &str, b: &str) -> bool {
    let name = match (a, b) {
        ("", name) | (name, "") => name,
        _ => return false,
    };
    let is_room = |letter: char| {
        letter.is_numeric() && letter != '〇' || "号室階棟甲乙丙丁戊".contains(letter)
    };
    let mut from_end = name.chars().rev();
    let last = from_end.next().is_some_and(|c| c.is_ascii_alphabetic());
    let is_lone = last && !from_end.next().is_some_and(|c| c.is_ascii_alphabetic());
    let is_long = name.chars().count() >= 3;
    is_long && !is_lone && !name.contains(is_room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_address(a: &str, b: &str) -> bool {
        Address::fold(a).is_like(&Address::fold(b))
    }

    #[test]
    fn one_place_written_two_ways() {
        const TOWN: &str = "東京都千代田区丸の内1丁目2番3号";
        for (a, b) in [
            (TOWN, "東京都千代田区丸の内１－２－３"),
            (TOWN, "東京都千代田区丸ノ内一丁目二番三号"),
            (TOWN, "東京都 千代田区 丸の内 1丁目 2番 3号"),
            (TOWN, "千代田区丸之内1ー2ー3"),
            (TOWN, "東京都千代田区丸の内1-2-3 青空ハイツ"),
            (TOWN, "東京都千代田区丸の内1丁目2番地の3青空ハイツ"),
            ("広島県安芸郡府中町大字字大通23番地の4", "府中町大通23-4"),
            ("神奈川県茅ヶ崎市が丘1-2", "神奈川県茅ケ崎市ヶ丘1番2号"),
            ("東京都千代田区一番町2番3号", "東京都千代田区一番町2-3"),
            (
                "大阪府堺市堺区三宝町4丁123番地",
                "大阪府堺市堺区三宝町4-123",
            ),
            ("東京都架空市本町二十三番地", "東京都架空市本町23"),
            (
                "東京都千代田区丸の内1-2-3-405",
                "東京都千代田区丸の内1丁目2番3-405",
            ),
            (
                "東京都千代田区丸の内1-2-3 青空荘205号室",
                "東京都千代田区丸の内1丁目2番3号青空荘２０５号室",
            ),
            (
                "東京都千代田区丸の内1-2-3-205号室",
                "東京都千代田区丸の内1丁目2番3号 205号室",
            ),
            (
                "北海道札幌市中央区北1条西5丁目2番地",
                "札幌市中央区北一条西五丁目2",
            ),
            ("北海道旭川市三条通九丁目左7", "北海道旭川市3条通9丁目左7"),
            ("北海道札幌市西区二十四軒四条3-1", "札幌市西区24軒4条3丁目1"),
            ("東京都千代田区一番町2-3", "千代田区１番町2番3号"),
            (
                "京都府京都市中京区寺町通御池上る上本能寺前町488番地",
                "京都市中京区寺町通御池上ル上本能寺前町488",
            ),
            (
                "京都府京都市中京区寺町通御池上る上本能寺前町488番地",
                "京都府京都市中京区上本能寺前町488",
            ),
            (
                "京都府京都市下京区四条通烏丸東入長刀鉾町20",
                "京都府京都市下京区四条烏丸東入る長刀鉾町20番地",
            ),
            (
                "静岡県浜松市中区元城町103-2",
                "浜松市中央区元城町103番地の2",
            ),
            (
                "静岡県浜松市北区細江町気賀1-2",
                "静岡県浜松市浜名区細江町気賀1-2",
            ),
            ("静岡県浜松市北区初生町1-2", "静岡県浜松市中央区初生町1-2"),
            ("静岡県浜松市浜北区貴布祢1", "静岡県浜松市浜名区貴布祢1"),
            (
                "岩手県盛岡市上米内第1地割12番地3",
                "岩手県盛岡市上米内１地割12-3",
            ),
            (
                "岩手県盛岡市上米内第十二地割34番地",
                "岩手県盛岡市上米内12地割34",
            ),
            (
                "東京都千代田区丸の内1-2-3 青空ビル3階",
                "東京都千代田区丸の内1-2-3青空ビル３Ｆ",
            ),
            (
                "東京都千代田区丸の内1-2-3 青空荘 205号室",
                "東京都千代田区丸の内1-2-3 青空荘205",
            ),
            (
                "東京都千代田区丸の内1-2-3 205号室",
                "東京都千代田区丸の内1-2-3-205",
            ),
            ("石川県金沢市小立野い12", "石川県金沢市小立野イ12"),
            (
                "石川県金沢市大野町4丁目イ1番地",
                "石川県金沢市大野町四丁目い1",
            ),
            (
                "北海道札幌市白石区本通三丁目北1番2号",
                "札幌市白石区本通3丁目北1-2",
            ),
        ] {
            assert!(
                same_address(a, b) && same_address(b, a),
                "{a} {b} {:?} {:?}",
                Address::fold(a),
                Address::fold(b)
            );
        }
    }

    #[test]
    fn two_places() {
        for (a, b) in [
            ("東京都千代田区丸の内1丁目23", "東京都千代田区丸の内12-3"),
            (
                "東京都千代田区丸の内1-2-3",
                "東京都千代田区丸の内1-2-3 ○○寮205",
            ),
            ("東京都千代田区丸の内1-2-3", "東京都千代田区丸の内1-2-3-205"),
            (
                "東京都千代田区丸の内1-2-3",
                "東京都千代田区丸の内1-2-3 青空荘二〇五号室",
            ),
            (
                "東京都千代田区丸の内1-2-3",
                "東京都千代田区丸の内1-2-3 コーポA",
            ),
            ("東京都千代田区丸の内1-2-3", "東京都千代田区丸の内1-2-3甲"),
            (
                "東京都千代田区丸の内1-2-3 青空荘",
                "東京都千代田区丸の内1-2-3 星空荘",
            ),
            (
                "東京都千代田区丸の内1-2-3 荘1 23",
                "東京都千代田区丸の内1-2-3 荘12 3",
            ),
            ("東京都千代田区本町1丁目2番", "東京都千代田区本町1番地2"),
            ("府中市府中町1-1", "東京都府中市府中町1-1"),
            ("府中市府中町1-1", "府中市府中町1番1号"),
            ("東京都府中市府中町1-1", "広島県府中市府中町1-1"),
            ("秋田県中村字北1-2", "秋田県中村1-2"),
            ("秋田県秋田市中村字北1-2", "秋田県秋田市中村字南1-2"),
            (
                "北海道札幌市中央区北1条西5丁目2",
                "北海道札幌市中央区北2条西5丁目2",
            ),
            (
                "北海道札幌市中央区北一条西5丁目2",
                "北海道札幌市中央区北十条西5丁目2",
            ),
            ("東京都千代田区一番町2-3", "東京都千代田区二番町2-3"),
            (
                "京都府京都市中京区堺町通丸太町下る亀屋町1",
                "京都府京都市中京区御幸町通御池上る亀屋町1",
            ),
            (
                "京都府京都市中京区堺町通丸太町下る亀屋町1",
                "京都府京都市中京区亀屋町1",
            ),
            (
                "静岡県浜松市北区細江町気賀1-2",
                "静岡県浜松市中央区細江町気賀1-2",
            ),
            ("静岡県浜松市中区元城町1-2", "静岡県浜松市浜名区元城町1-2"),
            ("岩手県盛岡市上米内第1地割23", "岩手県盛岡市上米内第12地割3"),
            (
                "東京都千代田区丸の内1-2-3 青空ビル3階",
                "東京都千代田区丸の内1-2-3 青空ビル2F",
            ),
            (
                "東京都千代田区丸の内1-2-3-205",
                "東京都千代田区丸の内1-2-3 青空荘205号室",
            ),
            ("石川県金沢市小立野イ12", "石川県金沢市小立野ロ12"),
            (
                "北海道札幌市白石区本通3丁目北1",
                "北海道札幌市白石区本通3丁目南1",
            ),
            (
                "北海道札幌市白石区本通3丁目北1",
                "北海道札幌市白石区本通3丁目1",
            ),
            (
                "北海道札幌市白石区本通3丁目北1",
                "北海道札幌市白石区本通3丁目北1-1",
            ),
            ("石川県金沢市大野町4丁目イ1", "石川県金沢市大野町4丁目ロ1"),
            ("石川県金沢市大野町4丁目イ1", "石川県金沢市大野町4丁目イ11"),
            (
                "福島県耶麻郡猪苗代町横まくり1",
                "福島県耶麻郡猪苗代町横マクリ1",
            ),
            ("1-2-3", "1丁目2-3"),
            ("東京都千代田区丸の内1-2", "東京都千代田区丸の内1-2-0"),
            (
                "東京都千代田区丸の内99999999999999999999",
                "東京都千代田区丸の内99999999999999999998",
            ),
        ] {
            assert!(
                !same_address(a, b) && !same_address(b, a),
                "{a} {b} {:?} {:?}",
                Address::fold(a),
                Address::fold(b)
            );
        }
    }
}
