// Made from the table of acts; do not edit. `cargo xtask bindings` writes it anew.
import { invoke } from "@tauri-apps/api/core";

export type Acceptance = { 
/**
 * Code of the group.
 */
code: string, 
/**
 * Severity of the group.
 */
severity: Severity, 
/**
 * Those of findings that say this.
 */
message: string, 
/**
 * That of this row only.
 */
row: number | null, 
/**
 * That of this column only.
 */
column: string | null, };
export type ActView = { 
/**
 * What is done.
 */
title: string, 
/**
 * Who may.
 */
roles: Array<Role>, 
/**
 * Whether it only looks.
 */
looks: boolean, 
/**
 * Whether nobody needs to be logged in.
 */
open: boolean, };
export type Actor = "person" | "agent";
export type AgentKind = "statutory" | "voluntary" | "corporate";
export type AnswerItem = { 
/**
 * What was asked for.
 */
title: string, 
/**
 * What became of it, e.g. `不開示`.
 */
state: string, 
/**
 * What it says; empty where nothing was given.
 */
content: string, };
export type AnswerRow = { 
/**
 * Data row in the file as it came, from 1.
 */
row: number, 
/**
 * Whom it speaks of.
 */
who: Who, 
/**
 * 処理結果メッセージ; empty where the row was answered.
 */
message: string, 
/**
 * What was asked for, and what came of each.
 */
items: Array<AnswerItem>, };
export type AskLine = { 
/**
 * Its number in the list.
 */
id: number, 
/**
 * The look-up that didn't find them.
 */
job: number, 
/**
 * Its row.
 */
row: number, 
/**
 * Who; a protected person is marked.
 */
who: Who, 
/**
 * What the server said.
 */
why: string, 
/**
 * Since when.
 */
at: string, 
/**
 * Days since then.
 */
days: number, 
/**
 * What came of it, with who and when; None while they must be asked.
 */
settled: string | null, 
/**
 * What to think of before a letter goes to a protected person.
 */
warning: string | null, };
export type AuditCheck = { 
/**
 * Entries looked at.
 */
entries: number, 
/**
 * Whether every entry fits the one before, none is missing, and it is what this terminal had.
 */
intact: boolean, 
/**
 * What it is, in one word.
 */
verdict: AuditVerdict, 
/**
 * The first that doesn't.
 */
first_broken: number | null, 
/**
 * How many entries say an earlier time than the one before: the clock was set back. It breaks nothing.
 */
times_back: number, 
/**
 * The first of them.
 */
first_time_back: number | null, 
/**
 * Hash of the last entry, hexadecimal.
 */
head: string, 
/**
 * Whether the head on paper was met; null where none was given.
 */
on_paper: boolean | null, 
/**
 * The key of the terminal that signed an export, hexadecimal; null where nobody did, and for the log itself.
 */
signed_by: string | null, 
/**
 * Whether an export bears a signature that is wrong.
 */
forged: boolean, };
export type AuditLine = { 
/**
 * Place in the chain, from 1.
 */
entry: number, 
/**
 * When.
 */
at: string, 
/**
 * Who: 利用者ID, `system`, or what was typed at a failed login.
 */
actor: string, 
/**
 * The same by name, where it is an account.
 */
who: string, 
/**
 * In which role, in Japanese; empty where none was needed.
 */
role: string, 
/**
 * Which act, in Japanese.
 */
act: string, 
/**
 * To what, e.g. `送信3`.
 */
subject: string, 
/**
 * In few words, e.g. the reason that was given or what was decided.
 */
note: string | null, 
/**
 * How it ended.
 */
outcome: AuditOutcome, 
/**
 * Error number, if it failed.
 */
problem: string | null, 
/**
 * Finds the act in the other logs.
 */
correlation_id: string, };
export type AuditOutcome = "done" | "failed";
export type AuditPage = { 
/**
 * How many there are.
 */
total: number, 
/**
 * How many the log has in all.
 */
all: number, 
/**
 * Some of them.
 */
lines: Array<AuditLine>, };
export type AuditVerdict = "intact" | "broken" | "cut" | "older" | "rewritten";
export type AuditWanted = { 
/**
 * Words, each of which stands in the line: of who, what, to what, or the note.
 */
words: string, 
/**
 * The first day, in Japan.
 */
from: string | null, 
/**
 * The last day.
 */
until: string | null, 
/**
 * How it ended.
 */
outcome: AuditOutcome | null, };
export type AuthorityView = { 
/**
 * Its name.
 */
subject: string, 
/**
 * SHA-256 fingerprint, pairs with colons.
 */
sha256: string, 
/**
 * SHA-1 fingerprint, pairs with colons.
 */
sha1: string, 
/**
 * Until when it counts.
 */
not_after: string, 
/**
 * Its list of revocations, where one is set.
 */
revocation: RevocationView | null, };
export type BackupCheck = { 
/**
 * When it was made.
 */
made_at: string, 
/**
 * Version of the program that made it.
 */
program: string, 
/**
 * Entries of its audit log.
 */
entries: number, 
/**
 * Whether they hang together.
 */
intact: boolean, 
/**
 * Hash of the last of them, hexadecimal.
 */
head: string, 
/**
 * Sealed files in it.
 */
files: number, };
export type BackupLine = { 
/**
 * When.
 */
at: string, 
/**
 * By whom.
 */
by: string, 
/**
 * Name of the file.
 */
file: string, 
/**
 * Where it was written.
 */
path: string, 
/**
 * Entries of the audit log in it.
 */
entries: number, 
/**
 * Hash of the last of them, hexadecimal.
 */
head: string, 
/**
 * Sealed files in it.
 */
files: number, };
export type BackupPlanView = { 
/**
 * Into which folder.
 */
folder: string, 
/**
 * Days between two.
 */
every_days: number, 
/**
 * How many stay there.
 */
keep: number, 
/**
 * Why the last one failed, and what to do.
 */
problem: string | null, };
export type BackupView = { 
/**
 * When it was noted.
 */
at: string, 
/**
 * By whom.
 */
by: string, 
/**
 * Where it lies.
 */
place: string, };
export type BackupsView = { 
/**
 * Whether another one is due.
 */
is_stale: boolean, 
/**
 * Where they go by themselves, if somebody said so.
 */
plan: BackupPlanView | null, 
/**
 * Those that were made, newest first.
 */
lines: Array<BackupLine>, };
export type BeforeView = { 
/**
 * Which job it was.
 */
job: number, 
/**
 * Its file's name.
 */
file_name: string, 
/**
 * When it was prepared.
 */
at: string, 
/**
 * Rows that it sent.
 */
rows: number, 
/**
 * Row by row, while the file is still here and the kind names registrations.
 */
difference: Difference | null, };
export type CameBy = "hand" | "post" | "courier" | "online";
export type CaseAnswer = { "to": "verifier", 
/**
 * Who.
 */
verifier: Verifier, } | { "to": "by", 
/**
 * Who.
 */
by: Actor, } | { "to": "agent_kind", 
/**
 * Which.
 */
agent_kind: AgentKind, } | { "to": "channel", 
/**
 * How.
 */
channel: Channel, } | { "to": "existing_file", 
/**
 * Whether.
 */
yes: boolean, } | { "to": "shows", 
/**
 * Its kind.
 */
id: string, 
/**
 * Whose it is.
 */
of: Actor | null, 
/**
 * Tells documents of one kind apart.
 */
label: string | null, } | { "to": "takes_back", 
/**
 * Its place among what was shown, from 0.
 */
index: number, } | { "to": "confirms", 
/**
 * Its place among what was shown, from 0.
 */
index: number, 
/**
 * Which question.
 */
prompt: Prompt, 
/**
 * The answer.
 */
yes: boolean, } | { "to": "difficult", 
/**
 * For what.
 */
element: Element, 
/**
 * Why.
 */
reason: string | null, };
export type CaseAnswered = { 
/**
 * Which.
 */
question: CaseQuestion, 
/**
 * The question in a word.
 */
title: string, 
/**
 * The answer.
 */
words: string, };
export type CaseChoice = { 
/**
 * Its kind.
 */
id: string, 
/**
 * Whose it must be, where an agent comes.
 */
of: Actor | null, 
/**
 * Its name, with its owner where an agent comes.
 */
label: string, 
/**
 * What it can confirm.
 */
elements: Array<Element>, 
/**
 * Whether it counts only with a reason why other documents are difficult.
 */
needs_hardship: boolean, 
/**
 * Why it never counts in this case.
 */
objection: string | null, 
/**
 * Whether it wants a name of its own, to be told apart from others of the kind.
 */
named: boolean, };
export type CaseDocument = { 
/**
 * Its place, from 0.
 */
index: number, 
/**
 * Its kind.
 */
id: string, 
/**
 * Its name, with its owner where an agent comes.
 */
label: string, 
/**
 * Why it doesn't count; None when it does or when something must be confirmed first.
 */
objection: string | null, 
/**
 * What must be confirmed of it, in order.
 */
prompts: Array<CasePrompt>, };
export type CaseElement = { 
/**
 * Which.
 */
element: Element, 
/**
 * Its Japanese name.
 */
title: string, 
/**
 * How it stands.
 */
standing: Standing, 
/**
 * Why the ordinary documents are difficult, where somebody wrote so.
 */
hardship: string | null, };
export type CaseForm = { 
/**
 * How far it is.
 */
state: FormState, 
/**
 * The same in Japanese.
 */
state_title: string, 
/**
 * When it was made.
 */
made_at: string, 
/**
 * When it was printed.
 */
printed_at: string | null, 
/**
 * When it came back.
 */
returned_at: string | null, };
export type CaseLine = { 
/**
 * Number on this terminal, from 1.
 */
id: number, 
/**
 * Whose notice it belongs to, as the clerk wrote it; empty until then.
 */
subject: string, 
/**
 * How far it is.
 */
state: CaseState, 
/**
 * The same in Japanese.
 */
state_title: string, 
/**
 * Who comes and how, e.g. `本人・対面`.
 */
way: string, 
/**
 * How far 別添15's form is, if there is one.
 */
form: FormState | null, 
/**
 * When it was begun.
 */
opened_at: string, 
/**
 * Days since then.
 */
days: number, };
export type CaseList = { 
/**
 * What isn't finished, oldest first.
 */
open: Array<CaseLine>, 
/**
 * The latest that are, newest first.
 */
closed: Array<CaseLine>, 
/**
 * Forms made so far.
 */
forms_made: number, 
/**
 * Of these, printed and posted.
 */
forms_printed: number, 
/**
 * Of these, returned.
 */
forms_returned: number, };
export type CasePrompt = { 
/**
 * Which.
 */
prompt: Prompt, 
/**
 * The question.
 */
sentence: string, };
export type CaseQuestion = "verifier" | "by" | "agent_kind" | "channel" | "existing_file" | "documents";
export type CaseRule = { 
/**
 * Row of the tables.
 */
id: string, 
/**
 * What it says, in a word.
 */
title: string, 
/**
 * Its articles: as the source has it, and today's where it was read.
 */
article: string, };
export type CaseState = "open" | "complete" | "refused" | "closed";
export type CaseView = { 
/**
 * Number on this terminal.
 */
id: number, 
/**
 * Whose notice it belongs to; empty until somebody wrote it.
 */
subject: string, 
/**
 * What to think of before anything is printed or posted: a protected person is meant.
 */
warning: string | null, 
/**
 * How far it is.
 */
state: CaseState, 
/**
 * The same in Japanese.
 */
state_title: string, 
/**
 * The day whose rules hold.
 */
date: string, 
/**
 * The question that comes next.
 */
question: CaseQuestion, 
/**
 * What was answered, in order.
 */
answered: Array<CaseAnswered>, 
/**
 * 番号確認, 身元確認, 代理権; empty until the first questions are answered.
 */
elements: Array<CaseElement>, 
/**
 * What was shown.
 */
shown: Array<CaseDocument>, 
/**
 * What may be shown, in the order of the tables.
 */
choices: Array<CaseChoice>, 
/**
 * The cheapest way to complete it; empty when it is complete or can't be completed this way.
 */
cheapest: Array<string>, 
/**
 * The rules that hold it up, once it is complete.
 */
rules: Array<CaseRule>, 
/**
 * 別添15's form, if there is one.
 */
form: CaseForm | null, 
/**
 * Whether such a form can be made here.
 */
may_make_form: boolean, 
/**
 * Why it can't be confirmed.
 */
refusal: string | null, 
/**
 * Who began it, and when.
 */
opened_by: string, 
/**
 * When it was begun.
 */
opened_at: string, 
/**
 * Who checked; the last answer.
 */
checked_by: string | null, 
/**
 * When.
 */
checked_at: string | null, 
/**
 * Who closed it.
 */
closed_by: string | null, 
/**
 * When.
 */
closed_at: string | null, 
/**
 * SHA-256 of the record, hexadecimal.
 */
sha256: string, };
export type CellView = { 
/**
 * Heading of the column.
 */
column: string, 
/**
 * What stands there, masked where it must be.
 */
value: string, 
/**
 * What the code means, in a code column.
 */
meaning: string | null, 
/**
 * Whether it is left out because the person is protected.
 */
hidden: boolean, 
/**
 * Whether it is a 個人番号, of which four digits are shown.
 */
is_number: boolean, };
export type CertificateFileView = { 
/**
 * What it is.
 */
what: string, 
/**
 * Whether it opens only by a pass phrase.
 */
wants_pass_phrase: boolean, 
/**
 * How many private keys it holds; None where that can't be seen without the pass phrase.
 */
keys: number | null, 
/**
 * How the pass phrase had to be read, where not as it was typed.
 */
read_as: string | null, 
/**
 * Why it can't be taken as the terminal's certificate.
 */
code: Code | null, 
/**
 * The same in words.
 */
problem: string | null, 
/**
 * And what to do.
 */
next_step: string | null, 
/**
 * Its certificates: the one with the key first, then those over it.
 */
certificates: Array<ExplainedCertificate>, };
export type CertificateView = { 
/**
 * Its number in the inventory; None of one that was only read.
 */
id: number | null, 
/**
 * Whose it is.
 */
subject: string, 
/**
 * Who issued it.
 */
issuer: string, 
/**
 * Serial number, hexadecimal.
 */
serial: string, 
/**
 * Valid from.
 */
not_before: string, 
/**
 * Valid until.
 */
not_after: string, 
/**
 * SHA-256 fingerprint, pairs with colons.
 */
sha256: string, 
/**
 * SHA-1 fingerprint, pairs with colons, as old papers and Windows have it; empty for one of an earlier version.
 */
sha1: string, 
/**
 * Its key.
 */
key: KeyView, 
/**
 * Whole days left; negative once it has expired.
 */
days_left: number, 
/**
 * State of validity, apart from registration.
 */
validity: Validity, 
/**
 * How pressing its renewal is.
 */
stage: ExpiryStage | null, 
/**
 * The reminder in words.
 */
notice: string | null, 
/**
 * What an administrator should know.
 */
warnings: Array<string>, };
export type ChangeCount = { 
/**
 * In words, e.g. `取得`.
 */
title: string, 
/**
 * Rows.
 */
count: number, };
export type Changed = { 
/**
 * The one job that it was about; null where it was about none, or about several.
 */
job: number | null, 
/**
 * Where something was written. Empty where only what isn't stored changed: how far `job` is, or, without one, who
 * is there and whether the server answers.
 */
touched: Array<Shelf>, };
export type ChangedColumn = { 
/**
 * Its heading.
 */
title: string, 
/**
 * Whether it says who somebody is: a number, a name, a birth date.
 */
grave: boolean, 
/**
 * How many people.
 */
count: number, 
/**
 * Their rows, the first ones.
 */
rows: Array<number>, };
export type Channel = "in_person" | "post" | "online" | "telephone";
export type Code = "FILE_NOT_FOUND" | "FILE_UNREADABLE" | "FILE_EMPTY" | "NOT_THIS_KIND" | "WRONG_ENCODING" | "KIND_UNKNOWN" | "LAYOUT_BROKEN" | "TOO_MANY_ROWS" | "INPUT_INVALID" | "OUTPUT_UNWRITABLE" | "OUTPUT_EXISTS" | "TOO_MANY_BYTES" | "FILE_IS_FOLDER" | "FILE_IS_DEVICE" | "PIPE_SILENT" | "FILE_IS_PIPE" | "ROW_TOO_LONG" | "OUTPUT_FOLDER_MISSING" | "NOT_AS_LISTED" | "NOBODY_REGISTERED" | "NOT_A_LIST_OF_MEMBERS" | "ANSWER_UNWRITABLE" | "CHARACTER_UNWRITABLE" | "WORKBOOK_LOCKED" | "NOT_AN_AUDIT_LOG" | "ORGANISATION_SYMBOL" | "LAYOUT_FINGERPRINT_MISMATCH" | "LAYOUT_VERSION_TAKEN" | "LAYOUT_NOT_IMPORTED" | "CERTIFICATE_WRONG_PASS_PHRASE" | "CERTIFICATE_UNREADABLE" | "CERTIFICATE_WITHOUT_KEY" | "CERTIFICATE_MISSING" | "CERTIFICATE_KEY_MISMATCH" | "CERTIFICATE_EXPIRED" | "CERTIFICATE_NOT_YET_VALID" | "TRUST_UNREADABLE" | "FINGERPRINT_MISMATCH" | "NO_CERTIFICATE" | "CERTIFICATE_OTHER_AUTHORITY" | "CERTIFICATE_OTHER_INSURER" | "CERTIFICATE_WEAK_KEY" | "CERTIFICATE_EXPIRES_SOON" | "CERTIFICATE_SEVERAL" | "REVOCATION_LIST_UNREADABLE" | "REVOCATION_LIST_UNAVAILABLE" | "CERTIFICATE_SUSPENDED" | "CERTIFICATE_NOT_FOUND" | "CERTIFICATE_WRONG_STATE" | "LAST_AUTHORITY" | "CERTIFICATE_KEY_ELSEWHERE" | "REVOCATION_LIST_OLDER" | "CERTIFICATE_NOT_REQUESTED_HERE" | "CERTIFICATE_TOO_OLD" | "CERTIFICATE_TOO_MUCH_WORK" | "CERTIFICATE_METHOD_REFUSED" | "CERTIFICATE_KEY_KIND" | "FINGERPRINT_METHOD" | "TRUST_SEVERAL" | "CERTIFICATE_OWNER_UNSTATED" | "AUTHORITY_EXPIRED" | "SERVER_NAME_NOT_FOUND" | "SERVER_UNREACHABLE" | "SERVER_NOT_TRUSTED" | "SERVER_WRONG_HOST" | "SERVER_CERTIFICATE_DATE" | "CLIENT_CERTIFICATE_REFUSED" | "CLIENT_CERTIFICATE_UNKNOWN_AUTHORITY" | "CLIENT_CERTIFICATE_EXPIRED" | "CLIENT_CERTIFICATE_REVOKED" | "CLIENT_CERTIFICATE_OTHER_INSURER" | "SECURE_CHANNEL_FAILED" | "CONNECTION_LOST" | "SERVER_SILENT" | "SERVER_BUSY" | "SERVICE_CLOSED" | "SERVER_ANSWER_UNEXPECTED" | "DOWNLOAD_DAMAGED" | "CLOCK_APART" | "PROXY_REFUSED" | "SERVER_ASKS_NO_CERTIFICATE" | "LOGIN_PAGE_UNEXPECTED" | "SERVER_LOGIN_FAILED" | "SERVER_ACCOUNT_LOCKED" | "SERVER_PASSWORD_CHANGE_REQUIRED" | "SERVER_PASSWORD_WEAK" | "SERVER_LOGIN_NEEDED" | "UPLOAD_GONE" | "UPLOAD_REFUSED" | "RESULT_NOT_READY" | "WSDL_UNEXPECTED" | "PROXY_LOGIN_NEEDED" | "LINE_SLOW" | "LINE_BLOCKED" | "RESULT_UNFIT" | "SERVER_LOST_JOB" | "RECEIPT_UNUSABLE" | "SERVER_TROUBLED" | "SERVER_OFFERS_NOT" | "LOG_HEAD_REFUSED" | "ACCEPTED_BEFORE" | "NOT_LOGGED_IN" | "LOGIN_FAILED" | "ACCOUNT_LOCKED" | "PASSWORD_CHANGE_REQUIRED" | "PERMISSION_DENIED" | "NOT_APPROVED" | "APPROVER_IS_SENDER" | "WRONG_STATE" | "KIND_NOT_TOLD" | "FOLDER_WATCHED" | "HAS_ERRORS" | "PRACTICE_REAL_MIX" | "PASSWORD_WEAK" | "PROFILE_DIFFERS" | "APPROVED_OTHERWISE" | "RESULT_UNREAD" | "CASE_USED" | "USER_NOT_FOUND" | "USER_EXISTS" | "JOB_NOT_FOUND" | "PROFILE_NOT_FOUND" | "NO_PROFILE" | "PROFILE_EXISTS" | "ALREADY_TAKEN_IN" | "NOTHING_TO_SEND" | "NOTHING_TO_RESEND" | "WRONG_ORDER" | "CASE_NOT_FOUND" | "CASE_STATE" | "COMPARISON_NOT_FOUND" | "COMPARISON_UNFINISHED" | "SECOND_PERSON_WANTED" | "GROUND_MISSING" | "COMPARISON_TAKEN" | "MISMATCH_NOT_FOUND" | "MISMATCH_STATE" | "MISMATCH_CLOSED" | "PROPOSER_CANNOT_AGREE" | "LIFTED_BY_ONE" | "LOOK_UP_UNSTATED" | "LOOK_UP_PURPOSE_DIFFERS" | "NOT_A_LOOK_UP" | "NUMBER_TYPED_DIFFERENTLY" | "NUMBER_NOT_FOUND" | "NUMBER_NOT_IN_FILE" | "SESSION_LOCKED" | "SETTING_MANAGED" | "SETTING_UNKNOWN" | "FILES_UNDER_WAY" | "PROFILE_LEADS_NOWHERE" | "CHANGED_MEANWHILE" | "NOT_BY_HAND" | "NOT_WRITTEN" | "NOTHING_AWAITED" | "TIMELINE_NOT_FOUND" | "CONFIRMS_OPEN" | "NOTHING_TO_CORRECT" | "NOT_FOR_SERVER" | "PRACTICE_SERVER_INSTALLED" | "MASTER_UNFIT" | "MASTERS_BASE_UNKNOWN" | "MASTER_NOT_PROVED" | "MASTER_OLDER" | "MASTER_MISSING" | "SYMBOL_UNKNOWN" | "DIFFERENCE_BEFORE_FULL" | "CANCEL_UNDER_WAY" | "ANOTHER_FIRST" | "NOT_SET_UP" | "ALREADY_SET_UP" | "ALREADY_RUNNING" | "KEY_MISSING" | "KEY_STORE_UNAVAILABLE" | "KEY_PASS_PHRASE_NEEDED" | "KEY_PASS_PHRASE_WRONG" | "DATA_KEY_WRONG" | "DATA_DAMAGED" | "DATA_NEWER" | "DISK_FULL" | "DATA_UNWRITABLE" | "WORK_FILE_DAMAGED" | "AUDIT_BROKEN" | "CLOCK_BEHIND" | "DATA_OLDER" | "JOB_ONLY_AT_SERVER" | "DATA_HELD" | "FOLDER_NOT_OURS" | "CLOCK_UNPROVED" | "WEB_VIEW_MISSING" | "INSTALLATION_DAMAGED" | "MANAGED_SETTING_INVALID" | "BACKUP_DAMAGED" | "BACKUP_PASS_PHRASE_WRONG" | "DISPOSAL_NEEDS_TWO" | "RESTORE_NEEDS_TWO" | "NUMBER_SIGHT_DENIED" | "ACCOUNT_CLOSED" | "RESET_TOO_FRESH" | "ONLY_ADMIN" | "OWN_ACCOUNT" | "COLLECTION_COLUMNS" | "COLLECTION_SHEETS" | "COLLECTION_TAKEN" | "DELIVERY_NOT_FOUND" | "DELIVERY_DONE" | "EMPLOYER_NOT_FOUND" | "DISPOSAL_SECOND_PERSON" | "DISPOSED_ALREADY" | "LEAK_NOT_FOUND" | "LEAK_STATE" | "INTERNAL";
export type CodeTitle = { 
/**
 * The code.
 */
code: string, 
/**
 * In words; the code itself where the definition has none.
 */
title: string, };
export type CollectionView = { 
/**
 * 事業所 of which something is missing, oldest first.
 */
waiting: Array<EmployerLine>, 
/**
 * 事業所 of which everything is here, newest first.
 */
complete: Array<EmployerLine>, 
/**
 * Files that weren't taken over by the 基幹システム yet.
 */
files: Array<DeliveryLine>, 
/**
 * Of how many people the number is missing.
 */
missing: number, };
export type ColumnCount = { 
/**
 * Heading of the column; empty when rows as a whole are meant.
 */
column: string, 
/**
 * How many findings.
 */
count: number, };
export type ColumnSaid = { 
/**
 * Its name in the heading.
 */
title: string, 
/**
 * The word of what it means.
 */
meaning: string | null, 
/**
 * Whether it must be filled.
 */
required: boolean | null, 
/**
 * Most characters.
 */
max_chars: number | null, 
/**
 * What its codes mean.
 */
codes: { [key in string]: string }, };
export type ComparisonView = { 
/**
 * Number on this terminal, from 1.
 */
id: number, 
/**
 * Name of the file.
 */
file_name: string, 
/**
 * Who took it in.
 */
taken_by: string, 
/**
 * When.
 */
taken_at: string, 
/**
 * Pairs in all.
 */
pairs: number, 
/**
 * Pairs that need no eyes.
 */
a: number, 
/**
 * Pairs that need one pair of eyes.
 */
b: number, 
/**
 * Pairs that need two people.
 */
c: number, 
/**
 * Pairs that wait for this person.
 */
waiting: number, 
/**
 * Pairs that wait for anybody.
 */
open: number, 
/**
 * Pairs that people have decided.
 */
settled: number, 
/**
 * How many of those without eyes are kept as a sample.
 */
sample: number, 
/**
 * Who looked at the sample.
 */
sample_seen_by: string | null, 
/**
 * Whether the result can be written out.
 */
finished: boolean, 
/**
 * Whether it was.
 */
saved: boolean, 
/**
 * Whether what is personal in it was disposed of.
 */
disposed: boolean, 
/**
 * The look-up whose answers are compared.
 */
job: number | null, 
/**
 * Name to propose for the result.
 */
result_name: string, };
export type ConnectionView = { 
/**
 * The hops that were tried, in their order. What stands behind a broken hop isn't there.
 */
layers: Array<LayerView>, 
/**
 * The slower of the two ways, in megabits a second.
 */
throughput_mbps?: number, 
/**
 * The line both ways, and whether it is enough for today.
 */
line: LineView | null, 
/**
 * What the server says of itself.
 */
server: ServiceView | null, 
/**
 * The first hop's problem that stops the way.
 */
problem?: ProblemView, 
/**
 * When it was tried.
 */
tried_at: string, 
/**
 * Which profile.
 */
profile: string, 
/**
 * Of which kind.
 */
kind: ProfileKind, 
/**
 * Where to.
 */
url: string, 
/**
 * Through which proxy.
 */
proxy: string | null, 
/**
 * 保険者番号.
 */
insurer: string, 
/**
 * Name of this terminal.
 */
terminal: string, 
/**
 * Serial number of the certificate that was shown.
 */
certificate: string | null, };
export type Contact = { 
/**
 * Who it is.
 */
role: ContactRole, 
/**
 * Name of the person or the desk; empty where nobody has written it.
 */
name: string, 
/**
 * How they are reached: a telephone number, mostly.
 */
reach: string, 
/**
 * Hours, and whatever else one has to know.
 */
note: string, };
export type ContactRole = "responsible" | "admin" | "vendor" | "desk" | "commission";
export type CorrectedCell = { 
/**
 * Data row, from 1.
 */
row: number, 
/**
 * Heading of the column.
 */
column: string, 
/**
 * What leaves.
 */
after: string, };
export type CorrectionChoice = { 
/**
 * What they all say is wrong.
 */
message: string, 
/**
 * How many cells.
 */
count: number, 
/**
 * One of them: the cell as it is.
 */
before: string, 
/**
 * And as it would be.
 */
after: string, };
export type DayCount = { 
/**
 * The day in Japan.
 */
day: string, 
/**
 * Rows registered.
 */
ok: number, 
/**
 * Rows that the server refused.
 */
failed: number, };
export type DayJobs = { 
/**
 * What they are.
 */
kind_title: string, 
/**
 * How they stand.
 */
state_title: string, 
/**
 * How many.
 */
files: number, 
/**
 * Rows that were sent or are to be.
 */
rows: number, 
/**
 * Rows that the server took.
 */
ok_rows: number, 
/**
 * Rows that it refused.
 */
failed_rows: number, };
export type DayPerson = { 
/**
 * 利用者ID.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Entries of the log that are theirs.
 */
acts: number, 
/**
 * Of these, refused or failed.
 */
failed: number, };
export type DaySheet = { 
/**
 * Number of the sheet.
 */
id: number, 
/**
 * Which day, in Japan.
 */
day: string, 
/**
 * When it was closed.
 */
closed_at: string, 
/**
 * By whom.
 */
closed_by: string, 
/**
 * The connection that was in use.
 */
profile: string, 
/**
 * Jobs that changed on that day, by kind and state.
 */
jobs: Array<DayJobs>, 
/**
 * Files by which people were looked up.
 */
look_ups: number, 
/**
 * Found by them.
 */
look_up_hits: number, 
/**
 * Files that were handed out.
 */
hand_overs: number, 
/**
 * Lines of the 廃棄記録簿.
 */
disposals: number, 
/**
 * Rows that were disposed of.
 */
disposed_rows: number, 
/**
 * Who worked.
 */
people: Array<DayPerson>, 
/**
 * What isn't finished, in words.
 */
open: Array<string>, 
/**
 * Number of the last entry of the log, that of closing the day.
 */
entries: number, 
/**
 * Its hash, hexadecimal.
 */
head: string, 
/**
 * The key by which the terminal's signatures are proved, hexadecimal.
 */
key: string, 
/**
 * The terminal's signature over day, number and hash, hexadecimal.
 */
signature: string, 
/**
 * Whether the server keeps the head.
 */
told: HeadTold, 
/**
 * The same in words.
 */
told_title: string, };
export type DeadlineState = "overdue" | "today" | "soon" | "running" | "unlimited" | "kept" | "late";
export type DecidedPair = { 
/**
 * The pair.
 */
pair: PairView, 
/**
 * What was said, first to last.
 */
said: Array<PairOpinion>, 
/**
 * Whether this person may take it back.
 */
reopens: boolean, };
export type DecisionLine = { 
/**
 * Row; 0 for the file as a whole.
 */
row: number, 
/**
 * Whom the row speaks of.
 */
who: Who, 
/**
 * What it was, in short.
 */
title: string, 
/**
 * The column; empty for the whole row.
 */
column: string, 
/**
 * The cell, masked where it must be.
 */
value: string, 
/**
 * What was found.
 */
message: string, 
/**
 * Why it is right.
 */
reason: string, 
/**
 * What the person added.
 */
note: string, 
/**
 * Who answered.
 */
by: string, 
/**
 * When.
 */
at: string, };
export type DecisionSheet = { 
/**
 * Who released the file with these answers before their eyes.
 */
approved_by: string | null, 
/**
 * By row.
 */
lines: Array<DecisionLine>, };
export type DecisionView = { 
/**
 * Code of what was found.
 */
code: string, 
/**
 * For how many rows it was answered.
 */
count: number, 
/**
 * The first thousand of them; 0 stands for the file as a whole.
 */
rows: Array<number>, 
/**
 * The reason that was chosen.
 */
reason: string, 
/**
 * What the person added; empty where nothing.
 */
note: string, 
/**
 * Who answered.
 */
by: string, 
/**
 * When.
 */
at: string, };
export type DefinitionFact = { 
/**
 * What.
 */
name: string, 
/**
 * How it is.
 */
value: string, };
export type DefinitionFile = { 
/**
 * Fingerprint of the file: SHA-256, 32 pairs with colons.
 */
sha256: string, 
/**
 * What is wrong with it, line by line; with anything here it can't be imported.
 */
problems: Array<DefinitionProblem>, 
/**
 * What it defines, when nothing is wrong.
 */
defines: DefinitionView | null, 
/**
 * The version in force today that it is compared with.
 */
compared_with: string | null, 
/**
 * What changes against that, in words.
 */
changes: Array<string>, };
export type DefinitionProblem = { 
/**
 * Line of the file, from 1.
 */
line: number, 
/**
 * What is wrong.
 */
text: string, };
export type DefinitionText = { 
/**
 * Which one it is.
 */
of: DefinitionView, 
/**
 * Name and value of what holds for the whole file.
 */
facts: Array<DefinitionFact>, 
/**
 * What is said of each column.
 */
column_headings: Array<string>, 
/**
 * Its columns in their order, each as said under the headings.
 */
columns: Array<Array<string>>, 
/**
 * The rules across columns and rows, each as a sentence.
 */
rules: Array<string>, };
export type DefinitionView = { 
/**
 * Name of the kind.
 */
kind: string, 
/**
 * Its name on screen.
 */
title: string, 
/**
 * The heading that it stands under.
 */
group_title: string, 
/**
 * Where files of it go, in words.
 */
direction_title: string, 
/**
 * Version.
 */
version: string, 
/**
 * Whether it is 仮.
 */
provisional: boolean, 
/**
 * First day in force.
 */
effective_from: string, 
/**
 * Last day in force.
 */
effective_to: string | null, 
/**
 * Whether new files of the kind are read by it today.
 */
in_force: boolean, 
/**
 * How it came here; None for those that come with the program.
 */
imported: ImportedView | null, };
export type DeliveryLine = { 
/**
 * Its number on this terminal, from 1.
 */
id: number, 
/**
 * Of which 事業所.
 */
office: string, 
/**
 * The file, and the sheet of it.
 */
file_name: string, 
/**
 * The sheet; empty for text.
 */
sheet: string, 
/**
 * When it came.
 */
received_on: string, 
/**
 * How, with its tracking number.
 */
came_by: string, 
/**
 * Who received it.
 */
by: string, 
/**
 * People in it.
 */
rows: number, 
/**
 * Of these, whose number may go to the 基幹システム.
 */
settled: number, 
/**
 * The line of the 授受簿 by which it came.
 */
line: number, 
/**
 * The line by which it was handed over.
 */
hand_over: number | null, };
export type DeliveryView = { 
/**
 * What it is.
 */
line: DeliveryLine, 
/**
 * What each 事業所 has to correct.
 */
sheets: Array<FindingSheet>, 
/**
 * How many findings there are.
 */
findings: number, 
/**
 * Rows of the sheet whose number got back the zero that a table program dropped.
 */
restored: Array<number>, 
/**
 * Name to propose for the file that is handed over.
 */
file_name: string, };
export type Department = { 
/**
 * 部署ID.
 */
id: string, 
/**
 * 部署名.
 */
name: string, 
/**
 * アクセスグループID; empty where it belongs to none.
 */
access_group: string, 
/**
 * 担当する事務.
 */
affairs: string, 
/**
 * 担当する職掌.
 */
duties: string, 
/**
 * 取り扱う特定個人情報.
 */
information: string, };
export type DepartmentsView = { 
/**
 * By 部署ID.
 */
departments: Array<Department>, 
/**
 * As the server's definition names such a file.
 */
file_name: string, };
export type Difference = { 
/**
 * Registrations that weren't there.
 */
new: number, 
/**
 * Registrations with the same in every column.
 */
same: number, 
/**
 * Registrations with something else in a column.
 */
changed: number, 
/**
 * Registrations that were there and aren't any more.
 */
gone: number, 
/**
 * The columns that differ, those that say who somebody is first.
 */
columns: Array<ChangedColumn>, };
export type DisposalView = { 
/**
 * Number of the line.
 */
id: number, 
/**
 * What was destroyed.
 */
what: string, 
/**
 * How many rows it held.
 */
rows: number, 
/**
 * Why.
 */
why: string, 
/**
 * Who, or what.
 */
by: string, 
/**
 * When.
 */
at: string, };
export type Draft = { 
/**
 * Which form, as the window calls it.
 */
form: string, 
/**
 * What stands in it, as the window wrote it.
 */
text: string, };
export type DraftColumnView = { 
/**
 * English name.
 */
id: string, 
/**
 * Name in the heading.
 */
title: string, 
/**
 * What may stand in it, for people.
 */
type_title: string, 
/**
 * The word of what it means; None where nothing told.
 */
meaning: string | null, 
/**
 * The same for people.
 */
meaning_title: string | null, 
/**
 * Whether it must be filled.
 */
required: boolean, 
/**
 * Most characters.
 */
max_chars: number | null, 
/**
 * Codes with their meaning.
 */
codes: { [key in string]: string }, 
/**
 * From what that was guessed.
 */
because: string, };
export type DraftReport = { 
/**
 * Name of the kind.
 */
kind: string, 
/**
 * Version.
 */
version: string, 
/**
 * First day in force.
 */
effective_from: string, 
/**
 * From what it was made: `sample` or `table`.
 */
made_from: string, 
/**
 * The kind whose rules were taken over, as far as the columns are there.
 */
rules_of: string | null, 
/**
 * Its columns.
 */
columns: Array<DraftColumnView>, 
/**
 * The meanings that a column can be given.
 */
meanings: Array<MeaningChoice>, 
/**
 * What a person still has to say.
 */
missing: Array<string>, 
/**
 * What to look at, though nothing is missing.
 */
notes: Array<string>, 
/**
 * Whether it can be imported as it is.
 */
is_whole: boolean, 
/**
 * The sample as the draft reads it; None for one made from a table, or that can't be read.
 */
sample: SampleView | null, 
/**
 * The definition.
 */
text: string, 
/**
 * Where it was written.
 */
written: string | null, };
export type Element = "number" | "identity" | "authority";
export type EmployerCount = { 
/**
 * As the file names it; empty for rows that name none.
 */
employer: string, 
/**
 * How many findings.
 */
count: number, };
export type EmployerFile = { 
/**
 * Its sheets; one without name for text.
 */
sheets: Array<EmployerSheet>, };
export type EmployerLine = { 
/**
 * Its number on this terminal, from 1.
 */
id: number, 
/**
 * 法人番号; empty where nobody knows it.
 */
number: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How many people there are, as the list of 事業所 or its files say; null where nothing says it.
 */
people: number | null, 
/**
 * Of how many the number is here, with its 本人確認.
 */
settled: number, 
/**
 * Of how many it is missing.
 */
missing: number, 
/**
 * Until when it is to come.
 */
due: string | null, 
/**
 * Whether that day is over.
 */
overdue: boolean, 
/**
 * Whether a file came.
 */
delivered: boolean, 
/**
 * Reminders, the last one first.
 */
reminded: Array<ReminderLine>, };
export type EmployerSheet = { 
/**
 * Its name in the workbook; empty for text.
 */
name: string, 
/**
 * Whether it is hidden there.
 */
hidden: boolean, 
/**
 * Rows of people; 0 where it has no heading of the form.
 */
rows: number, 
/**
 * How many of these are hidden there; they are read like others.
 */
hidden_rows: number, 
/**
 * Headings that it lacks.
 */
missing: Array<string>, 
/**
 * The 事業所 that it names first.
 */
office: string, };
export type ExpiryStage = "ninety" | "sixty" | "thirty" | "fifteen" | "daily" | "over";
export type ExplainedCertificate = { 
/**
 * The subject's O.
 */
organization: string | null, 
/**
 * How it is signed.
 */
signature: string, 
/**
 * Whether it is an authority's.
 */
is_authority: boolean, 
/**
 * What would be wrong with it here.
 */
problems: Array<string>, 
/**
 * Its number in the inventory; None of one that was only read.
 */
id: number | null, 
/**
 * Whose it is.
 */
subject: string, 
/**
 * Who issued it.
 */
issuer: string, 
/**
 * Serial number, hexadecimal.
 */
serial: string, 
/**
 * Valid from.
 */
not_before: string, 
/**
 * Valid until.
 */
not_after: string, 
/**
 * SHA-256 fingerprint, pairs with colons.
 */
sha256: string, 
/**
 * SHA-1 fingerprint, pairs with colons, as old papers and Windows have it; empty for one of an earlier version.
 */
sha1: string, 
/**
 * Its key.
 */
key: KeyView, 
/**
 * Whole days left; negative once it has expired.
 */
days_left: number, 
/**
 * State of validity, apart from registration.
 */
validity: Validity, 
/**
 * How pressing its renewal is.
 */
stage: ExpiryStage | null, 
/**
 * The reminder in words.
 */
notice: string | null, 
/**
 * What an administrator should know.
 */
warnings: Array<string>, };
export type FailedRow = { 
/**
 * Data row in the file as it came, from 1.
 */
row: number, 
/**
 * Whom it speaks of.
 */
who: Who, 
/**
 * 処理結果メッセージ.
 */
message: string, };
export type FindingFilter = { 
/**
 * Code of the group.
 */
code: string, 
/**
 * Severity of the group.
 */
severity: Severity, 
/**
 * In this column only.
 */
column: string | null, 
/**
 * Row number, or a part of 記号・番号; empty leaves nothing out.
 */
words: string, };
export type FindingGroup = { 
/**
 * Code, e.g. `NUMBER_TWO_PEOPLE`.
 */
code: string, 
/**
 * How bad.
 */
severity: Severity, 
/**
 * Short heading.
 */
title: string, 
/**
 * What to do.
 */
remedy: string, 
/**
 * How many findings.
 */
count: number, 
/**
 * How many in which column, most first.
 */
columns: Array<ColumnCount>, };
export type FindingPage = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Those from `offset`.
 */
