//! Measures the comparison on committed sets, class by class, and tries to get a wrong A out of it.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests, which the lint doesn't know as such

#[path = "compare/people.rs"]
mod people;
#[path = "compare/rewriting.rs"]
mod rewriting;

use fastrand::Rng;
use kakehashi_domain::compare::{Folded, Item, Verdict, compare, reasons};
use people::Person;
use proptest::prelude::*;
use rewriting::{OTHER_PEOPLE, REWRITINGS};

/// Pairs for one point of weight.
const PER_POINT: usize = 20;

fn verdict(a: &Person, b: &Person) -> Verdict {
    compare(&a.record(), &b.record()).verdict(false)
}

#[test]
fn one_person_written_two_ways_is_nearly_always_a() {
    let mut random = Rng::with_seed(20_261_122);
    let (mut all, mut all_a) = (0, 0);
    println!("one person written two ways      weight  pairs  A");
    for (title, weight, rewrite) in REWRITINGS {
        let (mut pairs, mut is_a) = (0, 0);
        while pairs < weight * PER_POINT {
            let mut a = Person::any(&mut random);
            let mut b = a.clone();
            rewrite(&mut a, &mut b, &mut random);
            let found = verdict(&a, &b);
            if found != Verdict::A && is_a + 3 > pairs {
                println!("  {a:?}\n  {b:?}");
            }
            pairs += 1;
            is_a += usize::from(found == Verdict::A);
            assert_eq!(verdict(&b, &a), found, "{a:?} {b:?}");
            if found == Verdict::A {
                assert_eq!(
                    Folded::of(a.record()).key(),
                    Folded::of(b.record()).key(),
                    "{a:?} {b:?}"
                );
            }
        }
        println!(
            "{title:24} {weight:6} {pairs:6} {:6.1} %",
            100.0 * is_a as f64 / pairs as f64
        );
        (all, all_a) = (all + pairs, all_a + is_a);
    }
    println!(
        "in total: {:.1} % of {all}",
        100.0 * all_a as f64 / all as f64
    );
    assert!(100 * all_a >= 95 * all);
}

#[test]
fn two_people_are_never_a() {
    let mut random = Rng::with_seed(7);
    for (title, alter) in OTHER_PEOPLE {
        let mut counts = [0; 3];
        for _ in 0..400 {
            let mut a = Person::any(&mut random);
            let mut b = a.clone();
            alter(&mut a, &mut b, &mut random);
            // Differently written as well, so that nothing depends on the notation.
            for index in [0, 3] {
                REWRITINGS[index].2(&mut a.clone(), &mut b, &mut random);
            }
            let found = verdict(&a, &b);
            assert_ne!(found, Verdict::A, "{title}\n{a:?}\n{b:?}");
            counts[found as usize] += 1;
        }
        println!("{title:24} {counts:?}");
    }
}

/// Rows of `tests/compare/*.csv`: a class, then the two people's items.
fn rows(source: &str) -> Vec<(String, Person, Person)> {
    let lines = source.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        let [class, a @ .., b1, b2, b3, b4, b5] = cells.as_slice() else {
            panic!("{line}")
        };
        let [a1, a2, a3, a4, a5] = a else {
            panic!("{line}")
        };
        (
            class.clone(),
            Person::of([a1, a2, a3, a4, a5]),
            Person::of([b1, b2, b3, b4, b5]),
        )
    };
    lines.map(row).collect()
}

#[test]
fn pairs_written_by_hand() {
    for (class, a, b) in rows(include_str!("compare/two-people.csv")) {
        assert_ne!(verdict(&a, &b), Verdict::A, "{class}\n{a:?}\n{b:?}");
        assert_eq!(verdict(&a, &b), verdict(&b, &a), "{class}");
    }
    let people = rows(include_str!("compare/one-person.csv"));
    let mut not_a = Vec::new();
    for (class, a, b) in &people {
        if verdict(a, b) != Verdict::A {
            let comparison = compare(&a.record(), &b.record());
            let because = reasons(&a.record(), &b.record(), &comparison, verdict(a, b));
            not_a.push(format!("{class} {because}"));
        }
    }
    println!(
        "{} of {} by hand not A: {not_a:#?}",
        not_a.len(),
        people.len()
    );
    assert!(100 * not_a.len() <= 5 * people.len(), "{not_a:#?}");
}

