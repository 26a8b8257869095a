//! What the verifier has to confirm of a document before it counts.

use super::{Channel, Document, DocumentKind, Form, Sides};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A question about a document, answered with yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// 期限内か.
    InDate,
    /// 氏名・生年月日が一致するか.
    SamePerson,
    /// 両面か.
    BothSides,
    /// 住民票の記載と一致するか.
    Register,
    /// 交付日が決まった日以後か.
    Issued,
}

impl Prompt {
    /// The question, in Japanese.
    pub fn sentence(self, channel: Channel) -> &'static str {
        match (self, channel) {
            (Self::InDate, _) => "期限内ですか。",
            (Self::SamePerson, Channel::InPerson) => {
                "氏名と、生年月日か住所が、届けの内容と同じですか。写真があれば、目の前の人と同じですか。"
            }
            (Self::SamePerson, _) => "氏名と、生年月日か住所が、届けの内容と同じですか。",
            (Self::BothSides, _) => "写しは、表と裏の両面がありますか。",
            (Self::Register, _) => "書かれた氏名と住所が、いまの住民票と同じですか。",
            (Self::Issued, _) => "交付の日は、平成24年4月1日より後（その日をふくむ）ですか。",
        }
    }
}

impl Document {
    /// What hasn't been answered yet about the document.
    pub fn open_prompts(
        &self,
        kind: &DocumentKind,
        channel: Channel,
        date: NaiveDate,
    ) -> Vec<Prompt> {
        if kind.never {
            return Vec::new();
        }
        let is_read = matches!(
            kind.form,
            Form::Number | Form::Photo | Form::NoPhoto | Form::Form
        );
        let must_match = kind.register_match_from.is_some_and(|from| date >= from);
        let by_post = channel == Channel::Post;
        let asked = [
            (
                kind.has_end && self.expires.is_none() && self.in_date.is_none(),
                Prompt::InDate,
            ),
            (
                kind.personal && is_read && self.matches_person.is_none(),
                Prompt::SamePerson,
            ),
            (
                kind.both_sides_by_post && by_post && self.sides.is_none(),
                Prompt::BothSides,
            ),
            (
                must_match && self.matches_register.is_none(),
                Prompt::Register,
            ),
            (
                kind.issued_from.is_some() && self.issued.is_none(),
                Prompt::Issued,
            ),
        ];
        let open = asked.into_iter().filter(|(is_open, _)| *is_open);
        open.map(|(_, prompt)| prompt).collect()
    }

    /// Writes an answer down.
    pub(super) fn confirm(&mut self, kind: &DocumentKind, prompt: Prompt, yes: bool) {
        match prompt {
            Prompt::InDate => self.in_date = Some(yes),
            Prompt::SamePerson => self.matches_person = Some(yes),
            Prompt::BothSides => self.sides = Some(if yes { Sides::Both } else { Sides::Front }),
            Prompt::Register => self.matches_register = Some(yes),
            Prompt::Issued => {
                let before = kind.issued_from.and_then(|day| day.pred_opt());
                self.issued = if yes { kind.issued_from } else { before };
            }
        }
    }
}
