//! 突合の確認: one pair of eyes for B, two people for C, and a result that is whole.

use crate::world::Place;
use chrono::TimeDelta;
use kakehashi_domain::{
    Code,
    compare::{Finding, Ground, Verdict},
};
use kakehashi_terminal::view::ListPart;
use std::fs;

const HEADING: &str =
    "id,a_kanji,a_kana,a_birth,a_sex,a_address,b_kanji,b_kana,b_birth,b_sex,b_address";
const HANAKO: &str = "渡邉　花子,ワタナベ　ハナコ,1984-03-09,女,東京都千代田区霞が関１丁目２番２号";
const SAME: &str = "渡辺 花子,ﾜﾀﾅﾍﾞ ﾊﾅｺ,S59.3.9,2,千代田区霞が関1-2-2";
const MOVED: &str = "渡辺 花子,ワタナベ ハナコ,1984-03-09,女,東京都千代田区霞が関3-5-1　第二寮204";
const OTHER: &str = "渡辺 花子,ワタナベ ハナコ,1991-01-01,女,大阪府堺市堺区三宝町4-1";

/// A file with one A, one B and one C.
fn pairs(place: &Place) -> String {
    let one = |n: u32| HANAKO.replace("渡邉", &format!("渡邉{}", ["一", "二", "三"][n as usize]));
    let other = |n: u32, text: &str| {
        text.replacen(
            "渡辺",
            &format!("渡辺{}", ["一", "二", "三"][n as usize]),
            1,
        )
    };
    let rows = [
        format!("k1,{},{}", one(0), other(0, SAME)),
        format!("k2,{},{}", one(1), other(1, MOVED)),
        format!("k3,{},{}", one(2), other(2, OTHER)),
    ];
    fs::write(
        place.path("pairs.csv"),
        format!("{HEADING}\n{}\n", rows.join("\n")),
    )
    .unwrap();
    place.text("pairs.csv")
}

#[tokio::test(start_paused = true)]
async fn one_person_settles_b_two_settle_c_and_the_result_says_who() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let taken = t.take_pairs(pairs(&place)).await.unwrap();
    assert_eq!((taken.pairs, taken.a, taken.b, taken.c), (3, 1, 1, 1));
    assert_eq!((taken.waiting, taken.sample, taken.finished), (2, 1, false));
    let again = t.take_pairs(place.text("pairs.csv")).await.unwrap_err();
    assert_eq!(again.code, Code::ComparisonTaken);

    let b = t.next_pair(1, 0).await.unwrap().unwrap();
    assert_eq!((b.row, b.verdict), (2, Verdict::B));
    let address = &b.items[4];
    let marked = |pieces: &[kakehashi_terminal::view::PairPiece]| -> String {
        pieces
            .iter()
            .filter(|p| p.differs)
            .map(|p| p.text.as_str())
            .collect()
    };
    assert!(marked(&address.b).contains("第二寮"), "{address:?}");
    assert_eq!(
        b.items[0].remark.as_deref(),
        Some("異体字: 邉→辺"),
        "{:?}",
        b.items[0]
    );
    assert_eq!(
        b.items[2].remark.as_deref(),
        Some("1984年3月9日（昭和59年3月9日）")
    );
    let bare = t.answer_pair(1, 2, Finding::Same, None).await.unwrap_err();
    assert_eq!(bare.code, Code::GroundMissing);
    t.answer_pair(1, 2, Finding::Same, Some(Ground::Moved))
        .await
        .unwrap();

    let c = t.next_pair(1, 2).await.unwrap().unwrap();
    assert_eq!((c.row, c.verdict), (3, Verdict::C));
    t.answer_pair(1, 3, Finding::Other, None).await.unwrap();
    assert_eq!(
        t.next_pair(1, 0).await.unwrap(),
        None,
        "never the same person twice"
    );
    let twice = t.answer_pair(1, 3, Finding::Other, None).await.unwrap_err();
    assert_eq!(twice.code, Code::SecondPersonWanted);
    let early = t
        .save_comparison(1, place.text("out.csv").into())
        .await
        .unwrap_err();
    assert_eq!(early.code, Code::ComparisonUnfinished);

    place.log_in("shonin").await;
    assert_eq!(t.frame().await.unwrap().waiting.pairs, 1);
    assert_eq!(t.next_pair(1, 0).await.unwrap().unwrap().row, 3);
    t.answer_pair(1, 3, Finding::Other, None).await.unwrap();
    let sample = t.pair_sample(1).await.unwrap();
    assert_eq!(sample[0].verdict, Verdict::A);
    assert!(t.accept_sample(1).await.unwrap().finished);

    place.log_in("tantou").await;
    let line = t
        .save_comparison(1, place.text("out.csv").into())
        .await
        .unwrap();
    assert_eq!(line.rows, 3);
    let out = fs::read_to_string(place.path("out.csv")).unwrap();
    let ends: Vec<&str> = out
        .lines()
        .skip(1)
        .map(|row| row.rsplit_once(",same,").map_or(row, |(_, end)| end))
        .collect();
    assert_eq!(ends[0], ",", "{out}");
    assert!(
        ends[1].ends_with("（届出か住民票で確かめた）,tantou"),
        "{out}"
    );
    assert!(
        out.lines()
            .nth(3)
            .unwrap()
            .ends_with(",other,,tantou;shonin"),
        "{out}"
    );
    assert!(t.comparison(1).await.unwrap().saved);

    place.clock.advance(TimeDelta::days(31));
    place.server_log_in().await;
    assert!(t.comparison(1).await.unwrap().disposed);
    assert_eq!(t.pair_sample(1).await.unwrap(), []);
}

#[tokio::test(start_paused = true)]
async fn two_who_disagree_begin_anew_and_a_doubted_sample_wants_two() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    t.take_pairs(pairs(&place)).await.unwrap();
    t.answer_pair(1, 3, Finding::Other, None).await.unwrap();
    let doubted = t.doubt_pair(1, 1).await.unwrap();
    assert_eq!(doubted.open, 3);
    place.log_in("shonin").await;
    t.answer_pair(1, 3, Finding::Correct, None).await.unwrap();
    let anew = t.next_pair(1, 2).await.unwrap().unwrap();
    assert!(anew.disputed && anew.row == 3, "{anew:?}");
    place.log_in("kanri").await;
    assert_eq!(
        t.comparisons(ListPart::default()).await.unwrap_err().code,
        Code::PermissionDenied
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_no_file_of_pairs_leaves_nothing_behind() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let file = place.write_file("a.csv");
    let refused = place.terminal.take_pairs(file).await.unwrap_err();
    assert_eq!(refused.code, Code::NotThisKind);
    let left = fs::read_dir(place.path("data/work")).unwrap().count();
    assert_eq!(left, 0);
    assert_eq!(
        place
            .terminal
            .comparisons(ListPart::default())
            .await
            .unwrap(),
        []
    );
}
