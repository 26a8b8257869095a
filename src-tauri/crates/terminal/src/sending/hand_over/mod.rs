//! Files that leave, on purpose: in clear or sealed by a pass phrase, to a place that a person chose, with a line in the
//! 授受簿.

pub(crate) mod record;
pub(crate) mod view;

mod of_job;
mod register;

use super::release::on_job;
use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        controller::{Answer, Controller, Terminal},
    },
    files::{open, read_fault, sealing::HandOutTo, write_fault},
    sending::hand_over::view::HandOverView,
};
use kakehashi_domain::{Outcome, Role};
use of_job::{Source, write_branch_numbers, write_resend};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

impl Terminal {
    /// Writes the result file as it was received.
    ///
    /// # Errors
    /// `RESULT_NOT_READY`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `PERMISSION_DENIED`.
    pub async fn save_result(&self, id: u32, to: impl Into<HandOutTo>) -> Answer<HandOverView> {
        self.hand_over(Act::SaveResult, id, to.into(), |source, sink| {
            let mut result = source.result;
            io::copy(&mut result, sink).map_err(|e| write_fault(&e))?;
            Ok(source.job.rows_sent())
        })
        .await
    }

    /// Writes the 被保険者枝番 of the registered rows for the 基幹システム, or what else the kind hands over.
    ///
    /// # Errors
    /// As [`Terminal::save_result`]; `WORK_FILE_DAMAGED` once the sent file was disposed of.
    pub async fn save_branch_numbers(
        &self,
        id: u32,
        to: impl Into<HandOutTo>,
    ) -> Answer<HandOverView> {
        self.hand_over(Act::SaveBranchNumbers, id, to.into(), write_branch_numbers)
            .await
    }

    /// Writes the rows that aren't registered (left out, or refused), as a file of the same kind to correct and send.
    ///
    /// # Errors
    /// As [`Terminal::save_branch_numbers`]; `NOTHING_TO_RESEND`.
    pub async fn save_resend(&self, id: u32, to: impl Into<HandOutTo>) -> Answer<HandOverView> {
        let to = to.into();
        let source = move |c: &mut Controller| {
            let job = c.job_with_result(id)?.body;
            c.store()?.open_sealed(&job.whole().id)
        };
        self.hand_over(Act::SaveResend, id, to, {
            let original = self.ask(source).await;
            move |source, sink| write_resend(&source, original?, sink)
        })
        .await
    }

    /// The 授受簿, newest first.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn hand_overs(&self) -> Answer<Vec<HandOverView>> {
        self.look(|c| {
            c.person()?;
            c.hand_over_views()
        })
        .await
    }

    /// A person says that a file was taken over or deleted.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn settle_hand_over(&self, id: u32) -> Answer<Vec<HandOverView>> {
        self.perform(
            Trail::new(Act::SettleHandOver, format!("授受{id}")),
            async |trail| {
                self.ask(move |c| {
                    c.allow(&[Role::Clerk])?;
                    c.settle_hand_over(&trail, id)
                })
                .await
            },
        )
        .await
    }

    async fn hand_over(
        &self,
        act: Act,
        id: u32,
        to: HandOutTo,
        write: impl FnOnce(Source, &mut dyn Write) -> Outcome<u32> + Send + 'static,
    ) -> Answer<HandOverView> {
        self.perform(on_job(act, id).note(to.target()), async |trail| {
            let source = self.ask(move |c| c.hand_over_source(act, id)).await?;
            let what = source.title(act);
            let write = move |sink: &mut dyn Write| write(source, sink);
            self.hand_out_as(what, trail, to, Some(id), write).await
        })
        .await
    }

    /// Writes a file that leaves, named in the 授受簿 by the act.
    pub(crate) async fn hand_out_line(
        &self,
        trail: Trail,
        to: HandOutTo,
        job: Option<u32>,
        write: impl FnOnce(&mut dyn Write) -> Outcome<u32> + Send + 'static,
    ) -> Outcome<HandOverView> {
        let what = handed_out_by(trail.act);
        self.hand_out_as(what, trail, to, job, write).await
    }

    /// The line in the 授受簿 comes first, so that a write that is cut off leaves its trace.
    async fn hand_out_as(
        &self,
        what: String,
        trail: Trail,
        to: HandOutTo,
        job: Option<u32>,
        write: impl FnOnce(&mut dyn Write) -> Outcome<u32> + Send + 'static,
    ) -> Outcome<HandOverView> {
        to.verify()?;
        let (target, sealed) = (to.target(), to.pass_phrase.is_some());
        let path = target.clone();
        let line = self
            .ask(move |c| c.begin_hand_over(what, path, sealed))
            .await?;
        let written = blocking(move || {
            let rows = to.write(write)?;
            Ok((rows, hash_of(&target)?))
        })
        .await;
        self.ask(move |c| c.end_hand_over(&trail, job, line, written))
            .await
    }
}

fn handed_out_by(act: Act) -> String {
    act.title().replace("を書き出す", "")
}

fn hash_of(path: &str) -> Outcome<String> {
    let mut hash = Sha256::new();
    io::copy(&mut open(path)?, &mut hash).map_err(|e| read_fault(path, &e))?;
    Ok(hex::encode(hash.finalize()))
}
