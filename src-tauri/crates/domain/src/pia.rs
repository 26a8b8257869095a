//! 特定個人情報保護評価（PIA）のしきい値判断: which assessment a body owes. The thresholds are data (`assets/rules/pia.toml`).

use crate::{Code, Fault, Outcome, identity::read};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use ts_rs::TS;

const THRESHOLDS: &str = include_str!("../../../../assets/rules/pia.toml");

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "PiaQuestion")]
pub struct Question {
    /// 対象人数: past members too, without the dead.
    pub people: u32,
    /// 取扱者: the staff and contractors who handle the files.
    pub handlers: u32,
    /// Whether there was a 重大事故 within the past year; never at the first assessment.
    pub incident: bool,
    /// Grounds of exemption, by id.
    pub exempt: Vec<String>,
}

/// Which assessment is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "PiaLevel")]
pub enum Level {
    /// 義務なし.
    #[serde(rename = "none")]
    None,
    /// 基礎項目評価のみ.
    #[serde(rename = "basic")]
    Basic,
    /// 基礎項目評価＋重点項目評価.
    #[serde(rename = "basic+focused")]
    Focused,
    /// 基礎項目評価＋全項目評価.
    #[serde(rename = "basic+full")]
    Full,
}

impl Level {
    /// The Japanese name.
    pub fn title(self) -> &'static str {
        match self {
            Self::None => "義務付けの対象外",
            Self::Basic => "基礎項目評価のみ",
            Self::Focused => "基礎項目評価＋重点項目評価",
            Self::Full => "基礎項目評価＋全項目評価",
        }
    }

    /// What to do now.
    pub fn next_step(self) -> &'static str {
        match self {
            Self::None => "義務はありませんが、手引きは基礎項目評価と重点項目評価を勧めています。",
            Self::Basic => {
                "基礎項目評価書を委員会に提出し、公表してください。少なくとも1年に1回は見直します。"
            }
            Self::Focused => {
                "基礎項目評価書と重点項目評価書を委員会に提出し、公表してください。少なくとも1年に1回は見直します。"
            }
            Self::Full => {
                "国民の意見を聴き（30日以上）、委員会の承認を受けてから、全項目評価書を公表してください。少なくとも1年に1回は見直します。"
            }
        }
    }
}

/// The answer and the way to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Assessment {
    /// What is owed.
    pub result: Level,
    /// The steps that led there, in Japanese.
    pub because: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    many_handlers: u32,
    #[serde(rename = "band")]
    bands: Vec<Band>,
    #[serde(rename = "exemption")]
    exemptions: Vec<Exemption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    from: u32,
    label: String,
    many_handlers: Option<Level>,
    incident: Option<Level>,
    otherwise: Level,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exemption {
    id: String,
    label: String,
    #[serde(rename = "source")]
    _source: String,
}

/// The grounds of exemption, id and label.
///
/// # Errors
/// [`Code::Internal`] if the rules don't read, which a test rules out.
pub fn exemptions() -> Outcome<Vec<(&'static str, &'static str)>> {
    let known = thresholds()?.exemptions.iter();
    let pairs = known.map(|known| (known.id.as_str(), known.label.as_str()));
    Ok(pairs.collect())
}

/// Walks the tree.
///
/// # Errors
/// [`Code::InputInvalid`] for a ground of exemption that doesn't exist.
pub fn assess(question: &Question) -> Outcome<Assessment> {
    let thresholds = thresholds()?;
    let grounds = thresholds.grounds(&question.exempt)?;
    if !grounds.is_empty() {
        let because = grounds
            .iter()
            .map(|ground| format!("免除: {}", ground.label))
            .collect();
        return Ok(Assessment {
            result: Level::None,
            because,
        });
    }
    let band = thresholds
        .bands
        .iter()
        .find(|band| question.people >= band.from);
    let band = band.ok_or(Code::Internal)?;
    let mut because = vec![format!("対象人数: {}", band.label)];
    let result = thresholds.within(band, question, &mut because);
    Ok(Assessment { result, because })
}

fn thresholds() -> Outcome<&'static Thresholds> {
    static SHIPPED: OnceLock<Outcome<Thresholds>> = OnceLock::new();
    let shipped = SHIPPED.get_or_init(|| read(THRESHOLDS));
    shipped.as_ref().map_err(Clone::clone)
}

impl Thresholds {
    fn grounds(&self, ids: &[String]) -> Outcome<Vec<&Exemption>> {
        let ground = |id: &String| self.exemptions.iter().find(|known| known.id == *id);
        let known: Vec<&str> = self
            .exemptions
            .iter()
            .map(|known| known.id.as_str())
            .collect();
        let hint = format!("{} のどれかを入れてください。", known.join("、"));
        let unknown = || {
            Fault::new(Code::InputInvalid)
                .with("field", "exempt")
                .with("hint", &hint)
        };
        ids.iter()
            .map(|id| ground(id).ok_or_else(unknown))
            .collect()
    }

    /// Handlers first, then the incident, as the figure asks; only where the answer matters.
    fn within(&self, band: &Band, question: &Question, because: &mut Vec<String>) -> Level {
        if let Some(level) = band.many_handlers {
            let many = question.handlers >= self.many_handlers;
            let word = if many { "以上" } else { "未満" };
            because.push(format!("取扱者: {}人{word}", self.many_handlers));
            if many {
                return level;
            }
        }
        if let Some(level) = band.incident {
            let word = if question.incident {
                "あり"
            } else {
                "なし"
            };
            because.push(format!("過去1年以内の重大事故: {word}"));
            if question.incident {
                return level;
            }
        }
        band.otherwise
    }
}
