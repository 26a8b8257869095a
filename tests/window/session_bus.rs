//! A session bus of the test's own, and a key store on it.

use crate::driver::Running;
use dbus::{
    Path,
    arg::{RefArg, Variant},
    blocking::{Connection, Proxy},
    channel::Channel,
};
use kakehashi_acceptance::Practice;
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(40);

/// A session bus; it ends with the value, and so does what runs on it.
pub struct SessionBus {
    /// Where it is to be found.
    pub address: String,
    _daemon: Running,
}

impl SessionBus {
    pub fn start() -> Self {
        let daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn();
        let mut daemon = daemon.expect("dbus-daemon is installed (package dbus)");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Self {
            address: address.trim().to_owned(),
            _daemon: Running(daemon),
        }
    }

    /// A place on it.
    pub fn join(&self) -> Channel {
        let mut place = Channel::open_private(&self.address).unwrap();
        place.register().unwrap();
        place
    }

    /// Puts an open key store on it, whose files lie in the practice place.
    pub fn keep_keys(&self, practice: &Practice) {
        let store = Command::new("gnome-keyring-daemon")
            .args(["--unlock", "--components=secrets"])
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("HOME", practice.file("home"))
            .env("XDG_RUNTIME_DIR", practice.file("tmp"))
            .env_remove("XDG_DATA_HOME")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn();
        let mut store = store.expect("gnome-keyring-daemon is installed (package gnome-keyring)");
        let mut password = store.stdin.take().unwrap();
        password.write_all(b"renshu").unwrap();
        drop(password);
        // It goes on in the background.
        assert!(store.wait().unwrap().success());
    }

    /// What the key store keeps for the program under this name.
    pub fn secret(&self, name: &str) -> Vec<u8> {
        type Secret = (Path<'static>, Vec<u8>, Vec<u8>, String);
        type Found = (Vec<Path<'static>>, Vec<Path<'static>>);
        const SERVICE: &str = "org.freedesktop.Secret.Service";
        let bus = Connection::from(self.join());
        let keys = object(&bus, "/org/freedesktop/secrets".into());
        let opened = keys.method_call(SERVICE, "OpenSession", ("plain", Variant("")));
        let (_, session): (Variant<Box<dyn RefArg>>, Path) = opened.unwrap();
        let sought = HashMap::from([("service", "kakehashi"), ("username", name)]);
        let found = keys.method_call(SERVICE, "SearchItems", (sought,));
        let (mut items, _locked): Found = found.unwrap();
        let item = object(&bus, items.remove(0));
        let told = item.method_call("org.freedesktop.Secret.Item", "GetSecret", (session,));
        let ((_, _, secret, _),): (Secret,) = told.unwrap();
        secret
    }
}

fn object<'a>(bus: &'a Connection, path: Path<'static>) -> Proxy<'static, &'a Connection> {
    bus.with_proxy("org.freedesktop.secrets", path, PATIENCE)
}
