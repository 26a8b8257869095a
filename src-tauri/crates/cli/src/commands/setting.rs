//! Setting the terminal up: key, people, profiles, certificates, the account at the server.

use crate::{
    args::{
        AccountCommand, Global, Kind, PasswordCommand, ProfileCommand, RoleArg, ServerCommand,
        UsersCommand, YesNo,
    },
    opening::{credentials, open, open_as, open_data, person, problem, secret},
    output::{Ending, Printer},
};
use kakehashi_domain::{Fault, Role};
use kakehashi_terminal::{
    Answer,
    view::{LineNote, NewProfile, NewProxy, NewUser, ProfileView, UserView},
};

pub async fn init(
    global: &Global,
    printer: &Printer,
    admin: String,
    name: Option<String>,
) -> Answer<Ending> {
    let terminal = open_data(&Global {
        key_pass_file: None,
        ..global.clone()
    })?;
    let phrase = global.key_pass_file.as_deref().map(secret).transpose()?;
    let with_admin = Global {
        user: Some(admin.clone()),
        ..global.clone()
    };
    let (id, password) = credentials(&with_admin)?;
    let phrase = phrase.map(|p| p.to_string());
    let kept = if phrase.is_some() {
        "パスフレーズで守りました"
    } else {
        "OSの鍵の保管場所に入れました"
    };
    let person = terminal
        .set_up(id, name.unwrap_or(admin), password.to_string(), phrase)
        .await?;
    printer.answer(
        &person,
        [format!(
            "端末を使い始めました。管理者は {} です。鍵は{kept}。",
            person.id
        )],
    );
    Ok(Ending::Fine)
}

pub async fn users(global: &Global, printer: &Printer, command: UsersCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    let users = match command {
        UsersCommand::List => terminal.users().await?,
        UsersCommand::Unlock { id } => terminal.unlock_user(id).await?,
        UsersCommand::Add {
            id,
            name,
            roles,
            first_password_file,
        } => {
            let password = secret(&first_password_file)?.to_string();
            let roles = roles.into_iter().map(role).collect();
            terminal
                .add_user(NewUser {
                    id,
                    name,
                    roles,
                    password,
                })
                .await?
        }
    };
    printer.answer(&users, users.iter().map(user_line));
    Ok(Ending::Fine)
}

pub async fn password(
    global: &Global,
    printer: &Printer,
    command: PasswordCommand,
) -> Answer<Ending> {
    let PasswordCommand::Change { new_password_file } = command;
    let person = person(global)?;
    let new = secret(&new_password_file)?;
    let person = open_as(global, &person)
        .await?
        .change_password(person.password().to_owned(), new.to_string())
        .await?;
    printer.answer(&person, ["パスワードを変えました。"]);
    Ok(Ending::Fine)
}

