//! The tree of the しきい値判断 at every boundary.
#![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.

use kakehashi_domain::{
    Code,
    pia::{Assessment, Level, Question, assess},
};

use Level::{Basic, Focused, Full, None};

fn result(people: u32, handlers: u32, incident: bool) -> Level {
    let question = Question {
        people,
        handlers,
        incident,
        exempt: Vec::new(),
    };
    assess(&question).unwrap().result
}

#[test]
fn every_boundary() {
    // With fewer than 500 handlers and no incident; with an incident; with 500; with both.
    let rows = [
        (0, [None; 4]),
        (999, [None; 4]),
        (1_000, [Basic; 4]),
        (9_999, [Basic; 4]),
        (10_000, [Basic, Focused, Focused, Focused]),
        (99_999, [Basic, Focused, Focused, Focused]),
        (100_000, [Focused, Full, Full, Full]),
        (299_999, [Focused, Full, Full, Full]),
        (300_000, [Full; 4]),
        (u32::MAX, [Full; 4]),
    ];
    for (people, expected) in rows {
        let cases = [(499, false), (499, true), (500, false), (500, true)];
        let found = cases.map(|(handlers, incident)| result(people, handlers, incident));
        assert_eq!(found, expected, "{people}");
    }
}

#[test]
fn each_exemption_frees_whatever_the_size() {
    for ground in [
        "single-insurer",
        "joint-insurer",
        "personnel-only",
        "paper-only",
        "not-connected",
    ] {
        let question = Question {
            people: 300_000,
            handlers: 500,
            incident: true,
            exempt: vec![ground.into()],
        };
        let Assessment { result, because } = assess(&question).unwrap();
        assert_eq!(result, Level::None, "{ground}");
        assert!(because[0].starts_with("免除: "), "{because:?}");
    }
}

#[test]
fn an_unknown_ground_is_not_taken_for_an_exemption() {
    let question = Question {
        exempt: vec!["large-insurer".into()],
        ..Question::default()
    };
    assert_eq!(assess(&question).unwrap_err().code, Code::InputInvalid);
}

#[test]
fn the_answer_is_written_as_scripts_read_it_with_only_the_steps_that_mattered() {
    let question = Question {
        people: 12_000,
        handlers: 40,
        ..Question::default()
    };
    let because = [
        "対象人数: 1万人以上10万人未満",
        "取扱者: 500人未満",
        "過去1年以内の重大事故: なし",
    ];
    let written = serde_json::json!({"result": "basic", "because": because});
    assert_eq!(
        serde_json::to_value(assess(&question).unwrap()).unwrap(),
        written
    );
    let names = [Level::None, Level::Focused, Level::Full];
    let written = serde_json::json!(["none", "basic+focused", "basic+full"]);
    assert_eq!(serde_json::to_value(names).unwrap(), written);
    let small = Question {
        people: 5_000,
        handlers: 900,
        incident: true,
        ..Question::default()
    };
    assert_eq!(assess(&small).unwrap().because.len(), 1);
}
