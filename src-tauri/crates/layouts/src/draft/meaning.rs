//! What a column means, and what a column of that meaning is like.

use crate::definition::{ColumnType, Holds};

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident $word:literal $title:literal $column_type:ident $($holds:ident)?;)+) => {
        /// What a column means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Meaning {
            $($(#[$doc])* $name,)+
        }

        impl Meaning {
            /// Every meaning.
            pub const EVERY: &'static [Self] = &[$(Self::$name),+];

            /// The word on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// The Japanese name.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What may stand in such a column.
            pub(super) fn column_type(self) -> ColumnType {
                match self { $(Self::$name => ColumnType::$column_type,)+ }
            }

            /// What it tells of a person.
            pub(super) fn holds(self) -> Option<Holds> {
                match self { $(Self::$name => [$(Holds::$holds)?].first().copied(),)+ }
            }
        }
    };
}

meanings! {
    /// 個人番号.
    PersonalNumber "personal-number" "個人番号" PersonalNumber;
    /// A name.
    Name "name" "氏名" Text Name;
    /// A name in kana.
    Kana "kana" "カナ氏名" Kana Name;
    /// An address.
    Address "address" "住所" Text Address;
    /// A birth date.
    BirthDate "birth-date" "生年月日" Date;
    /// 事業所.
    Office "office" "事業所" Text;
    /// A part of what a registration is known by: 記号, 番号, 枝番.
    Key "key" "登録を見分ける項目" Symbol;
    /// A date.
    Date "date" "日付" Date;
    /// A code of a list.
    CodeOfList "code" "コード" Code;
    /// Yen.
    Amount "amount" "金額" Amount;
    /// Digits.
    Digits "digits" "数字" Digits;
    /// 郵便番号.
    PostalCode "postal-code" "郵便番号" PostalCode;
    /// 保険者番号.
    InsurerNumber "insurer-number" "保険者番号" InsurerNumber;
    /// 法人番号.
    CorporateNumber "corporate-number" "法人番号" CorporateNumber;
    /// The 2-digit 枝番.
    CardBranch "card-branch" "枝番（2桁）" CardBranch;
    /// 被保険者枝番.
    ServerBranch "server-branch" "被保険者枝番" ServerBranch;
    /// Any text.
    Text "text" "文字" Text;
}

impl Meaning {
    /// The meaning of a word or a Japanese name.
    pub fn parse(word: &str) -> Option<Self> {
        let is_it = |it: &&Self| it.as_str() == word || it.title() == word;
        Self::EVERY.iter().find(is_it).copied()
    }

    /// What a column of this name most likely means; the first that fits.
    pub(super) fn of_title(title: &str) -> Option<Self> {
        use Meaning as M;
        let words: [(&[&str], Meaning); 17] = [
            (&["個人番号", "マイナンバー"], M::PersonalNumber),
            (&["被保険者枝番"], M::ServerBranch),
            (&["枝番"], M::CardBranch),
            (&["保険者番号"], M::InsurerNumber),
            (&["法人番号"], M::CorporateNumber),
            (&["郵便番号"], M::PostalCode),
            (&["生年月日", "誕生日"], M::BirthDate),
            (&["カナ", "ｶﾅ", "フリガナ", "ふりがな"], M::Kana),
            (&["氏名", "名前", "姓名"], M::Name),
            (&["住所", "所在地", "居所"], M::Address),
            (&["事業所", "会社名", "事業主"], M::Office),
            (
                &["区分", "性別", "続柄", "コード", "フラグ", "種別"],
                M::CodeOfList,
            ),
            (&["年月日", "日付", "月日"], M::Date),
            (&["金額", "報酬", "賞与", "支給額", "負担額"], M::Amount),
            (&["被保険者証記号", "被保険者証番号"], M::Key),
            (&["件数", "人数", "日数", "回数"], M::Digits),
            (&["備考", "摘要"], M::Text),
        ];
        if ["記号", "番号", "証記号", "証番号"].contains(&title) {
            return Some(M::Key);
        }
        let is_in = |(words, _): &&(&[&str], Meaning)| words.iter().any(|it| title.contains(it));
        words.iter().find(is_in).map(|(_, meaning)| *meaning)
    }
}
