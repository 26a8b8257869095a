//! The machinery under a window test: a display without a screen, the web view's driver, one session with the program.

use fantoccini::{Client, ClientBuilder, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use kakehashi_acceptance::{Practice, program};
use serde_json::json;
use std::{
    fs::File,
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::time::sleep;

/// Programs that end with the value.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ended_already = self.0.kill();
        let _ended_already = self.0.wait();
    }
}

/// A running program with its window, driven from outside.
pub struct Driver {
    pub client: Client,
    _driver: Running,
    _display: Running,
}

impl Driver {
    /// Starts the program with these arguments, on a session bus where one is given; everything it writes by itself goes
    /// into the practice place.
    pub async fn start(practice: &Practice, arguments: &[String], bus: Option<&str>) -> Self {
        let (display, number) = start_display();
        let port = free_port();
        let log = File::create(practice.file("driver.log")).unwrap();
        let mut driver = Command::new("WebKitWebDriver");
        driver
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{number}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", practice.file("home"))
            .env("TMPDIR", practice.file("tmp"))
            .env("XDG_RUNTIME_DIR", practice.file("tmp"))
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .current_dir(practice.path())
            .stdout(Stdio::null())
            .stderr(log);
        if let Some(address) = bus {
            driver.env("DBUS_SESSION_BUS_ADDRESS", address);
        }
        let driver = driver.spawn();
        let driver =
            Running(driver.expect("WebKitWebDriver is installed (package webkit2gtk-driver)"));
        let options = json!({ "binary": program("kakehashi-app"), "args": arguments });
        let mut capabilities = Capabilities::new();
        capabilities.insert("webkitgtk:browserOptions".into(), options);
        let client = connect(port, capabilities).await;
        Self {
            client,
            _driver: driver,
            _display: display,
        }
    }

    /// Ends the program.
    pub async fn close(self) {
        self.client.close().await.unwrap();
    }
}

async fn connect(port: u16, capabilities: Capabilities) -> Client {
    let mut last = None;
    for _ in 0..50 {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        match builder
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
        {
            Ok(client) => return client,
            Err(error) => last = Some(error),
        }
        sleep(Duration::from_millis(200)).await;
    }
    panic!("the window did not open: {last:?}");
}

/// A display without a screen, and its number.
pub fn start_display() -> (Running, String) {
    let mut display = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed (package xvfb)");
    let mut number = String::new();
    BufReader::new(display.stdout.take().unwrap())
        .read_line(&mut number)
        .unwrap();
    (Running(display), number.trim().to_owned())
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}