rows: Array<FindingRow>, 
/**
 * Where the window begins.
 */
offset: number, };
export type FindingRow = { 
/**
 * Data row in the file, from 1 (the heading isn't counted); 0 when the whole file is meant.
 */
row: number, 
/**
 * Heading of the column; empty when the whole row is meant.
 */
column: string, 
/**
 * The cell, masked where it must be.
 */
value: string, 
/**
 * What is wrong.
 */
message: string, 
/**
 * What the cell may hold instead; a person takes it or leaves it.
 */
replacement: string | null, 
/**
 * Whom the row speaks of.
 */
who: Who, 
/**
 * A sum of all that says who that is, of a 確認: another where a name, birth date or sex is another.
 */
person: string, };
export type FindingSheet = { 
/**
 * As the file names it; empty where files of this kind know no 事業所.
 */
employer: string, 
/**
 * What to think of before it is posted: a protected person stands on it.
 */
warning: string | null, 
/**
 * The groups that concern it.
 */
groups: Array<SheetGroup>, };
export type FollowUpLine = { 
/**
 * Names it to the terminal.
 */
key: string, 
/**
 * 記号・番号・枝番 joined.
 */
registration: string, 
/**
 * Name.
 */
name: string, 
/**
 * Birth date as shown.
 */
birth_date: string, 
/**
 * 番号待ち, 海外, 不詳 or 氏名が長い.
 */
what: string, 
/**
 * What is to be done.
 */
next: string, 
/**
 * The file in which the person went.
 */
job: number, 
/**
 * Since when.
 */
at: string, 
/**
 * Days since then.
 */
days: number, 
/**
 * How it ended, with who and when; None while it is open.
 */
ended: string | null, };
export type FollowUpList = { 
/**
 * Oldest first; then those that are done.
 */
lines: Array<FollowUpLine>, 
/**
 * How many are open.
 */
open: number, };
export type FormState = "made" | "printed" | "returned";
export type FrameView = { 
/**
 * Who is logged in.
 */
person: PersonView, 
/**
 * The profile in use.
 */
profile: ProfileView | null, 
/**
 * Its certificate.
 */
certificate: CertificateView | null, 
/**
 * The connection.
 */
server: ServerView, 
/**
 * Counters beside the menu.
 */
waiting: Waiting, };
export type GivenUpView = { 
/**
 * Who said it.
 */
by: string, 
/**
 * Why.
 */
reason: string, };
export type Ground = "moved" | "renamed" | "written_otherwise" | "unreadable" | "asked_the_person";
export type HandOutTo = { 
/**
 * The file. A sealed one ends with `.zip`, whatever is said here.
 */
path: string, 
/**
 * Kept nowhere.
 */
pass_phrase: string | null, };
export type HandOverView = { 
/**
 * Line number.
 */
id: number, 
/**
 * What it is, e.g. `被保険者枝番ファイル`.
 */
what: string, 
/**
 * Where it was written.
 */
path: string, 
/**
 * Data rows in it.
 */
rows: number, 
/**
 * SHA-256, hexadecimal.
 */
sha256: string, 
/**
 * Whether it is sealed by a pass phrase.
 */
sealed: boolean, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * When a person said that it was taken over or deleted.
 */
settled_at: string | null, 
/**
 * How it came; null of one that left.
 */
incoming: Incoming | null, };
export type HeadTold = "kept" | "not-yet" | "not-offered" | "refused";
export type HistoryLine = { 
/**
 * When.
 */
at: string, 
/**
 * The state that it came to.
 */
state: JobState, 
/**
 * The word for the state.
 */
state_title: string, 
/**
 * The server's own word, if it said one.
 */
server_status: string | null, 
/**
 * Who, or what.
 */
by: string, 
/**
 * In words, e.g. the approver's reason.
 */
note: string | null, };
export type HomeView = { 
/**
 * Today in Japan.
 */
today: string, 
/**
 * Nearest deadline first.
 */
tasks: Array<Task>, 
/**
 * Jobs that are on their way.
 */
moving: Array<JobView>, 
/**
 * Seven days, the oldest first.
 */
week: Array<DayCount>, 
/**
 * Steps that stand as done though this terminal didn't do them.
 */
stated: Array<string>, 
/**
 * When the last result was confirmed.
 */
last_result_at: string | null, };
export type HouseEncodingView = { 
/**
 * Its word, e.g. `cp932`.
 */
encoding: string, 
/**
 * The same for people.
 */
title: string, 
/**
 * Whether somebody chose it.
 */
chosen: boolean, 
/**
 * What the server was told last by 医療保険者等定義情報（⑦）, for people.
 */
told: string | null, 
/**
 * When it took that.
 */
told_at: string | null, 
/**
 * Whether that is another than the one here.
 */
differs: boolean, };
export type ImportedView = { 
/**
 * Who imported it.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * Fingerprint of the file: SHA-256, 32 pairs with colons.
 */
sha256: string, 
/**
 * When it was retired; jobs under way keep to it.
 */
retired_at: string | null, 
/**
 * Whether this program can read it.
 */
readable: boolean, };
export type Incoming = { 
/**
 * From whom.
 */
from: string, 
/**
 * How.
 */
how: string, 
/**
 * Its tracking number; empty where it has none.
 */
tracking: string, 
/**
 * The day on which it came.
 */
received_on: string, };
export type IndexOn = { 
/**
 * What for.
 */
purpose: string, 
/**
 * The day on which it is destroyed.
 */
purge_on: string, 
/**
 * Who turned it on.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * How many registrations it holds.
 */
registrations: number, };
export type IndexPart = { 
/**
 * Only those behind the line with this key; null begins with the first.
 */
after: string | null, 
/**
 * Only those that have this in their registration; empty leaves nothing out.
 */
words: string, 
/**
 * So many at most; never more than 500.
 */
most: number, };
export type IndexView = { 
/**
 * The index; None while it is off.
 */
on: IndexOn | null, 
/**
 * From where on a share is a finding; None while shares are no findings.
 */
thresholds: Thresholds | null, };
export type IndexedLine = { 
/**
 * What the line is found by.
 */
id: string, 
/**
 * The kind of file, on screen.
 */
kind_title: string, 
/**
 * 記号, 番号 and 枝番, with the insurer before them.
 */
registration: string, 
/**
 * The job that said it last.
 */
job: number, };
export type InquiriesView = { 
/**
 * The kind of their files.
 */
kind: string, 
/**
 * What the terminal proposes for each 事務手続.
 */
proposals: Array<InquiryProposal>, 
/**
 * The latest, newest first.
 */
lines: Array<InquiryLine>, };
export type InquiryLine = { 
/**
 * The job.
 */
job: number, 
/**
 * Name of its file.
 */
file_name: string, 
/**
 * Who asked.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * The same in Japanese.
 */
state_title: string, 
/**
 * People asked about.
 */
rows: number, 
/**
 * People of whom something was answered, once the result is here.
 */
answered: number | null, 
/**
 * People of whom nothing was.
 */
unanswered: number | null, 
/**
 * What became of the items, by the server's word.
 */
items: Array<ItemCount>, };
export type InquiryProposal = { 
/**
 * 事務手続.
 */
procedure: CodeTitle, 
/**
 * 提供者.
 */
provider: CodeTitle, 
/**
 * 特定個人情報名 that may be asked for.
 */
items: Array<CodeTitle>, };
export type InventoryLine = { 
/**
 * Its number on this terminal.
 */
id: number, 
/**
 * Whose profile it is for.
 */
profile: string, 
/**
 * Which terminal it names.
 */
terminal: string, 
/**
 * What was done about it.
 */
registration: Registration, 
/**
 * The same in words.
 */
registration_title: string, 
/**
 * Serial number, once it is issued.
 */
serial: string | null, 
/**
 * Whether it counts today.
 */
validity: Validity | null, 
/**
 * Whole days left; negative once it has expired.
 */
days_left: number | null, 
/**
 * Whether the profile works with it now.
 */
in_use: boolean, 
/**
 * From when on the profile works with it.
 */
use_from: string | null, 
/**
 * Number of its 発行通知書.
 */
notice: string | null, 
/**
 * Its 委任状, where a vendor's server got one.
 */
mandate: string | null, 
/**
 * Where a copy lies; never the key itself.
 */
backup: BackupView | null, 
/**
 * Where its private key lies, in words; None where there is none any more.
 */
key_place: string | null, 
/**
 * What happened to it, the oldest first.
 */
history: Array<LifeLine>, 
/**
 * What it says of itself.
 */
certificate: CertificateView | null, };
export type ItemCount = { 
/**
 * The server's word.
 */
state: string, 
/**
 * How often.
 */
count: number, };
export type ItemWord = "same" | "variant" | "missing" | "different";
export type JobAct = "save-findings" | "correct" | "save-corrections" | "decide" | "exclude-errors" | "request-approval" | "approve" | "reject" | "cancel" | "choose-way" | "write-out" | "note-sent" | "letter" | "note-told" | "note-status" | "send-first" | "hold" | "let-go" | "retry-now" | "give-up" | "read-result" | "save-result" | "save-branch-numbers" | "save-resend" | "confirm";
export type JobLookUp = { 
/**
 * 利用目的.
 */
purpose: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Yen for each person who is found.
 */
yen_per_hit: number, 
/**
 * Yen for the post, where a medium goes.
 */
postage_yen: number, 
/**
 * Yen, if everybody is found.
 */
most_yen: number, 
/**
 * How many were found, once the result is here.
 */
hits: number | null, 
/**
 * Yen that were booked for them, the post with them.
 */
yen: number | null, };
export type JobState = "checking" | "checked" | "awaiting-approval" | "queued" | "uploading" | "submitting" | "accepted" | "processing" | "completed" | "result-received" | "confirmed" | "rejected" | "cancelled" | "failed";
export type JobView = { 
/**
 * Number on this terminal.
 */
id: number, 
/**
 * File kind.
 */
kind: string, 
/**
 * Its name on screen.
 */
kind_title: string, 
/**
 * Whether it asks the server for something; else it registers.
 */
asks: boolean, 
/**
 * Whether its layout is 仮.
 */
provisional: boolean, 
/**
 * Version of the layout that it was checked by.
 */
layout_version: string, 
/**
 * Name of the file as it came.
 */
file_name: string, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * SHA-256 of the file as it came, hexadecimal.
 */
sha256: string, 
/**
 * Size of what leaves, in bytes; smaller than the file where rows were left out.
 */
leaving_bytes: number, 
/**
 * SHA-256 of what leaves, hexadecimal.
 */
leaving_sha256: string, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * The word for it.
 */
state_title: string, 
/**
 * The server's own word, as received.
 */
server_status: string | null, 
/**
 * 受付番号.
 */
receipt: string | null, 
/**
 * Data rows in the file.
 */
rows: number, 
/**
 * Rows with 誤り.
 */
error_rows: number, 
/**
 * 誤り of the whole file, which leaving rows out doesn't mend.
 */
file_errors: number, 
/**
 * What needs 確認: rows, and findings of the whole file.
 */
confirms: number, 
/**
 * What of it nobody answered yet.
 */
open_confirms: number, 
/**
 * The answers to the rest; empty in a list of jobs.
 */
decisions: Array<DecisionView>, 
/**
 * Rows with nothing worse than 警告, and such findings of the whole file.
 */
warning_rows: number, 
/**
 * Whether its check compared it with what was sent before.
 */
compared: boolean, 
/**
 * Rows that protect their person (不開示該当, 自己情報提供不可).
 */
protected_rows: number, 
/**
 * Codes of findings about a protection that this person may decide as one of two.
 */
lifts: Array<string>, 
/**
 * Cells whose characters were corrected; the file as it came is untouched.
 */
corrected_cells: number, 
/**
 * Rows left out on purpose; they stay "not sent".
 */
excluded_rows: number, 
/**
 * Rows that the server registered.
 */
ok_rows: number | null, 
/**
 * Rows that the server refused.
 */
failed_rows: number | null, 
/**
 * Of the act under way.
 */
progress: Progress | null, 
/**
 * The connection that it came in under and goes by.
 */
profile: string, 
/**
 * The same in words, with its kind and address.
 */
goes_to: string, 
/**
 * By which way it goes.
 */
way: SendingWay, 
/**
 * The words for it.
 */
way_title: string, 
/**
 * Where the file lies that was written to be carried; None where none was, or it is deleted again.
 */
written: string | null, 
/**
 * How its medium went by post; None where none did.
 */
parcel: ParcelView | null, 
/**
 * Why it is held (保留); None where it isn't.
 */
held: string | null, 
/**
 * Why it doesn't go on just now; None where it does, or isn't on its way.
 */
waits: string | null, 
/**
 * Who wants to give it up, and why; a second person decides.
 */
given_up: GivenUpView | null, 
/**
 * What it waits for or failed by.
 */
problem: ProblemView | null, 
/**
 * Who prepared it.
 */
prepared_by: string, 
/**
 * When.
 */
prepared_at: string, 
/**
 * Who released it.
 */
approved_by: string | null, 
/**
 * Last change.
 */
updated_at: string, 
/**
 * Why people are looked up, and what that costs; None for other kinds.
 */
look_up: JobLookUp | null, 
/**
 * What a list of the 基幹システム says of the file, in words; empty where nothing was said.
 */
listed: string, 
/**
 * Whether it was checked under 機関内テスト and so can't leave.
 */
stays_here: boolean, 
/**
 * What this person may do now.
 */
acts: Array<JobAct>, 
/**
 * How it came here, oldest first; empty in lists.
 */
history: Array<HistoryLine>, };
export type KeyView = { 
/**
 * e.g. `RSA`.
 */
algorithm: string, 
/**
 * Length in bits.
 */
bits: number, };
export type KindView = { 
/**
 * Name in definition files, e.g. `member-registration`.
 */
kind: string, 
/**
 * Name on screen.
 */
title: string, 
/**
 * The heading under which it is shown.
 */
group: string, 
/**
 * What its files' names end with, e.g. `csv`.
 */
extension: string, 
/**
 * Version of its layout.
 */
version: string, 
/**
 * Whether the layout is 仮.
 */
provisional: boolean, 
/**
 * Whether it asks for numbers or people: then it begins at 番号の照会, with purpose and reason.
 */
looks_up: boolean, };
export type KnownWhere = "both" | "server-only" | "here-only" | "unasked";
export type LayerName = "name" | "tcp" | "tls" | "certificate" | "http" | "login" | "wsdl" | "clock" | "line";
export type LayerView = { 
/**
 * Which.
 */
layer: LayerName, 
/**
 * Whether it lets through.
 */
ok: boolean, 
/**
 * How it looks.
 */
light: Light, 
/**
 * How long it took, in milliseconds.
 */
ms: number, 
/**
 * The code of what is wrong.
 */
code?: Code, 
/**
 * What a technician wants to read; nothing of a person.
 */
detail?: string, 
/**
 * What is wrong, in words.
 */
sentence?: string, 
/**
 * What to do now.
 */
next_step?: string, };
export type LeakData = "personal-number" | "identity" | "qualification" | "benefit" | "secret" | "other";
export type LeakDue = { 
/**
 * Which part.
 */
step: LeakStep, 
/**
 * 速報 or 確報.
 */
title: string, 
/**
 * The last day for it.
 */
by: string, 
/**
 * Days until then; below 0 when it has passed.
 */
days_left: number, 
/**
 * When it was made, and to whom.
 */
made: LeakReport | null, };
export type LeakEvent = { 
/**
 * When.
 */
at: string, 
/**
 * By whom.
 */
by: string, 
/**
 * What, in words.
 */
what: string, };
export type LeakFacts = { 
/**
 * 概要: what happened, without names and addresses.
 */
what: string, 
/**
 * The day on which the insurer came to know of it.
 */
found_on: string, 
/**
 * The day on which it happened.
 */
happened_on: string | null, 
/**
 * How many people; None while nobody knows.
 */
people: number | null, 
/**
 * Which data.
 */
data: Array<LeakData>, 
/**
 * Whether they could be read.
 */
sealed: LeakSealed, 
/**
 * Whether it may have been done with a wrong purpose.
 */
malice: boolean, 
/**
 * Whether an unspecified many could see them.
 */
public: boolean, 
/**
 * 原因.
 */
cause: string, 
/**
 * 二次被害, or the fear of it.
 */
harm: string, 
/**
 * 本人への対応.
 */
told: string, 
/**
 * 公表.
 */
published: string, 
/**
 * 再発防止のための措置.
 */
prevention: string, };
export type LeakReport = { 
/**
 * Which part.
 */
step: LeakStep, 
/**
 * On which day.
 */
on: string, 
/**
 * To whom, with the number of its receipt.
 */
to: string, };
export type LeakSealed = "sealed" | "clear" | "unknown";
export type LeakState = "open" | "preliminary" | "final";
export type LeakStep = "preliminary" | "final";
export type LeakView = { 
/**
 * Number, from 1.
 */
id: number, 
/**
 * How far its report is.
 */
state: LeakState, 
/**
 * The same in words.
 */
state_title: string, 
/**
 * What is known.
 */
facts: LeakFacts, 
/**
 * Which data, in words.
 */
data: Array<string>, 
/**
 * The classes that this falls under, in words.
 */
classes: Array<string>, 
/**
 * What the terminal can't say.
 */
left_open: Array<string>, 
/**
 * 速報 and 確報.
 */
dues: Array<LeakDue>, 
/**
 * What was written, oldest first.
 */
events: Array<LeakEvent>, 
/**
 * Whom to call, in this order.
 */
contacts: Array<Contact>, 
/**
 * SHA-256 of the record, hexadecimal.
 */
sha256: string, };
export type LeavingView = { 
/**
 * Where it goes, e.g. `本番「本番の接続先」 https://…`.
 */
to: string, 
/**
 * The column whose codes tell what each row does, e.g. `異動区分`; empty where the kind has none.
 */
changes_title: string, 
/**
 * Rows by its codes.
 */
changes: Array<ChangeCount>, 
/**
 * The file of the kind that went before by the same connection.
 */
before: BeforeView | null, 
/**
 * Cells whose characters were corrected, the first ones.
 */
corrected: Array<CorrectedCell>, };
export type LetterView = { 
/**
 * 宛先.
 */
addressee: string, 
/**
 * The day that it is written.
 */
day: string, 
/**
 * 保険者番号 of whoever sends.
 */
insurer: string, 
/**
 * 内容: what the file is.
 */
contents: string, 
/**
 * Name of the sealed file on the medium.
 */
file: string, 
/**
 * SHA-256 of it, hexadecimal.
 */
sha256: string, 
/**
 * 件数: data rows in it.
 */
rows: number, 
/**
 * 担当: who sends it.
 */
person: string, 
/**
 * Number of the job, which the answer may name.
 */
job: number, 
/**
 * What to think of before it goes, where protected people stand on the medium. It isn't printed.
 */
warning: string | null, };
export type LifeLine = { 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
by: string, 
/**
 * What, in words.
 */
what: string, };
export type Light = "green" | "yellow" | "red";
export type LineKind = "ip-vpn" | "ipsec" | "other";
export type LineNote = { 
/**
 * Which kind.
 */
kind: LineKind, 
/**
 * ネットワークID, contractor, contract: whatever finds the paper again.
 */
note: string, };
export type LineView = { 
/**
 * To the server, megabits a second.
 */
up_mbps: number, 
/**
 * From the server, megabits a second.
 */
down_mbps: number, 
/**
 * Files that still have to leave.
 */
files: number, 
/**
 * Their size together.
 */
bytes: number, 
/**
 * How long they take at this speed, in seconds.
 */
seconds: number, 
/**
 * Whether they are through within the hour.
 */
enough: boolean, };
export type ListPart = { 
/**
 * Only those with a lower number than this; null begins with the newest.
 */
before: number | null, 
/**
 * Only those that have this in their words; empty leaves nothing out.
 */
words: string, 
/**
 * So many at most; never more than 500.
 */
most: number, };
export type Listed = { 
/**
 * Data rows.
 */
rows: number | null, 
/**
 * Heading of the column that was added up; None for the only one that holds amounts.
 */
sum_of: string | null, 
/**
 * What it adds up to, in digits.
 */
sum: string | null, 
/**
 * SHA-256 of the file, in hexadecimal digits.
 */
sha256: string | null, };
export type LookUpEstimate = { 
/**
 * People in it.
 */
rows: number, 
/**
 * Yen for each who is found.
 */
yen_per_hit: number, 
/**
 * Yen for the post, where a medium goes.
 */
postage_yen: number, 
/**
 * Yen, if everybody is found.
 */
most_yen: number, };
export type LookUpKind = { 
/**
 * Its name.
 */
kind: string, 
/**
 * On screen.
 */
title: string, 
/**
 * Whether people are looked up by the 個人番号 that one holds, not for it.
 */
by_number: boolean, 
/**
 * Its purposes.
 */
purposes: Array<LookUpPurpose>, };
export type LookUpLine = { 
/**
 * The job.
 */
job: number, 
/**
 * The kind, on screen.
 */
title: string, 
/**
 * 利用目的.
 */
purpose: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Who asked.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * The same in Japanese.
 */
state_title: string, 
/**
 * People asked for.
 */
rows: number, 
/**
 * People found, once the result is here.
 */
hits: number | null, 
/**
 * Yen booked for them.
 */
yen: number | null, 
/**
 * The comparison of what was found.
 */
comparison: number | null, };
export type LookUpPurpose = { 
/**
 * Its code.
 */
code: string, 
/**
 * In words.
 */
title: string, };
export type LookUpsView = { 
/**
 * Yen for each person who is found.
 */
yen_per_hit: number, 
/**
 * Yen for the post of a medium, there and back.
 */
postage_yen: number, 
/**
 * The kinds, with their purposes.
 */
kinds: Array<LookUpKind>, 
/**
 * Those asked for, newest first.
 */
lines: Array<LookUpLine>, 
/**
 * Yen booked for all there ever were.
 */
yen: number, 
/**
 * People whose number wasn't found and who must be asked, oldest first.
 */
asking: Array<AskLine>, };
export type MasterChangeLine = { 
/**
 * 区分, in words.
 */
part: string, 
/**
 * Its code.
 */
code: string, 
/**
 * 追加, 変更 or 廃止.
 */
what: string, 
/**
 * Its name before; empty where it is new.
 */
before: string, 
/**
 * Its name now; empty where it ended.
 */
after: string, };
export type MasterChanges = { 
/**
 * How it came.
 */
step: MasterStep, 
/**
 * The first changes; the file of the 差分 has all.
 */
lines: Array<MasterChangeLine>, 
/**
 * How many there are.
 */
total: number, };
export type MasterStand = { 
/**
 * Its number.
 */
version: number, 
/**
 * When it was published.
 */
published_on: string | null, 
/**
 * How many entries it has.
 */
entries: number, 
/**
 * SHA-256 of all entries.
 */
sha256: string, 
/**
 * Name proposed for the file of 全件.
 */
file_name: string, 
/**
 * Name proposed for the file of 差分.
 */
difference_name: string, };
export type MasterStep = { 
/**
 * Its number here.
 */
id: number, 
/**
 * The version.
 */
version: number, 
/**
 * The version before; None for the first.
 */
before: number | null, 
/**
 * Whether it came as 全件.
 */
whole: boolean, 
/**
 * Why it came so though a 差分 was wanted.
 */
why_whole: string | null, 
/**
 * Entries that are new.
 */
added: number, 
/**
 * Entries that changed.
 */
changed: number, 
/**
 * Entries that ended.
 */
ended: number, 
/**
 * Where it came from.
 */
from: string, 
/**
 * Who brought it.
 */
by: string, 
/**
 * When.
 */
at: string, };
export type MastersView = { 
/**
 * The connection in words.
 */
place: string, 
/**
 * The version at hand; None before the first.
 */
current: MasterStand | null, 
/**
 * When the server was last asked.
 */
asked_at: string | null, 
/**
 * How it came, newest first.
 */
history: Array<MasterStep>, };
export type MeaningChoice = { 
/**
 * Its word.
 */
id: string, 
/**
 * For people.
 */
title: string, };
export type MemberChange = "add" | "change" | "correct" | "number-by-law";
export type MemberField = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its heading.
 */
