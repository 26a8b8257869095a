//! Names with `*` and `?` in them: shells of Windows leave them to the program.

use crate::{core::problem::ProblemView, files::read_fault};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{fs, path::Path};

/// Every file that is named, by itself or by a pattern of its last part, in the order of their names.
///
/// # Errors
/// `FILE_NOT_FOUND` where no file fits a pattern; `FILE_UNREADABLE`.
pub fn files_named(names: &[String]) -> Result<Vec<String>, ProblemView> {
    let mut all = Vec::new();
    for name in names {
        let fitting = fitting(name).map_err(|fault| ProblemView::new(&fault, "-"))?;
        all.extend(fitting);
    }
    Ok(all)
}

fn fitting(name: &str) -> Outcome<Vec<String>> {
    let path = Path::new(name);
    let pattern = path.file_name().map(|it| it.to_string_lossy().into_owned());
    let pattern = pattern.filter(|it| it.contains(['*', '?']) && !path.exists());
    let Some(pattern) = pattern else {
        return Ok(vec![name.to_owned()]);
    };
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = fs::read_dir(folder.unwrap_or(Path::new(".")));
    let entries = entries.map_err(|e| read_fault(name, &e))?;
    let pattern: Vec<char> = pattern.chars().collect();
    let names = entries.flatten().filter(|entry| {
        let own: Vec<char> = entry.file_name().to_string_lossy().chars().collect();
        fits(&own, &pattern) && entry.path().is_file()
    });
    let named = names.map(|entry| match folder {
        Some(folder) => folder.join(entry.file_name()),
        None => entry.file_name().into(),
    });
    let mut named: Vec<String> = named.map(|it| it.to_string_lossy().into_owned()).collect();
    named.sort();
    if named.is_empty() {
        return Err(Fault::new(Code::FileNotFound).with("file", name));
    }
    Ok(named)
}

fn fits(name: &[char], pattern: &[char]) -> bool {
    match (name, pattern) {
        ([], []) => true,
        (_, ['*', rest @ ..]) => (0..=name.len()).any(|at| fits(&name[at..], rest)),
        ([_, name @ ..], ['?', rest @ ..]) => fits(name, rest),
        ([own, name @ ..], [wanted, rest @ ..]) => own == wanted && fits(name, rest),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn a_pattern_stands_for_the_files_that_fit_it() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.csv", "a.csv", "a.txt", "加入者.csv"] {
            fs::write(dir.path().join(name), "").unwrap();
        }
        let of = |pattern: &str| {
            let name = dir.path().join(pattern).to_string_lossy().into_owned();
            let all = files_named(&[name]).map_err(|problem| problem.code)?;
            let last = |path: &String| path.rsplit(['/', '\\']).next().unwrap().to_owned();
            Ok::<_, Code>(all.iter().map(last).collect::<Vec<_>>())
        };
        assert_eq!(of("*.csv").unwrap(), ["a.csv", "b.csv", "加入者.csv"]);
        assert_eq!(of("?.*").unwrap(), ["a.csv", "a.txt", "b.csv"]);
        assert_eq!(of("nai.csv").unwrap(), ["nai.csv"]);
        assert_eq!(of("nai*"), Err(Code::FileNotFound));
        assert_eq!(files_named(&["-".into()]).unwrap(), ["-"]);
    }
}
