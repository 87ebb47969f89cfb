//! How and where a card is used: channel, country, merchant.

use serde::{Deserialize, Serialize};
use unicode_normalization::is_nfc;

use super::named::named;
use crate::names;

named! {
    /// The way by which a payment comes in.
    Channel {
        /// The chip, in a terminal.
        Chip = "chip",
        /// Card or phone held to a terminal.
        Contactless = "contactless",
        /// The magnetic stripe.
        MagneticStripe = "magnetic-stripe",
        /// A shop on the internet.
        Online = "online",
        /// The number told by letter or telephone.
        MailPhone = "mail-phone",
        /// A subscription that the merchant starts.
        Recurring = "recurring",
        /// Cash from a machine.
        Atm = "atm",
        /// Cash at a counter.
        CashAdvance = "cash-advance",
        /// The card is put into a wallet; no money moves.
        WalletProvisioning = "wallet-provisioning",
    }
}

named! {
    /// At home or not.
    Place {
        /// In the card's own country.
        Domestic = "domestic",
        /// In any other.
        Abroad = "abroad",
    }
}

/// ISO 3166-1 alpha-2, all that are assigned (tz database 2025b, `iso3166.tab`, public domain).
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// A country, ISO 3166-1 alpha-2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("pattern" = "^[A-Z]{2}$")))]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// Not an assigned code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a country's two letters")]
pub struct UnknownCountry;

impl Country {
    /// Indonesia.
    pub const INDONESIA: Self = Self(*b"ID");

    /// Two capital letters.
    ///
    /// # Errors
    /// [`UnknownCountry`].
    pub fn new(code: &str) -> Result<Self, UnknownCountry> {
        let letters: [u8; 2] = code.as_bytes().try_into().map_err(|_| UnknownCountry)?;
        let known = COUNTRIES.split(' ').any(|known| known == code);
        if known { Ok(Self(letters)) } else { Err(UnknownCountry) }
    }

    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.split(' ').filter_map(|code| Self::new(code).ok())
    }

    /// The two letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;

    fn try_from(code: String) -> Result<Self, UnknownCountry> {
        Self::new(&code)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

/// A merchant as the card network knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "MerchantWire", into = "MerchantWire")]
pub struct Merchant {
    id: String,
    name: String,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct MerchantWire {
    id: String,
    name: String,
}

/// An id or a name that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a merchant's id and name")]
pub struct MerchantInvalid;

impl Merchant {
    /// `id`: the network's, 1 to 24 letters, digits or `-`. `name`: 1 to 60 characters that show as they are, NFC.
    ///
    /// # Errors
    /// [`MerchantInvalid`].
    pub fn new(id: &str, name: &str) -> Result<Self, MerchantInvalid> {
        let fine_id =
            (1..=24).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let fine_name = (1..=60).contains(&name.chars().count())
            && names::check_text(name).is_ok()
            && name.trim() == name
            && is_nfc(name);
        if fine_id && fine_name { Ok(Self { id: id.to_owned(), name: name.to_owned() }) } else { Err(MerchantInvalid) }
    }

    /// By which it is recognised.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// For people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl TryFrom<MerchantWire> for Merchant {
    type Error = MerchantInvalid;

    fn try_from(wire: MerchantWire) -> Result<Self, MerchantInvalid> {
        Self::new(&wire.id, &wire.name)
    }
}

impl From<Merchant> for MerchantWire {
    fn from(merchant: Merchant) -> Self {
        Self { id: merchant.id, name: merchant.name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_4_every_assigned_country_and_no_other_is_one() {
        assert_eq!(Country::all().count(), 249);
        assert_eq!(Country::new("ID"), Ok(Country::INDONESIA));
        for wrong in ["", "I", "IDN", "id", "XX", "ZZ", "I ", " D"] {
            assert_eq!(Country::new(wrong), Err(UnknownCountry), "{wrong:?}");
        }
        assert!(serde_json::from_str::<Country>("\"UK\"").is_err(), "Britain is GB");
    }

    #[test]
    fn card_4_a_merchant_has_an_id_and_a_name_that_shows_as_it_is() {
        assert!(Merchant::new("M-00017", "Warung Bahagia").is_ok());
        for (id, name) in [("", "Toko"), ("M 1", "Toko"), ("M1", ""), ("M1", " Toko"), ("M1", "To\u{202e}ko")] {
            assert_eq!(Merchant::new(id, name), Err(MerchantInvalid), "{id:?} {name:?}");
        }
    }
}
