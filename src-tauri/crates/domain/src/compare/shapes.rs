//! Kanji, katakana and strokes of one shape: never taken for each other, but named where they are what differs.

/// Kanji and katakana of one shape.
pub const SHAPES: [(char, char); 10] = [
    ('二', 'ニ'),
    ('力', 'カ'),
    ('口', 'ロ'),
    ('工', 'エ'),
    ('八', 'ハ'),
    ('夕', 'タ'),
    ('卜', 'ト'),
    ('才', 'オ'),
    ('千', 'チ'),
    ('三', 'ミ'),
];
/// Strokes that look like 一.
const STROKES: [char; 7] = ['一', 'ー', '―', '—', '‐', '－', '─'];
/// Hiragana and katakana of one shape.
const KANA: [(char, char); 3] = [('へ', 'ヘ'), ('べ', 'ベ'), ('ぺ', 'ペ')];

/// Whether two letters are different and look alike.
pub(super) fn look_alike(a: char, b: char) -> bool {
    let is_pair = |(x, y): &(char, char)| (a, b) == (*x, *y) || (b, a) == (*x, *y);
    let are_strokes = STROKES.contains(&a) && STROKES.contains(&b);
    a != b && (are_strokes || SHAPES.iter().chain(&KANA).any(is_pair))
}
