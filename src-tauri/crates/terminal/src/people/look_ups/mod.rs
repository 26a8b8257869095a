//! Look-ups at 住基ネット: only with purpose and reason, the cost told before and booked after, by file or for one person.
//! What is found goes to the comparison, who isn't found to the list of those who must be asked.
//!
//! The wrong links of 2021–22 came of look-ups with fewer than the five items: a row that lacks one is an error of the
//! check, and with errors nothing goes.

pub(crate) mod view;

pub(crate) mod asked;
pub(crate) mod asking;
pub(crate) mod found;
pub(crate) mod one;

use crate::{
    core::{
        act::Act,
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    files::{self, listed::Listed},
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
use kakehashi_domain::{Code, Fault, Outcome, SendingWay, Shelf, Single, short_text};
use kakehashi_layouts::{Layout, Service, rows};
use kakehashi_store::JobRow;
use std::{io, path::Path, sync::Arc};

/// The column in which a row says what its number is wanted for.
const PURPOSE: &str = "purpose";
/// What 手引き names (S2§2.11.3); the administrator changes it.
const USUAL_YEN: u32 = 10;
const MOST_YEN: u32 = 100_000;
const LONGEST_REASON: usize = 200;

/// What look-ups cost, which there were, and who must be asked.
pub(crate) async fn look_ups(
    terminal: &Terminal,
    permit: Permit,
    part: ListPart,
) -> Outcome<LookUpsView> {
    let viewer = permit.clone();
    let view = terminal
        .see(move |look| look.look_ups_view(&viewer, &part))
        .await?;
    if !view.asking.is_empty() {
        // Nobody reads it before this is noted.
        let note = move |c: &mut Controller| c.note_look(&permit, Act::view_asking, asking::LIST);
        terminal.ask(note).await?;
    }
    Ok(view)
}

/// What a file would cost.
///
/// # Errors
/// `NOT_A_LOOK_UP`, those of reading the file.
pub(crate) async fn estimate_look_up(
    terminal: &Terminal,
    _: Permit,
    path: String,
    kind: String,
) -> Outcome<LookUpEstimate> {
    let ready = move |look: &Look| {
        let (_, layout) = look.ready_to_look_up(&kind)?;
        let postage_yen = match look.profile()?.way {
            SendingWay::Media => look.postage_yen()?,
            SendingWay::Direct | SendingWay::OfficialScreen => 0,
        };
        Ok((layout, look.yen_per_hit()?, postage_yen))
    };
    let (layout, yen_per_hit, postage_yen) = terminal.see(ready).await?;
    let counted = blocking(move || count_rows(&path, &layout, None)).await?;
    Ok(LookUpEstimate {
        rows: counted,
        yen_per_hit,
        postage_yen,
        most_yen: counted
            .saturating_mul(yen_per_hit)
            .saturating_add(postage_yen),
    })
}

/// Takes a file of people in who are to be looked up, and begins its check, also against what a list says of it. It goes
/// once another person released it.
///
/// # Errors
/// `NOT_A_LOOK_UP`, `INPUT_INVALID` without purpose or reason, `LOOK_UP_PURPOSE_DIFFERS`, and those of
/// [`crate::sending::taking_in::take_in`].
pub(crate) async fn begin_look_up(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    asked: NewLookUp,
    listed: Option<Listed>,
) -> Outcome<JobView> {
    let file_name = files::name_of(&path);
    let purpose = asked.purpose.clone();
    let beside = path.clone();
    let listed = blocking(move || Listed::of(&beside, listed)).await?;
    let new = terminal
        .see(move |look| look.new_look_up(&asked, file_name))
        .await?;
    let new = NewJob {
        listed: listed.clone(),
        ..new
    };
    let layout = new.layout.clone();
    if let Some(listed) = &listed {
        listed.sum_in(&layout)?;
    }
    let seal = move |dir: &Path| {
        listed.unwrap_or_default().require_file(&path)?;
        count_rows(&path, &layout, Some(&purpose))?;
        seal_copy(dir, &path, &layout)
    };
    terminal.take(permit, new, seal).await
}

/// Says what a result of a look-up costs, and what the post of a medium; None leaves that as it is.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn set_look_up_cost(
    terminal: &Terminal,
    permit: Permit,
    yen: u32,
    postage: Option<u32>,
) -> Outcome<LookUpsView> {
    if yen.max(postage.unwrap_or(0)) > MOST_YEN {
        return Err(Fault::invalid("費用", "1件あたりの円を入れてください。"));
    }
    let viewer = permit.clone();
    let set = move |c: &mut Controller| {
        c.write(&permit, |store| {
            store.put(Shelf::Setting, Single::LookUpYen.key(), &yen)?;
            let put = |yen: u32| store.put(Shelf::Setting, Single::PostageYen.key(), &yen);
            postage.map_or(Ok(()), put)
        })
    };
    terminal.ask(set).await?;
    look_ups(terminal, viewer, ListPart::default()).await
}

impl Look {
    fn yen_per_hit(&self) -> Outcome<u32> {
        let set = self.books()?.get(Shelf::Setting, Single::LookUpYen.key())?;
        Ok(set.unwrap_or(USUAL_YEN))
    }

    fn postage_yen(&self) -> Outcome<u32> {
        let set = self
            .books()?
            .get(Shelf::Setting, Single::PostageYen.key())?;
        Ok(set.unwrap_or(0))
    }

    /// The connection and the definition for a look-up of today.
    fn ready_to_look_up(&self, kind: &str) -> Outcome<(String, Arc<Layout>)> {
        let (profile, layout) = self.ready_for(kind)?;
        if layout.looks_up() {
            return Ok((profile, layout));
        }
        Err(Fault::new(Code::NotALookUp).with("kind", &layout.title))
    }

    fn new_look_up(&self, asked: &NewLookUp, file_name: String) -> Outcome<NewJob> {
        let (profile, layout) = self.ready_to_look_up(&asked.kind)?;
        let purpose = stated(purposes(&layout), &asked.purpose)?;
        let hint = "なぜ照会するかを、200文字までで書いてください。";
        let look_up = LookUpRecord {
            purpose: purpose.code,
            purpose_title: purpose.title,
            reason: short_text("理由", &asked.reason, LONGEST_REASON, hint)?,
            yen_per_hit: self.yen_per_hit()?,
            postage_yen: self.postage_yen()?,
            hits: None,
            booked_yen: None,
        };
        Ok(NewJob {
            profile,
            file_name,
            look_up: Some(look_up),
            listed: None,
            layout,
        })
    }

    fn look_ups_view(&self, viewer: &Permit, part: &ListPart) -> Outcome<LookUpsView> {
        let definitions = self.definitions();
        let kinds = definitions
            .used
            .in_force(japan_day(self.now()))
            .filter(|layout| layout.looks_up())
            .map(|layout| LookUpKind {
                kind: layout.kind.clone(),
                title: layout.title.clone(),
                by_number: layout.service == Some(Service::VerifyNumber),
                purposes: purposes(layout),
            })
            .collect();
        let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_looking_up(part.asked())?;
        let mut lines = Vec::new();
        for job in &jobs {
            lines.push(self.look_up_line(viewer, job)?);
        }
        Ok(LookUpsView {
            yen_per_hit: self.yen_per_hit()?,
            postage_yen: self.postage_yen()?,
            kinds,
            yen: self.books()?.yen_of_look_ups()?,
            lines,
            asking: self.asking(viewer)?,
        })
    }

    fn look_up_line(&self, viewer: &Permit, job: &JobRow<JobRecord>) -> Outcome<LookUpLine> {
        let comparison = self.comparison_of_job(job.id)?;
        let view = self.summary(viewer, job);
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

/// The purpose that was stated, if it is one of those.
fn stated(purposes: Vec<LookUpPurpose>, code: &str) -> Outcome<LookUpPurpose> {
    let title = |known: &LookUpPurpose| format!("{}（{}）", known.code, known.title);
    let titles: Vec<String> = purposes.iter().map(title).collect();
    let hint = format!("{} のどれかを入れてください。", titles.join("、"));
    let mut known = purposes.into_iter().filter(|known| known.code == code);
    known.next().ok_or_else(|| Fault::invalid("利用目的", hint))
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
