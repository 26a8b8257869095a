//! The service log: how the program fares, in lines with nothing personal. It lies beside the data, and never grows
//! without end.

use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_store::{DataPlace, SERVICE_LOG};
use std::{
    env,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

/// How much is told: what our own programs say, as libraries may name what isn't theirs to name.
const LEVEL: &str = "KAKEHASHI_LOG";
/// Where the lines go instead of beside the data.
const FILE: &str = "KAKEHASHI_LOG_FILE";

/// So long a file may become before another is begun.
const MOST: u64 = 1 << 20;
/// So many earlier ones are kept, as `NAME.1` (the newest) and so on.
const KEPT: u32 = 5;

/// Begins the log of this program: acts and faults to a file beside the data, if there may be any, and from a level on
/// to stderr.
///
/// # Errors
/// `OUTPUT_UNWRITABLE` for a file that was named and can't be written.
pub fn begin_service_log(data_dir: Option<&Path>, on_stderr: &str) -> Outcome<()> {
    let filter = |usual: &str| {
        let told = EnvFilter::try_from_env(LEVEL);
        told.unwrap_or_else(|_| EnvFilter::new(usual))
    };
    let file = ServiceLog::of_program(data_dir)?;
    let file = file.map(|file| {
        let lines = tracing_subscriber::fmt::layer().with_ansi(false);
        lines
            .with_writer(Mutex::new(file))
            .with_filter(filter("kakehashi=info"))
    });
    let stderr = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    tracing_subscriber::registry()
        .with(file)
        .with(stderr.with_filter(filter(on_stderr)))
        .init();
    Ok(())
}

/// A file that lines are added to, and that makes way for another once it is long. It is open for the length of a line:
/// several programs write to it, and the folder that it lies in comes and goes.
#[derive(Debug)]
struct ServiceLog {
    path: PathBuf,
    /// Where there must be data for a line to be written.
    beside: Option<PathBuf>,
    most: u64,
}

impl ServiceLog {
    fn of_program(data_dir: Option<&Path>) -> Outcome<Option<Self>> {
        let most = MOST;
        let Some(named) = env::var_os(FILE).filter(|path| !path.is_empty()) else {
            return Ok(data_dir.map(|dir| Self {
                path: dir.join(SERVICE_LOG),
                beside: Some(dir.to_owned()),
                most,
            }));
        };
        let (path, beside) = (PathBuf::from(named), None);
        let log = Self { path, beside, most };
        let unwritable = |e: io::Error| {
            let fault = Fault::new(Code::OutputUnwritable).because(e.kind());
            fault.with("file", log.path.display())
        };
        log.open().map_err(unwritable)?;
        Ok(Some(log))
    }

    fn open(&self) -> io::Result<File> {
        File::options().create(true).append(true).open(&self.path)
    }

    fn add(&self, line: &[u8]) -> io::Result<()> {
        let is_nowhere = |dir: &PathBuf| !DataPlace::is_begun(dir);
        if self.beside.as_ref().is_some_and(is_nowhere) {
            return Ok(());
        }
        let mut file = self.open()?;
        if file.metadata()?.len() + line.len() as u64 > self.most {
            drop(file);
            // Where another program has it open just now, it grows by a line.
            let _later = self.make_way();
            file = self.open()?;
        }
        file.write_all(line)
    }

    fn make_way(&self) -> io::Result<()> {
        let name = |nth: u32| {
            let mut name = self.path.clone().into_os_string();
            name.push(format!(".{nth}"));
            PathBuf::from(name)
        };
        for nth in (1..KEPT).rev() {
            let _none_there_yet = fs::rename(name(nth), name(nth + 1));
        }
        fs::rename(&self.path, name(1))
    }
}

impl Write for ServiceLog {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // A full disk stops no act for the sake of a line about it.
        let _lost = self.add(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
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
        let mut log = ServiceLog {
            path: path.clone(),
            beside: None,
            most: 100,
        };
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

    #[test]
    fn where_no_data_is_nothing_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = ServiceLog::of_program(Some(dir.path())).unwrap().unwrap();
        log.write_all(b"a line\n").unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        fs::write(dir.path().join("key.json"), "").unwrap();
        log.write_all(b"a line\n").unwrap();
        let kept = fs::read_to_string(dir.path().join(SERVICE_LOG)).unwrap();
        assert_eq!(kept, "a line\n");
    }
}
