//! The same file in another encoding.

use super::from_utf8::FromUtf8;
use crate::{
    definition::{Bom, Encoding, FileType, Format},
    read::{ToUtf8, unreadable},
};
use kakehashi_domain::{Code, Fault, Outcome};
use std::io::{self, BufRead, BufReader, Read, Write};

/// Where a declaration of XML ends at the latest.
const DECLARATION_MOST: usize = 256;

/// Writes what is written in one encoding as a format wants it: its encoding, its byte order mark, the name in the
/// declaration of XML. Nothing else changes.
///
/// # Errors
/// [`Code::CharacterUnwritable`] for a character that the other encoding doesn't have, with its line;
/// [`Code::FileUnreadable`], [`Code::DiskFull`] and [`Code::OutputUnwritable`].
pub fn rewrite(
    source: impl Read,
    from: Encoding,
    to: &Format,
    mut sink: impl Write,
) -> Outcome<()> {
    let mut text = BufReader::new(ToUtf8::new(behind_bom(source, from)?, from));
    if to.bom == Bom::Required {
        let bom = to.encoding.bom().unwrap_or_default();
        sink.write_all(bom).map_err(|e| unwritable(&e))?;
    }
    let mut sink = FromUtf8::new(sink, to.encoding);
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = text.read_until(b'\n', &mut line);
        if read.map_err(|e| unreadable(&e))? == 0 {
            break;
        }
        let mut line = String::from_utf8_lossy(&line).into_owned();
        if number == 1 && to.file_type != FileType::Csv {
            line = declared(&line, to.encoding);
        }
        if let Some(c) = line.chars().find(|c| !to.encoding.has(*c)) {
            return Err(Fault::new(Code::CharacterUnwritable)
                .with("line", number)
                .with("character", c)
                .with("encoding", to.encoding.title()));
        }
        sink.write_all(line.as_bytes())
            .map_err(|e| unwritable(&e))?;
    }
    sink.flush().map_err(|e| unwritable(&e))
}

fn behind_bom<R: Read>(mut source: R, encoding: Encoding) -> Outcome<impl Read> {
    let bom = encoding.bom().unwrap_or_default();
    let mut head = Vec::new();
    let read = source
        .by_ref()
        .take(bom.len() as u64)
        .read_to_end(&mut head);
    read.map_err(|e| unreadable(&e))?;
    if head == bom {
        head.clear();
    }
    Ok(io::Cursor::new(head).chain(source))
}

/// The first line of XML with the name of the encoding that it is written in.
fn declared(line: &str, encoding: Encoding) -> String {
    let end = line.find("?>").filter(|end| *end < DECLARATION_MOST);
    let head = end.map_or("", |end| &line[..end]);
    let named = head.find("encoding").and_then(|at| {
        let begin = at + head[at..].find(['"', '\''])? + 1;
        let quote = head[..begin].chars().next_back()?;
        Some(begin..begin + head[begin..].find(quote)?)
    });
    match named {
        Some(place) => {
            let (before, after) = (&line[..place.start], &line[place.end..]);
            format!("{before}{}{after}", encoding.xml_name())
        }
        None => line.to_owned(),
    }
}

fn unwritable(error: &io::Error) -> Fault {
    Fault::of_writing(error, Code::OutputUnwritable)
}
