//! Taking a number: its form, the gates of the check beside those that wait already, and what it was confirmed by.

use super::{Digits, NumberRecord, on_number, put, registration};
use crate::{
    core::{
        act::{Act, Trail},
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        profile::SecretText,
    },
    people::{
        numbers::view::{NumberOwner, NumbersView},
        timeline::Receipt,
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{
    Code, Fault, InsurerNumber, Outcome, PersonalNumber, PersonalNumberError, Role,
    compare::birth_value,
};
use kakehashi_layouts::{CheckSetting, Earlier, Layout, Remembered, RowWriter, Severity, check};
use std::{io::Cursor, ops::ControlFlow};
use zeroize::Zeroizing;

impl Terminal {
    /// Takes a number that was typed twice, after a 本人確認 that is complete.
    ///
    /// # Errors
    /// `NUMBER_TYPED_DIFFERENTLY`, `INPUT_INVALID` with what is wrong (the gates of the check too), `CASE_NOT_FOUND`,
    /// `CASE_STATE`, `PERMISSION_DENIED`.
    pub async fn enter_number(
        &self,
        owner: NumberOwner,
        typed: String,
        again: String,
        case: u32,
    ) -> Answer<NumbersView> {
        let (typed, again) = (Zeroizing::new(typed), Zeroizing::new(again));
        self.perform(Trail::new(Act::EnterNumber, ""), async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Clerk])?;
                c.require_confirmed(case)?;
                let number = typed_twice(&typed, &again)?;
                let received = (japan_day(c.now()), Receipt::Entered);
                c.keep_number(trail, owner, &number, format!("本人確認{case}"), received)
            })
            .await
        })
        .await
    }
}

impl Controller {
    pub(super) fn keep_number(
        &mut self,
        mut trail: Trail,
        owner: NumberOwner,
        number: &PersonalNumber,
        source: String,
        received: (NaiveDate, Receipt),
    ) -> Outcome<NumbersView> {
        let layout = self.numbers_layout()?;
        let owner = normal(owner)?;
        let records = self.number_records()?;
        self.refuse_what_the_check_would(&layout, &records, &owner, number)?;
        let record = NumberRecord {
            id: records.last().map_or(0, |last| last.id) + 1,
            owner,
            number: Some(SecretText::new(number.digits())),
            masked: number.masked(),
            source,
            by: self.person()?.user.clone(),
            at: self.now(),
            hand_over: None,
            taken_at: None,
        };
        trail.subject = on_number(trail.act, record.id).subject;
        trail.note = Some(record.source.clone());
        self.commit(&trail, |store| put(store, &record))?;
        self.begin_by_number(&record.owner, registration(&record.owner), received)?;
        self.numbers_view()
    }

    /// Runs the check of the file over what waits and the new one; what it finds in the new row is refused.
    fn refuse_what_the_check_would(
        &mut self,
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
        Err(invalid(&field, &finding.message))
    }
}

impl Controller {
    /// Whose the number was in what was sent before, while the index is on.
    fn earlier_owners(
        &mut self,
        layout: &Layout,
        number: &PersonalNumber,
    ) -> Outcome<Option<Earlier>> {
        if self.index_setting()?.is_none() {
            return Ok(None);
        }
        let known: Vec<(String, Remembered)> = self.store()?.earlier_of_number(number.digits())?;
        let mut seen = Vec::new();
        for (kind, row) in known {
            // A kind that isn't in use any more can't be read beside another.
            let from = self.layout_today(&kind).ok();
            seen.extend(from.and_then(|from| row.seen_by(&from, layout)));
        }
        Ok((!seen.is_empty()).then(|| Earlier::of_rows(seen)))
    }
}

/// Takes a number that was typed twice.
pub(crate) fn typed_twice(typed: &str, again: &str) -> Outcome<PersonalNumber> {
    let number = PersonalNumber::parse(typed.trim());
    let number = number.map_err(|e| invalid("個人番号", words(e)))?;
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
            "検査用の数字が合いません。書類を見て、入れなおしてください。"
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

/// The birth date as the file wants it; nothing else is touched but spaces around.
fn normal(owner: NumberOwner) -> Outcome<NumberOwner> {
    let day = birth_value(&owner.birth_date);
    let day = day.ok_or_else(|| {
        invalid(
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

pub(super) fn invalid(field: &str, hint: &str) -> Fault {
    Fault::new(Code::InputInvalid)
        .with("field", field)
        .with("hint", hint)
}
