//! 登録もれ照合: whom the 基幹システム holds and nobody registered, who is registered and gone there, who is another here
//! than there. What was registered is what confirmed results say, and the index where it is on.

use super::view::MembersCompared;
use crate::{
    core::{blocking::blocking, controller::Terminal, gate::Permit, look::Look},
    files::{self, Given, list::List, sealing::HandOutTo},
    people::protected::marks::Marks,
    sending::{earlier::filling::RegisteredRows, hand_over::view::HandOverView},
};
use kakehashi_domain::{Code, Fault, JobState, Outcome};
use kakehashi_layouts::{Layout, Remembered, Roll, Service, Sheet, Standing, Subject, sheets};
use std::{
    io::{Read, Write},
    sync::Arc,
};

/// The longest list: some millions of people.
const LONGEST: u64 = 1 << 30;
const HEADINGS: [&str; 6] = [
    "区分",
    "一覧の行",
    "記号・番号・枝番",
    "氏名",
    "生年月日",
    "ちがうところ",
];

/// Holds a list against those who are registered, and writes down who differs.
///
/// # Errors
/// `NOBODY_REGISTERED`, `NOT_A_LIST_OF_MEMBERS`, those of reading the list, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn compare_members(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    to: HandOutTo,
) -> Outcome<MembersCompared> {
    to.verify()?;
    let seen = terminal.see(Look::seen_registered).await?;
    let (lines, mut compared) = blocking(move || seen.held_against(&path)).await?;
    let write = move |sink: &mut dyn Write| write(&lines, sink);
    let line = terminal.hand_out_line(permit, to, write, |_, _| Ok(()));
    compared.file = line.await?;
    Ok(compared)
}

/// What is known of who is registered, away from the controller.
struct Seen {
    layout: Arc<Layout>,
    insurer: String,
    index: Vec<Remembered>,
    files: Vec<RegisteredRows>,
    unread: Vec<u32>,
    marks: Marks,
}

/// A line of what is written.
struct Line {
    what: &'static str,
    row: Option<usize>,
    who: Subject,
    differs: String,
}

impl Look {
    fn seen_registered(&self) -> Outcome<Seen> {
        let layout = self.member_layout()?;
        let profile = self.profile()?;
        let is_on = self.index_setting()?.is_some();
        let index = match is_on {
            true => self.books()?.earlier(&layout.kind)?,
            false => Vec::new(),
        };
        let done = [JobState::ResultReceived, JobState::Confirmed];
        let (mut files, mut unread) = (Vec::new(), Vec::new());
        for id in self.books()?.jobs_in(&done)? {
            let job = self.job(id)?.body;
            let registers = self.layout_of(&job)?.service == Some(Service::Register);
            match (registers && job.profile == profile.name, job.disposed) {
                (false, _) => {}
                (true, true) if is_on && job.indexed => {}
                (true, true) => unread.push(id),
                (true, false) => files.push(self.registered_rows(id)?),
            }
        }
        Ok(Seen {
            layout,
            insurer: profile.insurer,
            index,
            files,
            unread,
            marks: self.marks()?,
        })
    }
}

