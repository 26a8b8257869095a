//! One person looked up: what was typed becomes a file of one row, which goes the way of every file.

use super::PURPOSE;
use crate::{
    core::{controller::Terminal, gate::Permit, look::Look},
    people::{look_ups::view::NewLookUp, numbers::typed_twice},
    sending::{jobs::view::JobView, taking_in::seal_row},
};
use kakehashi_domain::Outcome;
use kakehashi_layouts::{Layout, Service};
use std::{collections::BTreeMap, path::Path};
use zeroize::Zeroizing;

/// What the log, and the list of files, call it.
pub(crate) const FILE_NAME: &str = "1人の照会";
const NUMBER: &str = "personal_number";
const INSURER: &str = "insurer_number";

/// What was typed, by the columns' ids.
pub(crate) type Typed = BTreeMap<String, Zeroizing<String>>;

/// Looks one person up by what was typed. A 個人番号 is typed twice.
///
/// # Errors
/// `NUMBER_TYPED_DIFFERENTLY`, and those of [`super::begin_look_up`].
pub(crate) async fn look_up_person(
    terminal: &Terminal,
    permit: Permit,
    typed: BTreeMap<String, String>,
    again: Option<String>,
    asked: NewLookUp,
) -> Outcome<JobView> {
    let typed: Typed = typed
        .into_iter()
        .map(|(id, text)| (id, Zeroizing::new(text)))
        .collect();
    let again = Zeroizing::new(again.unwrap_or_default());
    let row = move |look: &Look| {
        let new = look.new_look_up(&asked, FILE_NAME.to_owned())?;
        let cells = look.one_row(&new.layout, typed, &again, &asked)?;
        Ok((new, cells))
    };
    let (new, cells) = terminal.see(row).await?;
    let layout = new.layout.clone();
    let seal = move |dir: &Path| seal_row(dir, &layout, &cells);
    terminal.take(permit, new, seal).await
}

impl Look {
    fn one_row(
        &self,
        layout: &Layout,
        mut typed: Typed,
        again: &str,
        asked: &NewLookUp,
    ) -> Outcome<Vec<Zeroizing<String>>> {
        if layout.service == Some(Service::VerifyNumber) {
            let first = typed.get(NUMBER).map_or("", |text| text.as_str());
            typed_twice(first, again)?;
        }
        let insurer = self.profile()?.insurer;
        let cell = |id: &str| match id {
            INSURER => Zeroizing::new(insurer.clone()),
            PURPOSE => Zeroizing::new(asked.purpose.clone()),
            id => typed.remove(id).unwrap_or_default(),
        };
        let ids = layout.columns.iter().map(|column| column.id.as_str());
        Ok(ids.map(cell).collect())
    }
}
