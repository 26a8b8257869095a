//! The service log as a file: how the program fares, in lines with nothing personal. It never grows without end.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// So long a file may become before another is begun.
const MOST: u64 = 1 << 20;
/// So many earlier ones are kept, as `NAME.1` (the newest) and so on.
const KEPT: u32 = 5;

/// A file that lines are added to, and that makes way for another once it is long.
#[derive(Debug)]
pub struct ServiceLog {
    path: PathBuf,
    file: File,
    most: u64,
}

impl ServiceLog {
    /// Opens it, after what is there already.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::with_most(path, MOST)
    }

    fn with_most(path: &Path, most: u64) -> io::Result<Self> {
        let file = File::options().create(true).append(true).open(path)?;
        let path = path.to_owned();
        Ok(Self { path, file, most })
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        let name = |nth: u32| {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".{nth}"));
            PathBuf::from(name)
        };
        for nth in (1..KEPT).rev() {
            let _none_there_yet = fs::rename(name(nth), name(nth + 1));
        }
        fs::rename(&self.path, name(1))?;
        *self = Self::with_most(&self.path, self.most)?;
        Ok(())
    }
}

impl Write for ServiceLog {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.file.metadata()?.len() + line.len() as u64 > self.most {
            // Where another program has it open, it grows until that ends.
            let _later = self.begin_anew();
        }
        self.file.write_all(line)?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn a_long_log_makes_way_and_old_ones_go() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("service.log");
        let mut log = ServiceLog::with_most(&path, 100).unwrap();
        for n in 0..100 {
            log.write_all(format!("line {n} of many that are written\n").as_bytes())
                .unwrap();
        }
        let mut names: Vec<_> = fs::read_dir(dir.path())
            .unwrap()
            .map(|it| it.unwrap().file_name())
            .collect();
        names.sort();
        let wanted = [
            "service.log",
            "service.log.1",
            "service.log.2",
            "service.log.3",
            "service.log.4",
            "service.log.5",
        ];
        assert_eq!(names, wanted);
        let last = fs::read_to_string(&path).unwrap();
        assert!(last.contains("line 99") && last.len() <= 100, "{last}");
        assert!(
            fs::read_to_string(dir.path().join("service.log.1"))
                .unwrap()
                .contains("line 9")
        );
    }
}
