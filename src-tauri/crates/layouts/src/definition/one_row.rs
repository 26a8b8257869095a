//! What the row of one person says to happen, where a person types it.

use super::layout::Layout;

/// What happens to one registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowChange {
    /// 取得.
    Acquired,
    /// 氏名・住所変更.
    Details,
    /// 個人番号の訂正.
    NumberCorrected,
    /// 個人番号の変更 (番号法7条2項).
    NumberChanged,
}

impl Layout {
    /// The column and the code that say so. None where the definition knows none.
    pub fn code_of(&self, change: RowChange) -> Option<(usize, &str)> {
        let who = self.identity.as_ref()?;
        let (number, changed) = (who.new_number.as_ref(), who.changed.as_ref());
        let starts = self.timeline.as_ref().and_then(|it| it.starts.as_ref());
        let is_of_number = |code: &String| number.is_some_and(|it| it.is.contains(code));
        let (condition, code) = match change {
            RowChange::Acquired => (starts?, starts?.is.first()?),
            RowChange::NumberCorrected => (number?, number?.is.first()?),
            RowChange::NumberChanged => (number?, number?.is.get(1)?),
            RowChange::Details => {
                let mut codes = changed?.is.iter();
                (changed?, codes.find(|code| !is_of_number(code))?)
            }
        };
        Some((condition.column, code))
    }

    /// The columns (from 0) that name a registration.
    pub fn registration_columns(&self) -> impl Iterator<Item = usize> {
        let who = self.identity.iter();
        who.flat_map(|who| who.registration.iter().copied())
    }

    /// The columns of the day of 取得, and of that on which the 届出 was received.
    pub fn days_of_notice(&self) -> [Option<usize>; 2] {
        let timeline = self.timeline.as_ref();
        let [acquired, received] = [
            timeline.and_then(|it| it.acquired_on),
            timeline.and_then(|it| it.received_on),
        ];
        [acquired, received]
    }
}
