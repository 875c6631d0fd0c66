"""English: what is wrong, what is allowed, what to do."""

SYSTEM: dict[int, str] = {}  # it speaks English

ERRORS = {
    "check_unreadable": (
        "--check “{given}” is not understood.",
        "Write: sheet, or amount, full, state, local = a column of the table; each amount once.",
        '--check "amount=Amount paid"',
    ),
    "check_sheet_unknown": (
        "No column of the table is named like an amount of the filing programs.",
        "Understood: Tổng số tiền NTG đóng, Tiền tự nguyện đóng, Tổng số tiền đóng, Số tiền NSNN hỗ trợ …",
        '--check "amount=Column"',
    ),
    "period_start_missing": (
        "There is {option}, but no first month of the period.",
        "State both; or --from alone: to December of that year; or neither: the whole year after the day asked.",
        "add --from",
    ),
    "period_reversed": (
        "The last month {given:month} lies before the first, {first:month}.",
        "The last month is not before the first.",
        "exchange --from and --to",
    ),
    "roster_missing": (
        "It takes one roster, not “{given}”.",
        "Allowed: one table, or --example N.",
        "bhxh impact --example 18000",
    ),
    "by_column_unknown": (
        "The roster has no column “{given}”.",
        "Columns: {allowed:list}.",
        "choose one of them for {option}",
    ),
    "weight_unreadable": (
        "“{given}” is no number of people that a row can stand for.",
        "Allowed: a whole number from 0 to {most:count}, without strokes, not empty.",
        "mend the cell, or choose another column for --weight",
    ),
    "roster_column_unknown": (
        "The roster has no column “{given}”.",
        "Similar: {suggestions:list}.",
        '{option} "{suggestion}"',
    ),
    "report_kind_unknown": (
        "Sums cannot be written to “{given}”.",
        "Allowed: {allowed:list} files.",
        "-o sums.xlsx",
    ),
    "example_file_alone": (
        "There is no invented roster to write to “{given}”.",
        "--example-file goes with --example N.",
        "add --example 18000",
    ),
    "same_file_twice": (
        "Two results are to be written to “{given}”.",
        "Each result has a file of its own.",
        "choose another name for {option}",
    ),
    "workers_count": ("“{given}” is no number of processes.", "Allowed: 1 to {most}.", "--workers 2"),
    "example_count": ("“{given}” is no number of people to invent.", "Allowed: 1 to {most}.", "--example 18000"),
    "table_missing": (
        "It takes one table, not “{given}”.",
        "Allowed: one CSV, XLSX, JSONL or Parquet file, or -.",
        "name one table, and where the results go with -o",
    ),
    "no_heading_known": (
        "No heading of {given} is understood.",
        "It takes columns such as {allowed:list}, or their Vietnamese names.",
        'see bhxh batch --columns, or add --map "Column=income"',
    ),
    "figure_unknown": ("There is no figure called “{given}”.", "Near: {suggestions:list}.", "--figures {suggestion}"),
    "chart_kind_unknown": (
        "No chart can be drawn into “{given}”.",
        "Allowed: a .svg or .png file.",
        "--chart-file chart.svg",
    ),
    "overlay_unknown": (
        "There is no overlay “{given}”, and no file of that name here.",
        "Those that come with the program, nearest first: {suggestions:list}.",
        "{option} {suggestion}",
    ),
    "overlay_ambiguous": (
        "“{given}” is a file here, and an overlay that comes with the program.",
        "A file is named by its path.",
        '--with "./{given}"',
    ),
    "copy_exists": (
        "The file “{given}” exists.",
        "Existing files are only replaced with --force.",
        "add --force, or rename the file",
    ),
    "file_exists": (
        "The file “{given}” exists.",
        "Existing files are not overwritten.",
        "name another file with {option}",
    ),
    "file_not_written": (
        "The file “{given}” cannot be written: {reason}.",
        "It takes a folder that exists and has room.",
        "name another place with {option}",
    ),
    "solve_with_end": (
        "When the years are what is sought, {option} has no place.",
        "solve finds the years itself.",
        "leave out {option}",
    ),
    "spoken_is_text": (
        "--spoken does not go with the format “{given}”.",
        "Amounts are in words in a message only.",
        "--format text",
    ),
    "by_unknown": ("There is no comparison by “{given}”.", "Allowed: {allowed:list}.", "--by method"),
    "compare_plan_only": (
        "A comparison does not go with {option}.",
        "It needs a plan of further contributions.",
        "leave out {option}",
    ),
    "value_too_long": (
        "{option} has {length:count} characters.",
        "At most {most:count} characters.",
        "write {option} shorter",
    ),
    "compare_nothing_paid": (
        "Nothing is left to be paid, so there is nothing to compare by “{given}”.",
        "A comparison needs a plan of further contributions.",
        "say what will be paid and how long, such as --income 2tr5 --years 5, or ask bhxh quote",
    ),
    "stop_not_here": (
        "The cost of a roster does not go with {option} “{given}”.",
        "What comes back after a stop is reckoned person by person.",
        "leave out {option}, or ask bhxh quote",
    ),
    "too_many_levels": ("{given} levels are too many side by side.", "Allowed: {most} at most.", "name fewer --level"),
    "levels_not_here": (
        "--level has no use in a comparison by “{given}”.",
        "It goes with income (levels), start (months) and stop (years).",
        "leave out --level",
    ),
    "product_not_here": (
        "{option} only goes with a comparison with a deposit.",
        "A product stands beside the deposit and the pension.",
        "add --by deposit",
    ),
    "product_incomplete": (
        "The product told lacks {needed:flag}.",
        (
            "It needs the premium, its years, the benefit and its first month; years of benefits where "
            "it pays by period."
        ),
        "add {option}",
    ),
    "benefit_before_premium": (
        "The benefits of {given:month} do not lie after the first premium, {start:month}.",
        "Benefits come after premiums begin.",
        "--benefit-from 2046-01",
    ),
    "assume_unknown": ("There is no assumption called “{given}”.", "Allowed: {allowed:list}.", "--assume prices=4%"),
    "assume_enacted": (
        "“{given}” is set by law, it is no assumption.",
        "What may be assumed: {allowed:list}.",
        "to try another law, write a reform file and name it with --with",
    ),
    "assume_unreadable": (
        "The assumption “{given}” cannot be read.",
        (
            "Write a name, an equals sign and a percentage of at most two decimals (fund_interest: "
            "four); incomes, pensions, deposits and levels set by law may also be “prices” (as prices "
            "rise)."
        ),
        "--assume prices=4%",
    ),
    "assume_out_of_range": (
        "The assumption {given} = {value} lies beyond what can be reckoned with.",
        "Allowed: {least} to {most}.",
        "write --assume {given}={most}",
    ),
    "prices_fall": (
        (
            "Prices falling by {value} a year are more than the revaluation table can carry: "
            "factors have two decimals and are never below 1.00."
        ),
        "Allowed: {least} to {most}.",
        "--assume prices=0%",
    ),
    "pension_missing": ("The pension wanted is missing.", "An amount a month, in today's prices.", "--pension 3tr"),
    "solve_plan_only": (
        "{option} does not go with bhxh solve.",
        "Only steady plans are searched.",
        "leave out {option}",
    ),
    "pension_before_age": (
        "There is no pension in {given:month} yet: the age is reached in {reached:month}.",
        "A pension begins in {first:month} at the earliest (41/2024/QH15 art. 98, 101).",
        "{option} {first:iso}:pension",
    ),
    "legacy_not_open": (
        "The age of 60/55 may not be chosen.",
        "It is for those who joined the voluntary scheme before {joined:month} and have twenty voluntary years "
        "(41/2024/QH15 art. 141.9).",
        "leave out --legacy-age",
    ),
    "no_record": (
        "There is no record to withdraw.",
        "Give the spells paid with --paid or --history.",
        "--paid 2018-01..2024-12:2000000",
    ),
    "record_ahead": (
        "The spell already paid runs to {given:month}, beyond the day of the answer {as_of:day}.",
        "Only what is paid by that day can be withdrawn.",
        "correct --paid, or choose a later day of the answer",
    ),
    "stated_months_not_enough": (
        "{given} compulsory months are not enough for a withdrawal.",
        "It matters which of them lie before 2014.",
        "give the spells: --paid 2010-01..2015-12:3500000:compulsory",
    ),
    "compulsory_half_stated": (
        "{option} is missing.",
        "--compulsory-average and --compulsory-months go together.",
        "give both",
    ),
    "compulsory_twice": (
        "Compulsory time is given as spells and as --compulsory-months {given}.",
        "Only one of the two.",
        "leave out --compulsory-months and --compulsory-average, or the compulsory spells",
    ),
    "stop_before_start": (
        "The stop in {given:month} is not after the start, {start:month}.",
        "One stops after one has started.",
        "choose a later --stop",
    ),
    "salary_above_cap": (
        "The salary {given:money} is above the highest, {cap:money}, of {month:month}.",
        "Compulsory salaries count up to twenty times the base salary (reference level).",
        "split the spell at {month:month} and use {cap:money} or less",
    ),
    "two_kinds_in_a_month": (
        "{given:month} has both kinds of insurance.",
        "A month has one kind only; the earlier spell lasts until {earlier:month} (41/2024/QH15 art. 2.4).",
        "correct the first or last month of --paid",
    ),
    "reason_unknown": (
        "There is no reason “{given}”.",
        "Allowed: {allowed:list}.",
        "--reason waiting",
    ),
    "coefficient_unreadable": (
        "The salary coefficient “{given}” cannot be read.",
        "Write it like 3.66.",
        "write the coefficient again",
    ),
    "months_unreadable": (
        "The number of months “{given}” cannot be read.",
        "A whole number from 1 to {most}.",
        "{option} 96",
    ),
    "stop_unreadable": (
        "“{given}” cannot be read.",
        "Write the month, a colon, and the reason.",
        "{option} 2028-05:job",
    ),
    "stop_unknown": (
        "There is no reason to stop “{given}”.",
        "Allowed: {allowed:list}.",
        "write one of these",
    ),
    "rules_wrong": ("The rule file {file} is wrong.", "", "mend the lines above, then bhxh check {file}"),
    "parameter_repealed": (
        "{file} changes “{parameter}”, which the law has not read since {last:month}.",
        "A change of it may last until {last:month} at most; what is law today: bhxh law",
        "end it with until, or change a parameter that is law",
    ),
    "pension_of_the_past": (
        "The age for a pension was reached in {reached:month}, with {recorded} months paid: the pension follows the "
        "law of {month:month}.",
        "“{parameter}” of that month has not been found, so no amount is told; the right is not lost by not having "
        "asked yet.",
        "ask for the pension at the social insurance agency; or add the value in a file of your own: --with FILE.yaml",
    ),
    "before_first_provision": (
        "There is no value of “{field}” for {month:month}.",
        "The first value on record starts in {first:month}.",
        "choose a month from {first:month} on",
    ),
    "pay_for_missing": (
        "--pay does not go with --method missing.",
        "Missing months are bought on a chosen income, {floor:money} or more.",
        "use --income instead of --pay",
    ),
    "nothing_known": (
        "On that day no document on “{field}” had been issued.",
        "--known-on uses only documents issued up to that day.",
        "choose a later --known-on, or leave it out",
    ),
    "value_not_known": (
        "No value of “{field}” has been found for {month:month}.",
        "The next value on record starts in {next:month}.",
        "add it with a file of your own: --with FILE.yaml",
    ),
    "given_missing": ("“{field}” is missing; “{needed_by}” needs it.", "", "see --help for the option that gives it"),
    "sex_missing": ("The sex is missing.", "Allowed: female, male.", "--sex female"),
    "born_missing": ("The date of birth is missing.", "Allowed: 1980, 1980-05, 1980-05-12.", "--born 1980"),
    "income_missing": (
        "The income is missing.",
        "Give --income (income a month) or --pay (what the household can pay).",
        '--pay "6000000/year"',
    ),
    "income_and_pay": (
        "Both --income and --pay are given.",
        "Only one of them: the chosen income, or what the household can pay.",
        "drop --income or drop --pay",
    ),
    "income_below_floor": (
        "The income {given:money} is below the lowest, {floor:money}, of {month:month}.",
        "Allowed: {floor:money} – {cap:money} ({floor_base}; {multiple} times the {cap_base})\nSource: {sources:cites}",
        "--income {nearest}",
    ),
    "income_above_cap": (
        "The income {given:money} is above the highest, {cap:money}, of {month:month}.",
        "Allowed: {floor:money} – {cap:money} ({floor_base}; {multiple} times the {cap_base})\nSource: {sources:cites}",
        "--income {nearest}",
    ),
    "income_off_step": (
        "The income {given:money} is not on a step of {month:month}.",
        "Allowed: {floor:money} plus a multiple of {step:money} ({source:cite}).",
        "--income {below} or --income {above}",
    ),
    "budget_too_small": (
        "{given:money} a {per} is not enough for the lowest income of {month:month}.",
        "At least: {least:money} a {per}, for an income of {floor:money}\nSource: {sources:cites}",
        '--pay "{least}/{per}"',
    ),
    "born_in_future": (
        "The date of birth {given:day} is after the day of the quote, {as_of:day}.",
        "",
        "check --born",
    ),
    "born_too_long_ago": (
        "The date of birth {given:day} is too long ago: more than {oldest} years.",
        "",
        "check --born",
    ),
    "years_and_until": ("Both --years and --until are given.", "Only one of them.", "drop --years or drop --until"),
    "start_before_law": (
        "The first month {given:month} is before there was voluntary social insurance.",
        "Allowed: from {first:month} (71/2006/QH11).",
        "--start {first:iso}",
    ),
    "too_young": (
        "Not yet {years} {years:|year|years} old in {given:month} (born {born:day}).",
        "One may join from the age of {years}: in {from_:month} (41/2024/QH15 art. 2.4).",
        "--start {from_:iso}",
    ),
    "until_before_start": (
        "The last month {given:month} is before the first month {start:month}.",
        "",
        "use --until from {start:iso} on, or --years 0 if nothing more is paid",
    ),
    "horizon": ("{given:month} is too far ahead.", "The estimate goes up to {latest:month}.", "an earlier --until"),
    "spell_before_law": (
        "The spell starting in {given:month} is before there was voluntary social insurance.",
        "Allowed: from {first:month}.",
        "check --paid",
    ),
    "spell_too_young": (
        "The spell starting in {given:month} is before the age of 15.",
        "Allowed: from {from_:month}.",
        "check --paid or --born",
    ),
    "spells_overlap": (
        "Two spells overlap from {given:month}.",
        "A month is paid for only once; the earlier spell runs to {earlier:month}.",
        "correct the first or last month of --paid",
    ),
    "spell_after_start": (
        "The spell already paid runs to {given:month}, not ending before the first month {start:month}.",
        "What is already paid has to end before the first month still to be paid.",
        "correct --paid or --start",
    ),
    "advance_too_long": (
        "{given}: the time left to contribute is only {months} {months:|month|months}, to {until:month}.",
        "Years paid ahead may not go beyond the time left.",
        "choose fewer years, or --method yearly",
    ),
    "missing_too_early": (
        "In {given:month} the missing months may not be bought yet.",
        "The earliest is {earliest:month}, the month before retirement age is reached (159/2025/ND-CP art. 7).",
        "--start {earliest:iso}",
    ),
    "missing_none": (
        "Months already contributed: {recorded}; none are missing.",
        "Only missing months may be bought at once.",
        "--years 0",
    ),
    "missing_too_many": (
        "Months missing: {given}.",
        "At most {limit} months may be bought at once (159/2025/ND-CP art. 7).",
        "contribute on with --until, then buy the rest",
    ),
    "scenario_unknown": ("There is no scenario “{given}”.", "Allowed: {allowed:list}.", "--scenario base"),
    "format_unknown": ("There is no format “{given}”.", "Allowed: {allowed:list}.", "--format json"),
    "instalments_unknown": (
        "One cannot pay in {given} instalments a year.",
        "Allowed: {allowed:list} a year.",
        "--instalments 2",
    ),
    "two_methods": (
        "Both --{other} and --{field} are given.",
        "Only one of them: they all choose the method of payment.",
        "drop one of the two",
    ),
    "lang_unknown": ("There is no language “{given}”.", "Allowed: {allowed:list}.", "--lang en"),
    "command_unknown": ("There is no command “{given}”.", "There are: {allowed:list}.", "bhxh {suggestion}"),
    "option_unknown": ("There is no option “{given}”.", "--help lists the options.", "{suggestion}"),
    "option_without_value": ("The option “{given}” lacks its value.", "", "write the value right after the option"),
    "option_takes_no_value": ("The option “{given}” takes no value.", "", "write {given} without a value"),
    "arguments_unexpected": (
        "“{given}” is not understood in the command.",
        'A value with spaces stands in quotation marks, like --pay "6 triệu/năm".',
        "see --help",
    ),
    "output_failed": ("The answer cannot be written: {reason}.", "", "check where it is written to"),
    "usage": ("The command is not right: {given}", "", "see --help"),
    "value_of_wrong_kind": (
        "The value of {option} is of Python's kind “{given}”, which is not read.",
        "Allowed: text, whole numbers, dates, lists of them; a switch is True or False.",
        "write the value as on the command line",
    ),
    "person_not_a_mapping": (
        "The person file {given} is not a table of “name: value”.",
        "",
        "write one option a line, like  born: 1980",
    ),
    "person_key_unknown": (
        "The file {file} has an unknown entry “{given}”.",
        "Entries are named like the options.",
        "{suggestion}",
    ),
    "person_value_wrong": (
        "File {file}: the value of “{key}” cannot be read: {given}.",
        "",
        "write it as on the command line",
    ),
    "file_wrong": ("The file {given} is wrong.", "", "mend the lines above"),
    "file_unreadable": ("The file {given} cannot be read: {reason}.", "", "check the file name"),
    "file_not_utf8": ("The file {given} is not UTF-8.", "", "save the file again as UTF-8"),
    "history_not_a_list": (
        "The history file {given} is not a list.",
        "",
        "write one spell a line, like  - 2018-01..2024-12:2000000",
    ),
    "history_row_wrong": (
        "File {given}, data row {row}: the first month, the last month or the income is missing.",
        "Columns: from, to, income, kind.",
        "add the missing column",
    ),
    "history_too_large": ("The file {given} is too large.", "At most {most} bytes.", "split the file"),
    "amount_unreadable": (
        "The amount “{given}” cannot be read.",
        "Write it like 2500000, 2,500,000, 500k, 2tr5 or 2.5 triệu; VND or đ may follow.",
        "{option} 2500000",
    ),
    "amount_ambiguous": (
        "The amount “{given}” can be read in more than one way.",
        "Write it with one meaning only: 2500000, 2,500,000, 500k, 2tr5.",
        "write one of: {suggestions:list}",
    ),
    "amount_not_whole": (
        "The amount “{given}” has a fraction of a dong.",
        "Amounts are whole dong.",
        "{option} 2500000",
    ),
    "amount_negative": ("The amount “{given}” is negative.", "Amounts are 0 VND or more.", "drop the minus sign"),
    "amount_too_large": ("The amount “{given}” is too large.", "At most {most:money}.", "count the zeros again"),
    "period_missing": (
        "“{given}” does not say for how long the amount is.",
        "Write the amount, a slash, then month, quarter, 6 months or year.",
        "{option} {suggestion}",
    ),
    "period_unknown": (
        "The period in “{given}” is not clear.",
        "A period is one of: month, quarter, 6 months, year.",
        "{option} {suggestion}",
    ),
    "day_unreadable": (
        "The day “{given}” cannot be read.",
        "Write it like 2026-11-22 or 22/11/2026.",
        "{option} 2026-11-22",
    ),
    "day_impossible": (
        "The day “{given}” is not in the calendar.",
        "Write it like 2026-11-22 or 22/11/2026; with slashes the day comes before the month.",
        "check the day and the month",
    ),
    "month_impossible": ("The month in “{given}” does not exist.", "Months go from 01 to 12.", "{option} 2027-05"),
    "two_digit_year": (
        "The year in “{given}” has only two digits.",
        "Years are written with four digits.",
        "write the year with four digits",
    ),
    "year_out_of_range": (
        "The year in “{given}” is outside the range accepted.",
        "Years go from {first} to {last}.",
        "check the year",
    ),
    "month_unreadable": (
        "The month “{given}” cannot be read.",
        "Write it like 2027-05 or 05/2027.",
        "{option} 2027-05",
    ),
    "month_with_day": (
        "“{given}” is a day; a month is needed here.",
        "Write it like 2027-05 or 05/2027.",
        "{option} {suggestion}",
    ),
    "birth_unreadable": (
        "The date of birth “{given}” cannot be read.",
        "Write it like 1980-05-12, 12/05/1980, 1980-05, 05/1980, or just the year, 1980.",
        "{option} 1980",
    ),
    "spell_unreadable": (
        "The spell “{given}” cannot be read.",
        "Write: first month..last month:income, and :compulsory after it if it was compulsory insurance.",
        "{option} 2018-01..2024-12:2000000",
    ),
    "spell_backwards": (
        "The spell “{given}” ends ({last:month}) before it begins ({first:month}).",
        "The first month is not after the last.",
        "swap the two months",
    ),
    "military_time": (
        "Time in the armed forces cannot be reckoned yet as a kind of its own: “{given}”.",
        "Its law (ranks, allowances, conversions) is not encoded here. Where the record book states a coefficient, "
        "write it as a State salary; where it states an amount, as compulsory.",
        "{option} 2001-02..2003-01:3.90:state",
    ),
    "spell_kind_unknown": (
        "There is no kind of contribution “{given}”.",
        "Allowed: {allowed:list}.",
        "{option} {suggestion}",
    ),
    "years_unreadable": (
        "The number of years “{given}” cannot be read.",
        "It is a whole number: 15 or 15 years.",
        "{option} 15",
    ),
    "years_out_of_range": (
        "The number of years “{given}” is outside the range accepted.",
        "From {least} to {most} years.",
        "{option} 15",
    ),
    "sex_unknown": (
        "The sex “{given}” is not understood.",
        "Allowed: {allowed:list} (or {words:list}).",
        "{option} {suggestion}",
    ),
    "group_unknown": (
        "There is no group “{given}”.",
        "Allowed: {allowed:list} (or {words:list}).",
        "{option} {suggestion}",
    ),
    "groups_joined": (
        "“{given}” is not understood.",
        "Several groups are joined by +: {suggestion}.",
        "{option} {suggestion}",
    ),
    "province_unknown": (
        "There is no province or city “{given}”.",
        "Its present or former name, or its code; Vietnamese accents may be left out.",
        "{option} {suggestion}",
    ),
    "method_unknown": (
        "There is no method of payment “{given}”.",
        "Allowed: {allowed:list} (or {words:list}); ahead from 2 to 5 years.",
        "{option} {suggestion}",
    ),
    "years_ahead_out_of_range": (
        "Years ahead cannot be paid at once as “{given}”.",
        "From {least} to {most} years ahead may be paid at once.",
        "choose {least} to {most} years",
    ),
    "parameter_name_unknown": ("There is no parameter “{given}”.", "Close to it: {suggestions:list}.", "bhxh law"),
    "changes_unreadable": (
        "The stretch of months “{given}” cannot be read.",
        "Write: 2025-01..2027-12.",
        "--changes 2025-01..2027-12",
    ),
    "not_strict": (
        "Some figures are not enacted law: {given}.",
        "--strict accepts only figures that are enacted and read in the original text.",
        "drop --strict, or ask about a nearer month",
    ),
    # Tables of people, in and out
    "extra_missing": (
        "A library that this needs is not installed: {packages:list}.",
        "Install it once, while there is a network; all else works without it.",
        "{install}",
    ),
    "table_kind_unknown": (
        "What kind of table {given} is cannot be told.",
        "Extensions: {allowed:list}; “-” is standard input.",
        "give the file the extension of its kind",
    ),
    "table_empty": (
        "The file {given} is empty.",
        "The first line has the headings, each line after it a person.",
        "check the file",
    ),
    "table_no_rows": (
        "The file {given} has no people.",
        "Below the headings there must be at least one line.",
        "add a line",
    ),
    "table_binary": (
        "Line {line} of {given} has a zero byte: this is no text file.",
        "CSV and JSONL are text, UTF-8, or UTF-16 with a mark.",
        "give a workbook the ending .xlsx; save a CSV again from Excel as “CSV UTF-8”",
    ),
    "table_not_utf8": (
        "Line {line} of {given} is not UTF-8.",
        "UTF-8, or UTF-16 with a mark; Windows-1258 and Windows-1252 are not read.",
        "save it from Excel as “CSV UTF-8”",
    ),
    "table_broken": (
        "The file {given} is damaged, has a password, or is of another kind than its ending says.",
        "What came up: {reason}.",
        "open it in the program that made it and save it again in that kind, without a password",
    ),
    "column_kind_unread": (
        "The column “{given}” of the kind {kind} cannot be read.",
        "It can only be carried from Parquet to Parquet.",
        "write .parquet, or turn the column into text",
    ),
    "table_too_wide": (
        "The file {given} has {columns} {columns:|column|columns}.",
        "At most {most} columns.",
        "leave out columns",
    ),
    "heading_twice": (
        "{file} has two columns named “{given}”.",
        "Each column has its own name.",
        "rename or leave out one",
    ),
    "cell_too_long": (
        "Line {line} of {given} is too long.",
        "A cell has at most {most} characters.",
        "check the quotes and line breaks",
    ),
    "quote_unclosed": (
        "The quote opened on line {line} of {given} is not closed.",
        "A quote inside a cell is written twice.",
        "close the quote on that line",
    ),
    "reader_not_started": (
        "The file {given} cannot be opened: the system starts no other process ({reason}).",
        "A workbook is read in a process of its own.",
        "try again when the machine is less busy, or save the table as CSV UTF-8",
    ),
    "table_unfolds": (
        "The file {given} unfolds to far more than it is.",
        "A small part of a file unfolds to at most {most} MiB.",
        "leave out the column of very long texts where it is not needed",
    ),
    "table_changed": (
        "The file {given} changed while it was read.",
        "All rows are answered as the file stands at one moment.",
        "run it again when nothing writes to the file any more",
    ),
    "cell_not_utf8": (
        "A cell of the column “{given}” is not UTF-8.",
        "Texts in Parquet are UTF-8.",
        "write it as UTF-8",
    ),
    "workbook_too_large": (
        "The file {given} unpacks to too much, or is damaged.",
        "To open it takes at most {most} MiB of memory and {seconds} seconds.",
        "save the part that is needed as CSV UTF-8",
    ),
    "sheet_unknown": (
        "There is no sheet “{given}”.",
        "Sheets close to it: {suggestions:list}.",
        "write its name after the #",
    ),
    "columns_unknown": (
        "Which columns {given} has is not known before its end.",
        "From JSONL on standard input only JSONL is written.",
        "save the input as a .jsonl file, or write JSONL",
    ),
    "row_of_numbers": (
        "This row numbers the columns “{given} …”; it is nobody.",
        "The row stays as it is and is not answered.",
        "nothing need be mended",
    ),
    "row_of_totals": (
        "This row is a total (“{given}”); it is nobody.",
        "The row stays as it is and is not answered.",
        "nothing need be mended",
    ),
    "row_of_nobody": (
        "This row states no sex, birth, method or amount; it is nobody.",
        "The row stays as it is and is not answered.",
        "if it is a person, fill in those cells",
    ),
    "row_too_long": (
        "Row {row} has {cells} cells, the table only {columns} {columns:|column|columns}.",
        "An amount with commas must stand in quotes.",
        "mend that row; the first cell too many is “{given}”",
    ),
    "line_too_long": ("Line {row} is too long: “{given}…”.", "At most {most} bytes.", "split that line"),
    "line_blank": ("Line {row} is blank.", "Each line is a JSON object.", "leave that line out"),
    "json_unreadable": ("Line {row} is not JSON: “{given}”.", "Each line is a JSON object.", "mend that line"),
    "json_too_deep": ("Line {row} is nested too deep: “{given}”.", "At most {most} levels.", "write that line flat"),
    "json_key_twice": (
        "Line {row} has the key “{key}” twice: “{given}”.",
        "Each key once.",
        "leave out one of the two",
    ),
    "json_not_an_object": (
        "Line {row} is not a JSON object: “{given}”.",
        "Each line is like {example}.",
        "write that line between braces",
    ),
    "two_columns": (
        "The columns “{other}” and “{given}” both mean {meaning}.",
        "One column for each.",
        "rename or leave out one of the two",
    ),
    "map_unreadable": (
        "“{given}” is not understood.",
        "Write: the column, a = sign, and the option.",
        '{option} "Amount=income"',
    ),
    "map_twice": (
        "The column “{given}” is given two meanings: {one} and {other}.",
        "One meaning for each column.",
        "leave out one of the two {option}",
    ),
    "map_column_unknown": (
        "The table has no column “{given}”.",
        "Columns close to it: {suggestions:list}.",
        "write the column's name as it stands",
    ),
    "map_option_unknown": (
        "There is no option “{given}”.",
        "Allowed: {allowed:list}.",
        "use for example {suggestions:list}",
    ),
    "months_ahead_unknown": (
        "“{method}” does not go with “{given}” months.",
        "Years ahead are 24, 36, 48 or 60 months.",
        "write a multiple of 12 months",
    ),
    "yes_or_no": ("“{given}” is not understood.", "Allowed: Có (yes), Không (no) or nothing.", "write Có or Không"),
    "group_denied": (
        "The group is “{given}”, but the column that ticks “{group}” says no.",
        "Both must say the same.",
        "mend one of the two",
    ),
    "tick_unreadable": (
        "“{given}” is not understood in the column that ticks “{group}”.",
        "Allowed: x, Có (yes), Không (no) or nothing.",
        "write x or nothing",
    ),
    "state_percent_unknown": (
        "The State's share “{given}” is none of that month.",
        "Allowed (%): {allowed:list}.",
        "check the share and the month, or state the group itself",
    ),
    "output_kind_unknown": (
        "What kind of table to write as {given} cannot be told.",
        "Extensions: {allowed:list}; “-” is standard output.",
        "change the extension of the output",
    ),
    "output_exists": (
        "The file {given} exists.",
        "Only --force replaces an existing file.",
        "choose another name, or add --force",
    ),
    "output_is_input": (
        "The output {given} is the input itself.",
        "The original is never overwritten.",
        "choose another name",
    ),
    "output_no_folder": (
        "There is no folder {given}.",
        "The folder must exist.",
        "make the folder, or choose another place",
    ),
    "output_unwritable": (
        "{given} cannot be written: {reason}.",
        "Nothing was put there.",
        "check permissions and the room on the disk",
    ),
    "column_taken": (
        "The table has a column “{given}”, the name of a result.",
        "The table's columns are kept as they are.",
        "rename that column in the table",
    ),
    "sheet_too_long": (
        "The table is too long for {given}.",
        "A sheet holds at most {most} people.",
        "write .csv or .parquet",
    ),
    "sheet_cell_too_long": (
        "The cell {given} has {size} characters, too many for a sheet.",
        "At most {most} characters a cell.",
        "write .csv or .parquet",
    ),
    "resume_from_stream": (
        "A table read from standard input cannot be gone on with.",
        "Whether it is still the same table cannot be told.",
        "save the table to a file and name it, or leave out --resume",
    ),
    "resume_not_here": (
        "A run that writes {given} cannot be resumed.",
        "Only with files of {allowed:list}.",
        "write .csv, or drop --resume",
    ),
    "resume_differs": (
        "The unfinished file {given} is of another run.",
        "Only with the same table, options and rules can it go on.",
        "delete that unfinished file, or write to another name than {file}",
    ),
}