title: string, 
/**
 * What is typed into it.
 */
takes: MemberFieldKind, 
/**
 * Whether the definition wants it filled for everybody.
 */
required: boolean, 
/**
 * Codes with their meanings.
 */
codes: { [key in string]: string }, };
export type MemberFieldKind = "text" | "day" | "code" | "number";
export type MemberForm = { 
/**
 * What can happen to the person, with its Japanese name.
 */
changes: Array<[MemberChange, string]>, 
/**
 * The columns that are typed, in the order of the definition.
 */
fields: Array<MemberField>, };
export type MembersCompared = { 
/**
 * People of the list.
 */
listed: number, 
/**
 * People whom this terminal saw registered, and not ended.
 */
registered: number, 
/**
 * Of the list, and not registered: 登録もれ.
 */
missing_here: number, 
/**
 * Registered, and not of the list: the end of the registration may not have been sent.
 */
missing_there: number, 
/**
 * On both sides, and another name, birth date, sex or number.
 */
differing: number, 
/**
 * Files whose people can't be read any more and don't stand in the index, by the numbers of their jobs.
 */
unread_jobs: Array<number>, 
/**
 * Where the people are listed.
 */
file: HandOverView, };
export type MismatchAct = "assign" | "correct" | "reopen" | "propose" | "agree" | "object" | "withdraw" | "register";
export type MismatchEvent = { 
/**
 * When.
 */
at: string, 
/**
 * Who.
 */
by: string, 
/**
 * What.
 */
what: string, };
export type MismatchEvidence = { 
/**
 * Its word.
 */
id: string, 
/**
 * In Japanese.
 */
title: string, };
export type MismatchLine = { 
/**
 * Number on this terminal, from 1.
 */
id: number, 
/**
 * 記号・番号・枝番 joined.
 */
registration: string, 
/**
 * The name as registered; empty once disposed of.
 */
name: string, 
/**
 * 本人確認判定フラグ, as it came.
 */
flag: string, 
/**
 * Since when viewing is stopped.
 */
reported_at: string, 
/**
 * Days since then, to the end where it is closed.
 */
days: number, 
/**
 * Whether viewing is stopped.
 */
stopped: boolean, 
/**
 * How far it is.
 */
state: MismatchState, 
/**
 * The same in Japanese.
 */
state_title: string, 
/**
 * Items that differ, by their names.
 */
differs: Array<string>, 
/**
 * Whether birth date or sex differs, so that everything of the person is stopped.
 */
stops_all: boolean, 
/**
 * Who sees to it.
 */
assignee: string | null, 
/**
 * Whether it asks something of this person.
 */
waits: boolean, 
/**
 * The job by which corrected data were sent again.
 */
resent: number | null, };
export type MismatchList = { 
/**
 * People for whom viewing is stopped: first who suffers most, then the oldest.
 */
open: Array<MismatchLine>, 
/**
 * The latest that are closed, newest first.
 */
closed: Array<MismatchLine>, 
/**
 * When the server was last asked.
 */
received_at: string | null, 
/**
 * Who may see to them.
 */
people: Array<MismatchPerson>, };
export type MismatchPerson = { 
/**
 * 利用者ID.
 */
id: string, 
/**
 * Their name.
 */
name: string, };
export type MismatchReason = { 
/**
 * Its word.
 */
id: string, 
/**
 * In Japanese.
 */
title: string, 
/**
 * Kinds of evidence.
 */
evidence: Array<MismatchEvidence>, };
export type MismatchState = "open" | "correcting" | "proposed" | "agreed" | "no-doubt" | "resolved";
export type MismatchView = { 
/**
 * As on the board.
 */
line: MismatchLine, 
/**
 * How many pairs of eyes the comparison would ask for; None once disposed of.
 */
verdict: Verdict | null, 
/**
 * What differs, in words.
 */
because: string, 
/**
 * The five items side by side; empty once disposed of.
 */
items: Array<PairItem>, 
/**
 * 理由付き疑いなし, if somebody says so.
 */
proposal: NoDoubtProposal | null, 
/**
 * What this person may do.
 */
acts: Array<MismatchAct>, 
/**
 * Who may see to it.
 */
people: Array<MismatchPerson>, 
/**
 * The reasons for 理由付き疑いなし.
 */
reasons: Array<MismatchReason>, 
/**
 * What happened, oldest first.
 */
history: Array<MismatchEvent>, };
export type NewDefinition = { 
/**
 * A sample or a table of columns as a file.
 */
path: string | null, 
/**
 * The same, pasted; one of the two.
 */
pasted: string | null, 
/**
 * The kind whose rules are taken over; null takes the one that the columns are most like.
 */
kind: string | null, 
/**
 * Version; null names it after the day.
 */
version: string | null, 
/**
 * First day in force; null is today.
 */
effective_from: string | null, 
/**
 * Last day in force.
 */
effective_to: string | null, 
/**
 * Whether it is the official layout.
 */
official: boolean, 
/**
 * What is said of columns.
 */
columns: Array<ColumnSaid>, };
export type NewDelivery = { 
/**
 * The sheet of a workbook; null where only one can be meant.
 */
sheet: string | null, 
/**
 * How it came.
 */
came_by: CameBy, 
/**
 * Its tracking number; empty where it has none.
 */
tracking: string, 
/**
 * The day on which it came; null is today.
 */
received_on: string | null, };
export type NewLookUp = { 
/**
 * A kind that looks people up.
 */
kind: string, 
/**
 * 利用目的, by its code.
 */
purpose: string, 
/**
 * Why.
 */
reason: string, };
export type NewPapers = { 
/**
 * Number of the 発行通知書.
 */
notice: string | null, 
/**
 * The 委任状: for whom, and when.
 */
mandate: string | null, 
/**
 * Where a copy of the `.p12` lies.
 */
backup: string | null, };
export type NewProfile = { 
/**
 * Name chosen by the administrator.
 */
name: string, 
/**
 * Which environment.
 */
kind: ProfileKind, 
/**
 * `https://…`.
 */
url: string, 
/**
 * 保険者番号.
 */
insurer: string, 
/**
 * Name of this terminal, as on the 発行通知書.
 */
terminal: string, 
/**
 * File of the authority's certificate.
 */
trust_path: string, 
/**
 * Its fingerprint as the person typed or confirmed it; absent only where the command line leaves it out.
 */
trust_fingerprint: string | null, 
/**
 * `host:port` of the proxy on the way, if there is one.
 */
proxy: string | null, 
/**
 * Over which line, for the file.
 */
line: LineNote | null, 
/**
 * By which way files go; those that people carry need neither server nor authority.
 */
way: SendingWay, 
/**
 * Whether it is put in use at once.
 */
put_in_use: boolean, };
export type NewProtected = { 
/**
 * 記号; empty where the insurer has none.
 */
symbol: string, 
/**
 * 番号.
 */
number: string, 
/**
 * 枝番, two digits.
 */
card_branch: string, 
/**
 * The name.
 */
name: string, 
/**
 * 生年月日, `2026-04-01`.
 */
birth_date: string | null, 
/**
 * The day on which somebody looks whether it goes on.
 */
until: string | null, };
export type NewProxy = { 
/**
 * `host:port`; empty for none.
 */
address: string, 
/**
 * Who asks it, where it wants to know.
 */
user: string | null, 
/**
 * With which password.
 */
password: string | null, };
export type NewRestore = { 
/**
 * The file.
 */
path: string, 
/**
 * What opens it.
 */
pass_phrase: string, 
/**
 * 利用者ID in the backup.
 */
user: string, 
/**
 * As it was when the backup was made.
 */
password: string, 
/**
 * Of somebody else; one of the two is an administrator.
 */
second_user: string, 
/**
 * As it was when the backup was made.
 */
second_password: string, 
/**
 * What will guard the key; the operating system without one.
 */
key_pass_phrase: string | null, };
export type NewRevocation = { 
/**
 * The authority's fingerprint; None where only one is trusted.
 */
authority: string | null, 
/**
 * A file, or an address inside the closed net.
 */
source: string, 
/**
 * Whether nothing goes while the list is missing or out of date.
 */
stops_when_unavailable: boolean, };
export type NewUser = { 
/**
 * 利用者ID, 1 to 32 letters, digits, `-`, `_`, `.`.
 */
id: string, 
/**
 * Name on screen.
 */
name: string, 
/**
 * What they may do; at least one.
 */
roles: Array<Role>, 
/**
 * The first password; changed at the first login.
 */
password: string, };
export type NoDoubtProposal = { 
/**
 * Who.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * Why.
 */
reason: string, 
/**
 * What shows it.
 */
evidence: string, 
/**
 * The second person.
 */
agreed_by: string | null, 
/**
 * Until when it can be taken back, once both agree; then it goes to the server.
 */
leaves_at: string | null, };
export type NumberLine = { 
/**
 * Its place on this terminal, from 1.
 */
id: number, 
/**
 * 記号・番号・枝番 joined.
 */
registration: string, 
/**
 * カナ氏名.
 */
name: string, 
/**
 * Dots and four digits.
 */
masked: string, 
/**
 * Where it came from.
 */
source: string, 
/**
 * Who entered it.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * The line of the 授受簿, once it was written out.
 */
hand_over: number | null, };
export type NumberOwner = { 
/**
 * 記号.
 */
symbol: string, 
/**
 * 番号.
 */
number: string, 
/**
 * 枝番, two digits.
 */
card_branch: string, 
/**
 * カナ氏名.
 */
name_kana: string, 
/**
 * 生年月日, in any usual notation.
 */
birth_date: string, };
export type NumberPlace = "organization" | "unit" | "common-name" | "alternative-name" | "nowhere";
export type NumbersView = { 
/**
 * Kept sealed until they are handed over and taken, oldest first.
 */
waiting: Array<NumberLine>, 
/**
 * Those that were taken, newest first; the number itself is gone.
 */
taken: Array<NumberLine>, 
/**
 * Name to propose for the file.
 */
file_name: string, };
export type PairFinding = "same" | "correct" | "other";
export type PairGround = { 
/**
 * Which.
 */
ground: Ground, 
/**
 * Its words.
 */
title: string, };
export type PairItem = { 
/**
 * Its name.
 */
title: string, 
/**
 * The insurer's record, in pieces: what differs is marked.
 */
a: Array<PairPiece>, 
/**
 * The 住基's.
 */
b: Array<PairPiece>, 
/**
 * How it compares.
 */
word: ItemWord, 
/**
 * What differs and how, where it isn't the same; for a birth date both days in full.
 */
remark: string | null, 
/**
 * Whether both are left out because the person is protected.
 */
hidden: boolean, };
export type PairOpinion = { 
/**
 * Who.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * What, in Japanese.
 */
finding: string, 
/**
 * Why, where two records are said to be one person's.
 */
ground: string | null, };
export type PairPiece = { 
/**
 * The letters.
 */
text: string, 
/**
 * Whether the other record has others here.
 */
differs: boolean, };
export type PairView = { 
/**
 * Which comparison.
 */
comparison: number, 
/**
 * Row of the file, from 1.
 */
row: number, 
/**
 * The file's own id of it.
 */
id: string, 
/**
 * How many pairs of eyes it needs.
 */
verdict: Verdict, 
/**
 * Why.
 */
because: string, 
/**
 * The five items.
 */
items: Array<PairItem>, 
/**
 * How far it is.
 */
state: ReviewState, 
/**
 * Whether two people have disagreed about it.
 */
disputed: boolean, 
/**
 * What was decided; None while it isn't.
 */
finding: PairFinding | null, };
export type ParcelView = { 
/**
 * The day on which it was posted.
 */
sent_on: string, 
/**
 * What finds it again, where the post gave one.
 */
tracking: string | null, 
/**
 * Who told them that it is on its way (送付完了の連絡).
 */
told_by: string | null, 
/**
 * When.
 */
told_at: string | null, 
/**
 * The first day on which its result may be back.
 */
back_from: string, 
/**
 * The day by which it should be.
 */
back_by: string, 
/**
 * Whether that day has passed without a result.
 */
is_late: boolean, };
export type PersonView = { 
/**
 * 利用者ID.
 */
id: string, 
/**
 * Name on screen.
 */
name: string, 
/**
 * What they may do.
 */
roles: Array<Role>, 
/**
 * Whether the first password is still in use; nothing else is possible until it's changed.
 */
must_change_password: boolean, 
/**
 * Whether they may see a 個人番号, one by one, with a reason.
 */
sees_numbers: boolean, 
/**
 * When they got in the time before.
 */
last_login: string | null, 
/**
 * Wrong passwords between then and now.
 */
failed_tries: number, };
export type PiaGround = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its words.
 */
