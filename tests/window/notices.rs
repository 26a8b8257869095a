//! What the desktop is told while nobody looks at the window: over a real session bus, each thing once.

use crate::{
    kit::{unlocked_on, until_let_go},
    session_bus::SessionBus,
};
use dbus::{
    Message,
    channel::{Channel, default_reply},
};
use kakehashi_acceptance::{Cli, Practice};
use std::{
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

const SERVICE: &str = "org.freedesktop.Notifications";
/// The program looks every 15 seconds what there is to say.
const PATIENCE: Duration = Duration::from_secs(40);

#[tokio::test]
async fn an_expiry_and_what_waits_are_told_by_the_desktop_once_each() {
    let practice = Practice::new();
    practice.simulator(
        "issue --dir pki --terminal RENSHU01 --pass-file p12.secret --days 12 --out RENSHU01.p12",
    );
    practice.sample("kanyusha.csv", 3, "");
    practice.sample("tsugi.csv", 4, "");
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let send = |file| format!("send {file} --kind member-registration");
    cli.clerk(&send("kanyusha.csv")).expect_status(0);
    let desktop = Desktop::start();

    let window = unlocked_on(&practice, Some(&desktop.bus.address)).await;
    let expiry = ("証明書の期限", "あと11日です。更新を申し込んでください。");
    desktop.expect(expiry);
    let title = "承認を待っています";
    desktop.expect((title, "1件のファイルが、送る前の承認を待っています。"));
    window.close().await;

    until_let_go(&cli).await;
    cli.clerk(&send("tsugi.csv")).expect_status(0);
    let window = unlocked_on(&practice, Some(&desktop.bus.address)).await;
    // Were the expiry told again, it would come first.
    desktop.expect((title, "2件のファイルが、送る前の承認を待っています。"));
    window.close().await;
}

/// A session bus with somebody on it who takes notifications, as a desktop does.
struct Desktop {
    bus: SessionBus,
    shown: Receiver<(String, String)>,
}

impl Desktop {
    fn start() -> Self {
        let bus = SessionBus::start();
        let (show, shown) = channel();
        let place = bus.join();
        claim_name(&place);
        thread::spawn(move || {
            while let Ok(next) = place.blocking_pop_message(Duration::from_secs(1)) {
                let Some(call) = next else { continue };
                if call.member().as_deref() == Some("Notify") {
                    let (_, _, _, title, body): (String, u32, String, String, String) =
                        call.read5().unwrap();
                    let _nobody_listens = show.send((title, body));
                    let _gone = place.send(call.method_return().append1(1_u32));
                } else if let Some(refusal) = default_reply(&call) {
                    let _gone = place.send(refusal);
                }
                place.flush();
            }
        });
        Self { bus, shown }
    }

    #[track_caller]
    fn expect(&self, (title, body): (&str, &str)) {
        let shown = self.shown.recv_timeout(PATIENCE).expect("a notification");
        assert_eq!(shown, (title.to_owned(), body.to_owned()));
    }
}

fn claim_name(place: &Channel) {
    let bus = "org.freedesktop.DBus";
    let claim = Message::new_method_call(bus, "/org/freedesktop/DBus", bus, "RequestName");
    let claim = claim.unwrap().append2(SERVICE, 0_u32);
    let answer = place.send_with_reply_and_block(claim, PATIENCE).unwrap();
    assert_eq!(answer.read1::<u32>().unwrap(), 1, "the only one");
}
