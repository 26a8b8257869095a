//! What a file is, told from its beginning: it is opened once for that and for being read.

use super::{name_of, open, read_fault};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Catalogue, HEAD_BYTES, Layout, recognise, version_of};
use std::{
    fs::File,
    io::{Read, Seek},
    sync::Arc,
};

/// A file with its beginning.
pub(crate) struct Opened<F> {
    name: String,
    file: F,
    head: Vec<u8>,
}

impl Opened<File> {
    /// # Errors
    /// Those of [`open`].
    pub fn at(path: &str) -> Outcome<Self> {
        Self::of(open(path)?, path)
    }
}

impl<F: Read + Seek> Opened<F> {
    /// # Errors
    /// `FILE_UNREADABLE`.
    pub fn of(mut file: F, path: &str) -> Outcome<Self> {
        let mut head = Vec::new();
        let read = (&mut file).take(HEAD_BYTES).read_to_end(&mut head);
        read.map_err(|e| read_fault(path, &e))?;
        let name = name_of(path);
        Ok(Self { name, file, head })
    }

    /// The last part of its path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file, from its beginning.
    ///
    /// # Errors
    /// `FILE_UNREADABLE`.
    pub fn whole(&mut self) -> Outcome<&mut F> {
        let begun = self.file.rewind();
        begun.map_err(|e| read_fault(&self.name, &e))?;
        Ok(&mut self.file)
    }

    /// The kind whose heading it has; None where it has none of them.
    pub fn kind<'c>(&self, catalogue: &'c Catalogue, today: NaiveDate) -> Option<&'c Arc<Layout>> {
        let found = recognise(self.head.as_slice(), catalogue.in_force(today));
        found.ok().flatten()
    }

    /// By which version of a definition it is read.
    pub fn version<'l>(&self, wanted: &'l Arc<Layout>) -> &'l Arc<Layout> {
        version_of(wanted, self.head.as_slice()).unwrap_or(wanted)
    }

    /// The same fault; where it isn't of its kind, with the one that it looks like.
    pub fn with_likeness(
        &self,
        fault: Fault,
        wanted: &Layout,
        catalogue: &Catalogue,
        today: NaiveDate,
    ) -> Fault {
        let like = self.kind(catalogue, today);
        match like.filter(|like| fault.code == Code::NotThisKind && like.kind != wanted.kind) {
            None => fault,
            Some(like) => {
                let detail = fault.params.get("detail").cloned().unwrap_or_default();
                let detail = format!("{detail}「{}」のように見え、", like.file_title);
                fault.with("detail", detail)
            }
        }
    }
}