label: string, };
export type PiaLevel = "none" | "basic" | "basic+focused" | "basic+full";
export type PiaQuestion = { 
/**
 * 対象人数: past members too, without the dead.
 */
people: number, 
/**
 * 取扱者: the staff and contractors who handle the files.
 */
handlers: number, 
/**
 * Whether there was a 重大事故 within the past year; never at the first assessment.
 */
incident: boolean, 
/**
 * Grounds of exemption, by id.
 */
exempt: Array<string>, };
export type PiaRecordView = { 
/**
 * Number, from 1.
 */
id: number, 
/**
 * The day in Japan.
 */
date: string, 
/**
 * Who made it.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * What was asked.
 */
question: PiaQuestion, 
/**
 * Of the people, how many are past members.
 */
past: number, 
/**
 * What is owed.
 */
result: PiaLevel, 
/**
 * Its Japanese name.
 */
result_title: string, 
/**
 * The steps that led there.
 */
because: Array<string>, 
/**
 * What to do now.
 */
next_step: string, 
/**
 * By when it is to be looked at again.
 */
review_by: string, 
/**
 * SHA-256 of the record, hexadecimal.
 */
sha256: string, };
export type PiaView = { 
/**
 * Newest first.
 */
records: Array<PiaRecordView>, 
/**
 * Grounds of exemption.
 */
grounds: Array<PiaGround>, 
/**
 * Whether the newest is a year old.
 */
overdue: boolean, };
export type PlaceDraft = { kind: string, url: string, insurer: string, terminal: string, trust_path: string, proxy: string, line: string, line_note: string, };
export type ProblemView = { 
/**
 * Which error it is.
 */
code: Code, 
/**
 * The number that a person reads to the help desk, e.g. `K101`.
 */
number: string, 
/**
 * What happened.
 */
sentence: string, 
/**
 * What to do now.
 */
next_step: string, 
/**
 * The values that the sentence names: a job's number, a column, a kind. Scripts read them.
 */
params: { [key in string]: string }, 
/**
 * What helps.
 */
retry: Retry, 
/**
 * Finds this act in the logs.
 */
correlation_id: string, };
export type ProfileKind = "training" | "file-test" | "connection-test" | "rehearsal" | "production";
export type ProfileView = { 
/**
 * Name chosen by the administrator.
 */
name: string, 
/**
 * Which environment.
 */
kind: ProfileKind, 
/**
 * `https://…`; empty where there is no server.
 */
url: string, 
/**
 * Another address that counts once the connection test has passed by it.
 */
new_url: string | null, 
/**
 * Whether サーバー間接続 is planned; None where nobody said.
 */
server_to_server: boolean | null, 
/**
 * 保険者番号.
 */
insurer: string, 
/**
 * Where its authority writes it in a certificate's name, once that is known.
 */
number_place: NumberPlace | null, 
/**
 * Name of this terminal.
 */
terminal: string, 
/**
 * The proxy on the way, if there is one.
 */
proxy: string | null, 
/**
 * Whom the proxy knows the terminal as, where it wants to know.
 */
proxy_user: string | null, 
/**
 * Over which line, where somebody noted it.
 */
line: LineNote | null, 
/**
 * When the server takes files, a rule a line; None where nobody said.
 */
calendar: string | null, 
/**
 * By which way files go.
 */
way: SendingWay, 
/**
 * Whether this is the one in use.
 */
in_use: boolean, 
/**
 * Its certificate, once imported.
 */
certificate: CertificateView | null, 
/**
 * The authorities that are trusted.
 */
anchors: Array<AuthorityView>, 
/**
 * The authorities between one that is trusted and a certificate of the profile.
 */
intermediates: Array<AuthorityView>, };
export type Progress = { 
/**
 * What is counted.
 */
unit: ProgressUnit, 
/**
 * How much is done.
 */
done: number, 
/**
 * How much there is; None while unknown.
 */
total: number | null, 
/**
 * Per second.
 */
rate: number, 
/**
 * Seconds left, when they can be told.
 */
seconds_left: number | null, };
export type ProgressUnit = "rows" | "bytes";
export type Prompt = "in_date" | "same_person" | "both_sides" | "register" | "issued";
export type ProtectedLine = { 
/**
 * What this terminal knows the entry by.
 */
id: string, 
/**
 * 記号・番号・枝番 joined.
 */
registration: string, 
/**
 * The name.
 */
name: string, 
/**
 * 生年月日.
 */
birth_date: string, 
/**
 * By which flags, in words.
 */
flags: Array<string>, 
/**
 * Where that was said: a file, or by hand.
 */
source: string, 
/**
 * Since when.
 */
since: string, 
/**
 * Who said it.
 */
by: string, 
/**
 * The day on which somebody looks whether it goes on.
 */
until: string | null, 
/**
 * Days until then; below 0 when it has passed.
 */
days_left: number | null, 
/**
 * Who wants to end it, and why; a second person decides.
 */
ending: string | null, 
/**
 * Whether this person may be that second.
 */
may_end: boolean, 
/**
 * How it ended.
 */
ended: string | null, };
export type ProtectedList = { 
/**
 * By registration.
 */
protected: Array<ProtectedLine>, 
/**
 * Those of whom it is over, newest first.
 */
ended: Array<ProtectedLine>, };
export type ProvisionLine = { 
/**
 * When.
 */
at: string, 
/**
 * Whether this insurer told it; else it asked.
 */
provided: boolean, 
/**
 * 被保険者枝番.
 */
server_branch: string, 
/**
 * The other body, in words.
 */
other: string, 
/**
 * 事務手続, in words.
 */
procedure: string, 
/**
 * 特定個人情報名, in words.
 */
item: string, 
/**
 * What came of it, as the server says it.
 */
state: string, };
export type ProvisionRecords = { 
/**
 * The newest, newest first.
 */
lines: Array<ProvisionLine>, 
/**
 * How many the server keeps.
 */
total: number, };
export type ReasonView = { 
/**
 * Its word.
 */
id: string, 
/**
 * As it is shown.
 */
title: string, };
export type Registration = "requested" | "issued" | "installed" | "revocation-asked" | "revoked" | "disposed";
export type RegistrationStep = "notice" | "install" | "ask-revocation" | "revoke" | "dispose";
export type ReminderLetter = { 
/**
 * To whom.
 */
office: string, 
/**
 * 法人番号.
 */
number: string, 
/**
 * What is missing.
 */
what: string, 
/**
 * Until when it was to come.
 */
due: string | null, 
/**
 * Who writes.
 */
insurer: string, 
/**
 * The day.
 */
on: string, };
export type ReminderLine = { 
/**
 * When.
 */
at: string, 
/**
 * By whom.
 */
by: string, 
/**
 * How, e.g. `手紙`.
 */
how: string, };
export type ReopenedView = { 
/**
 * Number of the job that it went by.
 */
job: number, 
/**
 * Why.
 */
reason: string, 
/**
 * Who opened it.
 */
by: string, 
/**
 * When.
 */
at: string, };
export type RestoreReport = { 
/**
 * What the backup was.
 */
backup: BackupCheck, 
/**
 * Jobs that wait for an approver now.
 */
held: number, 
/**
 * Where that lies which was here before.
 */
set_aside: string | null, };
export type ResultView = { 
/**
 * Rows registered.
 */
ok: number, 
/**
 * Rows refused.
 */
failed: number, 
/**
 * Rows registered whose 処理結果メッセージ tells something all the same.
 */
informed: number, 
/**
 * Rows that were left out before sending.
 */
excluded: number, 
/**
 * Lines of the file for the 基幹システム: 被保険者枝番 received, or what else the kind hands over.
 */
branch_numbers: number, 
/**
 * What that file is called; empty when the kind hands nothing over.
 */
hand_over_title: string, 
/**
 * The refused rows (1,000 at most).
 */
failed_rows: Array<FailedRow>, 
/**
 * Whether the file for the 基幹システム was written.
 */
branch_numbers_saved: boolean, 
/**
 * Whether the rows to send again were written.
 */
resend_saved: boolean, 
/**
 * Name proposed for the result file.
 */
result_name: string, 
/**
 * Name proposed for the 被保険者枝番 file.
 */
branch_numbers_name: string, 
/**
 * Name proposed for the file of rows to send again.
 */
resend_name: string, };
export type RetentionView = { 
/**
 * What.
 */
what: string, 
/**
 * From when on the time counts; empty where a day was set.
 */
from: string, 
/**
 * How long, e.g. `30日`, or until when.
 */
period: string, };
export type Retry = "retry" | "fix-and-retry" | "call-for-help";
export type Revealed = { 
/**
 * The cells, by their headings.
 */
cells: Array<CellView>, 
/**
 * For how many seconds they may be shown.
 */
seconds: number, };
export type ReviewState = "waiting" | "second_wanted" | "settled";
export type RevocationState = "fresh" | "stale" | "unreachable";
export type RevocationView = { 
/**
 * Where it is.
 */
source: string, 
/**
 * Whether nothing goes while it is missing or out of date.
 */
stops_when_unavailable: boolean, 
/**
 * How it stands.
 */
state: RevocationState, 
/**
 * When it was fetched last.
 */
fetched_at: string | null, 
/**
 * When the next one is due.
 */
next_update: string | null, 
/**
 * Since when it can't be reached.
 */
failing_since: string | null, };
export type Role = "clerk" | "approver" | "admin" | "auditor";
export type RowView = { 
/**
 * Data row, from 1.
 */
row: number, 
/**
 * Its cells; empty when the row doesn't fall into columns.
 */
cells: Array<CellView>, };
export type SampleView = { 
/**
 * Rows.
 */
rows: number, 
/**
 * Findings by code.
 */
by_code: { [key in string]: number }, 
/**
 * The first rows, cell by cell, masked where they must be.
 */
first: Array<Array<string>>, };
export type SecondPerson = { 
/**
 * 利用者ID.
 */
user: string, 
/**
 * Kept nowhere.
 */
password: string, };
export type SendingWay = "direct" | "official-screen" | "media";
export type SentKind = { 
/**
 * Name of the kind.
 */
title: string, 
/**
 * Whether it asks the server for something; else it registers.
 */
asks: boolean, 
/**
 * Files.
 */
files: number, 
/**
 * Rows that went well, bar by bar.
 */
ok: Array<number>, 
/**
 * Rows that the server refused, or found nothing for, bar by bar.
 */
failed: Array<number>, };
export type SentView = { 
/**
 * The first day of each bar, the oldest first.
 */
bars: Array<string>, 
/**
 * What each kind brought.
 */
kinds: Array<SentKind>, };
export type ServerView = { 
/**
 * Whether the last exchange went well; None before the first.
 */
reachable: boolean | null, 
/**
 * Whether a session at the server holds.
 */
logged_in: boolean, 
/**
 * Whether an approved file goes without anybody's login: a session holds, or there is a system account.
 */
sends_by_itself: boolean, 
/**
 * The account at the server that was used last.
 */
user: string | null, 
/**
 * One short sentence, e.g. `つながっています`.
 */
words: string, 
/**
 * What the calendar says of now, e.g. `受付は21:00まで`; None without one.
 */
hours: string | null, };
export type ServiceView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it takes files now.
 */
