//! Verifies an exported audit log (`kakehashi audit export`) by the export alone: no terminal, no key, no login. For an
//! auditor's own PC, and for whoever doubts the terminal that wrote it.

mod chain;
mod paper;

pub use chain::{Report, Verdict, Wanted, verify};
pub use paper::{Paper, key_of};

impl Report {
    /// The sentences for a person.
    pub fn sentences(&self) -> String {
        let entries = self.entries;
        let at = self.first_broken.unwrap_or_default();
        match self.verdict {
            Verdict::Intact => format!(
                "記録はつながっています（{entries}件）。\n最後の記録のハッシュ値: {}\n{}\n\
                 当日締めの紙があれば、その値を--headに、端末の署名の鍵を--keyに入れて、書き直されていないことも確かめてください。",
                self.head,
                self.signer()
            ),
            Verdict::Older => format!(
                "記録はそれ自体ではつながっています（{entries}件）が、控えた記録より前で終わっています。\n\
                 控える前に書き出したものか、古い写しです。書き出しなおしても同じなら、監査担当者に知らせてください。"
            ),
            Verdict::Forged => format!(
                "記録はそれ自体ではつながっています（{entries}件）が、端末の署名が合わないか、ありません。\n\
                 別の端末の記録か、書き出したあとで作り直されたものです。このファイルを残し、監査担当者に知らせてください。"
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

    fn signer(&self) -> String {
        self.key.as_ref().map_or_else(
            || "署名はありません（前の版で書き出したものです）。".to_owned(),
            |key| format!("署名は正しく、端末の署名の鍵は {key} です。"),
        )
    }
}
