//! 加入者 one by one: a person typed becomes a file of one row, which goes the way of every file, through the same gates.
//! And 登録もれ照合: a list of the 基幹システム held against what this terminal saw registered.

pub(crate) mod comparing;
pub(crate) mod view;

use crate::{
    core::{clock::japan_day, controller::Terminal, gate::Permit, look::Look},
    people::{look_ups::one::Typed, numbers::typed_twice},
    sending::{
        jobs::view::JobView,
        taking_in::{NewJob, seal_row},
    },
};
use kakehashi_domain::{Fault, Outcome};
use kakehashi_layouts::{Layout, RowChange, Service};
use std::{collections::BTreeMap, path::Path, sync::Arc};
use view::{MemberChange, MemberForm};
use zeroize::Zeroizing;

/// What the log, and the list of files, call it.
pub(crate) const FILE_NAME: &str = "1人の加入者情報";
const NUMBER: &str = "personal_number";
const INSURER: &str = "insurer_number";
/// The day of the 異動; of 取得 it is that of 取得, else today.
const CHANGE_DAY: &str = "change_date";

/// What is asked of a person who registers somebody by hand: the columns of the definition in force.
///
/// # Errors
/// `KIND_UNKNOWN`.
pub(crate) async fn member_form(terminal: &Terminal, _: Permit) -> Outcome<MemberForm> {
    let form = |look: &Look| Ok(view::form(look.member_layout()?.as_ref()));
    terminal.see(form).await
}

/// Registers, changes or corrects one person by what was typed, by the columns' ids. A 個人番号 is typed twice.
///
/// # Errors
/// `INPUT_INVALID` for a column that the definition lacks, `NUMBER_TYPED_DIFFERENTLY`, and those of
/// [`crate::sending::taking_in::take_in`].
pub(crate) async fn type_member(
    terminal: &Terminal,
    permit: Permit,
    change: MemberChange,
    typed: BTreeMap<String, String>,
    again: Option<String>,
) -> Outcome<JobView> {
    let typed = typed.into_iter();
    let typed: Typed = typed.map(|(id, text)| (id, Zeroizing::new(text))).collect();
    let again = Zeroizing::new(again.unwrap_or_default());
    let row = move |look: &Look| {
        let (profile, layout) = look.ready_for(&look.member_layout()?.kind)?;
        let cells = look.member_row(&layout, change.into(), typed, &again)?;
        Ok((profile, layout, cells))
    };
    let (profile, layout, cells) = terminal.see(row).await?;
    let new = NewJob {
        profile,
        layout: layout.clone(),
        file_name: FILE_NAME.to_owned(),
        look_up: None,
        listed: None,
    };
    let seal = move |dir: &Path| seal_row(dir, &layout, &cells);
    terminal.take(permit, new, seal).await
}

impl Look {
    /// The kind that registers people.
    fn member_layout(&self) -> Outcome<Arc<Layout>> {
        self.layout_that(|layout| layout.service == Some(Service::Register))
    }

    /// The cells of the row, with what the terminal knows by itself.
    fn member_row(
        &self,
        layout: &Layout,
        change: RowChange,
        mut typed: Typed,
        again: &str,
    ) -> Outcome<Vec<Zeroizing<String>>> {
        let foreign = typed.keys().find(|id| layout.column(id).is_none());
        if let Some(id) = foreign {
            let hint = "「kakehashi layout list」か「ファイルの定義」にある項目にしてください。";
            return Err(Fault::invalid(format!("項目「{id}」"), hint));
        }
        let number = typed.get(NUMBER).filter(|text| !text.trim().is_empty());
        if let Some(number) = number {
            typed_twice(number, again)?;
        }
        let (column, code) = layout.code_of(change).ok_or_else(|| {
            let hint = "この定義では、この異動を1人ずつ送れません。ファイルで送ってください。";
            Fault::invalid("異動", hint)
        })?;
        let today = japan_day(self.now()).format("%Y%m%d").to_string();
        let [acquired, received] = layout.days_of_notice();
        let acquired = acquired.filter(|_| change == RowChange::Acquired);
        let acquired = acquired.and_then(|at| typed.get(&layout.columns[at].id).cloned());
        let insurer = self.profile()?.insurer;
        let mut cell = |at: usize, id: &str| {
            let filled = typed.remove(id).filter(|text| !text.trim().is_empty());
            let own = |text: &str| Zeroizing::new(text.to_owned());
            match id {
                _ if at == column => own(code),
                _ if filled.is_some() => filled.unwrap_or_default(),
                INSURER => own(&insurer),
                CHANGE_DAY => acquired.clone().unwrap_or_else(|| own(&today)),
                _ if Some(at) == received => own(&today),
                _ => Zeroizing::default(),
            }
        };
        let ids = layout.columns.iter().enumerate();
        Ok(ids.map(|(at, column)| cell(at, &column.id)).collect())
    }
}
