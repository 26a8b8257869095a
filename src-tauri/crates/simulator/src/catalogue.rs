//! Every definition that ships, and those of a folder, by kind, version and day.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::{
    Error, files,
    layout::{Layout, ServiceDefinition},
};

const SHIPPED: &[&str] = include!(concat!(env!("OUT_DIR"), "/definitions.rs"));

/// Every definition that the server knows.
#[derive(Debug)]
pub struct Catalogue(Vec<Layout>);

impl Catalogue {
    /// Reads the shipped definitions.
    ///
    /// # Errors
    /// [`Error::Usage`] when one of them is broken.
    pub fn shipped() -> Result<Self, Error> {
        let layouts = SHIPPED.iter().map(|text| Layout::parse(text));
        Ok(Catalogue(layouts.collect::<Result<_, _>>()?))
    }

    /// Reads the shipped definitions and those of a folder (`*.toml`). One of the folder takes the place of the shipped
    /// one of its kind and version, goes before others of its kind that are in force as long, and where it doesn't say
    /// what the server does with its rows, that of the shipped kind is done.
    ///
    /// # Errors
    /// When the folder can't be read, or a definition is broken.
    pub fn with_folder(folder: Option<&Path>) -> Result<Self, Error> {
        let mut all = Self::shipped()?;
        for file in folder
            .map(definitions_in)
            .transpose()?
            .into_iter()
            .flatten()
        {
            let read = Layout::parse(&files::read(&file)?);
            let mut own = read.map_err(|problem| Error::content(&file, problem))?;
            own.is_own = true;
            let shipped = all.0.iter().find(|it| it.kind == own.kind);
            own.service = own.service.or_else(|| shipped?.service.clone());
            all.0
                .retain(|it| (&it.kind, &it.version) != (&own.kind, &own.version));
            all.0.push(own);
        }
        Ok(all)
    }

    /// All of them.
    pub fn layouts(&self) -> &[Layout] {
        &self.0
    }

    /// The definition of a kind on a day: of those in force the one that came last.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none.
    pub fn of_kind(&self, kind: &str, on: NaiveDate) -> Result<&Layout, Error> {
        let in_force = self
            .0
            .iter()
            .filter(|l| l.kind == kind && l.is_in_force(on));
        in_force.max_by_key(|l| l.effective_from).ok_or_else(|| {
            Error::Usage(format!("ファイル種別 {kind} は練習用サーバーにありません"))
        })
    }

    /// The first kind in force on a day by which the server does something.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none.
    pub fn that_does(
        &self,
        on: NaiveDate,
        does: impl Fn(&Layout, &ServiceDefinition) -> bool,
    ) -> Result<&Layout, Error> {
        let in_force = self.0.iter().filter(|it| it.is_in_force(on));
        let mut doing = in_force.filter(|it| it.service.as_ref().is_some_and(|s| does(it, s)));
        doing.next().ok_or_else(|| {
            Error::Usage("練習用サーバーに、必要なファイル種別の定義がありません".to_owned())
        })
    }

    /// The kind by which people are registered.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none.
    pub fn registering(&self, on: NaiveDate) -> Result<&Layout, Error> {
        self.that_does(on, |_, service| {
            matches!(service, ServiceDefinition::Register { .. })
        })
    }

    /// What the business of a kind is called.
    pub fn title_of<'a>(&'a self, kind: &'a str) -> &'a str {
        let found = self.0.iter().find(|layout| layout.kind == kind);
        found.map_or(kind, |layout| &layout.title)
    }
}

fn definitions_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = std::fs::read_dir(folder).map_err(Error::file(folder))?;
    let files = entries.map(|entry| entry.map(|it| it.path()).map_err(Error::file(folder)));
    let mut files = files.collect::<Result<Vec<PathBuf>, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    if files.is_empty() {
        return Err(Error::content(folder, "定義（.toml）がありません"));
    }
    Ok(files)
}
