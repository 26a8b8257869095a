//! Reading the tables in `assets/rules/folding`: tab-separated, `#` for remarks.

/// The rows of a table, three columns each; a column that a row lacks is empty.
pub(super) fn rows(source: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    let is_row = |line: &&str| !line.is_empty() && !line.starts_with('#');
    source.lines().filter(is_row).map(|line| {
        let mut cells = line.split('\t');
        [(); 3].map(|()| cells.next().unwrap_or_default())
    })
}

/// The only letter of a text.
pub(super) fn letter(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}
