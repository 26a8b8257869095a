//! One person asked about: what was typed becomes a file of one row, which goes the way of every file.

use crate::{
    core::{controller::Terminal, gate::Permit, look::Look},
    sending::{
        jobs::view::JobView,
        taking_in::{NewJob, seal_row},
    },
};
use kakehashi_domain::{Fault, Outcome};
use kakehashi_layouts::Layout;
use std::{collections::BTreeMap, path::Path};
use zeroize::Zeroizing;

/// What the log, and the list of files, call it.
pub(crate) const FILE_NAME: &str = "1人の情報照会";
const HINT: &str =
    "画面で選べる組み合わせ（コマンドでは kakehashi inquiry list）から選んでください。";

/// Asks about one person by what was typed, by the columns' ids. Where no 提供者 or no 特定個人情報名 is named, those that
/// the 事務手続 allows are asked for, as far as the columns go.
///
/// # Errors
/// `INPUT_INVALID` for a 事務手続 that allows nothing, and those of taking a file in.
pub(crate) async fn inquire_person(
    terminal: &Terminal,
    permit: Permit,
    typed: BTreeMap<String, String>,
) -> Outcome<JobView> {
    let row = move |look: &Look| {
        let kind = look.inquiry_layout()?.kind.clone();
        let (profile, layout) = look.ready_for(&kind)?;
        let cells = cells(&layout, typed)?;
        let new = NewJob {
            profile,
            file_name: FILE_NAME.to_owned(),
            look_up: None,
            listed: None,
            layout,
        };
        Ok((new, cells))
    };
    let (new, cells) = terminal.see(row).await?;
    let layout = new.layout.clone();
    let seal = move |dir: &Path| seal_row(dir, &layout, &cells);
    terminal.take(permit, new, seal).await
}

fn cells(layout: &Layout, mut typed: BTreeMap<String, String>) -> Outcome<Vec<Zeroizing<String>>> {
    propose(layout, &mut typed)?;
    let ids = layout.columns.iter().map(|column| column.id.as_str());
    let cell = |id| Zeroizing::new(typed.remove(id).unwrap_or_default().trim().to_owned());
    Ok(ids.map(cell).collect())
}

/// Fills in whom to ask for what, where nothing was said of it.
fn propose(layout: &Layout, typed: &mut BTreeMap<String, String>) -> Outcome<()> {
    let Some(asked) = &layout.inquiring else {
        return Ok(());
    };
    let id = |at: &usize| layout.columns[*at].id.clone();
    let said = |typed: &BTreeMap<String, String>, id: &str| {
        let said = typed.get(id).map(|text| text.trim().to_owned());
        said.filter(|text| !text.is_empty())
    };
    let (Some(procedure), Some(provider)) = (asked.asks.first(), asked.asks.last()) else {
        return Ok(());
    };
    let (procedure_id, provider_id) = (id(procedure), id(provider));
    let wanted = said(typed, &procedure_id).unwrap_or_default();
    let named = said(typed, &provider_id);
    let fits = |asks: &str| {
        let parts = asks.split_once(' ');
        parts.is_some_and(|(procedure, provider)| {
            procedure == wanted && named.as_ref().is_none_or(|named| named == provider)
        })
    };
    let mut found = asked.allowed.iter().filter(|(asks, _)| fits(asks));
    let Some((asks, items)) = found.next() else {
        return Err(Fault::invalid(&layout.columns[*procedure].title, HINT));
    };
    if found.next().is_some() {
        return Err(Fault::invalid(&layout.columns[*provider].title, HINT));
    }
    if let Some((_, provider)) = asks.split_once(' ') {
        typed.insert(provider_id, provider.to_owned());
    }
    if asked.items.iter().all(|at| said(typed, &id(at)).is_none()) {
        for (at, item) in asked.items.iter().zip(items) {
            typed.insert(id(at), item.clone());
        }
    }
    let is_allowed = |at: &usize| said(typed, &id(at)).is_none_or(|item| items.contains(&item));
    match asked.items.iter().find(|at| !is_allowed(at)) {
        Some(at) => Err(Fault::invalid(&layout.columns[*at].title, HINT)),
        None => Ok(()),
    }
}
