//! 部署: who works where, as a master in the shape that the server takes. The list comes and goes as that file, whole.

pub(crate) mod view;

use crate::{
    core::{
        blocking::blocking,
        clock::japan_day,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    desk::departments::view::{Department, DepartmentsView},
    files,
    place::handing_out::hand_out_and,
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_layouts::{CheckSetting, Layout, RowWriter, Severity, check, rows};
use std::{
    io::{Cursor, Read},
    ops::ControlFlow,
    sync::Arc,
};

/// The column that only the master of 部署 has.
const NAME: &str = "department_name";

/// All of them.
pub(crate) async fn departments(terminal: &Terminal, _: Permit) -> Outcome<DepartmentsView> {
    terminal.see(Look::departments_view).await
}

/// Takes the list of a file in the place of the one that is here.
///
/// # Errors
/// `INPUT_INVALID` with what the check finds first, or where somebody belongs to one that isn't in the file; those of
/// reading it.
pub(crate) async fn take_departments(
    terminal: &Terminal,
    permit: Permit,
    path: String,
) -> Outcome<DepartmentsView> {
    let (layout, today) = terminal.see(Look::departments_layout).await?;
    let read = move || {
        let mut bytes = Vec::new();
        let whole = files::open(&path)?.read_to_end(&mut bytes);
        whole.map_err(|e| files::read_fault(&path, &e))?;
        read(&bytes, &layout, today).map_err(|fault| fault.with("file", files::name_of(&path)))
    };
    let departments = blocking(read).await?;
    let permit = permit.note(format!("{}部署", departments.len()));
    let keep = move |c: &mut Controller| c.keep_departments(&permit, &departments);
    terminal.ask(keep).await
}

/// Writes them in the shape of the server's master.
///
/// # Errors
/// `NOTHING_TO_SEND`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_departments(
    terminal: &Terminal,
    permit: Permit,
    path: String,
) -> Outcome<()> {
    let bytes = terminal.see(Look::departments_file).await?;
    let log = move |c: &mut Controller| c.write(&permit, |_| Ok(()));
    hand_out_and(terminal, path, bytes, log).await
}

impl Controller {
    fn keep_departments(
        &mut self,
        permit: &Permit,
        departments: &[Department],
    ) -> Outcome<DepartmentsView> {
        let stays = |id: &str| departments.iter().any(|each| each.id == id);
        let mut accounts = self.accounts()?.into_iter();
        let homeless =
            accounts.find(|user| user.department.as_deref().is_some_and(|it| !stays(it)));
        if let Some(user) = homeless {
            let hint = format!(
                "{} の人の部署がファイルにありません。先に、この人の部署を変えてください。",
                user.name
            );
            return Err(Fault::invalid("部署", hint));
        }
        let gone: Vec<Department> = self.department_list()?;
        self.write(permit, |store| {
            for each in gone.iter().filter(|each| !stays(&each.id)) {
                store.remove(Shelf::Department, &each.id)?;
            }
            let mut kept = departments.iter();
            kept.try_for_each(|each| store.put(Shelf::Department, &each.id, each))
        })?;
        self.departments_view()
    }
}

impl Look {
    pub(crate) fn department_list(&self) -> Outcome<Vec<Department>> {
        self.books()?.all(Shelf::Department)
    }

    fn departments_layout(&self) -> Outcome<(Arc<Layout>, NaiveDate)> {
        let layout = self.layout_that(|layout| layout.column(NAME).is_some())?;
        Ok((layout, japan_day(self.now())))
    }

    fn departments_view(&self) -> Outcome<DepartmentsView> {
        let (layout, today) = self.departments_layout()?;
        let date = today.format("%Y%m%d").to_string();
        Ok(DepartmentsView {
            departments: self.department_list()?,
            file_name: layout.file_name(&[("date", &date), ("sequence", "01")]),
        })
    }

    fn departments_file(&self) -> Outcome<Vec<u8>> {
        let departments = self.department_list()?;
        if departments.is_empty() {
            return Err(Code::NothingToSend.into());
        }
        let (layout, _) = self.departments_layout()?;
        let mut file = Vec::new();
        let mut writer = RowWriter::new(&layout, &mut file)?;
        for each in &departments {
            let columns = layout.columns.iter();
            writer.write(&columns.map(|it| cell(each, &it.id)).collect::<Vec<_>>())?;
        }
        writer.finish()?;
        Ok(file)
    }
}

/// The rows of a file, once the check has nothing against it.
fn read(bytes: &[u8], layout: &Layout, today: NaiveDate) -> Outcome<Vec<Department>> {
    let mut refused = None;
    check(
        &mut Cursor::new(bytes),
        &CheckSetting::new(layout, today),
        &mut |finding| {
            if finding.severity == Severity::Error {
                refused.get_or_insert(finding);
            }
        },
        &mut |_| ControlFlow::Continue(()),
    )?;
    if let Some(finding) = refused {
        let column = finding.column.unwrap_or_default();
        let place = format!("{}行目 {column}", finding.row);
        return Err(Fault::invalid(place.trim(), finding.message));
    }
    let mut departments = Vec::new();
    for row in rows(Cursor::new(bytes.to_vec()), layout)? {
        let row = row?;
        let text = |id: &str| row.get(id).unwrap_or_default().to_owned();
        departments.push(Department {
            id: text("department_id"),
            name: text(NAME),
            access_group: text("access_group_id"),
            affairs: text("affairs"),
            duties: text("duties"),
            information: text("information"),
        });
    }
    Ok(departments)
}

fn cell<'a>(of: &'a Department, column: &str) -> &'a str {
    match column {
        "department_id" => &of.id,
        NAME => &of.name,
        "access_group_id" => &of.access_group,
        "affairs" => &of.affairs,
        "duties" => &of.duties,
        "information" => &of.information,
        _ => "",
    }
}
