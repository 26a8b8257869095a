//! The first two hops apart, as an examination tells them: the name, and the line to it.

use crate::{Endpoint, Proxy};
use http::Uri;
use hyper_util::{
    client::legacy::connect::{HttpConnector, proxy::Tunnel},
    rt::TokioIo,
};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{future, io, net::SocketAddr, time::Duration};
use tokio::{
    net::{TcpStream, lookup_host},
    time::timeout,
};
use tower::{Service, ServiceExt, service_fn};

const CONNECT: Duration = Duration::from_secs(10);

/// Named by way of a connector: hyper-util gives the error out without its name.
type TunnelError = <Tunnel<HttpConnector> as Service<Uri>>::Error;

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
    let tcp = connected.map_err(|e| unreachable().because(e))?;
    match proxy {
        Some(proxy) => pass(tcp, endpoint, proxy).await,
        None => Ok(tcp),
    }
}

fn next<'a>(endpoint: &'a Endpoint, proxy: Option<&'a Proxy>) -> (&'a str, u16) {
    match proxy {
        Some(proxy) => (proxy.host(), proxy.port()),
        None => (endpoint.host(), endpoint.port()),
    }
}

/// Has the proxy pass a line on, by what the requests go through it too: an answer of 8 KiB at most, 200 alone opens.
async fn pass(tcp: TcpStream, endpoint: &Endpoint, proxy: &Proxy) -> Outcome<TcpStream> {
    let to = Uri::try_from(endpoint.authority());
    let to = to.map_err(|e| Fault::new(Code::Internal).because(e))?;
    let mut line = Some(TokioIo::new(tcp));
    let given = service_fn(move |_proxy: Uri| {
        let line = line.take().ok_or(io::ErrorKind::NotConnected);
        future::ready(line.map_err(io::Error::from))
    });
    let mut tunnel = Tunnel::new(Uri::default(), given);
    if let Some(login) = proxy.authorization() {
        tunnel = tunnel.with_auth(login);
    }
    let refused = |code| Fault::new(code).with("host", proxy.host());
    match timeout(CONNECT, tunnel.oneshot(to)).await {
        Ok(Ok(line)) => Ok(line.into_inner()),
        Ok(Err(error)) if matches!(error, TunnelError::ProxyAuthRequired) => {
            Err(refused(Code::ProxyLoginNeeded).because(error))
        }
        Ok(Err(error)) => Err(refused(Code::ProxyRefused).because(error)),
        Err(_) => Err(refused(Code::ProxyRefused).because("no answer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
        time,
    };

    const SERVER: &str = "https://server.example/v1";

    /// What comes of asking a proxy, that says this and hangs up, for a line; and how it was asked.
    async fn asked(url: &str, answer: &[u8]) -> (Result<(), Code>, String) {
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let answering = async {
            let (mut client, _) = door.accept().await.unwrap();
            let mut asked = vec![0; 1024];
            let count = client.read(&mut asked).await.unwrap();
            client.write_all(answer).await.unwrap();
            asked.truncate(count);
            String::from_utf8(asked).unwrap()
        };
        let (passed, asked) = tokio::join!(through(&door, url), answering);
        (passed.map(drop).map_err(|fault| fault.code), asked)
    }

    async fn through(door: &TcpListener, url: &str) -> Outcome<TcpStream> {
        let door = door.local_addr().unwrap();
        let proxy = Proxy::new(&door.to_string()).unwrap();
        let proxy = proxy.with_login("tanmatsu", "himitsu");
        let endpoint = Endpoint::new(url).unwrap();
        line(&endpoint, Some(&proxy), &[door]).await
    }

    #[tokio::test]
    async fn a_proxys_answer_opens_the_line_or_has_its_code() {
        let refused = Err(Code::ProxyRefused);
        let cases: [(&[u8], _); 8] = [
            (b"HTTP/1.1 200 Connection established\r\n\r\n", Ok(())),
            (b"HTTP/1.1 200 OK\r\nVia: 1.1 p\r\n\r\n", Ok(())),
            (
                b"HTTP/1.1 407 Who are you\r\n\r\n",
                Err(Code::ProxyLoginNeeded),
            ),
            (b"HTTP/1.1 403 status 407\r\n\r\n", refused),
            (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", refused),
            (b"HTTP/1.1 200 OK\r\nVia", refused),
            (b"220 mail.example ready\r\n", refused),
            (b"", refused),
        ];
        for (answer, expected) in cases {
            let (passed, _) = asked(SERVER, answer).await;
            assert_eq!(passed, expected, "{}", String::from_utf8_lossy(answer));
        }
    }

    #[tokio::test]
    async fn a_proxy_is_asked_for_the_server_and_told_who_comes() {
        for (url, to) in [
            (SERVER, "server.example:443"),
            ("https://[::1]:8443", "[::1]:8443"),
        ] {
            let (_, asked) = asked(url, b"HTTP/1.1 200 OK\r\n\r\n").await;
            let login = "Proxy-Authorization: Basic dGFubWF0c3U6aGltaXRzdQ==";
            let head = ["CONNECT {to} HTTP/1.1", "Host: {to}", login, "", ""];
            assert_eq!(asked, head.join("\r\n").replace("{to}", to));
        }
    }

    #[tokio::test]
    async fn a_proxy_that_talks_on_and_on_is_not_listened_to() {
        let of_length = |length: usize| {
            let more = "x".repeat(length - "HTTP/1.1 200 OK\r\nX: \r\n\r\n".len());
            format!("HTTP/1.1 200 OK\r\nX: {more}\r\n\r\n")
        };
        let (longest, _) = asked(SERVER, of_length(8 << 10).as_bytes()).await;
        assert_eq!(longest, Ok(()));
        let (longer, _) = asked(SERVER, of_length((8 << 10) + 1).as_bytes()).await;
        assert_eq!(longer, Err(Code::ProxyRefused));
    }

    #[tokio::test]
    async fn a_silent_proxy_is_waited_for_ten_seconds() {
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let silent = async {
            let (mut client, _) = door.accept().await.unwrap();
            client.read_u8().await.unwrap();
            // From here nothing but the end of patience can come, and the clock goes on to it by itself.
            time::pause();
            (client, time::Instant::now())
        };
        let (passed, (_open, since)) = tokio::join!(through(&door, SERVER), silent);
        assert_eq!(passed.unwrap_err().code, Code::ProxyRefused);
        let waited = since.elapsed();
        let apart = waited.abs_diff(CONNECT);
        assert!(apart < Duration::from_secs(1), "{waited:?}");
    }
}
