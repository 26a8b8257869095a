//! Bytes of any encoding as UTF-8.

use super::outbox::Outbox;
use crate::definition::Encoding;
use encoding_rs::Decoder;
use std::io::{self, Read};

const BLOCK_BYTES: usize = 64 * 1024;

/// A source as UTF-8. What can't be read as text becomes U+FFFD.
pub(crate) struct ToUtf8<R> {
    source: R,
    encoding: Encoding,
    decoder: Decoder,
    block: Vec<u8>,
    text: Outbox,
    is_over: bool,
}

impl<R: Read> ToUtf8<R> {
    pub(crate) fn new(source: R, encoding: Encoding) -> Self {
        Self {
            source,
            encoding,
            decoder: encoding.codec().new_decoder_without_bom_handling(),
            block: vec![0; BLOCK_BYTES],
            text: Outbox::default(),
            is_over: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let count = self.source.read(&mut self.block)?;
        self.is_over = count == 0;
        let room = self.decoder.max_utf8_buffer_length(count);
        let mut text = String::with_capacity(room.unwrap_or_default());
        let block = &self.block[..count];
        let _all_fits = self
            .decoder
            .decode_to_string(block, &mut text, self.is_over);
        let text = self.encoding.strict(text.into());
        self.text.fill().extend_from_slice(text.as_bytes());
        Ok(())
    }
}

impl<R: Read> Read for ToUtf8<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.text.hand_out(room);
            if count > 0 || room.is_empty() || self.is_over {
                return Ok(count);
            }
            self.refill()?;
        }
    }
}
