//! A case as a person reads it.

use super::{
    form::{FORM, may_make},
    record::CaseRecord,
};
use crate::{
    core::{clock::japan_day, look::Look, shelf::sha256_of},
    people::{
        cases::view::{
            CaseAnswered, CaseChoice, CaseDocument, CaseElement, CaseForm, CaseLine, CasePrompt,
            CaseRule, CaseView,
        },
        protected::marks::{BEFORE_POSTING, MARK, Marks},
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{
    Outcome,
    identity::{
        Actor, Answer, Case, CaseQuestion, Choice, Document, Element, Facts, Objection, Rules,
        Standing, Way, choices,
    },
};

impl Look {
    pub(super) fn case_view(&self, record: CaseRecord) -> Outcome<CaseView> {
        let (rules, marks) = (Rules::shipped()?, self.marks()?);
        let answer = record.check(rules)?;
        let case = record.facts.case(record.date);
        let name = |signed: Option<&super::Signed>| signed.map(|s| self.name_of(&s.by));
        let (opened_by, checked_by, closed_by) = (
            name(Some(&record.opened)).unwrap_or_default(),
            name(record.checked.as_ref()),
            name(record.closed.as_ref()),
        );
        Ok(CaseView {
            id: record.id,
            state: record.state,
            state_title: record.state.title().to_owned(),
            date: record.date,
            question: record.facts.next_question(),
            answered: answered(&record.facts),
            elements: elements(&record.facts, answer.as_ref()),
            shown: documents(rules, &record, answer.as_ref()),
            choices: case
                .as_ref()
                .map(|case| shown_choices(rules, case))
                .unwrap_or_default(),
            cheapest: cheapest(rules, answer.as_ref()),
            rules: rule_lines(rules, answer.as_ref()),
            form: record.form.as_ref().map(|form| CaseForm {
                state: form.state,
                state_title: form.state.title().to_owned(),
                made_at: form.made_at,
                printed_at: form.printed_at,
                returned_at: form.returned_at,
            }),
            may_make_form: may_make(&record),
            refusal: record.refusal.clone(),
            opened_by,
            opened_at: record.opened.at,
            checked_by,
            checked_at: record.checked.as_ref().map(|signed| signed.at),
            closed_by,
            closed_at: record.closed.as_ref().map(|signed| signed.at),
            sha256: sha256_of(&record)?,
            warning: marks
                .are_named_in(&record.subject)
                .then(|| BEFORE_POSTING.to_owned()),
            subject: record.subject,
        })
    }
}

pub(super) fn line(record: &CaseRecord, today: NaiveDate, marks: &Marks) -> CaseLine {
    let words = answered(&record.facts);
    let is_way = |a: &&CaseAnswered| matches!(a.question, CaseQuestion::By | CaseQuestion::Channel);
    let way: Vec<&str> = words
        .iter()
        .filter(is_way)
        .map(|a| a.words.as_str())
        .collect();
    let days = (today - japan_day(record.opened.at)).num_days();
    CaseLine {
        id: record.id,
        subject: match marks.are_named_in(&record.subject) {
            true => format!("{MARK}{}", record.subject),
            false => record.subject.clone(),
        },
        state: record.state,
        state_title: record.state.title().to_owned(),
        way: way.join("・"),
        form: record.form.as_ref().map(|form| form.state),
        opened_at: record.opened.at,
        days: u32::try_from(days).unwrap_or(0),
    }
}

fn answered(facts: &Facts) -> Vec<CaseAnswered> {
    let existing = facts.existing_file.map(|yes| {
        if yes {
            "あります"
        } else {
            "ありません"
        }
    });
    let answers = [
        (
            CaseQuestion::Verifier,
            "確認する人",
            facts.verifier.map(|v| v.title()),
        ),
        (
            CaseQuestion::By,
            "届け出る人",
            facts.by.map(|by| by.title()),
        ),
        (
            CaseQuestion::AgentKind,
            "代理人",
            facts.agent_kind.map(|kind| kind.title()),
        ),
        (
            CaseQuestion::Channel,
            "受け方",
            facts.channel.map(|c| c.title()),
        ),
        (
            CaseQuestion::ExistingFile,
            "前の本人確認のファイル",
            existing,
        ),
    ];
    let given = answers.into_iter().filter_map(|(question, title, words)| {
        Some(CaseAnswered {
            question,
            title: title.to_owned(),
            words: words?.to_owned(),
        })
    });
    given.collect()
}

fn elements(facts: &Facts, answer: Option<&Answer>) -> Vec<CaseElement> {
    let Some(answer) = answer else {
        return Vec::new();
    };
    let standings = [
        (Element::Number, answer.elements.number),
        (Element::Identity, answer.elements.identity),
        (Element::Authority, answer.elements.authority),
    ];
    let wanted = standings
        .into_iter()
        .filter(|(_, standing)| *standing != Standing::NotRequired);
    wanted
        .map(|(element, standing)| CaseElement {
            element,
            title: element.title().to_owned(),
            standing,
            hardship: facts.hardship.reason(element).map(str::to_owned),
        })
        .collect()
}

fn documents(rules: &Rules, record: &CaseRecord, answer: Option<&Answer>) -> Vec<CaseDocument> {
    let shown = record.facts.shown(rules, record.date);
    let channel = record.facts.channel;
    let document = |(index, document): (usize, &Document)| {
        let kind = rules.document(&document.id)?;
        let channel = channel?;
        let prompts = document.open_prompts(kind, channel, record.date);
        let is_this = |refused: &&kakehashi_domain::identity::Refused| {
            refused.id == document.id
                && refused.of == document.of
                && refused.label == document.label
        };
        let refused = answer.and_then(|answer| answer.refused.iter().find(is_this));
        Some(CaseDocument {
            index: u32::try_from(index).ok()?,
            id: document.id.clone(),
            label: owned_label(rules, document.of, &document.id, document.label.as_deref()),
            objection: refused
                .filter(|_| prompts.is_empty())
                .map(|refused| refused.why.sentence().to_owned()),
            prompts: prompts
                .into_iter()
                .map(|prompt| CasePrompt {
                    prompt,
                    sentence: prompt.sentence(channel).to_owned(),
                })
                .collect(),
        })
    };
    shown.iter().enumerate().filter_map(document).collect()
}

/// The form of 別添15 has its own way of being made; it isn't chosen.
fn shown_choices(rules: &Rules, case: &Case) -> Vec<CaseChoice> {
    let all = choices(rules, case).into_iter();
    let offered = all.filter(|choice| choice.id != FORM);
    offered
        .map(|choice| {
            let Choice {
                id,
                of,
                elements,
                objection,
            } = choice;
            let needs_hardship = objection == Some(Objection::NeedsHardship);
            let objection = objection.filter(|_| !needs_hardship);
            let of = of.filter(|_| case.by == Actor::Agent);
            CaseChoice {
                label: owned_label(rules, of, &id, None),
                named: rules.document(&id).is_some_and(|kind| kind.several),
                of,
                elements,
                needs_hardship,
                objection: objection.map(|why| why.sentence().to_owned()),
                id,
            }
        })
        .collect()
}

fn cheapest(rules: &Rules, answer: Option<&Answer>) -> Vec<String> {
    let first = answer.and_then(|answer| answer.lacking.first());
    let words = |way: &Way| {
        let needed = way.0.iter();
        needed
            .map(|needed| owned_label(rules, needed.of, &needed.id, None))
            .collect()
    };
    first.map(words).unwrap_or_default()
}

fn rule_lines(rules: &Rules, answer: Option<&Answer>) -> Vec<CaseRule> {
    let used = answer.filter(|answer| answer.complete);
    let ids = used
        .map(|answer| answer.rules.as_slice())
        .unwrap_or_default();
    let rows = ids.iter().filter_map(|id| rules.row(id));
    rows.map(|row| {
        let seed = row.seed_article.as_deref().unwrap_or(&row.source);
        let today = match &row.current_article {
            Some(article) if row.current_verified => format!("{seed}（いまの{article}）"),
            Some(_) | None => format!("{seed}（いまの条番号は未確認）"),
        };
        let elements: Vec<&str> = row.elements.iter().map(|e| e.title()).collect();
        CaseRule {
            id: row.id.clone(),
            title: format!("{}：{}", elements.join("・"), row.title),
            article: today,
        }
    })
    .collect()
}

fn owned_label(rules: &Rules, of: Option<Actor>, id: &str, label: Option<&str>) -> String {
    let owner = of.map(|of| format!("{}の", of.title())).unwrap_or_default();
    let kind = rules.document(id);
    let name = kind.map_or(id, |kind| kind.label.as_str());
    match label.filter(|label| !label.is_empty()) {
        Some(label) => format!("{owner}{label}（{name}）"),
        None => format!("{owner}{name}"),
    }
}
