//! Merchant categories: ISO 18245 codes, and the groups by which a customer blocks them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::named::named;

named! {
    /// What a customer can block together; every code belongs to exactly one.
    CategoryGroup {
        /// Betting, lotteries, casinos.
        Gambling = "gambling",
        /// Dating, escorts, massage, calls at a price.
        Adult = "adult",
        /// Bars, liquor, tobacco.
        AlcoholTobacco = "alcohol-tobacco",
        /// Cash, transfers, foreign money, crypto-assets, stored value.
        Money = "money",
        /// Games, films, music, sport, digital goods.
        Entertainment = "games-entertainment",
        /// Food and daily needs.
        Groceries = "groceries",
        /// Eating out.
        Restaurants = "restaurants",
        /// Fuel, cars, parking.
        Vehicles = "fuel-vehicles",
        /// Flights, hotels, rented cars, tours.
        Travel = "travel",
        /// Trains, buses, taxis, couriers, tolls.
        Transport = "transport",
        /// Telephone, internet, power, water.
        Utilities = "telecom-utilities",
        /// Doctors, hospitals, pharmacies.
        Health = "health",
        /// Clothes and shoes.
        Clothing = "clothing",
        /// Computers, appliances, their repair.
        Electronics = "electronics",
        /// House and garden.
        Home = "home-garden",
        /// Schools and child care.
        Education = "education",
        /// Taxes, fines, post.
        Government = "government",
        /// Charities, religion, associations.
        Charity = "charity-membership",
        /// Every other shop.
        Shops = "other-shops",
        /// Every other service.
        Services = "services",
    }
}

/// See `lists/README.md` for the source.
const TABLE: &str = include_str!("../../lists/merchant_categories.tsv");

/// Single airlines, car rentals and hotels, which the networks name one by one.
const NAMED_TRAVEL: std::ops::RangeInclusive<u16> = 3000..=3999;

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// By which it is blocked.
    pub group: CategoryGroup,
    /// In English, as ISO 18245 or a network words it.
    pub description: &'static str,
}

/// Looks a code up (0 to 9999). One that the table lacks counts as a service.
#[must_use]
pub fn category(code: u16) -> Category {
    if NAMED_TRAVEL.contains(&code) {
        return Category { group: CategoryGroup::Travel, description: "Airline, car rental or hotel" };
    }
    let unknown = Category { group: CategoryGroup::Services, description: "Not in the table" };
    table().get(&code).copied().unwrap_or(unknown)
}

/// Every code of the table.
pub fn codes() -> impl Iterator<Item = (u16, Category)> {
    table().iter().map(|(code, category)| (*code, *category))
}

fn table() -> &'static BTreeMap<u16, Category> {
    static READ: OnceLock<BTreeMap<u16, Category>> = OnceLock::new();
    READ.get_or_init(|| TABLE.lines().filter_map(row).collect())
}

fn row(line: &'static str) -> Option<(u16, Category)> {
    let mut parts = line.split('\t');
    let (code, _, group, description) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    Some((code.parse().ok()?, Category { group: CategoryGroup::parse(group)?, description }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{self, Language};

    #[test]
    fn card_4_every_line_of_the_table_is_read_and_stands_once_in_order() {
        let lines: Vec<_> = TABLE.lines().collect();
        assert_eq!(lines.len(), codes().count(), "a line is unreadable or stands twice");
        assert!(lines.is_sorted());
        assert_eq!(lines.iter().filter(|line| line.contains("\tiso\t")).count(), 280);
        for line in lines {
            let digits = line.split('\t').next().unwrap_or_default();
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{line}");
        }
    }

    #[test]
    fn card_4_known_codes_fall_where_people_look_for_them() {
        for (code, group) in [
            (7995, CategoryGroup::Gambling),
            (7801, CategoryGroup::Gambling),
            (5411, CategoryGroup::Groceries),
            (5812, CategoryGroup::Restaurants),
            (5813, CategoryGroup::AlcoholTobacco),
            (6051, CategoryGroup::Money),
            (3000, CategoryGroup::Travel),
            (3999, CategoryGroup::Travel),
            (4511, CategoryGroup::Travel),
            (5541, CategoryGroup::Vehicles),
            (8062, CategoryGroup::Health),
            (9311, CategoryGroup::Government),
            (1, CategoryGroup::Services),
        ] {
            assert_eq!(category(code).group, group, "{code}");
        }
        assert_eq!(category(5411).description, "Groceries and supermarkets");
    }

    #[test]
    fn card_4_every_group_has_codes_and_a_name_in_both_languages() {
        for group in CategoryGroup::ALL {
            assert!(codes().any(|(_, category)| category.group == *group), "{group:?}");
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("category-{}", group.name())), "{group:?}");
            }
        }
    }
}