pub async fn profile(
    global: &Global,
    printer: &Printer,
    command: ProfileCommand,
) -> Answer<Ending> {
    let terminal = open(global).await?;
    let profiles = match command {
        ProfileCommand::List => terminal.profiles().await?,
        ProfileCommand::Use { name } => vec![terminal.use_profile(name).await?],
        ProfileCommand::Proxy {
            address,
            proxy_user: user,
            proxy_password_file,
        } => {
            let password = proxy_password_file.as_deref().map(secret).transpose()?;
            let proxy = NewProxy {
                address: address.unwrap_or_default(),
                user,
                password: password.map(|it| it.to_string()),
            };
            vec![terminal.set_proxy(proxy).await?]
        }
        ProfileCommand::Line { kind, note } => {
            let kind = kind.into();
            vec![terminal.set_line(LineNote { kind, note }).await?]
        }
        ProfileCommand::Url { url } => {
            let changed = terminal.change_url(url).await?;
            if changed.new_url.is_some() {
                printer.note("接続テスト（connection test）が通ると、新しいURLになります。");
            }
            vec![changed]
        }
        ProfileCommand::ServerToServer { planned } => {
            vec![
                terminal
                    .plan_server_to_server(planned == YesNo::Yes)
                    .await?,
            ]
        }
        ProfileCommand::NumberPlace { place } => {
            vec![terminal.set_number_place(place.into()).await?]
        }
        ProfileCommand::Way { way } => {
            vec![terminal.set_way(way.into()).await?]
        }
        ProfileCommand::Hours { rules } => {
            vec![terminal.set_calendar(rules.join("\n")).await?]
        }
        ProfileCommand::Add {
            name,
            kind,
            way,
            url,
            insurer,
            terminal: own_name,
            ca,
            ca_fingerprint,
            proxy,
            line,
            line_note: note,
        } => {
            let led_by = [&url, &own_name, &ca, &ca_fingerprint, &proxy];
            if matches!(kind, Kind::FileTest) && led_by.iter().any(|given| given.is_some()) {
                let hint = "機関内テストの接続先は、どこにもつなぎません。\
                            --url、--terminal、--ca、--ca-fingerprint、--proxy を外してください。";
                return Err(problem(&Fault::invalid("--kind file-test", hint)));
            }
            let line = line.map(|kind| LineNote {
                kind: kind.into(),
                note: note.unwrap_or_default(),
            });
            let profile = NewProfile {
                name,
                kind: kind.into(),
                url: url.unwrap_or_default(),
                insurer,
                terminal: own_name.unwrap_or_default(),
                trust_path: ca.unwrap_or_default(),
                trust_fingerprint: ca_fingerprint,
                proxy,
                line,
                way: way.into(),
                put_in_use: false,
            };
            vec![terminal.add_profile(profile).await?]
        }
    };
    printer.answer(&profiles, profiles.iter().map(profile_line));
    Ok(Ending::Fine)
}

pub async fn server(global: &Global, printer: &Printer, command: ServerCommand) -> Answer<Ending> {
    let terminal = open(global).await?;
    match command {
        ServerCommand::Login {
            server_user,
            server_password_file,
            new_password_file,
        } => {
            let password = secret(&server_password_file)?;
            let new = new_password_file.as_deref().map(secret).transpose()?;
            let new = new.map(|p| p.to_string());
            let view = terminal
                .server_log_in(server_user, password.to_string(), new)
                .await?;
            printer.answer(&view, [&view.words]);
        }
        ServerCommand::Account(AccountCommand::Set {
            system,
            system_password_file,
        }) => {
            let password = secret(&system_password_file)?.to_string();
            terminal.set_system_account(system, password).await?;
            printer.answer(
                &serde_json::json!({}),
                ["接続システムの利用者を登録しました。"],
            );
        }
    }
    Ok(Ending::Fine)
}

fn role(arg: RoleArg) -> Role {
    match arg {
        RoleArg::Clerk => Role::Clerk,
        RoleArg::Approver => Role::Approver,
        RoleArg::Admin => Role::Admin,
        RoleArg::Auditor => Role::Auditor,
    }
}

fn user_line(user: &UserView) -> String {
    let roles: Vec<&str> = user.roles.iter().map(|role| role.title()).collect();
    let state = match (user.locked, user.must_change_password) {
        (true, _) => "　停止中",
        (false, true) => "　最初のパスワードのまま",
        (false, false) => "",
    };
    let alike = user
        .alike
        .as_deref()
        .map_or_else(String::new, |why| format!("　{why}"));
    let roles = roles.join("・");
    format!("{}　{}　{roles}{state}{alike}", user.id, user.name)
}

fn profile_line(profile: &ProfileView) -> String {
    let in_use = if profile.in_use {
        "（使用中）"
    } else {
        ""
    };
    let certificate = match &profile.certificate {
        Some(certificate) => format!("証明書 あと {} 日", certificate.days_left),
        None => "証明書なし".to_owned(),
    };
    let ProfileView {
        name,
        url,
        insurer,
        kind,
        ..
    } = profile;
    format!(
        "{name}{in_use}　{}　{url}　保険者番号 {insurer}　{certificate}",
        kind.title()
    )
}
