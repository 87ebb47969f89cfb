//! `/v1/token`.

use kunci_wire::ProblemCode::{
    ApprovalPending, CodeChangeClosed, ConfirmationRefused, DateFormat, EnrolmentClosed, HardwareTokenDelayed,
    HardwareTokenMissing, HardwareTokenRefused, HeldByProbation, NotMeClosed, NotMeCodeRefused, OldPhoneMissing,
    OtpRefused, OutsideTrustedPlace, ProofRefused, SmsAlreadySent, SmsLimit, TokenLocked, TokenNotActive,
};
use kunci_wire::guard::SuspensionRequest;
use kunci_wire::hardware::{HardwareActivation, HardwareReply, HardwareResync};
use kunci_wire::key_change::{ChangeCommitRequest, ChangeOffer, ChangeProofReply, ChangeProofRequest, ChangeRequest};
use kunci_wire::operations::{NotMeReply, NotMeRequest};
use kunci_wire::token::{
    BeginReply, BeginRequest, ConfirmRequest, KeysExchangeReply, KeysRequest, ProofReply, ProofRequest, RemovalRequest,
    StatusReply, StatusRequest,
};

use super::{Row, Who, post};

pub(super) fn rows() -> Vec<Row> {
    let mut rows = enrolment();
    rows.extend(key_change(
        ["/v1/token/code-changes", "/v1/token/code-changes/{id}/proof", "/v1/token/code-changes/{id}/commit"],
        ["Begins a change of the Unlock Code", "The present code's proof", "The new code's proof puts it in force"],
    ));
    rows.extend(key_change(
        ["/v1/token/biometrics", "/v1/token/biometrics/{id}/proof", "/v1/token/biometrics/{id}/commit"],
        ["Begins to let a finger or a face approve", "The Unlock Code's proof", "The new key's proof puts it in force"],
    ));
    rows.extend(device());
    rows.extend(hardware());
    rows
}

fn enrolment() -> Vec<Row> {
    vec![
        post("/v1/token/enrolments", Who::Session, "Begins an enrolment")
            .asks::<BeginRequest>()
            .once()
            .answers::<BeginReply>(201)
            .refuses(&[SmsAlreadySent, SmsLimit, HardwareTokenMissing, HardwareTokenDelayed, OldPhoneMissing])
            .refuses(&[EnrolmentClosed, HeldByProbation]),
        post("/v1/token/enrolments/{id}/proof", Who::Session, "Who asks is the customer")
            .asks::<ProofRequest>()
            .once()
            .answers::<ProofReply>(200)
            .refuses(&[OtpRefused, HardwareTokenDelayed, ApprovalPending, EnrolmentClosed]),
        post("/v1/token/enrolments/{id}/keys", Who::Session, "The phone's keys for the bank's")
            .asks::<KeysRequest>()
            .once()
            .answers::<KeysExchangeReply>(200)
            .refuses(&[EnrolmentClosed]),
        post("/v1/token/enrolments/{id}/confirmation", Who::Session, "The new Unlock Code's proof: the token works")
            .asks::<ConfirmRequest>()
            .once()
            .answers::<StatusReply>(200)
            .refuses(&[ConfirmationRefused, ApprovalPending, EnrolmentClosed]),
    ]
}

fn key_change([begin, prove, commit]: [&'static str; 3], [begins, proves, commits]: [&'static str; 3]) -> Vec<Row> {
    vec![
        post(begin, Who::Full, begins)
            .asks::<ChangeRequest>()
            .once()
            .answers::<ChangeOffer>(201)
            .refuses(&[TokenLocked, TokenNotActive]),
        post(prove, Who::Full, proves).asks::<ChangeProofRequest>().once().answers::<ChangeProofReply>(200).refuses(&[
            ProofRefused,
            CodeChangeClosed,
            OutsideTrustedPlace,
            TokenLocked,
            TokenNotActive,
        ]),
        post(commit, Who::Full, commits).asks::<ChangeCommitRequest>().once().answers::<StatusReply>(200).refuses(&[
            ProofRefused,
            CodeChangeClosed,
            TokenLocked,
            TokenNotActive,
        ]),
    ]
}

fn device() -> Vec<Row> {
    vec![
        post("/v1/token/status", Who::DeviceKey, "How the token stands, signed by the bank")
            .asks::<StatusRequest>()
            .answers::<StatusReply>(200),
        post("/v1/token/removal", Who::DeviceKey, "Removes the token from the phone")
            .asks::<RemovalRequest>()
            .answers::<StatusReply>(200)
            .refuses(&[ProofRefused, TokenLocked, TokenNotActive]),
        post("/v1/token/not-me", Who::DeviceKey, "The replaced phone says that it was not its customer")
            .asks::<NotMeRequest>()
            .once()
            .answers::<NotMeReply>(200)
            .refuses(&[NotMeClosed, NotMeCodeRefused]),
        post("/v1/token/suspension", Who::DeviceKey, "The customer suspends the token, without the Unlock Code")
            .asks::<SuspensionRequest>()
            .answers::<StatusReply>(200),
    ]
}

fn hardware() -> Vec<Row> {
    vec![
        post("/v1/token/hardware", Who::Session, "Activates the hardware token")
            .asks::<HardwareActivation>()
            .once()
            .answers::<HardwareReply>(200)
            .refuses(&[DateFormat, HardwareTokenRefused, HardwareTokenDelayed]),
        post("/v1/token/hardware/resync", Who::Session, "Two codes in a row: the bank learns how its clock goes")
            .asks::<HardwareResync>()
            .once()
            .answers::<HardwareReply>(200)
            .refuses(&[HardwareTokenRefused, HardwareTokenDelayed]),
    ]
}
