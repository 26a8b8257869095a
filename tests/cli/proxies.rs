//! What stands between terminal and server: a proxy that lets through, asks, refuses, or is narrow.

use crate::connection::{broken, layers, profile};
use kakehashi_acceptance::{Cli, Practice};
use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

/// What a proxy does with those who ask.
#[derive(Clone, Copy, PartialEq)]
enum Door {
    Open,
    Shut,
    /// Open for `tanmatsu` with the password `himitsu`.
    AsksWho,
    /// Open, for so many bytes a second towards the server.
    Narrow(u32),
}

/// A proxy that passes on to one server, or to none.
fn proxy(door: Door) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            thread::spawn(move || carry(client, door));
        }
    });
    port
}

fn carry(mut client: TcpStream, door: Door) {
    let mut lines = BufReader::new(client.try_clone().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let to = first.split(' ').nth(1).unwrap().to_owned();
    assert!(first.starts_with("CONNECT localhost:"), "{first}");
    let head: Vec<String> = lines
        .by_ref()
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .collect();
    let is_known = || {
        let login = "proxy-authorization: basic dgfubwf0c3u6agltaxrzdq=="; // tanmatsu:himitsu, in small letters
        head.iter().any(|line| line.to_lowercase() == login)
    };
    let refusal = match door {
        Door::Open | Door::Narrow(_) => None,
        Door::Shut => Some("403 Forbidden"),
        Door::AsksWho => (!is_known()).then_some("407 Proxy Authentication Required"),
    };
    if let Some(refusal) = refusal {
        let answer = format!("HTTP/1.1 {refusal}\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\r\n");
        let _gone = client.write_all(answer.as_bytes());
        return;
    }
    let mut server = TcpStream::connect(to).unwrap();
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
    let (mut up, mut down) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || match door {
        Door::Narrow(speed) => trickle(&mut up, &mut server, speed),
        Door::Open | Door::Shut | Door::AsksWho => drop(io::copy(&mut up, &mut server)),
    });
    let _ended = io::copy(&mut down, &mut client);
}

/// Passes on in small pieces, each in its time.
fn trickle(from: &mut TcpStream, to: &mut TcpStream, speed: u32) {
    let mut piece = [0; 32];
    let mut through = Instant::now();
    while let Ok(count @ 1..) = from.read(&mut piece) {
        through = through.max(Instant::now()) + Duration::from_secs(count as u64) / speed;
        thread::sleep(through.saturating_duration_since(Instant::now()));
        if to.write_all(&piece[..count]).is_err() {
            return;
        }
    }
}

#[test]
fn a_proxy_on_the_way_is_used_and_named_when_it_refuses() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    for (name, door) in [("toru", Door::Open), ("tomeru", Door::Shut)] {
        let more = format!("--ca pki/ca.pem --proxy localhost:{}", proxy(door));
        profile(&cli, name, &server.url(), &more, "RENSHU01.p12");
    }
    cli.run(None, "connection test --profile toru")
        .expect_status(0);
    let ran = cli.run(None, "connection test --profile tomeru");
    assert_eq!(broken(&ran), ("tcp", "PROXY_REFUSED"));
}

#[test]
fn a_proxy_that_asks_who_comes_is_told() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    let address = format!("localhost:{}", proxy(Door::AsksWho));
    let test = |expected: i32| cli.run(None, "connection test").expect_status(expected);

    cli.admin(&format!("profile proxy {address}"))
        .expect_status(0);
    assert_eq!(broken(&test(4)), ("tcp", "PROXY_LOGIN_NEEDED"));

    for (word, status) in [("chigau", 4), ("himitsu", 0)] {
        fs::write(practice.file("proxy.secret"), word).unwrap();
        let login = "--proxy-user tanmatsu --proxy-password-file proxy.secret";
        let ran = cli
            .admin(&format!("profile proxy {address} {login}"))
            .expect_status(0);
        assert_eq!(ran.json[0]["proxy_user"], "tanmatsu");
        test(status);
    }
    // Requests go through it too, not only the test's first hops.
    let login = "server login --server-user clerk --server-password-file server-first.secret";
    cli.clerk(&format!("{login} --new-password-file server.secret"))
        .expect_status(0);
    cli.admin("profile proxy").expect_status(0);
    assert_eq!(test(0).json["proxy"], serde_json::Value::Null);
}

/// What waits here would take longer than the hour that a clerk has for it.
#[test]
fn a_line_that_is_not_enough_for_what_waits_is_yellow_and_says_so() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    let address = format!("localhost:{}", proxy(Door::Narrow(640)));
    cli.admin(&format!("profile proxy {address}"))
        .expect_status(0);
    practice.sample("a.csv", 18_000, "");
    cli.clerk("send a.csv --kind member-registration")
        .expect_status(0);

    let ran = cli.run(None, "connection test").expect_status(0);
    let line = &ran.json["line"];
    assert!(line["up_mbps"].as_f64().unwrap() < 0.02, "{line}");
    assert!(line["down_mbps"].as_f64().unwrap() > 1.0, "{line}");
    assert_eq!(line["enough"], false, "{line}");
    let (hop, before) = layers(&ran).split_last().unwrap();
    assert!(
        before.iter().all(|hop| hop["light"] == "green"),
        "{}",
        ran.json
    );
    assert_eq!(
        (&hop["layer"], &hop["light"], &hop["code"], &hop["ok"]),
        (
            &"line".into(),
            &"yellow".into(),
            &"LINE_SLOW".into(),
            &true.into()
        )
    );
    assert!(hop["sentence"].as_str().unwrap().contains("1件"), "{hop}");
    assert!(
        hop["next_step"].as_str().unwrap().contains("早めに"),
        "{hop}"
    );
}
