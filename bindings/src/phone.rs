//! The phone object: one method for each operation of the core.

use std::sync::{Arc, Mutex, PoisonError};

use kunci_core::Phone as CorePhone;
use kunci_core::background::Entered;
use kunci_core::config::BankConfig;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::texts::Language;

use crate::cards::{Card, CardName, ControlsOutcome, ReceiptView};
use crate::code_entry::CodeEntry;
use crate::desktop_clock::DesktopClock;
use crate::device_keys::{DeviceKeys, Host};
use crate::errors::PhoneError;
use crate::offline::{CallerCheckView, CallerView, OfflineCode, ScanView, TypedTransfer};
use crate::operations::{
    Money, Operation, OperationView, OperationWords, PayeeDraft, ProfileField, RejectReason, TransferDraft, shared,
};
use crate::otp_code::OtpCode;
use crate::runtime::run;
use crate::views::{
    EnrolmentMethod, EnrolmentView, FingerprintView, HardwareTokenView, KeyBundleView, NotMeView, SessionView,
    StepUpMethod, StepUpView, TokenView,
};

/// One customer's phone. One per profile folder and process.
#[derive(uniffi::Object)]
pub struct Phone(Mutex<Option<Arc<CorePhone>>>);

#[uniffi::export]
impl Phone {
    /// Opens (or makes) the profile in `profile_dir`. `bank_config_json` is the bank's configuration that the app ships with.
    ///
    /// # Errors
    /// A configuration that cannot be used, a profile that is damaged, in use, of a newer version or of another phone.
    #[uniffi::constructor]
    pub fn open(profile_dir: String, bank_config_json: String, keys: Arc<dyn DeviceKeys>) -> Result<Self, PhoneError> {
        let config = BankConfig::from_json(&bank_config_json).map_err(kunci_core::Error::from)?;
        let phone = kunci_adapters::open(profile_dir.as_ref(), &config, Arc::new(Host(keys)))?;
        Ok(Self(Mutex::new(Some(Arc::new(phone)))))
    }

    /// The same on a system that tells the name of its run (`kern.bootsessionuuid`) to apps only. `boot_session`: that name; none where it cannot
    /// be had.
    ///
    /// # Errors
    /// As [`Phone::open`].
    #[uniffi::constructor]
    pub fn open_in_session(
        profile_dir: String,
        bank_config_json: String,
        keys: Arc<dyn DeviceKeys>,
        boot_session: Option<String>,
    ) -> Result<Self, PhoneError> {
        let config = BankConfig::from_json(&bank_config_json).map_err(kunci_core::Error::from)?;
        let (keys, clock) = (Arc::new(Host(keys)), Arc::new(kunci_adapters::HostClock::new(boot_session.as_deref())));
        let phone = kunci_adapters::open_with_clock(profile_dir.as_ref(), &config, keys, clock)?;
        Ok(Self(Mutex::new(Some(Arc::new(phone)))))
    }

    /// The same on clocks that a tester moves. For desktops and tests only.
    ///
    /// # Errors
    /// As [`Phone::open`].
    #[uniffi::constructor]
    pub fn open_on_desktop(
        profile_dir: String,
        bank_config_json: String,
        keys: Arc<dyn DeviceKeys>,
        clock: Arc<DesktopClock>,
    ) -> Result<Self, PhoneError> {
        let config = BankConfig::from_json(&bank_config_json).map_err(kunci_core::Error::from)?;
        let (keys, clock) = (Arc::new(Host(keys)), Arc::<kunci_adapters::DesktopClock>::clone(&clock.0));
        let phone = kunci_adapters::open_with_clock(profile_dir.as_ref(), &config, keys, clock)?;
        Ok(Self(Mutex::new(Some(Arc::new(phone)))))
    }

