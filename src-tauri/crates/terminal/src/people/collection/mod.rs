//! 事業主からの番号: who is to bring them, files as employers make them, what is wrong in these, and the numbers that go to
//! the 基幹システム once each person's 本人確認 is settled. Nothing of it ever goes to the server.

pub(crate) mod employers;
pub(crate) mod leaving;
pub(crate) mod sheets;
pub(crate) mod taking;
pub(crate) mod view;

mod examining;
mod record;
mod wrong;

use crate::{
    core::{
        area::{Old, Task, Urgency},
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
        retention,
    },
    people::collection::view::{
        CollectionView, DeliveryLine, DeliveryView, EmployerLine, ReminderLine,
    },
};
use kakehashi_domain::{Code, Fault, Outcome, Role};
use kakehashi_layouts::{Encoding, Layout};
pub(crate) use leaving::{TakenDelivery, keep_taken_delivery};
use record::{DeliveryRecord, EmployerRecord};

/// What the log calls a file of an employer.
pub(crate) fn subject(id: u32) -> String {
    format!("受領{id}")
}

/// Who is to bring numbers, what came, and what is missing.
pub(crate) async fn collection(
    terminal: &Terminal,
    _: Permit,
    complete: ListPart,
) -> Outcome<CollectionView> {
    terminal
        .see(move |look| look.collection_view(&complete))
        .await
}

