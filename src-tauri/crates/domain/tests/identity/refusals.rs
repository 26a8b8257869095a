//! Each refusal, with the case that would have been accepted beside it.

use crate::cases::answer_to;
use kakehashi_domain::identity::Objection;
use serde_json::{Value, json};
use std::collections::HashSet;

/// Why the only document of the case is refused, or null.
fn why(changes: Value) -> Value {
    answer_to(changes)["refused"]
        .get(0)
        .map_or(Value::Null, |refused| refused["why"].clone())
}

fn of(date: &str, document: Value) -> Value {
    why(json!({"date": date, "documents": [document]}))
}

fn by_agent(kind: &str, document: Value) -> Value {
    why(json!({"by": "agent", "agent_kind": kind, "documents": [document]}))
}

#[test]
fn each_day_on_which_a_document_begins_or_ceases_to_count() {
    let card = |matches| json!({"id": "notification_card", "matches_register": matches});
    let plain = |date, id| {
        let hardship = json!({"identity": "ほかの書類がない"});
        let other = json!({"id": "pension_book"});
        why(json!({"date": date, "hardship": hardship, "documents": [{"id": id}, other]}))
    };
    let phone = json!({"id": "individual_number_card_phone"});
    let expired = json!({"id": "passport", "expires": "2020-05-24"});
    let issued = |day| json!({"id": "driving_record_certificate", "issued": day});
    let rows = [
        (
            of("2020-05-24", json!({"id": "notification_card"})),
            Value::Null,
        ),
        (
            of("2020-05-25", json!({"id": "notification_card"})),
            json!("register_not_confirmed"),
        ),
        (
            of("2020-05-25", card(false)),
            json!("register_not_confirmed"),
        ),
        (of("2026-04-01", card(true)), Value::Null),
        (
            of("2020-05-25", json!({"id": "individual_number_notice"})),
            json!("never_accepted"),
        ),
        (plain("2025-12-01", "insured_card"), Value::Null),
        (
            plain("2025-12-02", "insured_card"),
            json!("no_longer_accepted"),
        ),
        (
            plain("2024-12-01", "eligibility_certificate"),
            json!("not_yet_accepted"),
        ),
        (plain("2024-12-02", "eligibility_certificate"), Value::Null),
        (
            plain("2022-03-31", "basic_pension_notice"),
            json!("not_yet_accepted"),
        ),
        (plain("2022-04-01", "basic_pension_notice"), Value::Null),
        (of("2020-05-24", phone.clone()), json!("not_yet_accepted")),
        (of("2026-04-01", phone), Value::Null),
        (of("2020-05-24", expired.clone()), Value::Null),
        (of("2020-05-25", expired), json!("out_of_date")),
        (of("2016-02-01", issued("2012-04-01")), Value::Null),
        (
            of("2016-02-01", issued("2012-03-31")),
            json!("issued_too_early"),
        ),
    ];
    for (at, (found, expected)) in rows.into_iter().enumerate() {
        assert_eq!(found, expected, "row {at}");
    }
}

#[test]
fn who_how_and_before_whom() {
    let by = |channel: &str, verifier: &str, document: Value| {
        let hardship = json!({"number": "カードも住民票もない"});
        let case = json!({
            "channel": channel, "verifier": verifier, "existing_file": true,
            "hardship": hardship, "documents": [document],
        });
        why(case)
    };
    let id = |id: &str| json!({"id": id});
    let card = |sides: &str| json!({"id": "individual_number_card", "copy": true, "sides": sides});
    let copy = json!({"id": "notification_card", "copy": true});
    let rows = [
        (
            by("online", "insurer", id("drivers_license")),
            json!("not_for_channel"),
        ),
        (
            by("in_person", "insurer", id("jpki_signature")),
            json!("not_for_channel"),
        ),
        (
            by("telephone", "insurer", id("notification_card")),
            json!("not_for_channel"),
        ),
        (
            by("in_person", "insurer", id("power_of_attorney")),
            json!("not_for_this_actor"),
        ),
        (
            by("in_person", "insurer", id("jlis_confirmation")),
            Value::Null,
        ),
        (
            by("in_person", "employer", id("jlis_confirmation")),
            json!("not_for_verifier"),
        ),
        (
            by("online", "insured_person", id("jlis_confirmation")),
            json!("not_for_verifier"),
        ),
        (
            by("in_person", "insurer", id("basic_resident_register")),
            json!("not_for_verifier"),
        ),
        (
            by("in_person", "municipality", id("basic_resident_register")),
            Value::Null,
        ),
        (
            by("post", "employer", id("pre_addressed_request_form")),
            json!("not_for_verifier"),
        ),
        (
            by("in_person", "insurer", copy.clone()),
            json!("copy_not_accepted"),
        ),
        (by("post", "insurer", copy), Value::Null),
        (by("post", "insurer", card("both")), Value::Null),
        (
            by("post", "insurer", card("front")),
            json!("both_sides_needed"),
        ),
        (
            by("post", "insurer", id("individual_number_card")),
            json!("both_sides_needed"),
        ),
    ];
    for (at, (found, expected)) in rows.into_iter().enumerate() {
        assert_eq!(found, expected, "row {at}");
    }
}

