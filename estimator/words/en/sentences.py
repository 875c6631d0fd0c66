"""English: sentences and phrases of answers, and warnings."""

TEXTS = {
    "audit_older_law": "by {names:list} before {month:month}",
    "audit_later_law": "by {names:list} from {month:month}",
    "audit_month_121": "as if the {limit} supported months were used up",
    "audit_limit_forgotten": "without the limit of {limit} supported months",
    "audit_months_left": "as if only {left} supported months were left",
    "audit_group": "for the group {group}",
    "audit_share_of_income": "support taken of the income chosen, not of the poverty line",
    "audit_local_left_out": "the province's part not taken off",
    "audit_state_left_out": "the State's part not taken off",
    "audit_support_left_out": "neither the State's nor the province's part taken off",
    "audit_subtracted_twice": "support taken off twice",
    "audit_other_rate": "at the fund's {rate:rate} a month of {years:list}",
    "audit_compounded": "with interest added instead of discounted",
    "audit_no_discount": "without the discount for paying ahead",
    "audit_first_month_discounted": "with the first month discounted too",
    "audit_support_discounted": "with support discounted too",
    "audit_no_interest": "without interest",
    "audit_support_not_compounded": "without interest on the support",
    "audit_discounted": "discounted instead of with interest added",
    "audit_terms_rounded": "each month rounded before they are added",
    "audit_months": "fits {months} {months:|month|months}",
    "audit_ahead": "as for {years} {years:|year|years} ahead",
    "audit_late": "with interest for {months} {months:|month|months} of delay",
    "audit_stated_rate": "at the contribution rate {rate:share} the table states",
    "audit_stated_interest": "at the {rate:rate} a month the table states",
    "audit_stated_local": "less the province's {share:share} the table states",
    "audit_coefficient_line": "at a poverty line of {line:money}, not {own:money}, by the coefficient {coefficient}",
    "audit_coefficient_income": "on an income of {income:money} by the coefficient {coefficient} in the table",
    "audit_other_support": "less other support of {amount:money} the table states",
    "audit_own_columns": "the table's own whole less its own support",
    "audit_rounded": "rounded to {unit:money}",
    "audit_rounded_up": "rounded up to {unit:money}",
    "audit_rounded_down": "rounded down to {unit:money}",
    "audit_nothing_due": "nothing more is due",
    "audit_and": ", and ",
    "audit_cited": "{said} ({sources:cites})",
    "audit_months_stated": "for {months} {months:|month|months}, as the table has it, {amount:money} are due; ",
    "audit_unexplained": "no explanation found",
    "audit_unreadable": "the amount cannot be read",
    "audit_unread": "amounts that cannot be read, see the column check.reason: {rows:count}",
    "audit_alike": "; {reasons:count} more of the kind",
    "audit_agrees": "Checked “{column}”: rows: {compared:count}, all of them agree",
    "audit_nothing": "Checked “{column}”: no amounts",
    "audit_differs": "Checked “{column}”: rows that differ: {rows:count} of {compared:count}, in all {sum:money}",
    "audit_line": "rows: {rows:count}, {sum:money}: {reason}",
    "audit_more": "and other reasons: {reasons:count}, see the column of reasons",
    "note_percent": "State's percentage {given}, answered with {share:share} for the group {group}: please check.",
    "note_ethnicity": "Ethnicity {given}, answered with {share:share} for the group {group}: an ethnic minority has "
    "{other:share}, please confirm.",
    "nobody_count": "rows that are nobody (numbers of columns, titles, totals …), kept as they are: {rows:count}",
    "notes_count": "rows to look at again: {rows:count}, see the column note",
    "column_alike": (
        'Column “{column}” is not used, though its cells read like “{heading}”. If they are: --map "{column}={option}"'
    ),
    "sheets_unread": "Sheets not read: {sheets:list}. To read another: FILE.xlsx#{first}",
    "heading_lacking": 'No column for “{heading}”. If the table calls it otherwise: --map "Column={option}"',
    "heading_likely": "Column “{column}” is not used. Is it “{heading}”? If so, mend its name",
    "formulas_unworked": "cells that are formulas without a value: {cells:count}, the first {first}. "
    "Open the file in Excel and save it",
    "heading_passed_over": "Column “{column}” is not used, since --map takes “{mapped}” for {option}",
    "above_left_out": "lines above the headings that are not in the output: {rows:count}",
    "group_untold": "No column “{heading}”: everybody is answered as of no particular group",
    "headings_below": "The first row under the headings has headings too ({columns:list}), which are not read. "
    "Make one row of them",
    "headings_joined": "headings that stand in several rows are joined, rows: {rows:count}",
    "resumed_as_of": "Went on as of the day on which the run began: {day}",
    "answers_replaced": "the table had answers of an earlier run; they are replaced",
    "impact_millions": "million VND",
    "impact_thousands": "thousand VND",
    "impact_dong": "VND",
    "impact_in_dong": "{what} (VND)",
    "impact_title": "WHAT THE ROSTER COSTS, PAID FROM {first} TO {last}",
    "impact_period": "Paid from {first} to {last}.",
    "impact_whole_year": "The period is the calendar year after the day asked; choose another with --from and --to.",
    "impact_to_december": "The period ends in December of its first year; choose another end with --to.",
    "impact_what": "What",
    "impact_law": "Under",
    "impact_people": "People",
    "impact_months": "Months",
    "impact_household": "Household",
    "impact_state_support": "State",
    "impact_local_support": "Province",
    "impact_baseline": "The law",
    "impact_reform": "Reform",
    "impact_difference": "Difference",
    "impact_sheet": "Summary",
    "impact_watch": "Watch list",
    "impact_refused": "Not counted",
    "impact_refused_heads": "Row|Why",
    "impact_more": "{column}: {more:count} more values; written to a file with -o they are all there.",
    "impact_chart": "SUPPORT FROM THE BUDGET BY {column}, {first} – {last}",
    "impact_chart_laws": "Upper bar: the law; lower bar: the reform.",
    "impact_chart_more": "{more:count} more are not drawn.",
    "impact_row_count": "{rows:count} {rows:|row|rows}, {rejected:count} of them not counted.",
    "impact_made": "Made for {day} by bhxh {version}; an estimate, no decision of the social insurance agency.",
    "watch_people": "{people:count} {people:|person|people} {what}",
    "watch_under_reform": " (under the reform: {people:count})",
    "watch_otherwise": "; under the reform: {people:count} {people:|person|people} {what}",
    "impact_pay_nothing": (
        "people counted who pay nothing in the period (at the retirement age, paid ahead, at other times): "
        "{people:count}"
    ),
    "impact_period_begun": (
        "The period begins before {month:month}: of the months before, only rows that state an earlier first month are "
        "counted, not what was collected"
    ),
    "impact_period_past": (
        "The period lies before {month:month}: only rows that state an earlier start are added up, and not what was "
        "really collected"
    ),
    "watch_support_ends": "{people:|pays|pay} past the {supported} supported months in the period: "
    "from then on without support",
    "watch_age_reached": "{people:|reaches|reach} the retirement age in the period",
    "watch_floor_overtakes": (
        "still {people:|pays and|pay and} chose an income under the floor at the end of the period ({floor:money}): "
        "the next payment has to rise"
    ),
    "batch_rejected": "rows rejected: {rows:count}, see the column error",
    "batch_replayed": "  {rows:count} {rows:|row|rows} set beside the single quote: equal to the dong",
    "batch_singly_few": "  {rows:count} rows answered one by one: few share their way of paying, day and assumptions",
    "batch_singly_law": "  {rows:count} rows answered one by one: law of their time is not known, or amounts too large",
    "watch_short_of_years": (
        "{people:|is|are} 1 to {missing} {missing:|month|months} short of {required:duration} at the retirement "
        "age (before, in or after the period): these may be bought at once, and are not in the sums"
    ),
    "impact_rows_more": "…; more of them with --json, or in an .xlsx file of -o",
    "impact_notes": (
        "rows whose ethnicity or State percentage does not fit the group they are counted for: {rows:count}; row by "
        "row: bhxh batch {file}"
    ),
    "impact_rejected_count": "rows not answered and not added: {rows:count}; row by row with --json",
    "impact_rejected": "{rows:count} {rows:|row|rows} could not be answered and {rows:|is|are} not counted "
    "(numbered without the headings):",
    "impact_row": "row {row:count}: {why}",
    "impact_note": "Each instalment counts whole in the month it is paid, by the law of that month.",
    "impact_standing": "The floor and shares of support in the period are in part {standing}.",
    "impact_not_law": "The reform ({files}) is a what-if, not law.",
    "near": "Near: {given}.",
    "batch_done": "✓ {rows:count} {rows:|row|rows}, {rejected:count} rejected → {file}, {seconds} s",
    "batch_progress": "{rows:count} {rows:|row|rows}, {speed:count} rows/s",
    "batch_left": ", {seconds} s left",
    "chart_title": "CONTRIBUTIONS AND PENSION BY YEAR",
    "chart_unit": "VND a month, today's prices",
    "chart_support": "State and province",
    "chart_pension": "Pension",
    "chart_range": "by scenario",
    "chart_note": ("Under the scenario “{scenario}”, prices up {growth:share} a year; an estimate, not a promise."),
    "mark_floor": "the floor rises ({month})",
    "mark_support": "support ends ({month})",
    "mark_pension": "the pension begins ({month})",
    "solve_other": "It depends: with {when}, an income of {income:money} for {time}",
    "solve_other_not": "It depends: with {when} it cannot be reached",
    "solve_found": (
        "For a pension of {wanted:money} a month in today's prices: choose an income of "
        "{income:money} for {time}; the household pays {paid:about} in all."
    ),
    "solve_most": (
        "{wanted:money} a month cannot be reached; the most is {most:about}, with an income of "
        "{income:money} for {time}."
    ),
    "solve_entitled": (
        "For a pension to be due: {time} on an income of {income:money}; the household pays "
        "{paid:about} in all, the pension is {most:about} a month in today's prices."
    ),
    "solve_never": "No pension is due with an income of {income:money} for {time}.",
    "percent": "{share:percent}",
    "compare_method": "WAYS OF PAYING (VND)",
    "compare_income": "INCOME LEVELS (VND)",
    "compare_start": "START NOW OR LATER (VND)",
    "compare_stop": "STOP OR GO ON (VND)",
    "compare_deposit": "PENSION AND DEPOSIT",
    "heads_method": "Way|At once|Household|State|Discount|Back",
    "heads_income": "Income|A month|State|Paid in all|Pension|Equals",
    "heads_start": "Start|Months|Paid in all|Pension|Equals",
    "heads_stop": "Until|Paid in all|Pension|Equals|More",
    "ahead_short": "{years} {years:|year|years} ahead",
    "from_month": "from {month:month}",
    "row_stop": "{years} {years:|year|years}",
    "row_going_on": "to the end",
    "row_pension": "pension",
    "none_yet": "none",
    "best_least_over_horizon": "Least from the household: {names:list} ({value})",
    "best_most_state_support": "Most from the State: {names:list} ({value})",
    "best_least_at_once": "Least at once: {names:list} ({value})",
    "best_most_back": "Most comes back after a job: {names:list} ({value})",
    "best_least_a_month": "Least a month: {names:list} ({value})",
    "best_highest_pension": "Highest pension: {names:list} ({value})",
    "best_soonest_recovered": "Recovered soonest by the pension: {names:list} ({value})",
    "best_most_state_share": "Largest share from the State: {names:list} ({value})",
    "best_least_paid": "Least paid in all: {names:list} ({value})",
    "method_note": (
        "Household and State: of the first {months} {months:|month|months}. Discount: taken off for paying ahead. "
        "Back: if a job with compulsory insurance comes first."
    ),
    "ahead_rate": "Paying ahead is discounted at the fund's rate, {rate:share} a year.",
    "saved_at_older_law": (
        "{name}: keeps the older floor, {saved:about} less than month by month once the floor rises."
    ),
    "support_forgone": "{name}: what the State gives more after the day of payment is not had, {forgone:about}.",
    "today_note": (
        "Pensions in today's prices; “Equals”: how long a pension takes to give the household's money back."
    ),
    "deposit_none": "There is no pension, or nothing to pay, so there is nothing to set beside a deposit.",
    "paid_in_all": "The household pays {paid:about} in all",
    "expected_drawn": (
        "By the life table {chance_of_pension:percent} live to draw it, {time} on average, "
        "{pension_value:about} in all in today's prices"
    ),
    "expected_recover": "{chance:percent} draw it for {time}, that is, get back what was paid",
    "deposit_title": "THE SAME MONEY IN A BANK AT {rate:share} A YEAR",
    "deposit_balance": "By {month} it is {balance:about} ({today:about} in today's prices)",
    "deposit_lasts": (
        "Paid out like the pension it lasts {time}, to the age of {age}; who lives longer gets more from the pension"
    ),
    "deposit_never_ends": "Paid out like the pension the deposit is never used up",
    "deposit_rates": "What a bank would have to pay a year to do the same: {rates}",
    "rate_until": "to the age of {age} {rate}",
    "rate_none": "no rate would",
    "product_title": "THE PRODUCT AS TOLD",
    "product_worth": (
        "Paid {paid:money}, received {back:money}: as a deposit at {rate} a year; other benefits "
        "of the contract are not counted"
    ),
    "deposit_has": (
        "A deposit can be had at any time and is inherited whole; it brings no health card, does "
        "not rise with prices, and ends."
    ),
    "pension_has": (
        "A pension is for life, adjusted as the law provides, with a health card, funeral and "
        "survivors' benefits; it cannot be drawn out on the way except where the law allows."
    ),
    "years_title": "YEAR BY YEAR (VND)",
    "year_heads": "Year|Income|Household|State|Months|Lump sum|Pension",
    "year_note": (
        "Months: months on record. Lump sum: if stopped there and the law allows a withdrawal. "
        "Pension: a month, if stopped there and waiting for the age, missing months bought where "
        "allowed; both in today's prices. 0: not enough years."
    ),
    "year_local": "the province gives {local:money}",
    "as_prices": "as prices",
    "increase": "begun before {month:month}: {share:share}",
    "roads_title": "SHORT OF YEARS: THE WAYS ON",
    "benefits_title": "OTHER BENEFITS",
    "road_keep_paying": "Keep paying: {cost:about} more, then a pension of {monthly:about} a month from {first}",
    "road_pay_then_buy": "Keep paying, then buy the rest: {cost:about} more, then a pension of {monthly:about} "
    "a month from {first}",
    "road_buy_missing": "Buy the missing months: {cost:about}, then a pension of {monthly:about} a month from {first}",
    "road_monthly_allowance": "Monthly allowance of {monthly:about} from {first} to {last}, with a health card",
    "road_allowance_topped_up": "With a top-up of {cost:about} the allowance lasts until {last}, when the "
    "social pension follows",
    "road_withdrawal": "Withdraw {once:about} at once from {first}: no pension and no health card after that",
    "legacy": "May choose to retire from {month:month} (joined before 2021, 20 voluntary years): pension "
    "{amount:about} in today's prices",
    "refund": "Stopping from {month:month} ({reason}): {months} {months:|month|months} paid ahead "
    "{months:|is|are} unused, {amount:money} "
    "comes back",
    "card": "Health card {cover:share} while on pension",
    "funeral": "Funeral {amount:money} (after {months} {months:|month|months})",
    "funeral_met": "Funeral {amount:money} (earned)",
    "funeral_met_compulsory": "Funeral {amount:money} (thanks to compulsory months)",
    "survivors": "Survivors: {before:about} before the pension, {after:about} just after it began",
    "survivors_before": "Survivors: {before:about} before the pension",
    "survivor_monthly": "Monthly survivor benefit of {amount:about} for each relative, thanks to compulsory time",
    "maternity": "Childbirth {amount:money} a child ({months} {months:|month|months} paid in the year before)",
    "social_pension": "Without insurance: social pension {amount:money} a month, from {month:month}",
    "withdraw_title": "ONE-OFF WITHDRAWAL",
    "withdraw_record": "Months paid: {months}",
    "withdraw_refused": "No withdrawal is possible: {reason}",
    "withdraw_allowed": "A withdrawal is possible from {month:month}: {reason}",
    "withdraw_months": "{before} {before:|month|months} before 2014, {later} from 2014",
    "withdraw_months_later": "{later} {later:|month|months} from 2014",
    "withdraw_keep": "IF THE RECORD IS KEPT FOR A PENSION",
    "withdraw_wins": "Keeping pays more for whoever lives past {age}, health card, funeral and survivors' money aside",
    "title": "VOLUNTARY SOCIAL INSURANCE",
    "made_on": "made on {day:day}",
    "person": "{sex}, born {born}",
    "born_year": "{year} (counted as 1 January)",
    "groups": "group: {groups}",
    "years_ahead": "{years} {years:|year|years} ahead paid at once",
    "overlays_rows": "Reckoned with files of one's own: {files:list}",
    "overlays_title": "OVERLAYS THAT COME WITH THE PROGRAM",
    "overlay_reform": "a what-if, not law",
    "overlay_province": "a province's resolution (reckoned with --province)",
    "overlays_use": "Reckon with one: --with {name}. Edit it: bhxh check --copy {name}",
    "overlay_copied": "{file} is here: edit it, look at it with bhxh check {file}, reckon with --with {file}",
    "overlays": "reckoned with files of one's own: {files:list}",
    "within": "within {amount:money}/{per}",
    "a_month": "{amount:money}/month",
    "contribution_of": "Contribution {rate:share}",
    "of_poverty_line": "{share:share} of the poverty-line contribution",
    "no_support": "no support",
    "period": "Instalment",
    "due": "Due",
    "state": "State",
    "local": "Local",
    "household": "Household pays",
    "each": "{count} × {months}-month instalments",
    "month_end": "{count} × month end",
    "missing_bought": "missing months",
    "whole_year": "Whole year",
    "whole": "All {months} {months:|month|months}",
    "contribution_rises": "contribution rises",
    "support_rises": "support rises",
    "support_falls": "support falls",
    "support_ended": "support has ended",
    "next_step_up": "Next step up: {income:money}/month → {payable:money} a {per}",
    "pension_title": "PENSION",
    "age_reached": "Retirement age, {age:age}, is reached in {month:month}",
    "pension_from": ", pension from {month:month}",
    "recorded": "Months contributed by then: {months}",
    "bought_unpriced": "Missing months bought at once: {missing}, at a cost not known",
    "bought": "Missing months bought at once: {missing}, for {cost}",
    "no_pension": "Months still missing: {missing}, so there is no pension yet; the other ways are below",
    "pension_exact": "Pension {amount:money} a month ({rate} of the average insured income)",
    "pension_frozen": "Pension {amount:about} a month in today's prices ({rate} of the average insured income), "
    "if law and prices stay as they are",
    "pension_about": "Pension {amount:about} a month in today's prices ({rate} of the average)",
    "pension_range": "A pension of {amounts} a month in today's prices, if prices rise by {slow:share} to {fast:share} "
    "a year and the floor with them",
    "allowance": "One-off retirement allowance: {amount}",
    "still_paid": "From now on the household pays {paid} in all",
    "recover": "In today's prices that equals {time} of pension",
    "to_know": "PLEASE NOTE",
    "next_steps": "Why: --explain · As a message: --format text · For machines: --json",
    "footer": "bhxh {version} · law reviewed up to {reviewed} · an estimate, not a decision of the social insurance "
    "agency",
    "chat_month": "Insured income {income:money}/month: contribution {full:money}, state support {state:money}, "
    "the household pays {payable:money} a month.",
    "chat_local": "Local support adds {local:money} a month.",
    "chat_instalment": "{when}: the household pays {payable:money} (state support {state:money}), due {due}.",
    "chat_run": "{when}: {count} × {months}-month instalments, the household pays {payable:money} each time "
    "(state support {state:money}).",
    "chat_missing": "Missing months bought: {months}; the household pays {payable:money}, registering on {due:day}.",
    "chat_total": "{label}: the household pays {payable:money}.",
    "explanation_title": " WHY",
    "fact_stated": "given",
    "fact_found": "found from {sources:list}",
    "fact_supposed": "supposed",
    "more_cited": "and {count} more",
    "since": "since {month:month}",
    "layer": "layer: {layer}",
    "scenario": "scenario {name}",
    "table": "table",
    "table_of_factors": "factors for the year the pension starts",
    "months": "{count} mo.",
    "half_years": "{count} half-yr.",
    "yes": "yes",
    "no": "no",
    "least": "least",
    "greatest": "greatest",
    "whole_part": "div",
    "remainder": "mod",
    "try": "Try: {hint}",
    "fault": "The program itself failed ({kind} at {place}, bhxh {version}). No result was written.\n"
    "  Please send the line above and the command typed, without personal details, to whoever maintains the program.",
    "options_metavar": "[OPTIONS]",
    "command_metavar": "COMMAND [OPTIONS]…",
    "law_title": "THE LAW OF {month:month}",
    "law_changes": "CHANGES FROM {first:month} TO {last:month}",
    "law_until": "until {month:month}",
    "law_none": "no changes",
    "law_unchanged": "value as before",
    "check_good": "✓ files: {files}, no errors",
    "check_bad": "errors: {problems}, in files read: {files}",
    "check_stale": "Review too old (before {day}): {names:list}",
    "check_unverified": "Unverified ({count}):",
}