#[test]
fn verdicts_follow_the_items() {
    let a = Person::any(&mut Rng::with_seed(1));
    let with = |change: fn(&mut Person)| {
        let mut b = a.clone();
        change(&mut b);
        verdict(&a, &b)
    };
    assert_eq!(with(|_| {}), Verdict::A);
    assert_eq!(with(|b| b.address.clear()), Verdict::B);
    assert_eq!(with(|b| b.kanji = "●".into()), Verdict::B);
    let at = |address: &str| {
        let mut b = a.clone();
        b.address = address.to_owned();
        let mut a = a.clone();
        a.address = "東京都千代田区丸の内1-2-3".to_owned();
        verdict(&a, &b)
    };
    assert_eq!(at("東京都千代田区神田1-2-3"), Verdict::B);
    assert_eq!(
        at("架空市本町1-2-3"),
        Verdict::B,
        "nobody knows where that is"
    );
    for elsewhere in [
        "東京都新宿区西新宿1-2-3",
        "大阪府堺市堺区三宝町4-1",
        "大阪府架空市1",
    ] {
        assert_eq!(at(elsewhere), Verdict::C, "the namesake: {elsewhere}");
    }
    assert_eq!(
        with(|b| (b.kanji, b.kana) = ("別 人".into(), "ベツ ジン".into())),
        Verdict::B
    );
    assert_eq!(
        with(|b| (b.kana, b.address) = ("ベツ ジン".into(), "".into())),
        Verdict::C
    );
    assert_eq!(with(|b| b.birth = "1950-01-01".into()), Verdict::C);
    assert_eq!(with(|b| b.sex.clear()), Verdict::C);
    let shared = compare(&a.record(), &a.record()).verdict(true);
    assert_eq!(shared, Verdict::C);
}

#[test]
fn reasons_are_short_and_japanese() {
    let a = Person::of([
        "渡邊 花子",
        "ワタナベ ハナコ",
        "S40.1.1",
        "2",
        "東京都千代田区丸の内1-2-3",
    ]);
    let b = Person::of(["渡辺 花子", "ワタナベハナコ", "19650101", "女", "●"]);
    let comparison = compare(&a.record(), &b.record());
    let because = reasons(
        &a.record(),
        &b.record(),
        &comparison,
        comparison.verdict(false),
    );
    assert!(
        because.starts_with("漢字氏名の旧字体: 邊→辺、カナ氏名の書き方"),
        "{because}"
    );
    assert!(because.ends_with("住所に読めない字がある"), "{because}");
}

fn text() -> impl Strategy<Value = String> {
    let near = "[ 　ァ-ヺｦ-ﾟぁ-ゔ山田邊髙斉桧〇一二十百町字大丁目番地号のノケヶ市府中0-3０-２a-cＡ●?-]{0,14}";
    let place = "(東京都|広島県|)(府中市|千代田区|安芸郡府中町|府中町)[丸の内字大一二十1-3番丁目地号室 -]{0,10}";
    prop_oneof![
        near,
        place,
        "\\PC{0,12}",
        "(S|昭和|19)?[0-9]{1,4}[./年-][0-9]{1,2}[./月-][0-9]{1,2}日?"
    ]
}

prop_compose! {
    fn person()(kanji in text(), kana in text(), birth in text(), sex in "[男女12MF]|\\PC?", address in text()) -> Person {
        Person { kanji, kana, birth, sex, address }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whichever_comes_first_makes_no_difference(a in person(), b in person()) {
        let (one, other) = (compare(&a.record(), &b.record()), compare(&b.record(), &a.record()));
        prop_assert_eq!(one, other);
        let _any_text_has_reasons = reasons(&a.record(), &b.record(), &one, one.verdict(false));
    }

    #[test]
    fn a_record_is_like_itself_unless_it_lacks_something(a in person()) {
        let is_a = verdict(&a, &a) == Verdict::A;
        prop_assert_eq!(is_a, Folded::of(a.record()).key().is_some());
    }

    #[test]
    fn what_agrees_has_one_key(address in text(), other in text(), name in text()) {
        let mut a = Person::any(&mut Rng::with_seed(3));
        let mut b = a.clone();
        (a.address, b.address) = (address, other.clone());
        (a.kanji, b.kanji) = (name.clone(), if name.len() % 2 == 0 { other } else { name });
        let comparison = compare(&a.record(), &b.record());
        if Item::ALL.into_iter().all(|item| comparison.word(item).agrees()) {
            prop_assert_eq!(Folded::of(a.record()).key(), Folded::of(b.record()).key());
        }
    }
}
