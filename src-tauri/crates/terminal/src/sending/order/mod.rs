//! Which step comes before which (masters → 加入者情報 → 枝番 → 資格情報 → 給付), and what may be sent only once. The rules
//! are the definitions' own (`[order]`) and those of `assets/rules/order.toml`; they are asked when a file comes, when it is released and before it leaves, for the
//! insurer and the environment of its connection. An administrator can say that a step was done elsewhere, or let a file go a
//! second time, with a reason that everybody sees.

pub(crate) mod view;

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        profile::{ProfileRecord, ReopenedRecord, StatedRecord},
    },
    sending::{
        jobs::{
            record::{JobRecord, LookUpRecord},
            wrong_state,
        },
        order::view::{ReopenedView, StepStanding, StepView, StepsView},
    },
};
use kakehashi_domain::{
    Code, Fault, JobState, OrderRules, Outcome, ProfileKind, Shelf, short_text,
};
use kakehashi_layouts::Layout;
use kakehashi_store::JobRow;

const REASON_MOST: usize = 200;
/// Steps one behind another that are counted; imported definitions could wait for each other.
const MOST_STEPS: usize = 8;
const HINT: &str = "いつ、どこで済んだかなど、あとで分かるように書いてください（200字まで）。";

/// The steps of the connection in use, and what stands of them.
pub(crate) async fn steps(terminal: &Terminal, _: Permit) -> Outcome<StepsView> {
    terminal.see(Look::steps).await
}

/// Says that a step was done elsewhere or before.
///
/// # Errors
/// `KIND_UNKNOWN`, `NO_PROFILE`; `INPUT_INVALID` without a reason, or for a kind that nothing waits for.
pub(crate) async fn state_step(
    terminal: &Terminal,
    permit: Permit,
    kind: String,
    reason: String,
) -> Outcome<StepsView> {
    let state = move |c: &mut Controller| {
        let layout = c.layout_today(&kind)?;
        if !c.is_waited_for(&kind, c.profile()?.kind)? {
            let hint = "ほかの種類より先に送る決まりの種類を選んでください。";
            return Err(Fault::invalid(&layout.title, hint));
        }
        let stated = StatedRecord {
            kind,
            reason: short_text("理由", &reason, REASON_MOST, HINT)?,
            by: permit.user.clone(),
            at: c.now(),
        };
        let permit = permit.note(&stated.reason);
        let mut profile = c.profile()?;
        profile.stated.retain(|it| it.kind != stated.kind);
        profile.stated.push(stated);
        c.keep_profile(&permit, profile)?;
        c.steps()
    };
    terminal.ask(state).await
}

/// Takes such a word back.
///
/// # Errors
/// `NO_PROFILE`.
pub(crate) async fn withdraw_step(
    terminal: &Terminal,
    permit: Permit,
    kind: String,
) -> Outcome<StepsView> {
    let withdraw = move |c: &mut Controller| {
        let mut here = c.same_environment(&c.profile()?.name)?;
        here.retain(|profile| profile.stated.iter().any(|it| it.kind == kind));
        for profile in &mut here {
            profile.stated.retain(|it| it.kind != kind);
        }
        if here.is_empty() {
            return c.steps();
        }
        c.write(&permit, |store| {
            let mut here = here.iter();
            here.try_for_each(|it| store.put(Shelf::Profile, &it.name, it))
        })?;
        c.steps()
    };
    terminal.ask(withdraw).await
}

