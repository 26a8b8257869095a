//! PIAのしきい値判断: without login, or kept with its day.

use crate::{
    args::{Global, PiaArgs},
    opening::open,
    output::{Ending, Printer},
};
use kakehashi_domain::pia::{Assessment, Question};
use kakehashi_terminal::{Answer, assess_pia};

pub async fn pia(global: &Global, printer: &Printer, args: PiaArgs) -> Answer<Ending> {
    let question = Question {
        people: args.people,
        handlers: args.handlers,
        incident: args.incident.into(),
        exempt: args.exempt,
    };
    let assessment = assess_pia(&question)?;
    if args.keep {
        let terminal = open(global).await?;
        terminal.assess_pia(question, args.past).await?;
    }
    printer.answer(&assessment, lines(&assessment));
    Ok(Ending::Fine)
}

fn lines(assessment: &Assessment) -> Vec<String> {
    let mut lines = vec![format!("しきい値判断: {}", assessment.result.title())];
    lines.extend(assessment.because.iter().map(|step| format!("  {step}")));
    lines.push(format!("  → {}", assessment.result.next_step()));
    lines
}