open: boolean, 
/**
 * Service hours in words.
 */
hours: string, };
export type SettingView = { 
/**
 * Its name for acts, e.g. `idle-minutes`.
 */
key: string, 
/**
 * Its Japanese name.
 */
title: string, 
/**
 * What it does.
 */
note: string, 
/**
 * The value that counts.
 */
value: number, 
/**
 * The same in words.
 */
words: string, 
/**
 * The least that may be chosen.
 */
least: number, 
/**
 * The most; with `least` 0 and no unit it is a switch.
 */
most: number, 
/**
 * What is counted; None for a switch.
 */
unit: string | null, 
/**
 * Whether the organisation decided it; then nobody here changes it.
 */
managed: boolean, 
/**
 * What is wrong with the organisation's decision.
 */
problem: ProblemView | null, };
export type SetupSheet = { 
/**
 * Name of the profile.
 */
profile: string, 
/**
 * Which environment.
 */
kind: ProfileKind, 
/**
 * `https://…`.
 */
url: string, 
/**
 * 保険者番号.
 */
insurer: string, 
/**
 * Name of this terminal.
 */
terminal: string, 
/**
 * Where the authority's certificate lies.
 */
trustPath: string, 
/**
 * Where the .p12 lies.
 */
certificatePath: string, };
export type Severity = "error" | "confirm" | "warning" | "info";
export type SheetGroup = { 
/**
 * How bad.
 */
severity: Severity, 
/**
 * Short heading.
 */
title: string, 
/**
 * What to do.
 */
remedy: string, 
/**
 * How many findings.
 */
count: number, 
/**
 * The first of them; nobody reads thousands on paper.
 */
rows: Array<FindingRow>, };
export type Shelf = "user" | "profile" | "certificate" | "key-to-forget" | "revocation-list" | "server-account" | "system-account" | "definition" | "house" | "setting" | "draft" | "form" | "job" | "finding" | "correction" | "refused-row" | "message" | "hand-over" | "disposal" | "earlier" | "case" | "asking" | "asked" | "follow-up" | "to-follow" | "comparison" | "pair" | "mismatch" | "mismatches-asked" | "master" | "master-entries" | "master-history" | "number" | "employer" | "delivery" | "protected" | "timeline" | "taken-back" | "pia" | "leak" | "department" | "contact" | "day-close" | "backup" | "audit";
export type SinceLine = { 
/**
 * 受付番号.
 */
receipt: string | null, 
/**
 * What it is, by the server's word or ours.
 */
kind_title: string, 
/**
 * When the server took it.
 */
accepted_at: string | null, 
/**
 * The server's own word.
 */
server_status: string | null, 
/**
 * How many rows it has.
 */
rows: number | null, 
/**
 * Number of the job here.
 */
job: number | null, 
/**
 * Its file, where it is known here.
 */
file_name: string | null, 
/**
 * How it stands here.
 */
state_title: string | null, 
/**
 * Where it is known.
 */
known: KnownWhere, 
/**
 * The same in words.
 */
known_title: string, };
export type SinceView = { 
/**
 * When it was found.
 */
found_at: string, 
/**
 * How far back the data may be.
 */
since: string, 
/**
 * When the server was asked; none while it wasn't.
 */
asked_at: string | null, 
/**
 * Whether the server gave a list; otherwise each job that is known here was asked for.
 */
listed: boolean, 
/**
 * Whether the server had more than are shown.
 */
more: boolean, 
/**
 * How many are at the server alone.
 */
server_only: number, 
/**
 * What was found, in a sentence.
 */
words: string, 
/**
 * Every job: those at the server alone first.
 */
lines: Array<SinceLine>, };
export type Span = "week" | "month" | "year";
export type Stage = "set-up" | "unlock" | "log-in" | "locked" | "ready";
export type Standing = "ok" | "lacking" | "not_required";
export type StartView = { 
/**
 * Which door.
 */
stage: Stage, 
/**
 * Whether the OS key store works; without it, set-up asks for a pass phrase.
 */
key_store_available: boolean, 
/**
 * Who has left, while the session is locked.
 */
left: string | null, 
/**
 * Version of the program.
 */
version: string, };
export type StepStanding = "done" | "stated" | "missing";
export type StepView = { 
/**
 * File kind.
 */
kind: string, 
/**
 * Its name on screen.
 */
title: string, 
/**
 * What must come before it, by name.
 */
after: Array<string>, 
/**
 * What stands of it.
 */
standing: StepStanding, 
/**
 * Whether others wait for it.
 */
is_waited_for: boolean, 
/**
 * Why it counts as done, where somebody said so.
 */
reason: string | null, 
/**
 * Who said it.
 */
by: string | null, 
/**
 * When.
 */
at: string | null, };
export type StepsView = { 
/**
 * The connection in words.
 */
place: string, 
/**
 * The kinds that wait for others, or that others wait for; what waits for nothing first.
 */
steps: Array<StepView>, 
/**
 * What may go a second time.
 */
reopened: Array<ReopenedView>, };
export type SymbolCount = { 
/**
 * How.
 */
state: SymbolState, 
/**
 * In words.
 */
title: string, 
/**
 * How many.
 */
count: number, };
export type SymbolLine = { 
/**
 * 被保険者枝番.
 */
server_branch: string, 
/**
 * How it stands.
 */
state: SymbolState, 
/**
 * In words.
 */
title: string, 
/**
 * When it was last asked for.
 */
asked_at: string, 
/**
 * Why it can't be had, as the server says it; empty otherwise.
 */
message: string, };
export type SymbolState = "not-asked" | "asked" | "obtained" | "failed";
export type SymbolsView = { 
/**
 * How many stand how.
 */
counts: Array<SymbolCount>, 
/**
 * Those that were sought, else those that aren't obtained; those that can't be had first.
 */
lines: Array<SymbolLine>, };
export type Task = { 
/**
 * How pressing.
 */
urgency: Urgency, 
/**
 * One word for the margin, e.g. `未確認`.
 */
mark: string, 
/**
 * What to do.
 */
title: string, 
/**
 * How much, e.g. `1,000 件中 3 件が登録できませんでした`.
 */
summary: string, 
/**
 * Why, and since when.
 */
why: string, 
/**
 * The button's verb; None when there is nothing to press yet.
 */
button: string | null, 
/**
 * Screen to open: a path of the window, e.g. `/jobs/3/result`.
 */
path: string, };
export type Thresholds = { 
/**
 * Share of registrations that disappeared or were taken away.
 */
removed_percent: number, 
/**
 * Share of registrations that changed.
 */
changed_percent: number, };
export type TimelineClosed = { 
/**
 * Who said so.
 */
by: string, 
/**
 * When.
 */
at: string, 
/**
 * Why.
 */
reason: string, };
export type TimelineLine = { 
/**
 * 記号・番号・枝番 joined.
 */
registration: string, 
/**
 * Name.
 */
name: string, 
/**
 * 受領日.
 */
received_on: string, 
/**
 * The last day; None where the rule didn't hold yet.
 */
due: string | null, 
/**
 * How the person stands to it.
 */
state: DeadlineState, 
/**
 * The same in words, e.g. `あと3日`.
 */
deadline: string, 
/**
 * How far the person is, in words.
 */
standing: string, 
/**
 * The file by which the person goes.
 */
job: number | null, };
export type TimelineList = { 
/**
 * Days from the receipt to the last day.
 */
days: number, 
/**
 * Not registered, and the last day is over.
 */
overdue: number, 
/**
 * Not registered, and today or tomorrow is the last day to do it.
 */
pressing: number, 
/**
 * Not registered, all.
 */
open: number, 
/**
 * Those who were asked for, nearest last day first; not more than fit on a screen.
 */
lines: Array<TimelineLine>, 
/**
 * How many there are of those who were asked for.
 */
total: number, };
export type TimelineShow = "open" | "ended";
export type TimelineStage = { 
/**
 * Its name.
 */
title: string, 
/**
 * Its day, where only the day is known.
 */
day: string | null, 
/**
 * Its moment.
 */
at: string | null, 
/**
 * How that is known, or what is missing.
 */
note: string, };
export type TimelineView = { 
/**
 * As in the list.
 */
line: TimelineLine, 
/**
 * Birth date as shown.
 */
birth_date: string, 
/**
 * 取得日 → 受領 → 送信 → 処理完了 → 枝番 → 資格.
 */
steps: Array<TimelineStage>, 
/**
 * Why nobody is to be registered, when a person said so.
 */
closed: TimelineClosed | null, 
/**
 * Whether this person may say so now.
 */
may_close: boolean, };
export type TrialView = { 
/**
 * File kind.
 */
kind: string, 
/**
 * Its name on screen.
 */
kind_title: string, 
/**
 * Version of the layout that it was checked by.
 */
layout_version: string, 
/**
 * Whether that is 仮.
 */
provisional: boolean, 
/**
 * Where it would go, in words.
 */
goes_to: string, 
/**
 * SHA-256 of the file, hexadecimal.
 */
sha256: string, 
/**
 * Data rows.
 */
rows: number, 
/**
 * Rows with 誤り, and such findings of the whole file.
 */
errors: number, 
/**
 * Rows with nothing worse than 確認, and such findings of the whole file.
 */
confirms: number, 
/**
 * Rows with nothing worse than 警告, and such findings of the whole file.
 */
warnings: number, 
/**
 * Findings by code.
 */
by_code: { [key in string]: number }, 
/**
 * Whether it would go to the approver as it is.
 */
ready: boolean, };
export type TrustView = { 
/**
 * SHA-256 fingerprint, pairs with colons; the person compares it with the paper.
 */
sha256: string, 
/**
 * SHA-1 fingerprint, where the paper has only that.
 */
sha1: string, 
/**
 * Its name, for a second look.
 */
subject: string, 
/**
 * Until when it counts.
 */
not_after: string, };
export type Urgency = "urgent" | "waiting" | "planned";
export type UserChange = { 
/**
 * Name on screen.
 */
name: string, 
/**
 * The 部署, by its id.
 */
department: string | null, 
/**
 * What they may do; at least one.
 */
roles: Array<Role>, 
/**
 * The last day of somebody who only stands in.
 */
until: string | null, };
export type UserView = { 
/**
 * 利用者ID.
 */
id: string, 
/**
 * Name on screen.
 */
name: string, 
/**
 * What they may do.
 */
roles: Array<Role>, 
/**
 * Whether the first password is still in use.
 */
must_change_password: boolean, 
/**
 * Whether five wrong passwords locked the account.
 */
locked: boolean, 
/**
 * Whether they may see a 個人番号, one by one, with a reason.
 */
sees_numbers: boolean, 
/**
 * The 部署, by its id.
 */
department: string | null, 
/**
 * The last day of somebody who only stands in.
 */
until: string | null, 
/**
 * Why nobody gets in any more.
 */
closed: string | null, 
/**
 * When its owner last got in.
 */
last_login: string | null, 
/**
 * Wrong passwords since then.
 */
failed_tries: number, 
/**
 * Why it can be taken for another account, if so.
 */
alike: string | null, };
export type Validity = "not-yet" | "valid" | "soon" | "expired" | "revoked" | "suspended";
export type Verdict = "A" | "B" | "C";
export type Verifier = "insurer" | "employer" | "insured_person" | "municipality" | "pension_service";
export type Waiting = { 
/**
 * Files to approve that somebody else prepared.
 */
approvals: number, 
/**
 * Results that nobody has confirmed.
 */
results: number, 
/**
 * Pairs of a comparison to look at.
 */
pairs: number, 
/**
 * 突合不一致 that ask something of this person.
 */
mismatches: number, };
export type Who = { 
/**
 * 記号・番号・枝番 joined.
 */
registration: string, 
/**
 * 漢字氏名, else カナ氏名.
 */
name: string, 
/**
 * 生年月日 with 和暦.
 */
birth_date: string, };

