//! Verifies an exported audit log (`kakehashi audit export`) by the export alone: no terminal, no key, no login. For an
//! auditor's own PC, and for whoever doubts the terminal that wrote it.

mod chain;

pub use chain::{Report, Verdict, verify};

impl Report {
    /// The sentences for a person.
    pub fn sentences(&self) -> String {
        let entries = self.entries;
        let at = self.first_broken.unwrap_or_default();
        match self.verdict {
            Verdict::Intact => format!(
                "記録はつながっています（{entries}件）。\n最後の記録のハッシュ値: {}\n\
                 紙に控えた値があれば、--headに入れて、書き直されていないことも確かめてください。",
                self.head
            ),
            Verdict::Cut => format!(
                "記録の終わりがありません。{entries}件めまではつながっていますが、{at}件めから先が切れています。\n\
                 書き出しをやりなおしてください。やりなおしても同じなら、システム管理者と監査担当者に知らせてください。"
            ),
            Verdict::Broken => format!(
                "{at}件めの記録が、前の記録とつながりません。書き換え、削除、並べ替えのどれかがあります。\n\
                 このファイルをそのまま残し、監査担当者に知らせてください。"
            ),
            Verdict::Rewritten => format!(
                "記録はそれ自体ではつながっています（{entries}件）が、控えた値がどこにもありません。\n\
                 控えたときから書き直されたか、別の端末の記録です。監査担当者に知らせてください。"
            ),
            Verdict::NoLog => "操作の記録を書き出したファイルではありません。\n\
                 端末の「操作の記録」から書き出したファイル（kakehashi audit export）を選んでください。"
                .to_owned(),
        }
    }
}