FAULTS = {
    "not_a_death_rate": "“{given}” is not a death rate; write it like 0.00067816",
    "growth_or_value": "state one of the two: growth (a year) or value (that stays)",
    "yaml_broken": "broken YAML: {reason}",
    "yaml_alias": "YAML anchors and aliases (& and *) are not used here",
    "yaml_too_deep": "nested too deep, at most {most} levels",
    "key_no_text": "a key has to be a text, not a list or a mapping",
    "text_too_long": "a text of {length} characters, at most {most}",
    "file_too_large": "the file is too large, at most {most} bytes",
    "file_unreadable": "cannot be read: {reason}",
    "file_not_utf8": "not UTF-8 (byte {byte})",
    "key_twice": "the key “{key}” stands twice; first on line {first}",
    "parameter_twice": "the parameter “{name}” already stands in another file",
    "parameter_unknown": "there is no parameter “{given}”",
    "source_unknown": "the source “{given}” is not in sources.yaml, nor under this file's own sources",
    "source_known": "the document “{given}” is in sources.yaml already: leave it out of this file's sources",
    "entries_missing": "missing: {missing}",
    "province_or_reform": "exactly one of the two is needed: province or reform",
    "reform_without_reason": "a reform has to state its reason",
    "province_code_unknown": "there is no province with the code “{given}”",
    "province_may_not": "a province may not change “{name}”",
    "not_a_share": "“{given}” is not a percentage; write it like 22% or 40.5%",
    "not_a_rate": "“{given}” is not a monthly interest rate; write it like 0.31%",
    "not_a_factor": "“{given}” is not a factor; write it like 1.28",
    "not_a_whole_number": "“{given}” is not a whole number; write it like 1500000 or 1,500,000",
    "not_a_length": "“{given}” is not a length of time; write it like 15y, 4m or 60y3m",
    "not_a_flag": "“{given}” has to be yes or no",
    "dict_type": "must be lines of “name: value”",
    "more_than_all": "“{given}” is more than 100%",
    "not_a_month": "“{given}” is not a month; write it like 2025-07",
    "not_a_day": "“{given}” is not a day; write it like 2025-07-01",
    "not_first_of_month": "“{given}” has to be the first day of a month",
    "not_last_of_month": "“{given}” has to be the last day of a month",
    "dates_out_of_order": "{later} stands after {earlier}: days go from oldest to newest",
    "two_values_at_once": "two values at once: the earlier one holds until {until}, the later one from {later}",
    "no_values": "there is no value yet",
    "missing": "this entry is missing",
    "extra_forbidden": "unknown entry “{given}”; not allowed here",
    "literal_error": "“{given}” is not allowed; allowed: {expected}",
    "other": "“{given}” is not valid ({code})",
}
