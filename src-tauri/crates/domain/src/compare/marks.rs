//! Which letters of two texts differ, for the screen that marks them.

use std::ops::Range;

/// Texts longer than this, beyond what they have in common at both ends, are marked whole.
const MOST: usize = 300;

/// The differing letters of two texts, as ranges counted in characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// In the first text.
    pub a: Vec<Range<usize>>,
    /// In the second.
    pub b: Vec<Range<usize>>,
}

/// Marks what differs, by the longest sequence of letters that both have.
pub fn marks(a: &str, b: &str) -> Marks {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let mut marks = Marks::default();
    if a.len() > MOST || b.len() > MOST {
        extend(&mut marks.a, head..head + a.len());
        extend(&mut marks.b, head..head + b.len());
        return marks;
    }
    let common = common_lengths(a, b);
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            extend(&mut marks.a, head + i..head + i + 1);
            i += 1;
        } else {
            extend(&mut marks.b, head + j..head + j + 1);
            j += 1;
        }
    }
    marks
}

/// How many letters the ends of both, from i and j on, have in common.
fn common_lengths(a: &[char], b: &[char]) -> Vec<Vec<u16>> {
    let mut common = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    common
}

fn extend(ranges: &mut Vec<Range<usize>>, more: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if last.end == more.start => last.end = more.end,
        _ if more.is_empty() => {}
        _ => ranges.push(more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_marked() {
        let ends = |ranges: Vec<Range<usize>>| -> Vec<_> {
            ranges
                .into_iter()
                .map(|range| (range.start, range.end))
                .collect()
        };
        let marked = |a, b| {
            let marks = marks(a, b);
            (ends(marks.a), ends(marks.b))
        };
        assert_eq!(marked("渡邊花子", "渡辺花子"), (vec![(1, 2)], vec![(1, 2)]));
        assert_eq!(marked("ユカ", "ユウカ"), (vec![], vec![(1, 2)]));
        let numbers = (vec![(1, 3), (4, 5), (6, 7)], vec![(1, 2), (3, 4)]);
        assert_eq!(marked("1丁目2番3号", "1-2-3"), numbers);
        assert_eq!(marked("", "山"), (vec![], vec![(0, 1)]));
        assert_eq!(marked("山", "山"), (vec![], vec![]));
        assert_eq!(
            marked(&"あ".repeat(400), &"い".repeat(400)).0,
            vec![(0, 400)]
        );
    }
}
