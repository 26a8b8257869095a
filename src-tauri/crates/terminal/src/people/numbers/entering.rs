//! Taking a number: its form, the gates of the check beside those that wait already, and what it was confirmed by.

use super::{Digits, NumberRecord, registration, subject};
use crate::{
    core::{
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
        profile::SecretText,
    },
    people::{
        cases::CasePerson,
        numbers::view::{NumberOwner, NumbersView},
        timeline::{Receipt, begin_by_number},
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{
    Code, Fault, InsurerNumber, Outcome, PersonalNumber, PersonalNumberError, compare::birth_value,
};
use kakehashi_layouts::{CheckSetting, Earlier, Layout, Remembered, RowWriter, Severity, check};
use std::{io::Cursor, ops::ControlFlow};
use zeroize::Zeroizing;

/// Takes a number that was typed twice, after a 本人確認 that is complete.
///
/// # Errors
/// `NUMBER_TYPED_DIFFERENTLY`, `INPUT_INVALID` with what is wrong (the gates of the check too), `CASE_NOT_FOUND`,
/// `CASE_STATE`, `CASE_USED`, `CHANGED_MEANWHILE`.
pub(crate) async fn enter_number(
    terminal: &Terminal,
    permit: Permit,
    owner: NumberOwner,
    typed: String,
    again: String,
    case: u32,
) -> Outcome<NumbersView> {
    let (typed, again) = (Zeroizing::new(typed), Zeroizing::new(again));
    let person = person(&normal(owner.clone())?);
    terminal
        .see(move |look| look.require_case_for(case, &person))
        .await?;
    let entry = NewNumber {
        owner,
        number: typed_twice(&typed, &again)?,
        source: format!("本人確認{case}"),
        case: Some(case),
        collected_on: None,
    };
    entry.keep(terminal, permit).await
}

/// A number that is to be kept.
pub(super) struct NewNumber {
    pub owner: NumberOwner,
    pub number: PersonalNumber,
    /// What it was confirmed by.
    pub source: String,
    /// The 本人確認 that it was, where it was one here.
    pub case: Option<u32>,
    /// When an employer's file says that the 届出 was received.
    pub collected_on: Option<NaiveDate>,
}

impl NewNumber {
    /// Keeps the number, unless the check of the file would object to it.
    pub async fn keep(mut self, terminal: &Terminal, permit: Permit) -> Outcome<NumbersView> {
        let check = move |look: &Look| {
            let layout = look.numbers_layout()?;
            self.owner = normal(self.owner)?;
            let records = look.waiting_numbers()?;
            look.refuse_what_the_check_would(&layout, &records, &self.owner, &self.number)?;
            let beside: Vec<u32> = records.iter().map(|record| record.id).collect();
            Ok((self, beside))
        };
        let (entry, beside) = terminal.see(check).await?;
        let keep = move |c: &mut Controller| c.keep_number(permit, entry, &beside);
        terminal.ask(keep).await
    }
}

impl Controller {
    /// Keeps a number that was checked beside these others.
    fn keep_number(
        &mut self,
        permit: Permit,
        entry: NewNumber,
        beside: &[u32],
    ) -> Outcome<NumbersView> {
        let waiting = self.waiting_numbers()?;
        if !waiting.iter().map(|record| &record.id).eq(beside) {
            return Err(Code::ChangedMeanwhile.into());
        }
        let now = self.now();
        let received = entry.collected_on.map(|day| (day, Receipt::Collected));
        let received = received.unwrap_or((japan_day(now), Receipt::Entered));
        let record = NumberRecord {
            id: self.books()?.next_number::<NumberRecord>()?,
            owner: entry.owner,
            number: Some(SecretText::new(entry.number.digits())),
            masked: entry.number.masked(),
            source: entry.source,
            case: entry.case,
            by: permit.user.clone(),
            at: now,
            hand_over: None,
            taken_at: None,
        };
        let profile = self.profile()?.name;
        let bind = |case| self.bind_case(case, person(&record.owner), &permit, record.id);
        let case = entry.case.map(bind).transpose()?;
        let permit = permit.on(subject(record.id)).note(&record.source);
        self.write(&permit, |store| {
            store.put_record(&record)?;
            if let Some(case) = &case {
                case.keep(store)?;
            }
            let registration = registration(&record.owner);
            begin_by_number(store, &profile, &record.owner, registration, received)
        })?;
        self.numbers_view(&ListPart::default())
    }
}

impl Look {
    /// Runs the check of the file over what waits and the new one; what it finds in the new row is refused.
    fn refuse_what_the_check_would(
        &self,
        layout: &Layout,
        records: &[NumberRecord],
        owner: &NumberOwner,
        number: &PersonalNumber,
    ) -> Outcome<()> {
        let insurer = self.profile()?.insurer;
        let mut file = Zeroizing::new(Vec::new());
        let mut writer = RowWriter::new(layout, &mut *file)?;
        let waiting = records.iter().filter_map(|record| {
            let number = record.number.as_ref()?;
            Some((&record.owner, number.as_str()))
        });
        let mut rows = 0;
        for (owner, number) in waiting.chain([(owner, number.digits())]) {
            rows += 1;
            let cells = row_of(layout, &insurer, owner, number);
            writer.write(&cells.iter().map(|cell| cell.as_str()).collect::<Vec<_>>())?;
        }
        writer.finish()?;
        let own = InsurerNumber::parse(&insurer).ok();
        let earlier = self.earlier_owners(layout, number)?;
        let setting = CheckSetting {
            own_insurer: own.as_ref(),
            earlier: earlier.as_ref(),
            ..CheckSetting::new(layout, japan_day(self.now()))
        };
        let mut refused = None;
        check(
            &mut Cursor::new(file.as_slice()),
            &setting,
            &mut |finding| {
                if finding.row == rows && finding.severity == Severity::Error {
                    refused.get_or_insert(finding);
                }
            },
            &mut |_| ControlFlow::Continue(()),
        )?;
        let Some(finding) = refused else {
            return Ok(());
        };
        let field = finding.column.unwrap_or_else(|| "個人番号".to_owned());
        Err(Fault::invalid(field, finding.message))
    }

    /// Whose the number was in what was sent before, while the index is on.
    fn earlier_owners(&self, layout: &Layout, number: &PersonalNumber) -> Outcome<Option<Earlier>> {
        if self.index_setting()?.is_none() {
            return Ok(None);
        }
        let known: Vec<(String, Remembered)> = self.books()?.earlier_of_number(number.digits())?;
        let mut seen = Vec::new();
        for (kind, row) in known {
            // A kind that isn't in use any more can't be read beside another.
            let from = self.layout_today(&kind).ok();
            seen.extend(from.and_then(|from| row.seen_by(&from, layout)));
        }
        Ok((!seen.is_empty()).then(|| Earlier::of_rows(layout, seen)))
    }
}

/// Takes a number that was typed twice.
pub(crate) fn typed_twice(typed: &str, again: &str) -> Outcome<PersonalNumber> {
    let number = PersonalNumber::parse(typed.trim());
    let number = number.map_err(|e| Fault::invalid("個人番号", words(e)))?;
    if typed.trim() == again.trim() {
        return Ok(number);
    }
    Err(Code::NumberTypedDifferently.into())
}

/// What is wrong with a number, in Japanese.
pub(super) fn words(error: PersonalNumberError) -> &'static str {
    match error {
        PersonalNumberError::SpreadsheetDamage => "表計算ソフトで形がくずれています。",
        PersonalNumberError::FullWidth => "半角の数字で入れてください。",
        PersonalNumberError::NotTwelveDigits => "12桁の数字で入れてください。",
        PersonalNumberError::LostLeadingZero => "はじめの0が落ちています。12桁で入れてください。",
        PersonalNumberError::AllSame => "同じ数字が12こ並ぶ番号はありません。",
        PersonalNumberError::CheckDigit => {
            "検査用数字が合いません。書類を見て、入れなおしてください。"
        }
    }
}

/// The cells of a row of the file, in the order of its columns.
pub(super) fn row_of(
    layout: &Layout,
    insurer: &str,
    owner: &NumberOwner,
    number: &str,
) -> Vec<Digits> {
    let cell = |id: &str| match id {
        "insurer_number" => insurer,
        "symbol" => &owner.symbol,
        "number" => &owner.number,
        "card_branch" => &owner.card_branch,
        "name_kana" => &owner.name_kana,
        "birth_date" => &owner.birth_date,
        super::NUMBER => number,
        _ => "",
    };
    let ids = layout.columns.iter().map(|column| column.id.as_str());
    ids.map(|id| Zeroizing::new(cell(id).to_owned())).collect()
}

/// Whom a 本人確認 must be of.
fn person(owner: &NumberOwner) -> CasePerson {
    CasePerson {
        name_kana: owner.name_kana.clone(),
        birth_date: owner.birth_date.clone(),
    }
}

/// The birth date as the file wants it; nothing else is touched but spaces around.
fn normal(owner: NumberOwner) -> Outcome<NumberOwner> {
    let day = birth_value(&owner.birth_date);
    let day = day.ok_or_else(|| {
        Fault::invalid(
            "生年月日",
            "1984-03-09 か 昭和59年3月9日 のように入れてください。",
        )
    })?;
    let trimmed = |text: String| text.trim().to_owned();
    Ok(NumberOwner {
        symbol: trimmed(owner.symbol),
        number: trimmed(owner.number),
        card_branch: trimmed(owner.card_branch),
        name_kana: trimmed(owner.name_kana),
        birth_date: day.format("%Y%m%d").to_string(),
    })
}
