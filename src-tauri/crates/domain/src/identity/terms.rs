//! The words that cases and rules share.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $variant:ident $title:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $(#[doc = $title] $(#[$attr])* $variant,)+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The Japanese word.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    )+};
}

terms! {
    /// Who brings the number, and whose a document is.
    #[derive(TS)]
    Actor {
        Person "本人",
        Agent "代理人",
    }
    /// By what right an agent acts.
    #[derive(TS)]
    AgentKind {
        Statutory "法定代理人",
        Voluntary "任意代理人",
        Corporate "法人の代理人",
    }
    /// How the number comes.
    #[derive(TS)]
    Channel {
        InPerson "対面",
        Post "郵送",
        Online "オンライン",
        Telephone "電話",
    }
    /// Who checks.
    #[derive(TS)]
    Verifier {
        Insurer "健保組合",
        Employer "事業主",
        InsuredPerson "被保険者",
        Municipality "市町村長",
        PensionService "日本年金機構",
    }
    /// What has to be confirmed.
    #[derive(TS)]
    Element {
        Number "番号確認",
        Identity "身元確認",
        Authority "代理権",
    }
    /// What the verifier recognises without a document.
    Attested {
        EmploymentRelation "雇用関係などから、人違いでないことが明らか",
    }
    /// Which sides of a card are there.
    Sides {
        Front "表",
        Back "裏",
        Both "両面",
    }
    /// What a document bears.
    Detail {
        #[serde(alias = "氏名", alias = "商号又は名称")]
        Name "氏名（商号又は名称）",
        #[serde(alias = "生年月日")]
        BirthDate "生年月日",
        #[serde(alias = "住所", alias = "本店又は主たる事務所の所在地")]
        Address "住所（本店又は主たる事務所の所在地）",
        #[serde(alias = "個人番号")]
        Number "個人番号",
        #[serde(other)]
        Other "そのほか",
    }
}
