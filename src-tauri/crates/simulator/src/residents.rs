//! The people of the practice 住基: those of the samples, as a register would write them. Some are written in another
//! spelling, have moved, have died, have a twin, or share their 5情報 with somebody else.

use crate::{
    db::residents::Resident,
    number::personal_number,
    sample::{
        people::{People, Person},
        usual_day,
    },
};

/// Letters that a register writes otherwise than an office does.
const SPELLINGS: [(char, char); 12] = [
    ('高', '髙'),
    ('崎', '﨑'),
    ('浜', '濵'),
    ('辺', '邉'),
    ('斎', '齋'),
    ('徳', '德'),
    ('吉', '𠮷'),
    ('柳', '栁'),
    ('沢', '澤'),
    ('広', '廣'),
    ('国', '國'),
    ('黒', '黑'),
];
const RESIDENT: &str = "住民";
const MOVED: &str = "住所変更あり";
const DEAD: &str = "死亡";
/// Numbers that there are, without the check digit.
const BODIES: u64 = 100_000_000_000;
const NEW_PLACE: &str = "北海道札幌市中央区大通１丁目２番３号";

/// What identifies a person where no number is known.
#[derive(Debug, Clone, Copy)]
pub struct FiveItems<'a> {
    pub name_kanji: &'a str,
    pub name_kana: &'a str,
    pub birth_date: &'a str,
    pub sex: &'a str,
    pub address: &'a str,
}

impl FiveItems<'_> {
    /// The same for every usual way of writing the five.
    pub fn match_key(&self) -> String {
        self.folded().join("|")
    }

    /// Each of the five, the same for every usual way of writing it.
    pub fn folded(&self) -> [String; 5] {
        let [kanji, kana] = [self.name_kanji, self.name_kana].map(folded);
        let address = folded_address(self.address);
        [
            kanji,
            kana,
            self.birth_date.to_owned(),
            self.sex.to_owned(),
            address,
        ]
    }
}

/// The register of a seed: so many people, and some who share their 5情報 with one of them.
pub fn people(seed: u64, count: usize) -> impl Iterator<Item = Resident> + Send {
    let people = People::new(seed, usual_day()).take(count);
    (0..)
        .zip(people)
        .flat_map(|(nth, person)| registered(nth, person))
}

fn registered(nth: u64, mut person: Person) -> Vec<Resident> {
    let former = person.address.clone();
    match nth % 50 {
        3 | 13 | 23 | 33 | 43 => respell(&mut person),
        7 | 27 => person.address = NEW_PLACE.to_owned(),
        _ => {}
    }
    let state = match nth % 50 {
        7 | 27 => MOVED,
        11 => DEAD,
        _ => RESIDENT,
    };
    let mut all = vec![resident(&person, &former, state)];
    match nth % 50 {
        29 => all.push(resident(&beside(&person, 1), &former, state)),
        19 => {
            let mut twin = beside(&person, 2);
            name_as_twin(&mut twin);
            all.push(resident(&twin, &former, state));
        }
        _ => {}
    }
    all
}

/// Somebody of whom everything but the number is the same.
fn beside(person: &Person, after: u64) -> Person {
    let body = person.personal_number.get(..11);
    let body = body.and_then(|body| body.parse::<u64>().ok());
    Person {
        personal_number: personal_number((body.unwrap_or(0) + after) % BODIES),
        ..person.clone()
    }
}

/// A twin keeps the family's name and the day, and has a given name of their own.
fn name_as_twin(person: &mut Person) {
    for (name, given) in [
        (&mut person.name_kanji, "双葉"),
        (&mut person.name_kana, "フタバ"),
    ] {
        let family = name.split('　').next().unwrap_or_default();
        *name = format!("{family}　{given}");
    }
}

fn respell(person: &mut Person) {
    for (usual, registered) in SPELLINGS {
        person.name_kanji = person.name_kanji.replace(usual, &registered.to_string());
    }
    person.address = person
        .address
        .replace("丁目", "－")
        .replace('番', "－")
        .replace('号', "");
}

fn resident(person: &Person, former: &str, state: &str) -> Resident {
    let key = |address: &str| {
        let items = FiveItems {
            name_kanji: &person.name_kanji,
            name_kana: &person.name_kana,
            birth_date: &person.birth_date,
            sex: person.sex,
            address,
        };
        items.match_key()
    };
    let match_key = key(&person.address);
    let former_key = Some(key(former)).filter(|former| *former != match_key);
    Resident {
        personal_number: person.personal_number.clone(),
        name_kanji: person.name_kanji.clone(),
        name_kana: person.name_kana.clone(),
        birth_date: person.birth_date.clone(),
        sex: person.sex.to_owned(),
        address: person.address.clone(),
        state: state.to_owned(),
        match_key,
        former_key: former_key.unwrap_or_default(),
    }
}

/// Without spaces, digits and letters half-width, the usual letters for the rare ones.
fn folded(text: &str) -> String {
    let usual = |c| {
        SPELLINGS
            .iter()
            .find(|(_, rare)| *rare == c)
            .map_or(c, |(usual, _)| *usual)
    };
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .map(usual)
        .collect()
}

/// 1丁目2番3号 and 1-2-3 are one place.
fn folded_address(text: &str) -> String {
    let folded = folded(text).replace("丁目", "-").replace("番地", "-");
    let dashed = folded.replace(['番', '号', '−', '‐', '―', 'ー'], "-");
    dashed.trim_end_matches('-').to_owned()
}

fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_way_of_writing_finds_the_same_person() {
        let items = FiveItems {
            name_kanji: "高橋　太郎",
            name_kana: "タカハシ　タロウ",
            birth_date: "19800101",
            sex: "1",
            address: "東京都新宿区本町１丁目２番３号",
        };
        let other = FiveItems {
            name_kanji: "髙橋 太郎",
            name_kana: "タカハシ タロウ",
            address: "東京都新宿区本町1-2-3",
            ..items
        };
        assert_eq!(items.match_key(), other.match_key());
        let sister = FiveItems { sex: "2", ..items };
        assert_ne!(items.match_key(), sister.match_key());
    }

    #[test]
    fn the_register_holds_movers_dead_twins_and_people_alike() {
        let all: Vec<Resident> = people(1, 100).collect();
        let count = |state| all.iter().filter(|r| r.state == state).count();
        // Two who are alike in everything, two twins.
        assert_eq!((all.len(), count(MOVED), count(DEAD)), (104, 4, 2));
        let moved = all.iter().find(|r| r.state == MOVED).unwrap();
        assert!(moved.address == NEW_PLACE && !moved.former_key.is_empty());
        let alike = |r: &&Resident| all.iter().filter(|o| o.match_key == r.match_key).count() == 2;
        assert_eq!(all.iter().filter(alike).count(), 4);
        let twins = all.iter().filter(|r| r.name_kanji.ends_with("　双葉"));
        for twin in twins {
            let same_day = |r: &&Resident| {
                (&r.birth_date, &r.sex, &r.address) == (&twin.birth_date, &twin.sex, &twin.address)
            };
            assert!(all.iter().filter(same_day).count() >= 2);
            assert!(
                !all.iter()
                    .any(|r| r.match_key == twin.match_key && r.name_kanji != twin.name_kanji)
            );
        }
        let written: Vec<Person> = People::new(1, usual_day()).take(100).collect();
        let respelt = |r: &&Resident| {
            !written
                .iter()
                .any(|p| p.name_kanji == r.name_kanji && p.address == r.address)
        };
        assert!(all.iter().filter(respelt).count() > 10);
    }
}
