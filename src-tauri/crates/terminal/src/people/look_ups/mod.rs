//! Look-ups at 住基ネット: only with purpose and reason, the cost told before and booked after, by file or for one person.
//! What is found goes to the comparison, who isn't found to the list of those who must be asked.
//!
//! The wrong links of 2021–22 came of look-ups with fewer than the five items: a row that lacks one is an error of the
//! check, and with errors nothing goes.

pub(crate) mod view;

mod asking;
mod found;
mod one;

use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        shelf,
    },
    files,
    people::look_ups::view::{
        LookUpEstimate, LookUpKind, LookUpLine, LookUpPurpose, LookUpsView, NewLookUp,
    },
    sending::{
        jobs::{
            record::{JobRecord, LookUpRecord},
            view::JobView,
        },
        taking_in::{NewJob, seal_copy},
    },
};
use kakehashi_domain::{Code, Fault, Outcome, Role, lean_text};
use kakehashi_layouts::{Layout, Service, rows};
use kakehashi_store::JobRow;
use std::{io, sync::Arc};

const READERS: [Role; 3] = [Role::Clerk, Role::Approver, Role::Auditor];
/// The column in which a row says what its number is wanted for.
const PURPOSE: &str = "purpose";
/// The setting under which the cost stands.
const COST: &str = "look-up-yen";
/// What 手引き names (S2§2.11.3); the administrator changes it.
const USUAL_YEN: u32 = 10;
const MOST_YEN: u32 = 100_000;
const LISTED: u32 = 500;
const LONGEST_REASON: usize = 200;

