//! The first two hops, by hand: the name, and the line to it.

use crate::{Endpoint, Proxy};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpStream, lookup_host},
    time::timeout,
};
use zeroize::Zeroizing;

const CONNECT: Duration = Duration::from_secs(10);
const HEAD_MOST: usize = 8 << 10;

/// The addresses of the next machine on the way: the proxy, where there is one.
pub(crate) async fn resolve(
    endpoint: &Endpoint,
    proxy: Option<&Proxy>,
) -> Outcome<Vec<SocketAddr>> {
    let (host, port) = next(endpoint, proxy);
    let unknown = || Fault::new(Code::ServerNameNotFound).with("host", host);
    let found = timeout(CONNECT, lookup_host((host, port))).await;
    let found = found.map_err(|e| unknown().because(e))?;
    let addresses: Vec<SocketAddr> = found.map_err(|e| unknown().because(e))?.collect();
    if addresses.is_empty() {
        return Err(unknown().because("no address"));
    }
    Ok(addresses)
}

/// A line to the server, through the proxy where there is one.
pub(crate) async fn line(
    endpoint: &Endpoint,
    proxy: Option<&Proxy>,
    addresses: &[SocketAddr],
) -> Outcome<TcpStream> {
    let (host, _) = next(endpoint, proxy);
    let unreachable = || Fault::new(Code::ServerUnreachable).with("host", host);
    let connected = timeout(CONNECT, TcpStream::connect(addresses)).await;
    let connected = connected.map_err(|_| unreachable().because("timed out"))?;
    let mut tcp = connected.map_err(|e| unreachable().because(e))?;
    if let Some(proxy) = proxy {
        let asked = timeout(CONNECT, ask_to_pass(&mut tcp, endpoint, proxy)).await;
        asked
            .unwrap_or_else(|_| Err("no answer".to_owned()))
            .map_err(|cause| {
                let code = match cause.as_str() {
                    WANTS_LOGIN => Code::ProxyLoginNeeded,
                    _ => Code::ProxyRefused,
                };
                Fault::new(code).with("host", host).because(cause)
            })?;
    }
    Ok(tcp)
}

fn next<'a>(endpoint: &'a Endpoint, proxy: Option<&'a Proxy>) -> (&'a str, u16) {
    match proxy {
        Some(proxy) => (proxy.host(), proxy.port()),
        None => (endpoint.host(), endpoint.port()),
    }
}

/// What a proxy answers that wants a user's name and password, or others.
const WANTS_LOGIN: &str = "status 407";

/// CONNECT; any 2xx opens the line.
async fn ask_to_pass(
    tcp: &mut TcpStream,
    endpoint: &Endpoint,
    proxy: &Proxy,
) -> Result<(), String> {
    let to = endpoint.authority();
    let login = proxy.authorization();
    let login = login.map(|it| Zeroizing::new(format!("Proxy-Authorization: {}\r\n", *it)));
    let login = login.unwrap_or_default();
    let request = format!("CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n{}\r\n", *login);
    let request = Zeroizing::new(request);
    let write = tcp.write_all(request.as_bytes()).await;
    write.map_err(|e| e.to_string())?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() >= HEAD_MOST {
            return Err("too long an answer".to_owned());
        }
        head.push(tcp.read_u8().await.map_err(|e| e.to_string())?);
    }
    let status = head.split(|b| *b == b' ').nth(1).unwrap_or_default();
    if status.len() == 3 && status.starts_with(b"2") {
        Ok(())
    } else {
        Err(format!("status {}", String::from_utf8_lossy(status)))
    }
}