/// Lets the content of a job that came to its end go once more (after a 再切替).
///
/// # Errors
/// `JOB_NOT_FOUND`, `WRONG_STATE`, `INPUT_INVALID` without a reason.
pub(crate) async fn open_again(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<StepsView> {
    let open = move |c: &mut Controller| {
        let JobRow { state, body, .. } = c.job(id)?;
        if state != JobState::Confirmed {
            return Err(wrong_state(id, state));
        }
        let reopened = ReopenedRecord {
            job: id,
            by: permit.user.clone(),
            reason: short_text("理由", &reason, REASON_MOST, HINT)?,
            at: c.now(),
        };
        let permit = permit.note(&reopened.reason);
        let mut profile = c.profile_named(&body.profile)?;
        profile.reopened.push(reopened);
        c.keep_profile(&permit, profile)?;
        c.steps()
    };
    terminal.ask(open).await
}

impl Look {
    /// What must come first has gone to this environment for this insurer, rows of it were registered, and a person has read
    /// what came of it.
    ///
    /// # Errors
    /// `WRONG_ORDER`.
    pub(crate) fn refuse_before_its_turn(&self, profile: &str, layout: &Layout) -> Outcome<()> {
        self.require_steps_before(profile, layout)?;
        self.require_no_cancel(profile, layout, None)
    }

    /// As [`Look::refuse_before_its_turn`], for a job that is about to be released or to leave.
    ///
    /// # Errors
    /// `WRONG_ORDER`, `DIFFERENCE_BEFORE_FULL`, `CANCEL_UNDER_WAY`.
    pub(crate) fn require_its_turn(&self, id: u32, job: &JobRecord) -> Outcome<()> {
        let layout = self.layout_of(job)?;
        self.require_steps_before(&job.profile, &layout)?;
        let full_first = self.waits_for_full(&job.profile, &layout)?;
        if full_first.is_some_and(|most| is_difference(job.known_rows, job.rows, most)) {
            return Err(Fault::new(Code::DifferenceBeforeFull).with("kind", &layout.title));
        }
        self.require_no_cancel(&job.profile, &layout, Some(id))
    }

    fn require_steps_before(&self, profile: &str, layout: &Layout) -> Outcome<()> {
        let environment = self.profile_named(profile)?.kind;
        for kind in kinds_before(layout, environment)? {
            if self.step_standing(profile, kind)? == StepStanding::Missing {
                let first = self.layout_today(kind)?;
                return Err(Fault::new(Code::WrongOrder)
                    .with("kind", &layout.title)
                    .with("first", &first.title));
            }
        }
        Ok(())
    }

    /// Where no 差分 of a kind may go yet, since its first 全件 has no result: the share of rows that makes a file one.
    pub(crate) fn waits_for_full(&self, profile: &str, layout: &Layout) -> Outcome<Option<u32>> {
        let Some(most) = OrderRules::shipped()?.full_first(&layout.kind) else {
            return Ok(None);
        };
        for here in self.same_environment(profile)? {
            if self.books()?.has_come_back(&layout.kind, &here.name)? {
                return Ok(None);
            }
        }
        let standing = self.step_standing(profile, &layout.kind)?;
        Ok((standing == StepStanding::Missing).then_some(most))
    }

    /// A 取消 that came before is at its end: else it and what comes now would cross at the server.
    fn require_no_cancel(&self, profile: &str, layout: &Layout, id: Option<u32>) -> Outcome<()> {
        if !OrderRules::shipped()?.cancel_first(&layout.kind) {
            return Ok(());
        }
        let here = self.same_environment(profile)?;
        let moving: Vec<JobState> = JobState::ALL
            .into_iter()
            .filter(|state| state.is_moving())
            .collect();
        let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_standing(&moving)?;
        let cancels = |job: &&JobRow<JobRecord>| {
            let is_before = id.is_none_or(|id| job.id < id);
            let is_here = here.iter().any(|it| it.name == job.body.profile);
            is_before && is_here && job.body.kind == layout.kind && job.body.cancel_rows > 0
        };
        match jobs.iter().find(cancels) {
            Some(job) => Err(Fault::new(Code::CancelUnderWay)
                .with("kind", &layout.title)
                .with("job", job.id)),
            None => Ok(()),
        }
    }

    /// Nothing is sent twice to one environment for one purpose: the same content isn't taken in again while a job with it
    /// is alive or has succeeded, but for once where an administrator opened it again.
    ///
    /// # Errors
    /// `ALREADY_TAKEN_IN`, `ACCEPTED_BEFORE`.
    pub(crate) fn refuse_second_copy(
        &self,
        profile: &str,
        look_up: Option<&LookUpRecord>,
        sha256: &str,
    ) -> Outcome<()> {
        let here = self.same_environment(profile)?;
        self.refuse_accepted_before(profile, sha256)?;
        let purpose = look_up.map(|it| it.purpose.as_str());
        for id in self.books()?.jobs_of_content(sha256)? {
            let JobRow { state, body, .. } = self.job(id)?;
            let is_for_it = body.look_up.as_ref().map(|it| it.purpose.as_str()) == purpose;
            let is_here = here.iter().any(|it| it.name == body.profile);
            let mut reopened = here.iter().flat_map(|it| &it.reopened);
            let is_open = reopened.any(|it| it.job == id);
            if !given_up(state) && is_for_it && is_here && !is_open {
                return Err(Fault::new(Code::AlreadyTakenIn).with("job", id));
            }
        }
        Ok(())
    }

    /// The profiles as they are once a content that was opened again has come.
    pub(crate) fn with_opening_used(
        &self,
        profile: &str,
        sha256: &str,
    ) -> Outcome<Vec<ProfileRecord>> {
        let same = self.books()?.jobs_of_content(sha256)?;
        let mut here = self.same_environment(profile)?;
        here.retain(|it| it.reopened.iter().any(|it| same.contains(&it.job)));
        for profile in &mut here {
            profile.reopened.retain(|it| !same.contains(&it.job));
        }
        Ok(here)
    }

    /// What stands as done though no job of this terminal did it, in words, for everybody to see.
    pub(crate) fn stated_steps(&self) -> Outcome<Vec<String>> {
        let Ok(profile) = self.profile() else {
            return Ok(Vec::new());
        };
        let mut lines = Vec::new();
        for stated in self
            .same_environment(&profile.name)?
            .iter()
            .flat_map(|it| &it.stated)
        {
            let title = self.layout_today(&stated.kind)?.title.clone();
            let by = self.name_of(&stated.by);
            lines.push(format!(
                "「{title}」は、この端末のほかで済んだことになっています（{by}：{}）",
                stated.reason
            ));
        }
        Ok(lines)
    }

    /// Profiles that lead to the same environment for the same insurer.
    pub(crate) fn same_environment(&self, name: &str) -> Outcome<Vec<ProfileRecord>> {
        let this = self.profile_named(name)?;
        let mut all: Vec<ProfileRecord> = self.books()?.all(Shelf::Profile)?;
        all.retain(|it| it.kind == this.kind && it.insurer == this.insurer);
        Ok(all)
    }

    fn step_standing(&self, profile: &str, kind: &str) -> Outcome<StepStanding> {
        let here = self.same_environment(profile)?;
        for profile in &here {
            if self.books()?.has_registered(kind, &profile.name)? {
                return Ok(StepStanding::Done);
            }
        }
        let is_stated = here
            .iter()
            .any(|it| it.stated.iter().any(|it| it.kind == kind));
        Ok(if is_stated {
            StepStanding::Stated
        } else {
            StepStanding::Missing
        })
    }

    /// Whether something waits for a kind: another kind, or its own 差分.
    fn is_waited_for(&self, kind: &str, environment: ProfileKind) -> Outcome<bool> {
        if OrderRules::shipped()?.full_first(kind).is_some() {
            return Ok(true);
        }
        let today = crate::core::clock::japan_day(self.now());
        let definitions = self.definitions();
        for layout in definitions.used.in_force(today) {
            if kinds_before(layout, environment)?.contains(&kind) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many steps come before a kind, one behind the other.
    fn steps_before(&self, kind: &str, most: usize) -> usize {
        let Ok(layout) = self.layout_today(kind) else {
            return 0;
        };
        let first = layout.order.iter().flat_map(|order| &order.after);
        let before = first
            .take(most)
            .map(|first| 1 + self.steps_before(first, most - 1));
        before.max().unwrap_or(0)
    }

    fn steps(&self) -> Outcome<StepsView> {
        let profile = self.profile()?;
        let today = crate::core::clock::japan_day(self.now());
        let definitions = self.definitions();
        let here = self.same_environment(&profile.name)?;
        let mut steps = Vec::new();
        for layout in definitions.used.in_force(today) {
            let after = kinds_before(layout, profile.kind)?;
            let is_waited_for = self.is_waited_for(&layout.kind, profile.kind)?;
            if after.is_empty() && !is_waited_for {
                continue;
            }
            let titles = after
                .into_iter()
                .map(|kind| Ok(self.layout_today(kind)?.title.clone()));
            let stated = here
                .iter()
                .flat_map(|it| &it.stated)
                .find(|it| it.kind == layout.kind);
            steps.push(StepView {
                kind: layout.kind.clone(),
                title: layout.title.clone(),
                after: titles.collect::<Outcome<_>>()?,
                standing: self.step_standing(&profile.name, &layout.kind)?,
                is_waited_for,
                reason: stated.map(|it| it.reason.clone()),
                by: stated.map(|it| self.name_of(&it.by)),
                at: stated.map(|it| it.at),
            });
        }
        steps.sort_by_key(|step| self.steps_before(&step.kind, MOST_STEPS));
        Ok(StepsView {
            place: profile.in_words(),
            steps,
            reopened: here
                .iter()
                .flat_map(|it| &it.reopened)
                .map(|it| ReopenedView {
                    job: it.job,
                    reason: it.reason.clone(),
                    by: self.name_of(&it.by),
                    at: it.at,
                })
                .collect(),
        })
    }
}

/// Whether a file is a 差分, by its rows about known registrations.
pub(crate) fn is_difference(known: u32, rows: u32, most_percent: u32) -> bool {
    u64::from(known) * 100 > u64::from(rows) * u64::from(most_percent)
}

/// The kinds that must come before one: by its definition, and by the rules of the environment.
fn kinds_before(layout: &Layout, environment: ProfileKind) -> Outcome<Vec<&str>> {
    let defined = layout.order.iter().flat_map(|order| &order.after);
    let ruled = OrderRules::shipped()?.masters_first(&layout.kind, environment);
    Ok(defined.map(String::as_str).chain(ruled).collect())
}

/// Whether a job's content may go again.
pub(crate) fn given_up(state: JobState) -> bool {
    [JobState::Rejected, JobState::Cancelled, JobState::Failed].contains(&state)
}
