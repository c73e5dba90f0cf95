/// Turns values into text: records in the formats of the command line, a history as a drawing.
///
/// Pure: values in, text out. Nothing here prints, asks the terminal or reads a clock; the caller
/// says how wide the terminal is and whether it shows colour.
///
/// - *cell*: one column of a terminal; an ideograph takes two. Widths are in cells.
/// - *record*: fields and their values in order; the same records come out in every format.
/// - *mark*: what shows doubt about a date: `~` approximate, `?` uncertain, `y` year inferred.