impl Seen {
    fn held_against(self, path: &str) -> Outcome<(Vec<Line>, MembersCompared)> {
        let layout = &self.layout;
        let mut roll = Roll::new(layout).ok_or(Code::Internal)?;
        self.index.into_iter().for_each(|row| roll.register(row));
        for file in self.files {
            let from = file.layout.clone();
            file.each(|row| {
                let row = match from.version == layout.version {
                    true => Some(row),
                    false => row.seen_by(&from, layout),
                };
                row.into_iter().for_each(|row| roll.register(row));
                Ok(())
            })?;
        }
        if roll.is_empty() {
            return Err(Code::NobodyRegistered.into());
        }
        let registered = count(roll.len());
        let named = |fault: Fault| fault.with("file", files::name_of(path));
        let listed = people_of(&whole(path)?, layout, &self.insurer).map_err(named)?;
        let marked = |row: &Remembered| {
            let mut who = row.subject(layout);
            who.name = self.marks.name(&who.registration, &who.name);
            who
        };
        let mut lines = Vec::new();
        for (number, row) in &listed {
            let (what, differs) = match roll.find(row) {
                Standing::Same => continue,
                Standing::Missing => (HERE, Vec::new()),
                Standing::Differs(columns) => (DIFFERS, columns),
            };
            let titles = differs.iter().map(|at| layout.columns[*at].title.as_str());
            lines.push(Line {
                what,
                row: Some(*number),
                who: marked(row),
                differs: titles.collect::<Vec<_>>().join("、"),
            });
        }
        lines.extend(roll.unlisted().iter().map(|row| Line {
            what: THERE,
            row: None,
            who: marked(row),
            differs: String::new(),
        }));
        let of = |what| count(lines.iter().filter(|line| line.what == what).count());
        let compared = MembersCompared {
            listed: count(listed.len()),
            registered,
            missing_here: of(HERE),
            missing_there: of(THERE),
            differing: of(DIFFERS),
            unread_jobs: self.unread,
            file: HandOverView::default(),
        };
        Ok((lines, compared))
    }
}

const HERE: &str = "登録もれ（一覧にだけいる人）";
const THERE: &str = "登録だけがある人（喪失を送っていないかもしれません）";
const DIFFERS: &str = "登録とちがう人";

/// The people of a list, with the row of each: columns are known by their headings, in whatever order and writing. A list
/// of one insurer needn't say whose it is.
fn people_of(bytes: &[u8], layout: &Layout, insurer: &str) -> Outcome<Vec<(usize, Remembered)>> {
    let unfit = |what: &str| Fault::new(Code::NotAListOfMembers).with("detail", what);
    let sheet = sheets(bytes)?.into_iter().find(|sheet| !sheet.is_hidden);
    let Some(Sheet { rows, .. }) = sheet else {
        return Err(Code::FileEmpty.into());
    };
    let mut rows = rows.into_iter().zip(0..);
    let heading = rows.find(|(row, _)| row.iter().any(|cell| !cell.trim().is_empty()));
    let (heading, _) = heading.ok_or(Code::FileEmpty)?;
    let place = |column: &kakehashi_layouts::Column| {
        let is_it = |cell: &String| {
            let cell = cell.trim().trim_start_matches('\u{feff}');
            cell == column.title || cell == column.id
        };
        heading.iter().position(is_it)
    };
    let places: Vec<Option<usize>> = layout.columns.iter().map(place).collect();
    let own = layout.column(super::INSURER);
    let missing = layout
        .registration_columns()
        .find(|at| places[*at].is_none() && Some(*at) != own);
    if let Some(at) = missing {
        return Err(unfit(&format!(
            "見出し「{}」がありません。",
            layout.columns[at].title
        )));
    }
    let mut people = Vec::new();
    for (row, number) in rows {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |(at, place): (usize, &Option<usize>)| match place {
            None if Some(at) == own => insurer,
            place => place
                .and_then(|at| row.get(at))
                .map_or("", |cell| cell.trim()),
        };
        let cells: Vec<&str> = places.iter().enumerate().map(cell).collect();
        let person = Remembered::of_cells(layout, &cells);
        // Whose registration is over is no member there any more.
        people.extend(person.filter(|it| !it.is_removed).map(|it| (number, it)));
    }
    Ok(people)
}

fn whole(path: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = Given::of(path)?
        .open()?
        .take(LONGEST + 1)
        .read_to_end(&mut bytes);
    read.map_err(|e| files::read_fault(path, &e))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Fault::new(Code::TooManyBytes).with("max", LONGEST));
    }
    Ok(bytes)
}

fn write(lines: &[Line], sink: &mut dyn Write) -> Outcome<u32> {
    let mut list = List::begin(sink, HEADINGS)?;
    for line in lines {
        let row = line.row.map(|row| row.to_string()).unwrap_or_default();
        list.add([
            line.what,
            &row,
            &line.who.registration,
            &line.who.name,
            &line.who.birth_date,
            &line.differs,
        ])?;
    }
    list.end()?;
    Ok(count(lines.len()))
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
