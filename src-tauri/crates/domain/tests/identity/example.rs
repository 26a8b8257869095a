//! The example of the contract, and cases beside it.

use crate::cases::{COMING, DATES, answer_to, open_case, rules};
use kakehashi_domain::{
    Code,
    identity::{Channel, Document, Verifier, check},
};
use serde_json::json;

#[test]
fn the_example_is_answered_as_written() {
    let answer = answer_to(json!({"documents": [
        {"id": "notification_card", "copy": false, "matches_register": true},
        {"id": "drivers_license", "expires": "2018-05-01"},
    ]}));
    let written = json!({
        "complete": true,
        "elements": {"number": "ok", "identity": "ok", "authority": "not_required"},
        "lacking": [], "rules": ["P-F-N2", "P-F-I2"], "refused": [],
    });
    assert_eq!(answer, written);
}

#[test]
fn what_is_lacking_comes_with_the_fewest_documents_first_and_then_as_in_the_table() {
    let answer = answer_to(json!({}));
    assert_eq!(answer["complete"], false);
    assert_eq!(answer["elements"]["identity"], "lacking");
    let lacking = answer["lacking"].as_array().unwrap();
    assert_eq!(lacking[0], json!(["individual_number_card"]));
    assert_eq!(lacking[1], json!(["notification_card", "drivers_license"]));
    assert_eq!(
        lacking.len(),
        1 + 2 * 9,
        "the card, or one of two beside one of nine"
    );
}

#[test]
fn what_is_there_already_is_not_asked_for_again() {
    let answer = answer_to(json!({
        "hardship": {"identity": "免許証も旅券もない"},
        "documents": [{"id": "notification_card"}, {"id": "insured_card"}],
    }));
    let rest = [
        "individual_number_card",
        "drivers_license",
        "driving_record_certificate",
        "passport",
        "physical_disability_handbook",
        "mental_disability_handbook",
        "rehabilitation_handbook",
        "residence_card",
        "special_permanent_resident_certificate",
        "photo_document_public",
        "pension_book",
        "child_rearing_allowance_certificate",
        "special_child_rearing_allowance_certificate",
        "document_public_no_photo",
    ];
    assert_eq!(answer["lacking"], json!(rest.map(|id| [id])));
    assert_eq!(
        answer["refused"],
        json!([{"id": "insured_card", "why": "one_of_two"}])
    );
}

#[test]
fn two_without_a_photograph_add_up_and_the_same_twice_is_one() {
    let with = |documents| {
        let case =
            json!({"hardship": {"identity": "写真のある書類がない"}, "documents": documents});
        answer_to(case)
    };
    let number = json!({"id": "resident_record_with_number"});
    let plain = |label| json!({"id": "document_public_no_photo", "label": label});
    let two = with(json!([
        number,
        plain("納税証明書"),
        plain("印鑑登録証明書")
    ]));
    assert_eq!(two["rules"], json!(["P-F-N3", "P-F-I4b"]));
    let same = with(json!([number, plain("納税証明書"), plain("納税証明書")]));
    assert_eq!(same["complete"], false);
    let mixed = with(json!([number, plain("納税証明書"), {"id": "pension_book"}]));
    assert_eq!(mixed["rules"], json!(["P-F-N3", "P-F-I4a", "P-F-I4b"]));
}

#[test]
fn the_form_of_annex_15_stands_for_the_identity_and_lets_the_cards_back_be_enough() {
    let by_post = |documents| answer_to(json!({"channel": "post", "documents": documents}));
    let form = json!({"id": "pre_addressed_request_form"});
    let back = json!({"id": "individual_number_card", "copy": true, "sides": "back"});
    let copy = json!({"id": "notification_card", "copy": true});
    assert_eq!(
        by_post(json!([copy, form]))["rules"],
        json!(["P-F-N2", "P-P-I1"])
    );
    assert_eq!(
        by_post(json!([back, form]))["rules"],
        json!(["P-F-N1", "P-P-I1"])
    );
    let without = by_post(json!([back]));
    assert_eq!(without["refused"][0]["why"], "both_sides_needed");
    assert_eq!(without["lacking"][1], json!(["pre_addressed_request_form"]));
}

#[test]
fn a_corporate_agent_needs_one_of_each() {
    let with = |documents| {
        answer_to(json!({"by": "agent", "agent_kind": "corporate", "documents": documents}))
    };
    let registry = json!({"id": "corporate_registry", "of": "agent"});
    let others = [
        json!({"id": "notification_card", "of": "person", "copy": true}),
        json!({"id": "power_of_attorney"}),
        json!({"id": "relation_document", "of": "agent"}),
    ];
    let mut documents = others.to_vec();
    documents.push(registry.clone());
    let all = with(json!(documents));
    assert_eq!(all["rules"], json!(["A-F-N2", "A-F-I2c", "A-F-D2"]));
    let one = with(json!(others));
    assert_eq!(one["lacking"], json!([["corporate_registry"]]));
    assert_eq!(one["refused"][0]["why"], "one_of_two");
    documents[2] = registry;
    assert_eq!(
        with(json!(documents))["complete"],
        false,
        "two of the same are not one of each"
    );
}

#[test]
fn the_employer_knows_the_employee() {
    let attested = |verifier| {
        let documents = json!([{"id": "notification_card"}]);
        let attested = json!(["employment_relation"]);
        answer_to(json!({"verifier": verifier, "documents": documents, "attested": attested}))
    };
    assert_eq!(attested("employer")["rules"], json!(["P-F-N2", "P-F-I6"]));
    let insurer = attested("insurer");
    assert_eq!(insurer["complete"], false);
    assert_eq!(insurer["refused"][0]["why"], "not_for_verifier");
}

#[test]
fn the_telephone_needs_an_earlier_file_and_two_answers() {
    let call = |existing_file, questions| {
        let documents = json!([{"id": "jlis_confirmation"}]);
        let case = json!({
            "channel": "telephone", "existing_file": existing_file,
            "questions_answered": questions, "documents": documents,
        });
        answer_to(case)
    };
    assert_eq!(call(true, 2)["rules"], json!(["P-T-N2", "P-T-I1"]));
    assert_eq!(call(true, 1)["lacking"], json!([["questions_answered"]]));
    let without = call(false, 2);
    assert_eq!(
        (&without["complete"], &without["lacking"]),
        (&json!(false), &json!([]))
    );
}

#[test]
fn only_documents_of_the_list_are_taken_for_documents() {
    for id in ["library_card", "employment_relation", "questions_answered"] {
        let mut case = open_case(COMING[0], Channel::InPerson, Verifier::Employer, DATES[0]);
        case.documents = vec![Document::of_kind(id)];
        assert_eq!(
            check(rules(), &case).unwrap_err().code,
            Code::InputInvalid,
            "{id}"
        );
    }
}
