//! The window as a person uses it: fields by their id, buttons by their words, headings.

use crate::driver::Driver;
use fantoccini::{Locator, elements::Element};
use kakehashi_acceptance::Practice;
use serde_json::Value;
use std::{env, fs, path::PathBuf, time::Duration};
use tokio::time::{Instant, sleep};

const PATIENCE: Duration = Duration::from_secs(20);

/// An open window.
pub struct Window {
    driver: Driver,
    shots: PathBuf,
    count: u32,
}

impl Window {
    /// Opens the program on a practice place.
    pub async fn open(practice: &Practice, arguments: &[String]) -> Self {
        Self::open_on(practice, arguments, None).await
    }

    /// The same, on a session bus.
    pub async fn open_on(practice: &Practice, arguments: &[String], bus: Option<&str>) -> Self {
        let driver = Driver::start(practice, arguments, bus).await;
        let test = env::current_exe().unwrap();
        let shots = test.ancestors().nth(3).unwrap().join("screens");
        fs::create_dir_all(&shots).unwrap();
        Self {
            driver,
            shots,
            count: 0,
        }
    }

    /// Waits for a heading that contains these words.
    pub async fn heading(&self, words: &str) {
        let path = format!("//h1[contains(normalize-space(), '{words}')]");
        self.wait(&path, &format!("heading 「{words}」")).await;
    }

    /// Waits for these words anywhere.
    pub async fn words(&self, words: &str) {
        let path = format!("//main//*[contains(normalize-space(), '{words}')]");
        self.wait(&path, &format!("「{words}」")).await;
    }

    /// Waits for a heading, whichever.
    pub async fn wait_for_heading(&self) {
        self.wait("//h1", "heading").await;
    }

    /// Waits for a field.
    pub async fn wait_for_field(&self, id: &str) {
        self.wait(&format!("//*[@id='{id}']"), &format!("field #{id}"))
            .await;
    }

    /// Waits for a button with exactly these words.
    pub async fn wait_for_button(&self, words: &str) {
        self.wait(&button(words), &format!("button 「{words}」"))
            .await;
    }

    /// Waits for a button whose words end so.
    pub async fn wait_for_button_like(&self, words: &str) {
        self.wait(&button_like(words), &format!("button 「…{words}」"))
            .await;
    }

    /// Presses the button whose words end so.
    pub async fn press_like(&self, words: &str) {
        self.click(&button_like(words), &format!("button 「…{words}」"))
            .await;
    }

    /// Of the boxes whose ids begin so, ticks this one and no other.
    pub async fn tick_only(&self, start: &str, wanted: &str) {
        let path = format!("//*[starts-with(@id, '{start}')]");
        let boxes = self.driver.client.find_all(Locator::XPath(&path));
        for each in boxes.await.unwrap() {
            let id = each.attr("id").await.unwrap().unwrap_or_default();
            if each.is_selected().await.unwrap() != (id == format!("{start}{wanted}")) {
                each.click().await.unwrap();
            }
        }
    }

    /// Types into a field, replacing what stands there.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self
            .wait(&format!("//*[@id='{id}']"), &format!("field #{id}"))
            .await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses the option whose words hold these.
    pub async fn choose(&self, id: &str, words: &str) {
        let path = format!("//select[@id='{id}']/option[contains(., '{words}')]");
        self.click(&path, &format!("option 「…{words}…」")).await;
    }

    /// Waits for a field, and finds this text in it.
    pub async fn expect_value(&self, id: &str, text: &str) {
        let field = self
            .wait(&format!("//*[@id='{id}']"), &format!("field #{id}"))
            .await;
        let held = field.prop("value").await.unwrap();
        assert_eq!(held.as_deref(), Some(text), "#{id}");
    }

    /// Ticks a box or chooses a radio button, unless it is already.
    pub async fn tick(&self, id: &str) {
        let field = self
            .wait(&format!("//*[@id='{id}']"), &format!("box #{id}"))
            .await;
        if !field.is_selected().await.unwrap() {
            field.click().await.unwrap();
        }
    }

    /// Presses the button, or follows the link, with exactly these words.
    pub async fn press(&self, words: &str) {
        self.click(&button(words), &format!("button 「{words}」"))
            .await;
    }

    /// Follows the link whose words hold these, e.g. one with a counter.
    pub async fn press_like_link(&self, words: &str) {
        let path = format!("//a[contains(normalize-space(), '{words}')]");
        self.click(&path, &format!("link 「…{words}…」")).await;
    }

