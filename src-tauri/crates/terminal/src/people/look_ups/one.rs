//! One person looked up: what was typed becomes a file of one row, which goes the way of every file.

use super::PURPOSE;
use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Controller, Terminal},
    },
    people::{look_ups::view::NewLookUp, numbers::typed_twice},
    sending::jobs::view::JobView,
};
use kakehashi_domain::Outcome;
use kakehashi_layouts::{Layout, RowWriter, Service};
use kakehashi_store::{DataPlace, Sealed};
use std::{collections::BTreeMap, path::Path};
use zeroize::Zeroizing;

const FILE_NAME: &str = "1人の照会";
const NUMBER: &str = "personal_number";
const INSURER: &str = "insurer_number";

/// What was typed, by the columns' ids.
type Typed = BTreeMap<String, Zeroizing<String>>;

impl Terminal {
    /// Looks one person up by what was typed. A 個人番号 is typed twice.
    ///
    /// # Errors
    /// `NUMBER_TYPED_DIFFERENTLY`, and those of [`Terminal::begin_look_up`].
    pub async fn look_up_person(
        &self,
        typed: BTreeMap<String, String>,
        again: Option<String>,
        asked: NewLookUp,
    ) -> Answer<JobView> {
        let typed: Typed = typed
            .into_iter()
            .map(|(id, text)| (id, Zeroizing::new(text)))
            .collect();
        let again = again.map(Zeroizing::new);
        let trail = Trail::new(Act::LookUp, FILE_NAME).note(&asked.reason);
        self.perform(trail, async |trail| {
            let (new, cells) = self
                .ask(move |c| {
                    let new = c.new_look_up(&asked, FILE_NAME.to_owned())?;
                    let cells = c.one_row(
                        &new.layout,
                        typed,
                        again.as_deref().map(|s| s.as_str()),
                        &asked,
                    )?;
                    Ok((new, cells))
                })
                .await?;
            let layout = new.layout.clone();
            self.take(trail, new, move |dir| seal_row(dir, &layout, &cells))
                .await
        })
        .await
    }
}

impl Controller {
    fn one_row(
        &mut self,
        layout: &Layout,
        mut typed: Typed,
        again: Option<&str>,
        asked: &NewLookUp,
    ) -> Outcome<Vec<Zeroizing<String>>> {
        if layout.service == Some(Service::VerifyNumber) {
            let first = typed.get(NUMBER).map_or("", |text| text.as_str());
            typed_twice(first, again.unwrap_or_default())?;
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

fn seal_row(dir: &Path, layout: &Layout, cells: &[Zeroizing<String>]) -> Outcome<Sealed> {
    let mut sealed = DataPlace::seal(dir)?;
    let mut writer = RowWriter::new(layout, &mut sealed)?;
    writer.write(&cells.iter().map(|cell| cell.as_str()).collect::<Vec<_>>())?;
    writer.finish()?;
    sealed.finish()
}
