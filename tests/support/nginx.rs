//! A server that nobody here wrote: nginx, which asks for a client certificate.

use crate::{Practice, wait_until};
use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// nginx in the practice place; it ends with the value.
pub struct Nginx {
    child: Child,
    port: u16,
    dir: PathBuf,
}

impl Nginx {
    /// Starts it with the keys of a folder made by `kakehashi-simulator pki`, and with these lines in its server block.
    pub fn start(practice: &Practice, pki: &str, lines: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let dir = practice.file(&format!("nginx-{port}"));
        fs::create_dir(&dir).unwrap();
        let revoked = match practice.file(pki).join("crl.pem").exists() {
            true => format!("ssl_crl ../{pki}/crl.pem;"),
            false => String::new(),
        };
        let own = configuration(port, pki, &format!("{revoked} {lines}"));
        fs::write(dir.join("nginx.conf"), own).unwrap();
        let child = Command::new("nginx")
            .arg("-p")
            .arg(&dir)
            .args(["-c", "nginx.conf", "-e", "error.log"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("nginx: {e}; apt-get install nginx"));
        let server = Self { child, port, dir };
        wait_until("nginx listens", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        server
    }

    /// `https://localhost:PORT`.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// The requests that it answered, with what, and whose certificate was shown: `"GET / HTTP/1.1" 200 [CN=…]`.
    pub fn log(&self) -> String {
        fs::read_to_string(self.dir.join("access.log")).unwrap()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

fn configuration(port: u16, pki: &str, lines: &str) -> String {
    let service = r#"{"name":"nginx","now":"2026-04-01T09:00:00+09:00","open":true,"hours":[]}"#;
    format!(
        "daemon off; master_process off; pid nginx.pid; error_log error.log;
         events {{}}
         http {{
           log_format shown '\"$request\" $status [$ssl_client_s_dn]';
           access_log access.log shown; client_body_temp_path body; proxy_temp_path proxy;
           fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
           server {{
             listen 127.0.0.1:{port} ssl; server_name localhost;
             ssl_certificate ../{pki}/server.pem; ssl_certificate_key ../{pki}/server.key.pem;
             ssl_client_certificate ../{pki}/ca.pem;
             {lines}
             location = /v1/service {{ default_type application/json; return 200 '{service}'; }}
             location = /login {{ default_type text/html; return 200 '<html></html>'; }}
             location /services/ {{ default_type text/xml; return 200 '<definitions/>'; }}
           }}
         }}"
    )
}
