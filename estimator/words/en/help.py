"""English: help of commands and options."""

HELP = {
    "check": (
        "Compare the table's amounts with ours and say why they differ; repeatable. sheet: the columns of the filing "
        "programs; amount=Column: the household's part, full=Column: the whole, state=Column, local=Column."
    ),
    "command_impact": (
        "What a roster costs household, State and province in a period; try a reform with "
        "--with.\n\nExample: bhxh impact --example 18000 --with ho-tro-them-10-20"
    ),
    "from_": "First month of the period; without a period, the calendar year after the day asked.",
    "to": "Last month of the period; by default December of its first year.",
    "weight": "The column that says how many people a row stands for.",
    "by_column": "Add up by a column of the roster too, by group or by month of payment; repeatable.",
    "example_file": "Write the invented roster to a file (.csv, .xlsx…), to look at or to give to batch and impact.",
    "budget_chart": "A chart of the budget on the screen: by month, or by the first column of --by.",
    "budget_chart_file": "Write that chart to a file, .svg or .png.",
    "example": "Use an invented roster of N people instead of a file.",
    "command_batch": (
        "A table of people in, the same table with their quotes out; CSV, XLSX, JSONL, "
        "Parquet.\n\nExample: bhxh batch people.csv -o quotes.csv\n\nAudit a filing program's sheet: bhxh batch "
        "filed.xlsx --check sheet -o audit.xlsx"
    ),
    "table": "The table, or - for standard input.",
    "output": "The file of results, its kind by its extension; printed where left out.",
    "map": "A column of your own that means an option; repeatable.",
    "columns": "List the headings understood.",
    "figures": "Only some figures, such as contribution or pension; repeatable.",
    "rejects": "A file of their own for rows that cannot be answered.",
    "force": "Replace files that exist.",
    "resume": "Go on with a run that was broken off (what is done stays in FILE.part).",
    "workers": "How many processes answer, a core each; two where a table is large.",
    "until_entitled": "Pay only until a pension is due.",
    "command_compare": (
        "The same person several ways side by side.\n\nExample: bhxh compare --sex f --born 1980 "
        "--income 2,550,000 --by method"
    ),
    "by": "What to compare: method, income, start, stop or deposit.",
    "level": "An income, a first month or years on record to compare; repeatable.",
    "job_after": ("Months after which a job with compulsory insurance begins, to see what comes back (default 6)."),
    "premium": "A commercial product of your telling: what is paid, with --by deposit.",
    "premium_years": "That product: years of paying.",
    "benefit": "That product: what it pays, by period or once.",
    "benefit_from": "That product: the first month it pays.",
    "benefit_years": "That product: years of benefits.",
    "by_year": "Year by year: what is paid, the months on record, what stopping there would leave.",
    "chart": "A chart on the screen: contributions, the State's part and the pension through the years.",
    "chart_file": "Write that chart to a file, .svg or .png.",
    "spoken": "A message in Vietnamese with its amounts in words, to be read out.",
    "assume": "An assumption of your own, repeatable: prices=4%, incomes=prices, deposit=5.5%…",
    "command_solve": "What must be paid for a pension.\n\n"
    "Example: bhxh solve --sex female --born 1990 --pension 3000000",
    "pension": "The monthly pension wanted, in today's prices.",
    "command_withdraw": "A one-off withdrawal beside keeping the record for a pension.\n\nExample: bhxh "
    "withdraw --sex female --born 1980 --paid 2018-01..2024-12:2000000",
    "reason": "Why: {all}; chosen by itself when left out.",
    "compulsory_average": "Average of the compulsory time, instead of its spells.",
    "compulsory_months": "Compulsory months, with --compulsory-average.",
    "legacy_age": "Choose the age of 60/55 if joined before 2021 with twenty voluntary years.",
    "stop": "Stop from a month: {all}.",
    "app": "Estimates voluntary social insurance in Viet Nam: how much to pay, when, who helps, and the pension.\n\n"
    'Example: bhxh quote --sex female --born 1980 --pay "6000000/year" --instalments 2',
    "version": "Print the version and exit.",
    "command_quote": "What one person pays, when, who helps pay, and the pension it leads to.\n\n"
    'Example: bhxh quote --sex female --born 1980 --pay "6000000/year" --instalments 2',
    "command_law": "The law in force, every parameter with its source.\n\nExample: bhxh law support_rates --at 2026-07",
    "command_check": "Check the rule files, or files of your own if named.\n\nExample: bhxh check "
    "provincial-resolution.yaml",
    "sex": "Sex: {all}.",
    "born": "Day, month or year of birth.",
    "group": "Group: {all}; repeatable.",
    "province": "Province or city: name or code.",
    "income": "Monthly income chosen as the base of the contribution.",
    "pay": "Instead of --income: what the household can pay.",
    "any_income": "Do not keep to the 50,000 VND steps when choosing from --pay.",
    "method": "monthly, quarterly, half_yearly, yearly, years_ahead:N (2–5) or missing.",
    "instalments": "Instalments a year.",
    "years_ahead": "Pay N years ahead at once.",
    "start": "First month paid for; by default the month of --as-of.",
    "years": "How many years to contribute; 0 means nothing more is paid.",
    "until": "Last month paid for; by default the month in which retirement age is reached.",
    "paid": "A spell already paid, repeatable; add :compulsory if it was compulsory, :state on a State salary.",
    "history": "File of the spells already paid (YAML, CSV).",
    "as_of": "Day of the quote; by default today.",
    "known_on": "Use only texts issued up to this day.",
    "scenario": "Scenario: {all}; by default base.",
    "with_": "File of a provincial resolution or a reform, or a name from law --overlays; repeatable.",
    "overlays": "List the overlays that come with the program.",
    "copy": "Write an overlay that comes with the program to this folder, to edit it.",
    "person": "YAML/JSON file with the options above.",
    "json": "Print JSON.",
    "format": "Form of the answer.",
    "explain": "Explain every figure: the arithmetic and the article.",
    "strict": "Refuse figures that are assumed or unverified.",
    "lang": "Language: vi or en.",
    "at": "Month to look at; by default this month.",
    "changes": "What changes in a stretch of months.",
    "names": "Names of parameters; leave out to see all.",
    "files": "Files to check; leave out to check the rules themselves.",
    "reviewed_before": "Report parameters reviewed before this day; by default one year ago.",
}

METAVARS = {
    "by_column": '"Commune"|group|month',
    "weight": '"People"',
    "check": "sheet|amount=Column|…",
    "map": '"Column=income"',
    "premium": '"12 million/year"',
    "benefit": '"3 million/month"|"500 million"',
    "level": "3m|2028-01|15",
    "sex": "female|male",
    "pay": "6000000/year",
}

HEADINGS = {
    "Usage:": "Usage:",
    "Options:": "Options:",
    "Arguments:": "Arguments:",
    "Commands:": "Commands:",
    "Show this message and exit.": "Show this message and exit.",
}