    /// Unfolds what lies behind these words.
    pub async fn unfold(&self, words: &str) {
        let path = format!("//summary[contains(normalize-space(), '{words}')]");
        self.click(&path, &format!("summary 「{words}」")).await;
    }

    /// Scrolls back to where the menu is.
    pub async fn to_top(&self) {
        self.script("window.scrollTo(0, 0)").await;
    }

    /// Moves the focus, as Tab would.
    pub async fn focus(&self, path: &str) {
        let element = self.wait(path, path).await;
        let element = serde_json::to_value(element).unwrap();
        let client = &self.driver.client;
        client
            .execute("arguments[0].focus()", vec![element])
            .await
            .unwrap();
    }

    /// Chooses a day so many days from now, as from the field's calendar: what keys it takes depends on the machine's
    /// language.
    pub async fn choose_day(&self, id: &str, days: i64) {
        let day = (chrono::Utc::now() + chrono::Duration::days(days)).date_naive();
        self.wait_for_field(id).await;
        let choose = format!(
            "const field = document.getElementById('{id}');
             Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '{day}');
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        );
        self.script(&choose).await;
    }

    /// Presses a key where the focus is.
    pub async fn type_key(&self, key: &str) {
        let focused = self.driver.client.active_element().await.unwrap();
        focused.send_keys(key).await.unwrap();
    }

    /// Keeps a picture of a screen that has read what it shows, and asks axe whether it is fit for everybody.
    pub async fn look(&mut self, name: &str) {
        self.count += 1;
        self.until_read(name).await;
        let picture = self.driver.client.screenshot().await.unwrap();
        let file = self.shots.join(format!("{:02}-{name}.png", self.count));
        fs::write(file, picture).unwrap();
        let complaints = self.axe().await;
        assert!(complaints.is_empty(), "axe on {name}: {complaints:#?}");
        let cut = self
            .script("return document.documentElement.scrollWidth > window.innerWidth")
            .await;
        assert_eq!(cut, Value::Bool(false), "{name} is wider than the window");
    }

    /// Ends the program.
    pub async fn close(self) {
        self.driver.close().await;
    }

    async fn until_read(&self, name: &str) {
        let reading = "return document.body.innerText.includes('読んでいます…')";
        let until = Instant::now() + PATIENCE;
        while self.script(reading).await == Value::Bool(true) {
            assert!(Instant::now() < until, "{name} is never read");
            sleep(Duration::from_millis(50)).await;
        }
    }

    async fn axe(&self) -> Vec<String> {
        let source = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../ui/node_modules/axe-core/axe.min.js"
        );
        let source = fs::read_to_string(source).unwrap();
        self.script(&format!("if (!window.axe) {{ {source} }}"))
            .await;
        let run = "const done = arguments[arguments.length - 1];
                   axe.run(document, { resultTypes: ['violations'] }).then(
                       (found) => done(found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' | '))),
                       (error) => done(['axe itself: ' + error]));";
        let found = self
            .driver
            .client
            .execute_async(run, Vec::new())
            .await
            .unwrap();
        serde_json::from_value(found).unwrap()
    }

    async fn script(&self, script: &str) -> Value {
        self.driver
            .client
            .execute(script, Vec::new())
            .await
            .unwrap()
    }

    /// Clicks, and as a person would, once more when the screen moved under the pointer.
    async fn click(&self, path: &str, what: &str) {
        let mut missed = None;
        for _ in 0..20 {
            match self.wait(path, what).await.click().await {
                Ok(()) => return,
                Err(error)
                    if error.is_stale_element_reference()
                        || error.is_element_not_interactable() =>
                {
                    missed = Some(error);
                }
                Err(error) => panic!("{what}: {error}"),
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("{what} can't be pressed: {missed:?}");
    }

    async fn wait(&self, path: &str, what: &str) -> Element {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            for element in self
                .driver
                .client
                .find_all(Locator::XPath(path))
                .await
                .unwrap_or_default()
            {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            sleep(Duration::from_millis(50)).await;
        }
        let picture = self.driver.client.screenshot().await.unwrap();
        let file = self.shots.join("failed.png");
        fs::write(&file, picture).unwrap();
        panic!("no {what}; see {}", file.display());
    }
}

fn button(words: &str) -> String {
    format!(
        "//button[normalize-space()='{words}' and not(@aria-disabled='true')] | //a[normalize-space()='{words}']"
    )
}

fn button_like(words: &str) -> String {
    format!(
        "//button[contains(normalize-space(), '{words}') and not(contains(normalize-space(), '…'))]"
    )
}
