//! Who is let in, and how the others are told.

use std::sync::Arc;

use kakehashi_simulator::pki;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::support::{Identity, World, code};

/// The alert must reach the terminal, whatever it was just sending. Asked below HTTP, whose client
/// sometimes reports only that the connection wasn't ready.
async fn assert_told(world: &World, port: u16, identity: Option<Identity>, alert: &str) {
    let told = ask(world, port, identity).await.unwrap_err().to_string();
    assert!(told.contains(alert), "{told}");
}

async fn ask(world: &World, port: u16, identity: Option<Identity>) -> std::io::Result<usize> {
    let connector = TlsConnector::from(Arc::new(world.tls(identity)));
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let mut tls = connector
        .connect("localhost".try_into().unwrap(), stream)
        .await?;
    tls.write_all(b"GET /v1/service HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await?;
    tls.read(&mut [0; 100]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_certificate_is_refused_with_its_own_alert() {
    let world = World::new();
    let revoked = world.identity(&pki::Order {
        terminal: "T02".into(),
        ..world.order()
    });
    let (_, certificate) = x509_parser::parse_x509_certificate(&revoked.0[0]).unwrap();
    let serial = certificate.raw_serial_as_string();
    pki::revoke(&world.pki(), &serial).unwrap();
    pki::revoke(&world.pki(), &serial).unwrap();

    let server = world.serve().await;
    let port = server.addr().port();
    let foreign = World::new();
    let old = pki::Order {
        not_before: chrono::NaiveDate::from_ymd_opt(2020, 1, 1),
        days: 10,
        ..world.order()
    };
    let early = pki::Order {
        not_before: chrono::NaiveDate::from_ymd_opt(2200, 1, 1),
        ..world.order()
    };

    assert_told(&world, port, None, "CertificateRequired").await;
    let other_ca = Some(foreign.identity(&foreign.order()));
    assert_told(&world, port, other_ca, "UnknownCA").await;
    let old = Some(world.identity(&old));
    assert_told(&world, port, old, "CertificateExpired").await;
    let early = Some(world.identity(&early));
    assert_told(&world, port, early, "CertificateExpired").await;
    assert_told(&world, port, Some(revoked), "CertificateRevoked").await;

    let good = world.identity(&world.order());
    assert!(ask(&world, port, Some(good)).await.unwrap() > 0);
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_insurers_certificate_is_told_so_everywhere() {
    let world = World::new();
    let server = world.serve().await;
    let order = pki::Order {
        insurer: "39990015".into(),
        legacy: true,
        ..world.order()
    };
    let http = world.http(Some(world.identity(&order)));
    for path in ["/v1/service", "/v1/jobs", "/openapi.json", "/nowhere"] {
        let page = format!("https://127.0.0.1:{}{path}", server.addr().port());
        let answer = http.get(page).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 403);
        assert_eq!(code(answer).await, "certificate-other-insurer");
    }
    server.shutdown().await;
}

#[test]
fn an_existing_pki_is_left_alone() {
    let world = World::new();
    let read = || {
        ["ca.pem", "ca.key.pem", "server.pem", "server.key.pem"]
            .map(|name| std::fs::read(world.pki().join(name)).unwrap())
    };
    let before = read();
    let fingerprint = pki::prepare(&world.pki()).unwrap();
    assert_eq!(read(), before);
    let noted = std::fs::read_to_string(world.pki().join("ca.sha256.txt")).unwrap();
    assert_eq!(noted.trim(), fingerprint);
    assert_eq!(fingerprint.len(), 32 * 3 - 1);
}

#[cfg(unix)]
#[test]
fn keys_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let order = world.order();
    pki::issue(&world.pki(), &order).unwrap();
    for path in [
        world.pki().join("ca.key.pem"),
        world.pki().join("server.key.pem"),
        order.out,
    ] {
        assert_eq!(
            std::fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
