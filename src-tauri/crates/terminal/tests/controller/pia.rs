//! しきい値判断: kept with its day, asked for again within the year.

use crate::world::Place;
use chrono::TimeDelta;
use kakehashi_domain::{
    Code,
    pia::{Level, Question},
};

fn question(people: u32) -> Question {
    Question {
        people,
        handlers: 12,
        ..Question::default()
    }
}

#[tokio::test(start_paused = true)]
async fn a_judgement_is_kept_and_asked_for_again_within_the_year() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let clerk = t.assess_pia(question(12_000), 2_000).await.unwrap_err();
    assert_eq!(clerk.code, Code::PermissionDenied);
    place.log_in("shonin").await;
    let first_with_incident = Question {
        incident: true,
        ..question(12_000)
    };
    for (wrong, past) in [(first_with_incident, 0), (question(100), 101)] {
        let refused = t.assess_pia(wrong, past).await.unwrap_err();
        assert_eq!(refused.code, Code::InputInvalid);
    }
    let kept = t.assess_pia(question(12_000), 2_000).await.unwrap();
    assert_eq!(
        (kept.records.len(), kept.records[0].result),
        (1, Level::Basic)
    );
    let is_asked = || async {
        let home = t.home().await.unwrap();
        home.tasks.iter().any(|task| task.path == "/pia")
    };
    assert!(!is_asked().await);
    place.clock.advance(TimeDelta::days(340));
    assert!(is_asked().await, "a month before the year is over");
    assert!(!t.pia().await.unwrap().overdue);
    place.clock.advance(TimeDelta::days(40));
    assert!(t.pia().await.unwrap().overdue);
    let again = t.assess_pia(question(100_000), 2_000).await.unwrap();
    assert_eq!(again.records[0].result, Level::Focused);
    assert!(!is_asked().await);
}
