//! UTF-8 written in another encoding.

use crate::definition::Encoding;
use std::{
    io::{self, ErrorKind, Write},
    str,
};

/// A sink that is given UTF-8 and writes it in an encoding.
pub(crate) struct FromUtf8<W> {
    sink: W,
    encoding: Encoding,
    /// The beginning of a character whose end hasn't come yet.
    begun: Vec<u8>,
}

impl<W: Write> FromUtf8<W> {
    pub(crate) fn new(sink: W, encoding: Encoding) -> Self {
        Self {
            sink,
            encoding,
            begun: Vec::new(),
        }
    }

    pub(crate) fn into_inner(self) -> W {
        self.sink
    }
}

impl<W: Write> Write for FromUtf8<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.encoding == Encoding::Utf8 {
            return self.sink.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        let whole = match str::from_utf8(&self.begun) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(error) => return Err(io::Error::new(ErrorKind::InvalidData, error)),
        };
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8_lossy(&self.begun);
        let encoded = self.encoding.encode(&text);
        let lacks = || io::Error::new(ErrorKind::InvalidData, "a character that can't be written");
        self.sink.write_all(&encoded.ok_or_else(lacks)?)?;
        self.begun = rest;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
