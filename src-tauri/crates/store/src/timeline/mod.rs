//! How far the registration of each person has come. A row a person, moved along file by file: what is true of a whole
//! file is written in one statement, so that a million people cost no more than their rows.

mod moving;
mod reading;
#[cfg(test)]
mod tests;

/// What begins, or begins anew: days are `YYYY-MM-DD`.
#[derive(Debug, Clone)]
pub struct TimelineStart<'a, T> {
    /// The connection's name.
    pub profile: &'a str,
    /// 記号, 番号 and 枝番 joined.
    pub registration: &'a str,
    /// 取得日.
    pub acquired_on: Option<String>,
    /// The last day.
    pub due: Option<String>,
    /// The file by which the person goes, and the row in it; none when only a number was entered.
    pub row: Option<(u32, u32)>,
    /// What else is known.
    pub body: T,
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow<T> {
    /// 記号, 番号 and 枝番 joined.
    pub registration: String,
    /// The last day.
    pub due: Option<String>,
    /// The file by which the person goes.
    pub job: Option<u32>,
    /// The row in it.
    pub row: u32,
    /// When it was heard that the person is registered.
    pub registered_at: Option<String>,
    /// Whether a 被保険者枝番 came with it.
    pub has_branch: bool,
    /// By which file the 資格 was registered, and when that was heard.
    pub qualified: Option<(u32, String)>,
    /// When a person said that nobody is to be registered.
    pub closed_at: Option<String>,
    /// What else is known.
    pub body: T,
}

/// Which people of a timeline are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineQuery {
    /// Those who aren't registered yet, the nearest last day first.
    Open,
    /// Those who are, or whose case was closed; the latest first.
    Ended,
}
