//! A handshake by hand: what was agreed can be asked for even when the other side has ended it.

use rustls::ClientConnection;
use std::io;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Shakes hands over `tcp`. Whatever comes of it, the session keeps version, suite and the server's certificates.
pub(crate) async fn shake(session: &mut ClientConnection, tcp: &mut TcpStream) -> io::Result<()> {
    let mut came = [0; 4096];
    loop {
        flush(session, tcp).await?;
        if !session.is_handshaking() {
            return Ok(());
        }
        let count = tcp.read(&mut came).await?;
        let mut rest = came.get(..count).unwrap_or_default();
        if rest.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        while !rest.is_empty() {
            session.read_tls(&mut rest)?;
            if let Err(error) = session.process_new_packets() {
                // The alert that says why is owed to the other side, if it still listens.
                let _gone = flush(session, tcp).await;
                return Err(io::Error::other(error));
            }
        }
    }
}

async fn flush(session: &mut ClientConnection, tcp: &mut TcpStream) -> io::Result<()> {
    let mut bytes = Vec::new();
    while session.wants_write() {
        session.write_tls(&mut bytes)?;
    }
    tcp.write_all(&bytes).await
}