WARNINGS = {
    "floor_outruns": (
        "The lowest income has outrun prices: if that goes on, {now:money} a month becomes "
        "{later:about} in {year}, in today's prices (prices up {growth:share} a year)."
    ),
    "cap_rises": "From {month:month} the highest income is {cap:money} ({source:cite}).",
    "support_changes": "From {month:month} the State gives {support:money} a month.",
    "missing_bought": "The {months} missing months are bought: {payable:about}.",
    "own_assumptions": "Assumptions set by the reader: {assumed}.",
    "income_capped": (
        "From {month:month} the income would rise above the highest allowed, so it stays at "
        "{income:about} ({standing})."
    ),
    "budget_exceeded": "From {month:month} the household has to pay {payable:about} a {per}, more than it said it can.",
    "past_income_outside": "The income {income:money} paid on from {month:month} lies outside what the law then "
    "allowed ({floor:money} – {cap:money}): check --paid.",
    "birth_year_delayed": "Only the year of birth, {year}, is known: by the law to 2020 age counts from 1 January of "
    "the next year.",
    "cap_assumed": "The chosen income is above the highest in force, {cap:money}: it is possible only if that rises.",
    "income_off_step": "The income is not on the {step:money} steps that the social insurance agency still uses; "
    "the step just below is {below:money}.",
    "floor_rises": "From {month:month} the lowest income is {floor:money} ({source:cite}).",
    "income_raised": "From the instalment paid in {month:month} the insured income has to rise to {income:money}, "
    "because the lowest income rises ({standing}).",
    "support_limit": "The State supports at most {limit} months; months left: {left}.",
    "support_ends": "From {month:month} there is no more support: the household pays the full contribution.",
    "birth_year_only": "Only the year of birth, {year}, is known: counted as born on 1 January.",
    "local_support_unknown": "No resolution on local support in {province} could be verified: counted as none. "
    "If there is one, name it with --with.",
    "local_support_doubtful": "The local support of {province} could not be verified in a text: ask the "
    "social insurance agency before you rely on it.",
    "past_retirement_age": "Retirement age was reached in {reached:month}: contributions are counted on to "
    "{until:month}, to complete the years required; choose otherwise with --years or --until.",
    "nothing_more_to_pay": "Retirement age was reached in {reached:month} and the years are complete: nothing more "
    "need "
    "be paid; use --years to go on.",
    "not_entitled": "Months still missing: {missing}; at most {limit} may be bought at once. Other ways: contribute on "
    "until there are enough (--until), take the monthly allowance, or take the one-off withdrawal.",
    "missing_cost_unknown": "The fund's rate of {year} has not been found: what the {missing} missing months cost "
    "cannot be told, and the totals leave it out. Whoever knows the rate adds it with --with FILE.yaml.",
    "missing_on_floor": "No income is named: the months bought at once are reckoned on the lowest, {income:money}; "
    "choose otherwise with --income.",
    "missing_partly_supported": "Support is left for only {supported} of the {missing} missing months bought; the law "
    "does not say which, the first ones are counted here.",
    "not_confirmed": "Original text not yet read for: {parameters}.",
    "assumed": "What lies ahead is reckoned under the scenario “{scenario}”, not promised.",
}