#[test]
fn what_only_hardship_opens() {
    let with = |existing_file, reason: Value, document: Value| {
        let hardship = json!({"number": reason});
        let case = json!({
            "existing_file": existing_file, "hardship": hardship, "documents": [document],
        });
        why(case)
    };
    let file = || json!({"id": "past_file"});
    assert_eq!(with(true, Value::Null, file()), "needs_hardship");
    assert_eq!(
        with(true, json!("　 "), file()),
        "needs_hardship",
        "a blank is no reason"
    );
    assert_eq!(with(true, json!("紛失"), file()), Value::Null);
    assert_eq!(with(false, json!("紛失"), file()), "no_existing_file");
    let slip = |shows| json!({"id": "document_public_with_number", "shows": shows});
    assert_eq!(
        with(true, json!("紛失"), slip(json!(["number", "name"]))),
        "does_not_show"
    );
    assert_eq!(
        with(
            true,
            json!("紛失"),
            slip(json!(["番号", "個人番号", "氏名", "住所"]))
        ),
        Value::Null
    );
}

#[test]
fn whose_document_and_which_agents() {
    let rows = [
        (
            by_agent("statutory", json!({"id": "power_of_attorney"})),
            json!("not_for_agent_kind"),
        ),
        (
            by_agent("voluntary", json!({"id": "power_of_attorney"})),
            Value::Null,
        ),
        (
            by_agent("voluntary", json!({"id": "family_register"})),
            json!("not_for_agent_kind"),
        ),
        (
            by_agent("corporate", json!({"id": "passport", "of": "agent"})),
            json!("not_for_agent_kind"),
        ),
        (
            by_agent("voluntary", json!({"id": "passport", "of": "agent"})),
            Value::Null,
        ),
        (
            by_agent("voluntary", json!({"id": "passport", "of": "person"})),
            json!("wrong_owner"),
        ),
        (
            by_agent("voluntary", json!({"id": "passport"})),
            json!("wrong_owner"),
        ),
        (
            by_agent(
                "voluntary",
                json!({"id": "notification_card", "of": "agent"}),
            ),
            json!("wrong_owner"),
        ),
        (
            by_agent(
                "voluntary",
                json!({"id": "notification_card", "of": "person", "copy": true}),
            ),
            Value::Null,
        ),
        (
            by_agent(
                "voluntary",
                json!({"id": "passport", "of": "agent", "copy": true}),
            ),
            json!("copy_not_accepted"),
        ),
        (
            by_agent("voluntary", json!({"id": "single_issue_document"})),
            json!("needs_hardship"),
        ),
    ];
    for (at, (found, expected)) in rows.into_iter().enumerate() {
        assert_eq!(found, expected, "row {at}");
    }
    let agents_own = json!({"documents": [{"id": "passport", "of": "agent"}]});
    assert_eq!(
        why(agents_own),
        "wrong_owner",
        "where the person comes, nobody else's counts"
    );
}

#[test]
fn every_objection_has_its_own_sentence() {
    let sentences: HashSet<_> = Objection::ALL.iter().map(|why| why.sentence()).collect();
    assert_eq!(sentences.len(), Objection::ALL.len());
    assert!(sentences.iter().all(|sentence| sentence.ends_with('。')));
}
