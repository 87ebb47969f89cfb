//! How often the open link wakes an idle phone: counted in virtual time by the simulation beforehand, because its clock is another than
//! the one that everything else here is measured by.

use crate::row::Row;

const AIM: usize = 120;

/// `counted`: times that the phone wakes in an hour, signs of life that it asks for, frames that come.
pub(crate) fn rows(counted: Option<&str>) -> Result<Vec<Row>, String> {
    let Some(counted) = counted else { return Ok(vec![row("times the phone wakes", None, true)]) };
    let numbers: Vec<usize> = counted.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [wakes, asked, came] = numbers[..] else { return Err(format!("not three numbers: {counted}")) };
    Ok(vec![
        row("times the phone wakes", Some(wakes), true),
        row("signs of life asked for", Some(asked), false),
        row("frames that came", Some(came), false),
    ])
}

fn row(what: &str, number: Option<usize>, judged: bool) -> Row {
    let told = number.map_or_else(|| "not measured".to_owned(), |number| number.to_string());
    Row {
        what: format!("link open, an idle hour: {what}"),
        against: "counted in virtual time".into(),
        ours: told.clone(),
        theirs: String::new(),
        figure: told,
        aim: if judged { format!("≤ {AIM}") } else { "(told)".into() },
        holds: number.filter(|_| judged).map(|number| number <= AIM),
    }
}
