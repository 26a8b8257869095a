//! The 5情報 as received.

/// The five items of a person, letter by letter as received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Record<'a> {
    /// 漢字氏名.
    pub kanji: &'a str,
    /// カナ氏名.
    pub kana: &'a str,
    /// 生年月日.
    pub birth: &'a str,
    /// 性別.
    pub sex: &'a str,
    /// 住所.
    pub address: &'a str,
}

/// One of the five items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// 漢字氏名.
    Kanji,
    /// カナ氏名.
    Kana,
    /// 生年月日.
    Birth,
    /// 性別.
    Sex,
    /// 住所.
    Address,
}

impl Item {
    /// The five, in the order of the columns.
    pub const ALL: [Self; 5] = [
        Self::Kanji,
        Self::Kana,
        Self::Birth,
        Self::Sex,
        Self::Address,
    ];

    /// The Japanese name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Kanji => "漢字氏名",
            Self::Kana => "カナ氏名",
            Self::Birth => "生年月日",
            Self::Sex => "性別",
            Self::Address => "住所",
        }
    }
}

impl<'a> Record<'a> {
    /// An item's text.
    pub fn text(&self, item: Item) -> &'a str {
        match item {
            Item::Kanji => self.kanji,
            Item::Kana => self.kana,
            Item::Birth => self.birth,
            Item::Sex => self.sex,
            Item::Address => self.address,
        }
    }
}