impl Terminal {
    /// What look-ups cost, which there were, and who must be asked.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn look_ups(&self) -> Answer<LookUpsView> {
        self.look(|c| {
            let roles = READERS.into_iter().chain([Role::Admin]);
            c.allow(&roles.collect::<Vec<_>>())?;
            c.look_ups_view()
        })
        .await
    }

    /// What a file would cost.
    ///
    /// # Errors
    /// `NOT_A_LOOK_UP`, those of reading the file, `PERMISSION_DENIED`.
    pub async fn estimate_look_up(&self, path: String, kind: String) -> Answer<LookUpEstimate> {
        let trail = Trail::new(Act::LookUp, files::name_of(&path));
        self.perform(trail, async |_| {
            let (layout, yen_per_hit) = self
                .ask(move |c| {
                    let (_, layout) = c.may_look_up(&kind)?;
                    Ok((layout, c.yen_per_hit()?))
                })
                .await?;
            let counted = blocking(move || count_rows(&path, &layout, None)).await?;
            Ok(LookUpEstimate {
                rows: counted,
                yen_per_hit,
                most_yen: counted.saturating_mul(yen_per_hit),
            })
        })
        .await
    }

    /// Takes a file of people in who are to be looked up, and begins its check. It goes once another person released it.
    ///
    /// # Errors
    /// `NOT_A_LOOK_UP`, `INPUT_INVALID` without purpose or reason, `LOOK_UP_PURPOSE_DIFFERS`, and those of
    /// [`Terminal::take_in`].
    pub async fn begin_look_up(&self, path: String, asked: NewLookUp) -> Answer<JobView> {
        let trail = Trail::new(Act::LookUp, files::name_of(&path)).note(&asked.reason);
        self.perform(trail, async |trail| {
            let file_name = files::name_of(&path);
            let new = self.ask(move |c| c.new_look_up(&asked, file_name)).await?;
            let layout = new.layout.clone();
            let purpose = new.look_up.as_ref().map(|stated| stated.purpose.clone());
            self.take(trail, new, move |dir| {
                count_rows(&path, &layout, purpose.as_deref())?;
                seal_copy(dir, &path, &layout)
            })
            .await
        })
        .await
    }

    /// Says what a person who is found costs.
    ///
    /// # Errors
    /// `INPUT_INVALID`, `PERMISSION_DENIED`.
    pub async fn set_look_up_cost(&self, yen: u32) -> Answer<LookUpsView> {
        let trail = Trail::new(Act::SetLookUpCost, "照会").note(format!("{yen} 円"));
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&[Role::Admin])?;
                if yen > MOST_YEN {
                    return Err(invalid("費用", "1件あたりの円を入れてください。"));
                }
                c.commit(&trail, |store| store.put(shelf::SETTING, COST, &yen))?;
                c.look_ups_view()
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn yen_per_hit(&mut self) -> Outcome<u32> {
        let set = self.store()?.get(shelf::SETTING, COST)?;
        Ok(set.unwrap_or(USUAL_YEN))
    }

    fn may_look_up(&mut self, kind: &str) -> Outcome<(String, Arc<Layout>)> {
        let (profile, layout) = self.may_take_in(kind)?;
        if layout.looks_up() {
            return Ok((profile, layout));
        }
        Err(Fault::new(Code::NotALookUp).with("kind", &layout.title))
    }

    fn new_look_up(&mut self, asked: &NewLookUp, file_name: String) -> Outcome<NewJob> {
        let (profile, layout) = self.may_look_up(&asked.kind)?;
        let purposes = purposes(&layout);
        let known = purposes.iter().find(|known| known.code == asked.purpose);
        let hint = || {
            let known: Vec<String> = purposes
                .iter()
                .map(|known| format!("{}（{}）", known.code, known.title))
                .collect();
            format!("{} のどれかを入れてください。", known.join("、"))
        };
        let known = known.ok_or_else(|| invalid("利用目的", &hint()))?;
        let reason = lean_text("理由", &asked.reason)?;
        if !(1..=LONGEST_REASON).contains(&reason.chars().count()) {
            return Err(invalid(
                "理由",
                "なぜ照会するかを、200文字までで書いてください。",
            ));
        }
        let look_up = LookUpRecord {
            purpose: known.code.clone(),
            purpose_title: known.title.clone(),
            reason,
            yen_per_hit: self.yen_per_hit()?,
            hits: None,
        };
        Ok(NewJob {
            profile,
            file_name,
            look_up: Some(look_up),
            layout,
        })
    }

    fn look_ups_view(&mut self) -> Outcome<LookUpsView> {
        let kinds = self
            .catalogue()
            .in_force(japan_day(self.now()))
            .filter(|layout| layout.looks_up())
            .map(|layout| LookUpKind {
                kind: layout.kind.clone(),
                title: layout.title.clone(),
                by_number: layout.service == Some(Service::VerifyNumber),
                purposes: purposes(layout),
            })
            .collect();
        let jobs: Vec<JobRow<JobRecord>> = self.store()?.jobs(LISTED)?;
        let mut lines = Vec::new();
        for job in jobs.iter().filter(|job| job.body.look_up.is_some()) {
            lines.push(self.look_up_line(job)?);
        }
        Ok(LookUpsView {
            yen_per_hit: self.yen_per_hit()?,
            kinds,
            yen: lines.iter().filter_map(|line| line.yen).sum(),
            lines,
            asking: self.asking()?,
        })
    }

    fn look_up_line(&mut self, job: &JobRow<JobRecord>) -> Outcome<LookUpLine> {
        let comparison = self.comparison_of_job(job.id)?;
        let view = self.summary(job);
        let stated = view.look_up.ok_or(Code::Internal)?;
        Ok(LookUpLine {
            job: view.id,
            title: view.kind_title,
            purpose: stated.purpose,
            reason: stated.reason,
            by: view.prepared_by,
            at: view.prepared_at,
            state: view.state,
            state_title: view.state_title,
            rows: job.body.rows_sent(),
            hits: stated.hits,
            yen: stated.yen,
            comparison,
        })
    }
}

fn purposes(layout: &Layout) -> Vec<LookUpPurpose> {
    let column = layout.column(PURPOSE).map(|at| &layout.columns[at]);
    let codes = column.into_iter().flat_map(|column| &column.codes);
    codes
        .map(|(code, title)| LookUpPurpose {
            code: code.clone(),
            title: title.clone(),
        })
        .collect()
}

/// Counts the rows of a file, and refuses one whose rows want another purpose. A row that can't be read is for the
/// check to name.
fn count_rows(path: &str, layout: &Layout, purpose: Option<&str>) -> Outcome<u32> {
    let named = |fault: Fault| fault.with("file", files::name_of(path));
    let file = io::BufReader::new(files::open(path)?);
    let mut counted = 0;
    for row in rows(file, layout).map_err(named)? {
        counted += 1;
        let Ok(row) = row else { continue };
        let differs = |wanted: &str| row.get(PURPOSE).is_some_and(|said| said != wanted);
        if purpose.is_some_and(differs) {
            return Err(Fault::new(Code::LookUpPurposeDiffers).with("row", row.number()));
        }
    }
    Ok(counted)
}

fn invalid(field: &str, hint: &str) -> Fault {
    Fault::new(Code::InputInvalid)
        .with("field", field)
        .with("hint", hint)
}
