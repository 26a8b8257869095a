//! The one gate: who asks for an act is looked at here and nowhere else. What it hands out, a [`Permit`], goes with the
//! act to its end: whoever began it is who did it, whoever sits there by then.
//!
//! ```text
//! asked ─▶ nobody there? locked? first password? role? ─▶ Permit ─▶ … ─▶ commit: is the account still so? ─▶ log
//!                              └─ refused, and logged
//! ```

use crate::core::{
    act::{Act, Trail, Who},
    clock::japan_day,
    look::{Live, Look},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Role, harmless};
use kakehashi_store::AuditEntry;

/// What the terminal does by itself is its own doing.
pub(crate) const TERMINAL: &str = "system";
/// How it is called where people are named.
pub(crate) const BY_ITSELF: &str = "自動";
pub(crate) const NOBODY: &str = "-";

/// The right to do one act, once.
#[derive(Debug, Clone)]
pub(crate) struct Permit {
    pub trail: Trail,
    /// Whose doing it is.
    pub user: String,
    pub roles: Vec<Role>,
    /// In which role; none for what needs none.
    role: Option<Role>,
    /// In which session; none where nobody is logged in.
    session: Option<String>,
}

impl Permit {
    /// For what the terminal does by itself.
    pub fn of_terminal(act: Act, subject: impl Into<String>) -> Self {
        Self {
            trail: Trail::new(act, subject).by(TERMINAL),
            user: TERMINAL.to_owned(),
            roles: Vec::new(),
            role: None,
            session: None,
        }
    }

    /// For what the terminal does by itself in the name of whoever asked for it earlier.
    pub fn in_name_of(mut self, user: &str) -> Self {
        user.clone_into(&mut self.user);
        self
    }

    pub fn is_terminal(&self) -> bool {
        self.session.is_none() && self.trail.actor.as_deref() == Some(TERMINAL)
    }

    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// What the state of things asks of whoever may do the act: one of its roles, here.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub fn require(&self, role: Role) -> Outcome<()> {
        if self.has(role) {
            return Ok(());
        }
        Err(denied_to(role.title()))
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.trail.note = Some(note.into());
        self
    }

    /// The log's entry of its act, done or failed.
    pub fn entry(&self, at: DateTime<Utc>, fault: Option<&Fault>) -> AuditEntry {
        let trail = &self.trail;
        AuditEntry {
            at: at.to_rfc3339(),
            actor: self.user.clone(),
            act: trail.act.word(),
            subject: harmless(&trail.subject),
            problem: fault.map(|fault| fault.code.number().to_owned()),
            note: trail.note.as_deref().map(harmless),
            correlation_id: trail.correlation.clone(),
            role: self.role.map(|role| role.word().to_owned()),
            session: self.session.clone(),
        }
    }

    pub fn on(mut self, subject: impl Into<String>) -> Self {
        self.trail.subject = subject.into();
        self
    }
}

impl Live {
    /// What is known of who asks for an act that needs no permission, or was refused it.
    pub fn unproved(&self, trail: Trail) -> Permit {
        let session = self.session.as_ref().filter(|_| trail.actor.is_none());
        let user = trail.actor.clone().or_else(|| Some(session?.user.clone()));
        Permit {
            user: user.unwrap_or_else(|| NOBODY.to_owned()),
            roles: session
                .map(|session| session.roles.clone())
                .unwrap_or_default(),
            role: None,
            session: session.map(|session| session.id.clone()),
            trail,
        }
    }

    /// Lets an act through, or not.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`, `SESSION_LOCKED`, `PASSWORD_CHANGE_REQUIRED`, `PERMISSION_DENIED`.
    pub fn permit(&self, trail: Trail) -> Outcome<Permit> {
        let who = trail.act.who;
        if !matches!(who, Who::Person | Who::Roles(_)) {
            return Ok(self.unproved(trail));
        }
        let session = self.session.as_ref().ok_or(Code::NotLoggedIn)?;
        if session.locked {
            return Err(Code::SessionLocked.into());
        }
        if matches!(who, Who::Roles(_)) && session.must_change_password {
            return Err(Code::PasswordChangeRequired.into());
        }
        if !who.allows(&session.roles) {
            return Err(denied(who));
        }
        let in_role = |role: &&Role| matches!(who, Who::Roles(wanted) if wanted.contains(role));
        Ok(Permit {
            user: session.user.clone(),
            roles: session.roles.clone(),
            role: session.roles.iter().find(in_role).copied(),
            session: Some(session.id.clone()),
            trail,
        })
    }
}

impl Look {
    /// As [`Live::unproved`].
    pub fn unproved(&self, trail: Trail) -> Permit {
        self.live().unproved(trail)
    }

    /// Whether what a permit was given for still holds when its act is committed. A session that was locked, or ended,
    /// meanwhile throws nothing away; an account that lost its role does.
    pub fn verify(&self, permit: &Permit) -> Outcome<()> {
        let who = permit.trail.act.who;
        if permit.session.is_none() || !matches!(who, Who::Roles(_)) {
            return Ok(());
        }
        let account = self.user(&permit.user)?;
        match account {
            Some(account) if who.allows(&account.roles) => {
                account.require_usable(japan_day(self.now()))
            }
            Some(_) | None => Err(denied(who)),
        }
    }

    /// The log's entry of an act, done or failed.
    pub fn entry(&self, permit: &Permit, fault: Option<&Fault>) -> AuditEntry {
        permit.entry(self.now(), fault)
    }
}

fn denied(who: Who) -> Fault {
    let Who::Roles(wanted) = who else {
        return Code::PermissionDenied.into();
    };
    let wanted: Vec<&str> = wanted.iter().map(|role| role.title()).collect();
    denied_to(&wanted.join("か"))
}

/// The refusal of whoever isn't one of these.
pub(crate) fn denied_to(wanted: &str) -> Fault {
    Fault::new(Code::PermissionDenied).with("role", wanted)
}
