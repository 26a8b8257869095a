//! What people do in a history, by the same acts that the window has.

use crate::world::World;
use chrono::{NaiveDate, TimeDelta};
use kakehashi_terminal::Clock;
use serde_json::{Value, json};
use std::time::Duration;

/// Everybody's.
pub const PASSWORD: &str = "rensyu-password";
/// What the account at the practice server changes its first password to.
pub const SERVER_PASSWORD: &str = "Renshu-Server-2026";

const LONGEST: Duration = Duration::from_secs(120);
pub const REGISTRATION: &str = "member-registration";

impl World {
    /// Does an act that isn't refused.
    pub async fn does(&self, act: &str, arguments: Value) -> Value {
        let done = self.act(act, arguments).await;
        done.unwrap_or_else(|problem| panic!("{act}: {problem:?}"))
    }

    /// Somebody logs in, after whoever was there.
    pub async fn log_in(&self, user: &str) {
        self.does("log_out", json!({})).await;
        self.does("log_in", json!({ "user": user, "password": PASSWORD }))
            .await;
    }

    /// Takes a file of 加入者情報 in as the clerk and waits for the end of its check; gives the job's number.
    pub async fn checked(&self, name: &str) -> u32 {
        self.checked_as(name, REGISTRATION).await
    }

    /// The same for any kind.
    pub async fn checked_as(&self, name: &str, kind: &str) -> u32 {
        self.log_in("hanako").await;
        let file = json!({ "path": self.text(name), "kind": kind });
        let job = self.does("take_in", file).await;
        let id = job["id"].as_u64().and_then(|id| u32::try_from(id).ok());
        self.until(id.unwrap(), "checked").await
    }

    /// The clerk asks for approval, the approver gives it, the clerk is back.
    pub async fn release(&self, id: u32) {
        self.does("request_approval", json!({ "id": id })).await;
        self.log_in("ichiro").await;
        self.does("approve", json!({ "id": id })).await;
        self.log_in("hanako").await;
    }

    /// Waits until a job is in a state.
    pub async fn until(&self, id: u32, state: &str) -> u32 {
        let waited = async {
            loop {
                let job = self.does("job", json!({ "id": id })).await;
                if job["state"] == state {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let in_time = tokio::time::timeout(LONGEST, waited).await;
        in_time.unwrap_or_else(|_| panic!("job {id} didn't come to {state}"));
        id
    }

    /// The day in Japan so many days from now.
    pub fn day(&self, from_now: i64) -> NaiveDate {
        (self.clock.now() + TimeDelta::hours(9) + TimeDelta::days(from_now)).date_naive()
    }

    /// The same, as files write it.
    pub fn written_day(&self, from_now: i64) -> String {
        self.day(from_now).format("%Y%m%d").to_string()
    }
}
