//! A try of the connection, hop by hop.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        problem::ProblemView,
        profile::ProfileRecord,
        world::Link,
    },
    place::connection::view::{ConnectionView, LayerName, LayerView, Light, LineView, ServiceView},
    sending::jobs::record::JobRecord,
};
use kakehashi_domain::{JobState, Leaving, Outcome, WEEKDAYS};
use kakehashi_server_link::{Examination, Hop, Layer, LineSpeed, Service, ServiceHours, Sight};
use kakehashi_store::JobRow;

const BITS: f64 = 8.0 / 1e6;

/// Tries the connection of the profile in use hop by hop. It needs no login, since it is wanted most when nothing else
/// works, and shows nothing of anybody. A broken hop is part of the answer.
///
/// # Errors
/// `NO_PROFILE`, `PROFILE_NOT_FOUND`.
pub(crate) async fn test_connection(
    terminal: &Terminal,
    permit: Permit,
) -> Outcome<ConnectionView> {
    let to_try = |look: &Look| Ok((look.link_to_try()?, look.world.clock.clone()));
    let (link, clock) = terminal.see(to_try).await?;
    let mut found = link.examine(&move || clock.now()).await;
    let planned = terminal.see(|look| Ok(look.profile()?.server_to_server));
    if planned.await? == Some(false) {
        let_wsdl_be(&mut found);
    }
    let broken = found.broken().map(|(_, fault)| fault.clone());
    let _it_is_shown = terminal.heard(broken.map_or(Ok(()), Err));
    let correlation = permit.trail.correlation.clone();
    let view = terminal
        .see(move |look| look.connection_view(found, &correlation))
        .await?;
    let permit = permit.on(&view.profile).note(in_one_line(&view));
    let passed = view.problem.is_none().then(|| view.url.clone());
    let log = move |c: &mut Controller| {
        if let Some(url) = passed
            && c.take_new_address(&permit, &url)?
        {
            return Ok(());
        }
        c.write(&permit, |_| Ok(()))
    };
    terminal.ask(log).await?;
    Ok(view)
}

impl Look {
    /// A link by the profile in use, whatever is wrong with its certificate: that is what the try is to find out.
    fn link_to_try(&self) -> Outcome<Link> {
        let profile = self.profile_to_try()?;
        let connection = self.connection_of(&profile)?;
        self.world.links.link(connection)
    }

    fn connection_view(
        &self,
        mut found: Examination,
        correlation: &str,
    ) -> Outcome<ConnectionView> {
        let profile = self.profile_to_try()?;
        let identity = self.identity(&profile.name)?;
        let line = match found.speed {
            Some(speed) => {
                let leaving = self.leaving(&profile)?;
                mind_line(&mut found, leaving, speed);
                Some(line_view(leaving, speed))
            }
            None => None,
        };
        let broken = found.broken().map(|(_, fault)| fault);
        Ok(ConnectionView {
            layers: found.hops.iter().map(layer_view).collect(),
            throughput_mbps: line.as_ref().map(|l| l.up_mbps.min(l.down_mbps)),
            line,
            server: found.service.as_ref().map(service_view),
            problem: broken.map(|fault| ProblemView::new(fault, correlation)),
            tried_at: self.now(),
            profile: profile.name,
            kind: profile.kind,
            url: profile.url,
            proxy: profile.proxy,
            insurer: profile.insurer,
            terminal: profile.terminal,
            certificate: identity.map(|identity| identity.info().serial.clone()),
        })
    }

    /// What still has to leave through this profile.
    fn leaving(&self, profile: &ProfileRecord) -> Outcome<Leaving> {
        use JobState as S;
        let states = [
            S::Checking,
            S::Checked,
            S::AwaitingApproval,
            S::Queued,
            S::Uploading,
        ];
        let mut leaving = Leaving::default();
        let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_standing(&states)?;
        for job in jobs.iter().filter(|job| job.body.profile == profile.name) {
            leaving.files += 1;
            leaving.bytes += job.body.leaving().bytes;
        }
        Ok(leaving)
    }
}

/// Without サーバー間接続 nobody needs the WSDL page (S2 §2.7.5).
fn let_wsdl_be(found: &mut Examination) {
    let wsdl = found.hops.iter_mut().filter(|hop| hop.layer == Layer::Wsdl);
    for hop in wsdl.filter(|hop| matches!(hop.sight, Sight::Red(_))) {
        hop.sight = Sight::Green("サーバー間接続の予定がないので、なくてもかまいません".to_owned());
    }
}

/// A line that works but isn't enough for what waits is worth a look.
fn mind_line(found: &mut Examination, leaving: Leaving, speed: LineSpeed) {
    let Some(slow) = leaving.too_slow(speed.up) else {
        return;
    };
    for hop in found.hops.iter_mut().filter(|hop| hop.layer == Layer::Line) {
        hop.sight = Sight::Yellow(speed.words(), slow.clone());
    }
}

fn line_view(leaving: Leaving, speed: LineSpeed) -> LineView {
    LineView {
        up_mbps: rounded(speed.up * BITS),
        down_mbps: rounded(speed.down * BITS),
        files: leaving.files,
        bytes: leaving.bytes,
        seconds: leaving.seconds(speed.up),
        enough: leaving.too_slow(speed.up).is_none(),
    }
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn layer_view(hop: &Hop) -> LayerView {
    let (light, detail, fault) = match &hop.sight {
        Sight::Green(detail) => (Light::Green, Some(detail.clone()), None),
        Sight::Yellow(detail, fault) => (Light::Yellow, Some(detail.clone()), Some(fault)),
        Sight::Red(fault) => (Light::Red, fault.cause.clone(), Some(fault)),
    };
    LayerView {
        layer: layer_name(hop.layer),
        ok: light != Light::Red,
        light,
        ms: u32::try_from(hop.took.as_millis()).unwrap_or(u32::MAX),
        code: fault.map(|fault| fault.code),
        detail,
        sentence: fault.map(|fault| fault.sentence()),
        next_step: fault.map(|fault| fault.next_step()),
    }
}

fn layer_name(layer: Layer) -> LayerName {
    match layer {
        Layer::Name => LayerName::Name,
        Layer::Tcp => LayerName::Tcp,
        Layer::Tls => LayerName::Tls,
        Layer::Certificate => LayerName::Certificate,
        Layer::Http => LayerName::Http,
        Layer::Login => LayerName::Login,
        Layer::Wsdl => LayerName::Wsdl,
        Layer::Clock => LayerName::Clock,
        Layer::Line => LayerName::Line,
    }
}

/// For the audit log: where it ended, and why.
fn in_one_line(view: &ConnectionView) -> String {
    let broken = view.layers.iter().find(|layer| !layer.ok);
    match (broken, &view.problem) {
        (Some(layer), Some(problem)) => format!("{} {}", layer.layer.title(), problem.number),
        _ => "つながった".to_owned(),
    }
}

fn service_view(service: &Service) -> ServiceView {
    let lines: Vec<String> = service.hours.iter().map(hours_words).collect();
    let hours = if lines.is_empty() {
        "いつでも".to_owned()
    } else {
        lines.join("、")
    };
    ServiceView {
        name: service.name.clone(),
        open: service.open,
        hours,
    }
}

fn hours_words(hours: &ServiceHours) -> String {
    let day = usize::from(hours.weekday).wrapping_sub(1);
    let day = WEEKDAYS.get(day).copied().unwrap_or('?');
    format!("{day} {}–{}", hours.from, hours.to)
}
