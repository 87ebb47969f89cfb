//! `/v1/profile`, `/v1/privacy`, `/v1/alerts`, `/v1/complaints`, `/v1/letters`, `/v1/call-backs` and `/v1/trusted-places`.

use kunci_wire::ProblemCode::{
    CallBackLimit, CallBackOpen, CallBackWindow, HardwareTokenDelayed, HardwareTokenMissing, HardwareTokenRefused,
    HeldByProbation, LetterLimit, NumberChangeClosed, NumberInvalid, OtpRefused, PasswordWeak, Scope, SignInDelayed,
    SignInRefused, SmsLimit, TokenLocked, TokenNotActive,
};
use kunci_wire::alerts::{AlertsReply, ReadAlertsRequest};
use kunci_wire::call_back::{CallBackItem, CallBackRequest, CallBacksReply, UserIdReminderRequest};
use kunci_wire::guard::{EmergencyKeyReply, EmptyRequest, TrustedPlacesReply};
use kunci_wire::phone_number::{
    ChangeCancellation, ChangeProof, ChangeProofReply, ChangeReply, ChangeRequest, NumberReply,
};
use kunci_wire::privacy::{ConsentRequest, ConsentsReply};
use kunci_wire::profile::PasswordRequest;
use kunci_wire::written::{WrittenItem, WrittenReply, WrittenRequest};

use super::operations::order;
use super::{Row, Who, get, post};

pub(super) fn rows() -> Vec<Row> {
    vec![
        get("/v1/profile/phone-number", Who::Session, "The registered number, masked").answers::<NumberReply>(200),
        post("/v1/profile/phone-number", Who::Session, "Sends a code to a new number")
            .asks::<ChangeRequest>()
            .once()
            .answers::<ChangeReply>(201)
            .refuses(&[NumberInvalid, Scope, HardwareTokenMissing, SmsLimit]),
        post(
            "/v1/profile/phone-number/{id}/proof",
            Who::Session,
            "The code: an operation to approve, or a change that waits a day",
        )
        .asks::<ChangeProof>()
        .once()
        .answers::<ChangeProofReply>(201)
        .answers::<ChangeProofReply>(202)
        .refuses(&[OtpRefused, NumberChangeClosed, Scope, HardwareTokenMissing, HardwareTokenRefused])
        .refuses(&[HardwareTokenDelayed, TokenLocked, TokenNotActive, HeldByProbation]),
        post("/v1/profile/phone-number/{id}/cancellation", Who::Session, "Takes a change back")
            .asks::<ChangeCancellation>()
            .once()
            .answers::<NumberReply>(200)
            .refuses(&[NumberChangeClosed]),
        order::<PasswordRequest>("/v1/profile/password", "Asks for a new password").refuses(&[
            SignInRefused,
            SignInDelayed,
            PasswordWeak,
        ]),
        get("/v1/privacy/consents", Who::Looking, "What the bank asks the customer to agree to, and what was said")
            .answers::<ConsentsReply>(200),
        post("/v1/privacy/consents", Who::Full, "Agrees, or takes it back")
            .asks::<ConsentRequest>()
            .answers::<ConsentsReply>(200),
        get("/v1/alerts", Who::LookingOrDevice, "What the bank told the customer, newest first")
            .query("before", "The `next` of the page before")
            .answers::<AlertsReply>(200),
        post("/v1/alerts/read", Who::LookingOrDevice, "Read up to here").asks::<ReadAlertsRequest>().answers_nothing(),
        get("/v1/complaints", Who::Looking, "The customer's complaints, newest first")
            .query("before", "The `next` of the page before")
            .answers::<WrittenReply>(200),
        post("/v1/complaints", Who::Looking, "Files a complaint under a reference, with the day of the answer")
            .asks::<WrittenRequest>()
            .once()
            .answers::<WrittenItem>(201),
        get("/v1/letters", Who::Looking, "The customer's letters by the secure form, newest first")
            .query("before", "The `next` of the page before")
            .answers::<WrittenReply>(200),
        post("/v1/letters", Who::Looking, "Writes a letter under a reference, with the day of the answer")
            .asks::<WrittenRequest>()
            .once()
            .refuses(&[LetterLimit])
            .answers::<WrittenItem>(201),
        get("/v1/call-backs", Who::Looking, "The newest calls that the customer asked for, and when the bank can call")
            .answers::<CallBacksReply>(200),
        post("/v1/call-backs", Who::Looking, "Asks the bank to call the registered number")
            .asks::<CallBackRequest>()
            .once()
            .answers::<CallBackItem>(201)
            .refuses(&[CallBackOpen, CallBackWindow, CallBackLimit]),
        post("/v1/call-backs/{id}/cancellation", Who::Looking, "Takes the wish back")
            .asks::<EmptyRequest>()
            .once()
            .answers::<CallBackItem>(200),
        post("/v1/user-id-reminders", Who::Anybody, "Has a user id sent by SMS to the registered number")
            .asks::<UserIdReminderRequest>()
            .answers_nothing()
            .refuses(&[NumberInvalid, SmsLimit]),
        get("/v1/emergency-key", Who::Looking, "Whether there is an emergency key that works")
            .answers::<EmergencyKeyReply>(200),
        get("/v1/trusted-places", Who::Full, "Whether what loosens waits outside trusted places")
            .answers::<TrustedPlacesReply>(200),
        post("/v1/trusted-places", Who::Device, "From now on it does")
            .asks::<EmptyRequest>()
            .answers::<TrustedPlacesReply>(200),
    ]
}
