//! The bytes of a file as UTF-8, without its byte order mark.

use std::io::{self, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::Unreadable;
use super::limited::BUFFER;
use crate::{
    encoding::is_half_width_kana_or_jis,
    layout::{Encoding, Format, Mark},
};

type Source<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// Reads UTF-8, whatever the file is written in.
pub struct Decoded<R> {
    source: Source<R>,
    encoding: Encoding,
    decoder: Decoder,
    bytes: Vec<u8>,
    text: Cursor<Vec<u8>>,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    /// Looks at the byte order mark.
    ///
    /// # Errors
    /// When the mark isn't as the layout says.
    pub fn new(from: R, format: &Format) -> Result<Self, Unreadable> {
        Ok(Decoded {
            source: behind_bom(from, format)?,
            encoding: format.encoding,
            decoder: format.encoding.table().new_decoder_without_bom_handling(),
            bytes: Vec::new(),
            text: Cursor::default(),
            ended: false,
        })
    }

    /// What the file is written in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Decodes the next piece.
    fn refill(&mut self) -> io::Result<()> {
        let read = (&mut self.source)
            .take(BUFFER as u64)
            .read_to_end(&mut self.bytes)?;
        self.ended = read == 0;
        let most = self
            .decoder
            .max_utf8_buffer_length_without_replacement(self.bytes.len());
        let mut text = String::with_capacity(most.unwrap_or(4 * BUFFER));
        let (result, used) =
            self.decoder
                .decode_to_string_without_replacement(&self.bytes, &mut text, self.ended);
        let is_strict = self.encoding == Encoding::ShiftJis;
        let is_foreign = is_strict && !text.chars().all(is_half_width_kana_or_jis);
        if is_foreign || matches!(result, DecoderResult::Malformed(..)) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.bytes.drain(..used);
        self.text = Cursor::new(text.into_bytes());
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The readers behind check UTF-8 themselves and know the line.
        if self.encoding == Encoding::Utf8 {
            return self.source.read(buffer);
        }
        loop {
            let read = self.text.read(buffer)?;
            if read > 0 || buffer.is_empty() || self.ended {
                return Ok(read);
            }
            self.refill()?;
        }
    }
}

fn behind_bom<R: Read>(mut from: R, format: &Format) -> Result<Source<R>, Unreadable> {
    let bom = format.encoding.bom();
    let mut start = Vec::new();
    (&mut from)
        .take(bom.len() as u64)
        .read_to_end(&mut start)
        .map_err(Unreadable::Storage)?;
    let has_bom = !bom.is_empty() && start == bom;
    let refused = |why: &str| Err(Unreadable::File(format!("ファイルのはじめに{why}")));
    match (format.bom, has_bom) {
        (Mark::Required, false) => return refused("BOM がありません"),
        (Mark::Forbidden, true) => return refused("BOM があります（付けない決まりです）"),
        (_, true) => start.clear(),
        (_, false) => {}
    }
    Ok(Cursor::new(start).chain(from))
}