export const start = () => invoke<StartView>("start");
export const setUp = (args: { adminId: string; adminName: string; password: string; keyPassPhrase: string | null }) => invoke<PersonView>("set_up", args);
export const unlock = (args: { passPhrase: string }) => invoke<StartView>("unlock", args);
export const logIn = (args: { user: string; password: string }) => invoke<PersonView>("log_in", args);
export const comeBack = (args: { password: string }) => invoke<PersonView>("come_back", args);
export const stillHere = () => invoke<null>("still_here");
export const logOut = () => invoke<null>("log_out");
export const changePassword = (args: { current: string; newPassword: string }) => invoke<PersonView>("change_password", args);
export const frame = () => invoke<FrameView>("frame");
export const home = () => invoke<HomeView>("home");
export const sent = (args: { span: Span }) => invoke<SentView>("sent", args);
export const drafts = () => invoke<Array<Draft>>("drafts");
export const keepDraft = (args: { form: string; text: string | null }) => invoke<null>("keep_draft", args);
export const whoMay = () => invoke<Array<ActView>>("who_may");
export const users = () => invoke<Array<UserView>>("users");
export const addUser = (args: { user: NewUser }) => invoke<Array<UserView>>("add_user", args);
export const unlockUser = (args: { user: string }) => invoke<Array<UserView>>("unlock_user", args);
export const changeUser = (args: { user: string; change: UserChange }) => invoke<Array<UserView>>("change_user", args);
export const resetPassword = (args: { user: string; firstPassword: string }) => invoke<Array<UserView>>("reset_password", args);
export const closeUser = (args: { user: string; reason: string }) => invoke<Array<UserView>>("close_user", args);
export const reopenUser = (args: { user: string }) => invoke<Array<UserView>>("reopen_user", args);
export const departments = () => invoke<DepartmentsView>("departments");
export const takeDepartments = (args: { path: string }) => invoke<DepartmentsView>("take_departments", args);
export const saveDepartments = (args: { path: string }) => invoke<null>("save_departments", args);
export const setNumberSight = (args: { user: string; sees: boolean }) => invoke<Array<UserView>>("set_number_sight", args);
export const settings = () => invoke<Array<SettingView>>("settings");
export const changeSetting = (args: { key: string; value: number }) => invoke<Array<SettingView>>("change_setting", args);
export const audit = (args: { offset: number; limit: number }) => invoke<Array<AuditLine>>("audit", args);
export const auditThat = (args: { wanted: AuditWanted; offset: number; limit: number }) => invoke<AuditPage>("audit_that", args);
export const exportAuditList = (args: { wanted: AuditWanted; path: string }) => invoke<number>("export_audit_list", args);
export const verifyAudit = (args: { paper: string | null }) => invoke<AuditCheck>("verify_audit", args);
export const exportAudit = (args: { path: string }) => invoke<number>("export_audit", args);
export const acceptOlderData = (args: { reason: string }) => invoke<null>("accept_older_data", args);
export const since = () => invoke<SinceView | null>("since");
export const askSince = () => invoke<SinceView | null>("ask_since");
export const closeDay = (args: { day: string | null }) => invoke<DaySheet>("close_day", args);
export const days = (args: { part: ListPart }) => invoke<Array<DaySheet>>("days", args);
export const contacts = () => invoke<Array<Contact>>("contacts");
export const setContact = (args: { contact: Contact }) => invoke<Array<Contact>>("set_contact", args);
export const leaks = (args: { part: ListPart }) => invoke<Array<LeakView>>("leaks", args);
export const leak = (args: { id: number }) => invoke<LeakView>("leak", args);
export const noteLeak = (args: { facts: LeakFacts }) => invoke<LeakView>("note_leak", args);
export const changeLeak = (args: { id: number; facts: LeakFacts }) => invoke<LeakView>("change_leak", args);
export const reportLeak = (args: { id: number; report: LeakReport }) => invoke<LeakView>("report_leak", args);
export const backups = () => invoke<BackupsView>("backups");
export const backUp = (args: { path: string; passPhrase: string | null }) => invoke<BackupsView>("back_up", args);
export const tryBackup = (args: { path: string; passPhrase: string }) => invoke<BackupCheck>("try_backup", args);
export const planBackups = (args: { folder: string; everyDays: number; keep: number; passPhrase: string }) => invoke<BackupsView>("plan_backups", args);
export const restore = (args: { from: NewRestore }) => invoke<RestoreReport>("restore", args);
export const stopBackups = () => invoke<BackupsView>("stop_backups");
export const readTrust = (args: { path: string }) => invoke<TrustView>("read_trust", args);
export const addProfile = (args: { profile: NewProfile }) => invoke<ProfileView>("add_profile", args);
export const useProfile = (args: { name: string }) => invoke<ProfileView>("use_profile", args);
export const profiles = () => invoke<Array<ProfileView>>("profiles");
export const chosenProfile = () => invoke<ProfileView>("chosen_profile");
export const workWith = (args: { profile: string }) => invoke<null>("work_with", args);
export const readCertificates = (args: { path: string; passPhrase: string }) => invoke<Array<CertificateView>>("read_certificates", args);
export const explainCertificates = (args: { path: string; passPhrase: string | null }) => invoke<CertificateFileView>("explain_certificates", args);
export const importCertificate = (args: { path: string; passPhrase: string; serial: string | null }) => invoke<CertificateView>("import_certificate", args);
export const requestCertificate = (args: { terminal: string | null; path: string }) => invoke<InventoryLine>("request_certificate", args);
export const repeatRequest = (args: { id: number; path: string }) => invoke<InventoryLine>("repeat_request", args);
export const installCertificate = (args: { path: string }) => invoke<CertificateView>("install_certificate", args);
export const certificates = () => invoke<Array<InventoryLine>>("certificates");
export const certificateWith = (args: { serial: string }) => invoke<number>("certificate_with", args);
export const notePapers = (args: { id: number; papers: NewPapers }) => invoke<InventoryLine>("note_papers", args);
export const retireCertificate = (args: { id: number; step: RegistrationStep; reason: string }) => invoke<InventoryLine>("retire_certificate", args);
export const switchCertificate = (args: { id: number; on: string | null }) => invoke<InventoryLine>("switch_certificate", args);
export const addAnchor = (args: { path: string; fingerprint: string }) => invoke<ProfileView>("add_anchor", args);
export const removeAnchor = (args: { fingerprint: string }) => invoke<ProfileView>("remove_anchor", args);
export const setProxy = (args: { proxy: NewProxy }) => invoke<ProfileView>("set_proxy", args);
export const setNumberPlace = (args: { place: NumberPlace }) => invoke<ProfileView>("set_number_place", args);
export const houseEncoding = () => invoke<HouseEncodingView>("house_encoding");
export const setHouseEncoding = (args: { encoding: string }) => invoke<HouseEncodingView>("set_house_encoding", args);
export const changeUrl = (args: { url: string }) => invoke<ProfileView>("change_url", args);
export const planServerToServer = (args: { planned: boolean }) => invoke<ProfileView>("plan_server_to_server", args);
export const setLine = (args: { line: LineNote }) => invoke<ProfileView>("set_line", args);
export const placeDraft = () => invoke<PlaceDraft | null>("place_draft");
export const keepPlaceDraft = (args: { draft: PlaceDraft }) => invoke<null>("keep_place_draft", args);
export const setWay = (args: { way: SendingWay }) => invoke<ProfileView>("set_way", args);
export const setCalendar = (args: { rules: string }) => invoke<ProfileView>("set_calendar", args);
export const setRevocation = (args: { revocation: NewRevocation }) => invoke<RevocationView>("set_revocation", args);
export const removeRevocation = (args: { authority: string | null }) => invoke<ProfileView>("remove_revocation", args);
export const refreshRevocation = (args: { authority: string | null }) => invoke<RevocationView>("refresh_revocation", args);
export const testConnection = () => invoke<ConnectionView>("test_connection");
export const serverLogIn = (args: { user: string; password: string; newPassword: string | null }) => invoke<ServerView>("server_log_in", args);
export const setSystemAccount = (args: { user: string; password: string }) => invoke<null>("set_system_account", args);
export const kinds = () => invoke<Array<KindView>>("kinds");
export const definitions = () => invoke<Array<DefinitionView>>("definitions");
export const definition = (args: { kind: string; version: string }) => invoke<DefinitionText>("definition", args);
export const readDefinition = (args: { path: string }) => invoke<DefinitionFile>("read_definition", args);
export const importDefinition = (args: { path: string; fingerprint: string }) => invoke<Array<DefinitionView>>("import_definition", args);
export const draftDefinition = (args: { draft: NewDefinition }) => invoke<DraftReport>("draft_definition", args);
export const keepDefinition = (args: { draft: NewDefinition }) => invoke<Array<DefinitionView>>("keep_definition", args);
export const retireDefinition = (args: { kind: string; version: string }) => invoke<Array<DefinitionView>>("retire_definition", args);
export const saveDefinition = (args: { kind: string; version: string | null; path: string }) => invoke<null>("save_definition", args);
export const saveTemplate = (args: { kind: string; path: string }) => invoke<null>("save_template", args);
export const takeIn = (args: { path: string; kind: string; listed: Listed | null }) => invoke<JobView>("take_in", args);
export const takeInAs = (args: { path: string; kind: string; encoding: string; listed: Listed | null }) => invoke<JobView>("take_in_as", args);
export const trySend = (args: { path: string; kind: string; listed: Listed | null }) => invoke<TrialView>("try_send", args);
export const recognise = (args: { path: string }) => invoke<KindView | null>("recognise", args);
export const steps = () => invoke<StepsView>("steps");
export const stateStep = (args: { kind: string; reason: string }) => invoke<StepsView>("state_step", args);
export const withdrawStep = (args: { kind: string }) => invoke<StepsView>("withdraw_step", args);
export const openAgain = (args: { id: number; reason: string }) => invoke<StepsView>("open_again", args);
export const jobs = (args: { part: ListPart }) => invoke<Array<JobView>>("jobs", args);
export const openJobs = () => invoke<Array<JobView>>("open_jobs");
export const job = (args: { id: number }) => invoke<JobView>("job", args);
export const findingGroups = (args: { id: number }) => invoke<Array<FindingGroup>>("finding_groups", args);
export const findings = (args: { id: number; filter: FindingFilter; offset: number; limit: number }) => invoke<FindingPage>("findings", args);
export const findingRow = (args: { id: number; row: number }) => invoke<RowView>("finding_row", args);
export const findingEmployers = (args: { id: number }) => invoke<Array<EmployerCount>>("finding_employers", args);
export const findingSheets = (args: { id: number; employer: string | null }) => invoke<Array<FindingSheet>>("finding_sheets", args);
export const saveFindings = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_findings", args);
export const correctionChoices = (args: { id: number; code: string; severity: Severity }) => invoke<Array<CorrectionChoice>>("correction_choices", args);
export const correct = (args: { id: number; accepted: Acceptance }) => invoke<JobView>("correct", args);
export const saveCorrections = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_corrections", args);
export const decisionReasons = () => invoke<Array<ReasonView>>("decision_reasons");
export const decisionSheet = (args: { id: number }) => invoke<DecisionSheet>("decision_sheet", args);
export const saveDecisions = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_decisions", args);
export const decide = (args: { id: number; code: string; rows: Array<number> | null; reason: string; words: string }) => invoke<JobView>("decide", args);
export const leaving = (args: { id: number }) => invoke<LeavingView>("leaving", args);
export const excludeErrors = (args: { id: number }) => invoke<JobView>("exclude_errors", args);
export const requestApproval = (args: { id: number }) => invoke<JobView>("request_approval", args);
export const approve = (args: { id: number }) => invoke<JobView>("approve", args);
export const reject = (args: { id: number; reason: string }) => invoke<JobView>("reject", args);
export const cancel = (args: { id: number }) => invoke<JobView>("cancel", args);
export const giveUp = (args: { id: number; reason: string }) => invoke<JobView>("give_up", args);
export const retryNow = (args: { id: number }) => invoke<JobView>("retry_now", args);
export const chooseWay = (args: { id: number; way: SendingWay }) => invoke<JobView>("choose_way", args);
export const writeOut = (args: { id: number; to: HandOutTo }) => invoke<JobView>("write_out", args);
export const noteSent = (args: { id: number; receipt: string; day: string | null }) => invoke<JobView>("note_sent", args);
export const letter = (args: { id: number; addressee: string | null }) => invoke<LetterView>("letter", args);
export const noteTold = (args: { id: number }) => invoke<JobView>("note_told", args);
export const noteStatus = (args: { id: number; word: string }) => invoke<JobView>("note_status", args);
export const takeResult = (args: { path: string; job: number | null }) => invoke<JobView>("take_result", args);
export const queue = () => invoke<Array<JobView>>("queue");
export const sendFirst = (args: { id: number }) => invoke<JobView>("send_first", args);
export const hold = (args: { id: number; reason: string }) => invoke<JobView>("hold", args);
export const letGo = (args: { id: number }) => invoke<JobView>("let_go", args);
export const result = (args: { id: number }) => invoke<ResultView>("result", args);
export const answers = (args: { id: number }) => invoke<Array<AnswerRow>>("answers", args);
export const confirm = (args: { id: number }) => invoke<JobView>("confirm", args);
export const saveResult = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_result", args);
export const saveBranchNumbers = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_branch_numbers", args);
export const saveResend = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_resend", args);
export const handOvers = (args: { part: ListPart }) => invoke<Array<HandOverView>>("hand_overs", args);
export const openHandOvers = () => invoke<Array<HandOverView>>("open_hand_overs");
export const settleHandOver = (args: { id: number }) => invoke<HandOverView>("settle_hand_over", args);
export const eraseHandOver = (args: { id: number }) => invoke<HandOverView>("erase_hand_over", args);
export const masters = () => invoke<MastersView>("masters");
export const masterChanges = (args: { id: number }) => invoke<MasterChanges>("master_changes", args);
export const pullMasters = (args: { full: boolean }) => invoke<MastersView>("pull_masters", args);
export const takeMasters = (args: { path: string }) => invoke<MastersView>("take_masters", args);
export const saveMasters = (args: { to: HandOutTo; since: number | null }) => invoke<HandOverView>("save_masters", args);
export const index = () => invoke<IndexView>("index");
export const indexed = (args: { part: IndexPart }) => invoke<Array<IndexedLine>>("indexed", args);
export const turnIndexOn = (args: { purpose: string; purgeOn: string }) => invoke<IndexView>("turn_index_on", args);
export const turnIndexOff = () => invoke<IndexView>("turn_index_off");
export const setThresholds = (args: { thresholds: Thresholds | null }) => invoke<IndexView>("set_thresholds", args);
export const disposals = (args: { part: ListPart }) => invoke<Array<DisposalView>>("disposals", args);
export const disposeDue = () => invoke<Array<DisposalView>>("dispose_due");
export const disposeJob = (args: { id: number; reason: string; second: SecondPerson }) => invoke<Array<DisposalView>>("dispose_job", args);
export const retention = () => invoke<Array<RetentionView>>("retention");
export const identityCases = (args: { part: ListPart }) => invoke<CaseList>("identity_cases", args);
export const identityCase = (args: { id: number }) => invoke<CaseView>("identity_case", args);
export const newCase = (args: { subject: string }) => invoke<CaseView>("new_case", args);
export const newCaseFrom = (args: { subject: string; path: string }) => invoke<CaseView>("new_case_from", args);
export const answerCase = (args: { id: number; answer: CaseAnswer }) => invoke<CaseView>("answer_case", args);
export const nameCase = (args: { id: number; subject: string }) => invoke<CaseView>("name_case", args);
export const refuseCase = (args: { id: number; reason: string }) => invoke<CaseView>("refuse_case", args);
export const closeCase = (args: { id: number }) => invoke<CaseView>("close_case", args);
export const stepForm = (args: { id: number; to: FormState }) => invoke<CaseView>("step_form", args);
export const comparisons = (args: { part: ListPart }) => invoke<Array<ComparisonView>>("comparisons", args);
export const comparison = (args: { id: number }) => invoke<ComparisonView>("comparison", args);
export const takePairs = (args: { path: string }) => invoke<ComparisonView>("take_pairs", args);
export const nextPair = (args: { id: number; after: number }) => invoke<PairView | null>("next_pair", args);
export const pairSample = (args: { id: number }) => invoke<Array<PairView>>("pair_sample", args);
export const pairGrounds = () => invoke<Array<PairGround>>("pair_grounds");
export const acceptSample = (args: { id: number }) => invoke<ComparisonView>("accept_sample", args);
export const doubtPair = (args: { id: number; row: number }) => invoke<ComparisonView>("doubt_pair", args);
export const answerPair = (args: { id: number; row: number; finding: PairFinding; ground: Ground | null }) => invoke<ComparisonView>("answer_pair", args);
export const decidedPairs = (args: { id: number; after: number }) => invoke<Array<DecidedPair>>("decided_pairs", args);
export const reopenPair = (args: { id: number; row: number }) => invoke<ComparisonView>("reopen_pair", args);
export const saveComparison = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_comparison", args);
export const lookUps = (args: { part: ListPart }) => invoke<LookUpsView>("look_ups", args);
export const peopleAsked = (args: { part: ListPart }) => invoke<Array<AskLine>>("people_asked", args);
export const beginLookUp = (args: { path: string; asked: NewLookUp; listed: Listed | null }) => invoke<JobView>("begin_look_up", args);
export const estimateLookUp = (args: { path: string; kind: string }) => invoke<LookUpEstimate>("estimate_look_up", args);
export const lookUpPerson = (args: { typed: { [key in string]: string }; again: string | null; asked: NewLookUp }) => invoke<JobView>("look_up_person", args);
export const setLookUpCost = (args: { yen: number; postage: number | null }) => invoke<LookUpsView>("set_look_up_cost", args);
export const settleAsking = (args: { job: number; row: number; how: string }) => invoke<LookUpsView>("settle_asking", args);
export const compareLookUp = (args: { id: number; members: string }) => invoke<ComparisonView>("compare_look_up", args);
export const inquiries = (args: { part: ListPart }) => invoke<InquiriesView>("inquiries", args);
export const inquirePerson = (args: { typed: { [key in string]: string } }) => invoke<JobView>("inquire_person", args);
export const provisionRecords = () => invoke<ProvisionRecords>("provision_records");
export const symbols = (args: { words: string }) => invoke<SymbolsView>("symbols", args);
export const requestSymbol = (args: { serverBranch: string }) => invoke<SymbolLine>("request_symbol", args);
export const numbers = (args: { part: ListPart }) => invoke<NumbersView>("numbers", args);
export const numberProblem = (args: { typed: string }) => invoke<string | null>("number_problem", args);
export const enterNumber = (args: { owner: NumberOwner; typed: string; again: string; case: number }) => invoke<NumbersView>("enter_number", args);
export const readNumber = (args: { owner: NumberOwner; path: string }) => invoke<NumbersView>("read_number", args);
export const removeNumber = (args: { id: number; reason: string }) => invoke<NumbersView>("remove_number", args);
export const revealNumber = (args: { place: string; id: number; row: number; reason: string }) => invoke<Revealed>("reveal_number", args);
export const saveNumbers = (args: { to: HandOutTo }) => invoke<HandOverView>("save_numbers", args);
export const collection = (args: { part: ListPart }) => invoke<CollectionView>("collection", args);
export const readCollection = (args: { path: string }) => invoke<EmployerFile>("read_collection", args);
export const takeCollection = (args: { path: string; new: NewDelivery }) => invoke<DeliveryView>("take_collection", args);
export const takeEmployers = (args: { path: string }) => invoke<CollectionView>("take_employers", args);
export const delivery = (args: { id: number }) => invoke<DeliveryView>("delivery", args);
export const saveDelivery = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_delivery", args);
export const saveDeliveryFindings = (args: { id: number; to: HandOutTo }) => invoke<HandOverView>("save_delivery_findings", args);
export const removeDelivery = (args: { id: number; reason: string }) => invoke<CollectionView>("remove_delivery", args);
export const remindEmployers = (args: { employers: Array<number>; how: string }) => invoke<Array<ReminderLetter>>("remind_employers", args);
export const saveReminders = (args: { to: HandOutTo }) => invoke<HandOverView>("save_reminders", args);
export const mismatches = (args: { part: ListPart }) => invoke<MismatchList>("mismatches", args);
export const mismatch = (args: { id: number }) => invoke<MismatchView>("mismatch", args);
export const saveMismatches = (args: { to: HandOutTo }) => invoke<HandOverView>("save_mismatches", args);
export const receiveMismatches = () => invoke<MismatchList>("receive_mismatches");
export const assignMismatch = (args: { id: number; to: string | null }) => invoke<MismatchView>("assign_mismatch", args);
export const correctMismatch = (args: { id: number }) => invoke<MismatchView>("correct_mismatch", args);
export const reopenMismatch = (args: { id: number }) => invoke<MismatchView>("reopen_mismatch", args);
export const proposeNoDoubt = (args: { id: number; reason: string; evidence: string }) => invoke<MismatchView>("propose_no_doubt", args);
export const agreeToNoDoubt = (args: { id: number }) => invoke<MismatchView>("agree_to_no_doubt", args);
export const proposeTogether = (args: { ids: Array<number>; reason: string; evidence: string }) => invoke<MismatchList>("propose_together", args);
export const agreeTogether = (args: { ids: Array<number> }) => invoke<MismatchList>("agree_together", args);
export const objectToNoDoubt = (args: { id: number; reason: string }) => invoke<MismatchView>("object_to_no_doubt", args);
export const withdrawNoDoubt = (args: { id: number }) => invoke<MismatchView>("withdraw_no_doubt", args);
export const registerNoDoubt = (args: { id: number }) => invoke<MismatchView>("register_no_doubt", args);
export const followUps = () => invoke<FollowUpList>("follow_ups");
export const endFollowUp = (args: { key: string; how: string }) => invoke<FollowUpList>("end_follow_up", args);
export const timelines = (args: { show: TimelineShow; text: string }) => invoke<TimelineList>("timelines", args);
export const timeline = (args: { registration: string }) => invoke<TimelineView>("timeline", args);
export const closeTimeline = (args: { registration: string; reason: string }) => invoke<TimelineView>("close_timeline", args);
export const memberForm = () => invoke<MemberForm>("member_form");
export const typeMember = (args: { change: MemberChange; typed: { [key in string]: string }; again: string | null }) => invoke<JobView>("type_member", args);
export const compareMembers = (args: { path: string; to: HandOutTo }) => invoke<MembersCompared>("compare_members", args);
export const protectedPeople = () => invoke<ProtectedList>("protected_people");
export const protectPerson = (args: { person: NewProtected }) => invoke<ProtectedList>("protect_person", args);
export const setProtectionEnd = (args: { id: string; until: string | null }) => invoke<ProtectedList>("set_protection_end", args);
export const endProtection = (args: { id: string; reason: string }) => invoke<ProtectedList>("end_protection", args);
export const showWhereabouts = (args: { place: string; id: number; row: number; reason: string }) => invoke<Revealed>("show_whereabouts", args);
export const pia = () => invoke<PiaView>("pia");
export const assessPia = (args: { question: PiaQuestion; past: number }) => invoke<PiaView>("assess_pia", args);
export const chooseFile = (args: { title: string; extensions: Array<string> }) => invoke<string | null>("choose_file", args);
export const chooseSaveFile = (args: { title: string; name: string }) => invoke<string | null>("choose_save_file", args);
export const suggestedFolder = () => invoke<string>("suggested_folder");
export const zoom = (args: { factor: number }) => invoke<null>("zoom", args);
export const showInFolder = (args: { path: string }) => invoke<null>("show_in_folder", args);
export const setupSheet = () => invoke<SetupSheet | null>("setup_sheet");
