//! Many people of several households.

use super::*;

pub const PEOPLE: usize = 400;

/// A number with its check digit.
pub fn number(body: u64) -> String {
    let digits: Vec<u64> = format!("{body:011}")
        .bytes()
        .map(|b| u64::from(b - b'0'))
        .collect();
    let weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u64 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
    let check = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    format!("{body:011}{check}")
}

/// Families of 本人, spouse and child in the columns that a kind has; every fifth person lives alone.
pub fn of(kind: &str) -> Vec<Cells> {
    let surnames = [
        ("佐藤", "サトウ"),
        ("鈴木", "スズキ"),
        ("高橋", "タカハシ"),
        ("田中", "タナカ"),
        ("山本", "ヤマモト"),
        ("小林", "コバヤシ"),
        ("吉田", "ヨシダ"),
    ];
    let given = [
        "アイ", "ケン", "ナオ", "ハル", "ユウ", "レン", "ミキ", "ソラ", "リク",
    ];
    let has = |id: &str| layout(kind).column(id).is_some();
    let (mut rows, mut household, mut mixed) = (Vec::new(), 0_usize, 7_u64);
    let mut head = 0;
    while rows.len() < PEOPLE {
        household += 1;
        let size = if household.is_multiple_of(5) { 1 } else { 3 };
        let (kanji, kana) = surnames[household * 3 % surnames.len()];
        for member in 0..size {
            mixed = mixed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let random = (mixed >> 33) as usize;
            let year = [1970, 1972, 2005][member] + random % 12;
            let (month, day) = (random % 12 + 1, random % 28 + 1);
            let first = given[random % given.len()];
            let sex = match member {
                1 => 3 - head, // a couple
                _ => random % 2 + 1,
            };
            head = if member == 0 { sex } else { head };
            let cells: [(&str, &str); 14] = [
                ("number", &(1000 + household).to_string()),
                ("card_branch", &format!("{member:02}")),
                ("relationship", &member.to_string()),
                ("name_kanji", &format!("{kanji}　名{}", random % 90)),
                ("name_kana", &format!("{kana}　{first}")),
                ("birth_date", &format!("{year}{month:02}{day:02}")),
                ("sex", &sex.to_string()),
                (
                    "postal_code",
                    &format!("{:07}", household * 7919 % 9_999_999),
                ),
                ("address", &format!("東京都練習区見本町{household}")),
                (
                    "acquired_on",
                    ["20260331", "20260401", "20260302"][household % 3],
                ),
                ("personal_number", &number(mixed >> 30 & 0x1_FFFF_FFFF)),
                (
                    "server_branch",
                    &format!("K{:09}", (mixed >> 20) % 1_000_000_000),
                ),
                ("days", &(random % 200 + 1).to_string()),
                ("benefit_amount", &(random % 90_000 + 1_000).to_string()),
            ];
            let cells: Vec<(&str, &str)> = cells.into_iter().filter(|(id, _)| has(id)).collect();
            rows.push(row(kind, &cells));
        }
    }
    rows
}