/// A file of an employer with what is wrong in it.
///
/// # Errors
/// `DELIVERY_NOT_FOUND`, `DELIVERY_DONE`.
pub(crate) async fn delivery(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<DeliveryView> {
    let note = permit.clone();
    let look = move |c: &mut Controller| {
        c.open_delivery(id)?;
        c.write(&note, |_| Ok(()))
    };
    terminal.ask(look).await?;
    delivery_of(terminal, permit, id).await
}

async fn delivery_of(terminal: &Terminal, _: Permit, id: u32) -> Outcome<DeliveryView> {
    let (record, layout, examined) = terminal.examined_delivery(id).await?;
    let shown = move |look: &Look| {
        let findings = u32::try_from(examined.findings.len()).unwrap_or(u32::MAX);
        let day = record.received_on.format("%Y%m%d").to_string();
        let file_name = layout.file_name(&[("date", &day), ("sequence", &format!("{id:03}"))]);
        Ok(DeliveryView {
            sheets: wrong::sheets(&record, &examined.findings, &look.marks()?),
            findings,
            restored: record.restored.clone(),
            line: look.delivery_line(record),
            file_name,
        })
    };
    terminal.see(shown).await
}

impl Terminal {
    /// A file of an employer, looked through anew under the definition that it was taken by.
    async fn examined_delivery(
        &self,
        id: u32,
    ) -> Outcome<(DeliveryRecord, Layout, examining::Examined)> {
        let open = move |look: &Look| {
            let record = look.open_delivery(id)?;
            let layout = look.layout_of_delivery(&record)?;
            let file = look.books()?.open_sealed(&record.file.id)?;
            Ok((record, layout, file, japan_day(look.now())))
        };
        let (record, layout, file, today) = self.see(open).await?;
        let examine = move || {
            let examined = examining::examine(file, &layout, today)?;
            Ok((record, layout, examined))
        };
        crate::core::blocking::blocking(examine).await
    }
}

impl Look {
    fn open_delivery(&self, id: u32) -> Outcome<DeliveryRecord> {
        let known: Option<DeliveryRecord> = self.books()?.record(id)?;
        let missing = || Fault::new(Code::DeliveryNotFound).with("delivery", id);
        let record = known.ok_or_else(missing)?;
        match record.taken_at {
            None => Ok(record),
            Some(_) => Err(Fault::new(Code::DeliveryDone).with("delivery", id)),
        }
    }

    /// As the rows were brought into, and are kept.
    fn layout_of_delivery(&self, record: &DeliveryRecord) -> Outcome<Layout> {
        let definitions = self.definitions();
        let layout = definitions.of_version(&record.kind, &record.version)?;
        Ok(layout.with_encoding(Encoding::Utf8))
    }

    fn collection_view(&self, complete: &ListPart) -> Outcome<CollectionView> {
        let books = self.books()?;
        let waiting: Vec<EmployerRecord> = books.open_records()?;
        let complete: Vec<EmployerRecord> = books.closed_records(complete.asked())?;
        let files: Vec<DeliveryRecord> = books.open_records()?;
        Ok(CollectionView {
            missing: waiting.iter().map(EmployerRecord::missing).sum(),
            waiting: waiting
                .into_iter()
                .map(|it| self.employer_line(it))
                .collect(),
            complete: complete
                .into_iter()
                .map(|it| self.employer_line(it))
                .collect(),
            files: files.into_iter().map(|it| self.delivery_line(it)).collect(),
        })
    }

    fn employer_line(&self, record: EmployerRecord) -> EmployerLine {
        let today = japan_day(self.now());
        let everybody = record.everybody();
        EmployerLine {
            id: record.id,
            people: (everybody > 0).then_some(everybody),
            settled: everybody - record.missing(),
            missing: record.missing(),
            overdue: kakehashi_store::Numbered::is_open(&record)
                && record.due.is_some_and(|due| due < today),
            delivered: !record.deliveries.is_empty(),
            due: record.due,
            number: record.number,
            name: record.name,
            reminded: record
                .reminded
                .into_iter()
                .rev()
                .map(|it| ReminderLine {
                    at: it.at,
                    by: self.name_of(&it.by),
                    how: it.how,
                })
                .collect(),
        }
    }

    fn delivery_line(&self, record: DeliveryRecord) -> DeliveryLine {
        let how = record.came_by.title();
        DeliveryLine {
            id: record.id,
            office: record.office,
            file_name: record.file_name,
            sheet: record.sheet,
            received_on: record.received_on,
            came_by: match record.tracking.as_str() {
                "" => how.to_owned(),
                tracking => format!("{how}（{tracking}）"),
            },
            by: self.name_of(&record.by),
            rows: record.rows,
            settled: u32::try_from(record.settled.len()).unwrap_or(u32::MAX),
            line: record.line,
            hand_over: record.hand_over,
        }
    }

    pub(crate) fn collection_tasks(&self, viewer: &Permit) -> Outcome<Vec<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(Vec::new());
        }
        let view = self.collection_view(&ListPart {
            most: 0,
            ..ListPart::default()
        })?;
        let late = view.waiting.iter().filter(|it| it.overdue).count();
        let here = view
            .files
            .iter()
            .filter(|it| it.hand_over.is_none() && it.settled > 0);
        let people: u32 = here.map(|it| it.settled).sum();
        let task = |title: &str, summary, why: &str| Task {
            urgency: Urgency::Waiting,
            mark: "事業主".into(),
            title: title.into(),
            summary,
            why: why.into(),
            button: Some("見る".into()),
            path: "/collection".into(),
        };
        let remind = task(
            "番号が届いていない事業所に知らせる",
            format!("{late} 事業所"),
            "期限を過ぎています。",
        );
        let hand_over = task(
            "事業主から届いた個人番号を基幹システムへ渡す",
            format!("{people} 人"),
            "渡して取り込みを確かめるまで、暗号化してこの端末に保存しています。",
        );
        let asked = [(late > 0, remind), (people > 0, hand_over)];
        let asked = asked.into_iter().filter(|(is_asked, _)| *is_asked);
        Ok(asked.map(|(_, task)| task).collect())
    }
}

impl Look {
    /// Files whose numbers were taken over long ago.
    pub(crate) fn taken_deliveries(&self) -> Outcome<Vec<Old>> {
        self.ended_each(retention::DELIVERY, |it: &DeliveryRecord| subject(it.id))
    }
}
