//! `kakehashi-audit-verify FILE`.

use clap::Parser;
use kakehashi_audit_verify::{Report, Verdict, verify};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write, stderr, stdin, stdout},
    path::PathBuf,
    process::ExitCode,
};

/// 書き出した操作の記録が、書いたときのままつながっているかを確かめる（端末もログインも要らない）
///
/// 終了コード: 0 つながっている、1 つながっていない・切れている・書き直された・記録でない、2 使い方の誤り・読めない
#[derive(Parser)]
#[command(version)]
struct Line {
    /// 書き出したファイル（- は標準入力）
    file: PathBuf,
    /// 紙などに控えた最後の記録のハッシュ値。これが記録の中にあるかも確かめる
    #[arg(long, value_name = "HASH")]
    head: Option<String>,
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
            let _nobody_reads = writeln!(stderr(), "{}: {error}", line.file.display());
            ExitCode::from(2)
        }
    }
}

fn run(line: &Line) -> io::Result<Verdict> {
    // As people copy it from paper.
    let head = line.head.as_deref().map(|head| head.trim().to_lowercase());
    let report = verify(open(&line.file)?, head.as_deref())?;
    say(&report, line.json)?;
    Ok(report.verdict)
}

fn open(file: &PathBuf) -> io::Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(stdin().lock()));
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