    /// Fetches the bank's key bundle and verifies it against the pinned root.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn fetch_keys(&self) -> Result<KeyBundleView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.fetch_keys().await }).await?.into())
    }

    /// Signs in with user id and password (UTF-8; overwrite your copy). `language`: tag of the app's language.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn sign_in(
        &self,
        user_id: String,
        password: Vec<u8>,
        language: String,
    ) -> Result<SessionView, PhoneError> {
        let (phone, password) = (self.open_phone()?, SecretBytes::from_vec(password));
        Ok(run(async move { phone.sign_in(&user_id, password, &language).await }).await?.into())
    }

    /// Raises the session by the token's proof.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn sign_in_with_token(&self, code: Arc<CodeEntry>) -> Result<SessionView, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.take()?);
        Ok(run(async move { phone.sign_in_with_token(&code).await }).await?.into())
    }

    /// After `StepUpRequired`: asks for a PIN by SMS, or for a code of the hardware token.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_step_up(&self, method: StepUpMethod) -> Result<StepUpView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.begin_step_up(method.into()).await }).await?.into())
    }

    /// Gives that code; then the token is proved again.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn prove_step_up(&self, otp: Arc<CodeEntry>) -> Result<(), PhoneError> {
        let (phone, otp) = (self.open_phone()?, otp.take()?);
        run(async move { phone.prove_step_up(&otp).await }).await
    }

    /// Lets the session look, by a code of the hardware token.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn sign_in_with_hardware_token(&self, otp: Arc<CodeEntry>) -> Result<SessionView, PhoneError> {
        let (phone, otp) = (self.open_phone()?, otp.take()?);
        Ok(run(async move { phone.sign_in_with_hardware_token(&otp).await }).await?.into())
    }

    /// Ends the session.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn sign_out(&self) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.sign_out().await }).await
    }

    /// Begins an enrolment.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_enrolment(&self, method: EnrolmentMethod) -> Result<EnrolmentView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.begin_enrolment(method.into()).await }).await?.into())
    }

    /// Proves it with the one-time PIN.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn prove_enrolment(&self, otp: Arc<CodeEntry>) -> Result<(), PhoneError> {
        let (phone, otp) = (self.open_phone()?, otp.take()?);
        run(async move { phone.prove_enrolment(&otp).await }).await
    }

    /// Takes the Unlock Code, typed twice.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn choose_code(&self, code: Arc<CodeEntry>, repeat: Arc<CodeEntry>) -> Result<TokenView, PhoneError> {
        let (phone, code, repeat) = (self.open_phone()?, code.take()?, repeat.take()?);
        Ok(run(async move { phone.choose_code(&code, &repeat).await }).await?.into())
    }

    /// Changes the Unlock Code: the old one is proved to the bank, the new one typed twice.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn change_code(
        &self,
        old: Arc<CodeEntry>,
        new: Arc<CodeEntry>,
        repeat: Arc<CodeEntry>,
    ) -> Result<TokenView, PhoneError> {
        let (phone, old, new, repeat) = (self.open_phone()?, old.take()?, new.take()?, repeat.take()?);
        Ok(run(async move { phone.change_code(&old, &new, &repeat).await }).await?.into())
    }

    /// Ends an enrolment whose answer was lost.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn resume_enrolment(&self, code: Option<Arc<CodeEntry>>) -> Result<TokenView, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.map(|code| code.take()).transpose()?);
        Ok(run(async move { phone.resume_enrolment(code.as_ref()).await }).await?.into())
    }

    /// The token as this phone knows it.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn token(&self) -> Result<TokenView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.token().await }).await?.into())
    }

    /// Asks the bank for the token's signed status.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn token_status(&self) -> Result<TokenView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.token_status().await }).await?.into())
    }

    /// Makes an OTP, offline.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn otp(&self, code: Arc<CodeEntry>) -> Result<Arc<OtpCode>, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.take()?);
        Ok(Arc::new(run(async move { phone.otp(&code).await }).await?.into()))
    }

    /// Tells the bank that the phone that replaced this one is not the customer's; with the old Unlock Code the new phone's token is
    /// suspended.
    ///
    /// # Errors
    /// [`PhoneError`].
    #[uniffi::method(default(code = None))]
    pub async fn not_me(&self, code: Option<Arc<CodeEntry>>) -> Result<NotMeView, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.map(|code| code.take()).transpose()?);
        Ok(run(async move { phone.not_me(code.as_ref()).await }).await?.into())
    }

    /// Begins an enrolment by the website's QR; returns what the customer types there.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn begin_enrolment_by_qr(&self, text: String) -> Result<FingerprintView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.begin_enrolment_by_qr(&text).await }).await?.into())
    }

    /// Asks whether the old phone has approved; `ApprovalPending` until it has.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn prove_enrolment_by_old_phone(&self) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.prove_enrolment_by_old_phone().await }).await
    }

    /// Takes the token off this phone.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn remove_token(&self, code: Arc<CodeEntry>) -> Result<TokenView, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.take()?);
        Ok(run(async move { phone.remove_token(&code).await }).await?.into())
    }

    /// Activates a hardware token. `birth_date`: `DD/MM/YYYY`; `serial`: as printed on its back.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn activate_hardware_token(
        &self,
        birth_date: String,
        serial: String,
        otp: Arc<CodeEntry>,
    ) -> Result<HardwareTokenView, PhoneError> {
        let (phone, otp) = (self.open_phone()?, otp.take()?);
        Ok(run(async move { phone.activate_hardware_token(&birth_date, &serial, &otp).await }).await?.into())
    }

    /// Teaches the bank the device's clock with two codes that followed one another.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn resync_hardware_token(
        &self,
        serial: String,
        otp: Arc<CodeEntry>,
        next_otp: Arc<CodeEntry>,
    ) -> Result<HardwareTokenView, PhoneError> {
        let (phone, otp, next_otp) = (self.open_phone()?, otp.take()?, next_otp.take()?);
        Ok(run(async move { phone.resync_hardware_token(&serial, &otp, &next_otp).await }).await?.into())
    }

    /// Has the bank build a transfer to approve.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn start_transfer(&self, draft: TransferDraft) -> Result<Arc<Operation>, PhoneError> {
        let (phone, draft) = (self.open_phone()?, draft.try_into()?);
        Ok(shared(run(async move { phone.start_transfer(&draft).await }).await?))
    }

    /// What waits for the customer, newest first.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn pending_operations(&self) -> Result<Vec<Arc<Operation>>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.pending_operations().await }).await?.into_iter().map(shared).collect())
    }

    /// Waits until something new may wait for the customer, or be answered, and returns how many times that was so; `counted` is what the
    /// call before returned, 0 the first time. The bank says it over the live link, which `connect` opens; each time that the link stands
    /// again counts too. Ends with `Closed` when the session ends.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn operations_changed(&self, counted: u64) -> Result<u64, PhoneError> {
        let phone = self.at_any_time()?;
        run(async move { phone.operations_changed(counted).await }).await
    }

    /// Has the bank build the operation that adds a payee.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn start_payee(&self, draft: PayeeDraft) -> Result<Arc<Operation>, PhoneError> {
        let (phone, draft) = (self.open_phone()?, draft.into());
        Ok(shared(run(async move { phone.start_payee(&draft).await }).await?))
    }

    /// Has the bank build the operation that changes an address or e-mail address.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn start_profile_change(&self, field: ProfileField, new: String) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.start_profile_change(field.into(), &new).await }).await?))
    }

    /// The newest operations, whatever became of them, newest first.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn recent_operations(&self) -> Result<Vec<OperationView>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.recent_operations().await }).await?.into_iter().map(Into::into).collect())
    }

    /// What is approved and not settled yet, newest first.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn operations_in_progress(&self) -> Result<Vec<OperationView>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.operations_in_progress().await }).await?.into_iter().map(Into::into).collect())
    }

    /// How an operation stands, in words of the language of the tag.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn operation_words(&self, view: OperationView, language: &str) -> Result<OperationWords, PhoneError> {
        Ok(self.open_phone()?.operation_words(&view.into(), Language::from_tag(language))?.into())
    }

    /// Says what a scanned text is: an operation to approve, a payment code, or something else. No network is needed.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn read_scan(&self, text: String, language: String) -> Result<ScanView, PhoneError> {
        let phone = self.open_phone()?;
        let scan = run(async move { phone.read_scan(&text).await }).await?;
        Ok(ScanView::of(scan, &language))
    }

    /// Makes the code that approves exactly this operation on the website, offline.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn qr_code(
        &self,
        operation: Arc<Operation>,
        code: Arc<CodeEntry>,
    ) -> Result<Arc<OfflineCode>, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.take()?);
        Ok(Arc::new(run(async move { phone.qr_code(&operation.0, &code).await }).await?.into()))
    }

    /// Makes the code that approves on the website what was typed here, offline.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn typed_code(&self, typed: TypedTransfer, code: Arc<CodeEntry>) -> Result<Arc<OfflineCode>, PhoneError> {
        let (phone, typed, code) = (self.open_phone()?, typed.try_into()?, code.take()?);
        Ok(Arc::new(run(async move { phone.typed_code(&typed, &code).await }).await?.into()))
    }

    /// Makes the code that freezes a card by telephone: no network, no Unlock Code, also while the token is locked.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn freeze_code(&self, card_id: String) -> Result<Arc<OfflineCode>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(Arc::new(run(async move { phone.freeze_code(&card_id).await }).await?.into()))
    }

    /// Draws the challenge for somebody who calls and says to be the bank.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn start_caller_check(&self) -> Result<CallerCheckView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.start_caller_check().await }).await?.into())
    }

    /// Verifies the caller's answer, offline.
    ///
    /// # Errors
    /// [`PhoneError`]; `CallerNotProven`: hang up.
    pub async fn finish_caller_check(
        &self,
        employee_id: String,
        purpose: String,
        answer: String,
    ) -> Result<CallerView, PhoneError> {
        let phone = self.open_phone()?;
        let check = async move { phone.finish_caller_check(&employee_id, &purpose, &answer).await };
        Ok(run(check).await?.into())
    }

    /// How an operation stands.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn operation(&self, operation_id: String) -> Result<OperationView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.operation(&operation_id).await }).await?.into())
    }

    /// Approves exactly what the operation shows.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn approve(&self, operation: Arc<Operation>, code: Arc<CodeEntry>) -> Result<OperationView, PhoneError> {
        let (phone, code) = (self.open_phone()?, code.take()?);
        Ok(run(async move { phone.approve(&operation.0, &code).await }).await?.into())
    }

    /// Says no.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn reject(&self, operation: Arc<Operation>, reason: RejectReason) -> Result<OperationView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.reject(&operation.0, reason.into()).await }).await?.into())
    }

    /// The customer's cards.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn cards(&self) -> Result<Vec<Arc<Card>>, PhoneError> {
        let phone = self.open_phone()?;
        run(async move { Card::listed(&phone).await }).await
    }

    /// The cards by name, as last listed: no network, no session.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn known_cards(&self) -> Result<Vec<CardName>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.known_cards().await }).await?.into_iter().map(Into::into).collect())
    }

    /// Freezes a card by possession alone; frozen when the receipt is here.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn freeze_card(&self, card_id: String) -> Result<ReceiptView, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.freeze_card(&card_id).await }).await?.into())
    }

    /// Asks for the operation that unfreezes a card.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn unfreeze_card(&self, card_id: String) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.unfreeze_card(&card_id).await }).await?))
    }

    /// Sets the most for one payment: lower at once, higher by approval.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn set_card_limit(&self, card: Arc<Card>, amount: Money) -> Result<ControlsOutcome, PhoneError> {
        let (phone, amount) = (self.open_phone()?, amount.try_into()?);
        Ok(run(async move { phone.set_card_limit(&card.card, amount).await }).await?.into())
    }

    /// Forgets session and keys in memory and gives the profile back as soon as what is under way has ended; later calls answer
    /// `Closed`. (Named so because generated Kotlin has a `close` of its own.)
    pub fn shut_down(&self) {
        let phone = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(phone) = phone {
            phone.close();
        }
    }
}

impl Phone {
    /// The core for a call, as long as it was not shut down and the app is not in the background.
    pub(crate) fn open_phone(&self) -> Result<Entered, PhoneError> {
        self.at_any_time()?.enter()
    }

    /// The core for what goes on in the background as well: pulls that wait, and looks at the clock.
    pub(crate) fn at_any_time(&self) -> Result<Arc<CorePhone>, PhoneError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(PhoneError::Closed)
    }
}
