//! `kakehashi-audit-verify FILE`.

use clap::Parser;
use kakehashi_audit_verify::{Paper, Report, Verdict, Wanted, key_of, verify};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Write, stderr, stdin, stdout},
    path::PathBuf,
    process::ExitCode,
};

/// 書き出した操作の記録が、書いたときのままつながっているかを確かめる（端末もログインも要らない）
///
/// 終了コード: 0 つながっている、1 つながっていない・切れている・古い・書き直された・署名が合わない・記録でない、2 使い方の誤り・読めない
#[derive(Parser)]
#[command(version)]
struct Line {
    /// 書き出したファイル（- は標準入力）
    file: PathBuf,
    /// 当日締めの紙に控えた記録の番号とハッシュ値（番号:ハッシュ値。ハッシュ値だけでもよい）。これが記録の中にあるかも確かめる
    #[arg(long, value_name = "番号:HASH", value_parser = Paper::parse)]
    head: Option<Paper>,
    /// 当日締めの紙にある、端末の署名の鍵。その端末が書き出したものかも確かめる
    #[arg(long, value_name = "KEY", value_parser = key_of)]
    key: Option<String>,
    /// 結果を1つのJSONで書く
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let line = Line::parse();
    match run(&line) {
        Ok(Verdict::Intact) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            let name = seen(&line.file.display().to_string());
            let _nobody_reads = writeln!(stderr(), "{name}: {error}");
            ExitCode::from(2)
        }
    }
}

/// A name as a terminal may show it: what isn't seen there is written out, since it could act.
fn seen(name: &str) -> String {
    let one = |c: char| match c {
        '\\' | '"' | '\'' => c.to_string(),
        other => other.escape_debug().to_string(),
    };
    name.chars().map(one).collect()
}

fn run(line: &Line) -> io::Result<Verdict> {
    let wanted = Wanted {
        head: line.head.clone(),
        key: line.key.clone(),
    };
    let report = verify(open(&line.file)?, &wanted)?;
    say(&report, line.json)?;
    Ok(report.verdict)
}

fn open(file: &PathBuf) -> io::Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(stdin().lock()));
    }
    // A pipe that nobody writes into would be waited for without end; what is piped comes by `-`.
    if !fs::metadata(file)?.is_file() {
        let said = "ファイルではありません（パイプの中身は - で渡してください）";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, said));
    }
    Ok(Box::new(BufReader::new(File::open(file)?)))
}

fn say(report: &Report, json: bool) -> io::Result<()> {
    let text = if json {
        serde_json::to_string(report)?
    } else {
        report.sentences()
    };
    let mut out = stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
