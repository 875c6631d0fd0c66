"""Every error of the command line: what is wrong, where, what to try, and with which exit code."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from command_line import AS_OF, NEAR, QUOTE, WITHDRAW, WOMAN, Said, bhxh, unwrapped

import estimator
from estimator.words import vi

pytestmark = pytest.mark.usefixtures("among_files")


class Case(NamedTuple):
    """A command that is refused: with which code, about which option, in which words, and what to try."""

    code: str
    arguments: tuple[str, ...]
    field: str | None
    says: str
    hint: str
    exit: int = 2


CASES = [
    # The income
    Case("income_below_floor", (*WOMAN, "--income", "1.499.999"), "income",
         "Mức thu nhập 1.499.999 đ thấp hơn mức thấp nhất 1.500.000 đ của tháng 11/2026.", "--income 1500000"),
    Case("income_below_floor", (*WOMAN, "--start", "01/2027", "--income", "2.199.999"), "income",
         "Mức thu nhập 2.199.999 đ thấp hơn mức thấp nhất 2.200.000 đ của tháng 01/2027.", "--income 2200000"),
    Case("income_above_cap", (*WOMAN, "--income", "50.600.001"), "income",
         "Mức thu nhập 50.600.001 đ cao hơn mức cao nhất 50.600.000 đ của tháng 11/2026.", "--income 50600000"),
    Case("income_off_step", (*WOMAN, "--as-of", "2025-05-10", "--income", "1.510.000"), "income",
         "Mức thu nhập 1.510.000 đ không nằm trên bậc", "--income 1500000 hoặc --income 1550000"),
    Case("income_missing", WOMAN, "income", "Thiếu mức thu nhập.", '--pay "6 triệu/năm"'),
    Case("income_and_pay", (*QUOTE, "--pay", "6tr/năm"), "income", "Có cả --income và --pay.", "bỏ --income"),
    Case("budget_too_small", (*WOMAN, "--pay", "200k/tháng"), "pay",
         "200.000 đ mỗi tháng không đủ cho mức thấp nhất của tháng 11/2026.", "264000/tháng"),
    # Amounts
    Case("amount_unreadable", (*WOMAN, "--income", "sáu triệu"), "income", "“sáu triệu”", "--income"),
    Case("amount_unreadable", (*WOMAN, "--income", "1e7"), "income", "“1e7”", "--income"),
    Case("amount_unreadable", (*WOMAN, "--income", ""), "income", "Không đọc được số tiền “”", "--income"),
    Case("amount_ambiguous", (*WOMAN, "--income", "1.5"), "income", "“1.5” hiểu được nhiều cách", "1_500_000"),
    Case("amount_ambiguous", (*WOMAN, "--income", "6tr50"), "income", "“6tr50” hiểu được nhiều cách",
         "6_050_000, 6_500_000"),
    Case("amount_not_whole", (*WOMAN, "--income", "0,0000001 triệu"), "income", "có phần lẻ của đồng", "--income"),
    Case("amount_negative", (*WOMAN, "--income=-3tr"), "income", "là số âm", "bỏ dấu trừ"),
    Case("amount_too_large", (*WOMAN, "--income", "9" * 40), "income", "quá lớn", "số chữ số 0"),
    Case("period_missing", (*WOMAN, "--pay", "6tr"), "pay", "“6tr” chưa nói số tiền cho bao lâu", "--pay 6tr/tháng"),
    Case("period_missing", (*WOMAN, "--pay", "6tr/"), "pay", "“6tr/” chưa nói số tiền cho bao lâu", "--pay 6tr/tháng"),
    Case("period_unknown", (*WOMAN, "--pay", "6tr/tuần"), "pay", "Không rõ kỳ", "--pay 6tr/tháng"),
    # The person
    Case("sex_missing", ("quote", "--born", "1980", *AS_OF), "sex", "Thiếu giới tính.", "--sex nữ"),
    Case("born_missing", ("quote", "--sex", "nữ", *AS_OF), "born", "Thiếu ngày sinh.", "--born 1980"),
    Case("sex_unknown", (*QUOTE, "--sex", "nu?"), "sex", "Không hiểu giới tính “nu?”", "--sex"),
    Case("born_in_future", (*QUOTE, "--born", "23/11/2026"), "born", "Ngày sinh 23/11/2026 ở sau", "--born"),
    Case("born_too_long_ago", (*QUOTE, "--born", "1905"), "born", "Ngày sinh 01/01/1905 quá xa", "--born"),
    Case("too_young", (*QUOTE, "--born", "12/2011"), "start", "Chưa đủ 15 tuổi vào tháng 11/2026", "--start 2026-12"),
    Case("day_impossible", (*QUOTE, "--born", "31/02/1980"), "born", "“31/02/1980” không có trong lịch",
         "kiểm tra lại ngày và tháng"),
    Case("month_impossible", (*QUOTE, "--born", "13/1980"), "born", "Tháng trong “13/1980” không có", "--born"),
    Case("year_out_of_range", (*QUOTE, "--born", "1850"), "born", "Năm trong “1850”", "kiểm tra lại năm"),
    Case("two_digit_year", (*QUOTE, "--born", "12/05/80"), "born", "chỉ có hai chữ số", "bốn chữ số"),
    Case("birth_unreadable", (*QUOTE, "--born", "năm Thìn"), "born", "Không đọc được ngày sinh", "--born 1980"),
    Case("groups_joined", (*QUOTE, "--group", "hộ nghèo, DTTS"), "group", "Nhiều đối tượng nối bằng dấu +",
         "hộ nghèo + DTTS"),
    Case("group_unknown", (*QUOTE, "--group", "hộ nghèoo"), "group", "Không có đối tượng “hộ nghèoo”", "hộ nghèo"),
    Case("province_unknown", (*QUOTE, "--province", "Đak Lak"), "province", "Không có tỉnh, thành phố “Đak Lak”",
         '--province "Đắk Lắk"'),
    # How and when
    Case("method_unknown", (*QUOTE, "--method", "mothly"), "method", "“mothly”", "--method monthly"),
    Case("instalments_unknown", (*QUOTE, "--instalments", "3"), "instalments", "3 lần một năm", "--instalments 2"),
    Case("years_ahead_out_of_range", (*QUOTE, "--years-ahead", "7"), "method", "years_ahead:7", "từ 2 đến 5 năm"),
    Case("two_methods", (*QUOTE, "--method", "yearly", "--instalments", "2"), "instalments",
         "Có cả --method và --instalments.", "bỏ một trong hai"),
    Case("advance_too_long", (*QUOTE, "--born", "1971", "--years-ahead", "5"), "method", "years_ahead:5", "yearly"),
    Case("start_before_law", (*QUOTE, "--start", "12/2007"), "start", "12/2007 ở trước khi có BHXH tự nguyện",
         "--start 2008-01"),
    Case("month_unreadable", (*QUOTE, "--start", "2027"), "start", "Không đọc được tháng “2027”", "--start 05/2027"),
    Case("month_with_day", (*QUOTE, "--start", "2027-05-01"), "start", "là một ngày", "--start 2027-05"),
    Case("day_unreadable", (*QUOTE, "--as-of", "hôm nay"), "as_of", "Không đọc được ngày “hôm nay”", "--as-of"),
    Case("years_unreadable", (*QUOTE, "--years", "mười"), "years", "Không đọc được số năm “mười”", "--years 15"),
    Case("years_out_of_range", (*QUOTE, "--years", "81"), "years", "“81”", "--years 15"),
    Case("years_and_until", (*QUOTE, "--years", "5", "--until", "2030-01"), "until", "Có cả --years và --until.", "bỏ"),
    Case("until_before_start", (*QUOTE, "--until", "2026-01"), "until", "Tháng cuối 01/2026 ở trước", "--years 0"),
    Case("horizon", (*QUOTE, "--years", "80"), "until", "quá xa", "--until"),
    Case("scenario_unknown", (*QUOTE, "--scenario", "best"), "scenario", "Không có kịch bản “best”", "--scenario base"),
    # The record
    Case("spell_unreadable", (*QUOTE, "--paid", "từ 2018"), "paid", "“từ 2018”", "2018-01..2024-12:2000000"),
    Case("spell_backwards", (*QUOTE, "--paid", "2024-12..2018-01:2tr"), "paid", "kết thúc (01/2018) trước khi bắt đầu",
         "đổi chỗ hai tháng"),
    Case("spell_kind_unknown", (*QUOTE, "--paid", "2018-01..2024-12:2tr:tunguyn"), "paid", "“tunguyn”", "--paid"),
    Case("military_time", (*QUOTE, "--paid", "2001-02..2003-01:2tr:bộ đội"), "paid", "trong quân đội", ":3.90:state"),
    Case("spell_before_law", (*QUOTE, "--paid", "2007-12..2010-01:2tr"), "paid", "12/2007", "--paid"),
    Case("spell_too_young", (*QUOTE, "--paid", "1994-12..2000-01:2tr:compulsory"), "paid", "chưa đủ 15 tuổi", "--born"),
    Case("spells_overlap", (*QUOTE, "--paid", "2018-01..2020-12:2tr", "--paid", "2020-12..2021-12:2tr"), "paid",
         "trùng nhau từ tháng 12/2020", "--paid"),
    Case("spell_after_start", (*QUOTE, "--paid", "2018-01..2026-11:2tr"), "paid", "kéo đến 11/2026", "--start"),
    Case("missing_too_early", (*NEAR, "--paid", "2010-01..2022-12:2tr", "--start", "2027-05"), "start",
         "Tháng 05/2027 chưa được đăng ký", "--start 2027-08"),
    Case("missing_none", (*NEAR, "--paid", "2008-01..2023-12:2tr:compulsory"), "method", "Đã có 192 tháng",
         "--years 0"),
    Case("missing_too_many", (*NEAR, "--paid", "2010-01..2012-12:2tr"), "method", "Còn thiếu 144 tháng", "--until"),
    Case("pay_for_missing", (*NEAR[:7], "--method", "missing", "--pay", "6tr/năm"), "pay", "--method missing",
         "--income"),
    Case("two_kinds_in_a_month", (*QUOTE, "--paid", "2018-01..2020-12:2tr",
                                  "--paid", "2020-06..2021-12:5tr:compulsory"), "paid",
         "Tháng 06/2020 có cả hai loại bảo hiểm", "sửa tháng đầu"),
    Case("salary_above_cap", (*QUOTE, "--paid", "2018-01..2018-06:27tr:compulsory"), "paid",
         "27.000.000 đ cao hơn mức đóng cao nhất 26.000.000 đ của tháng 01/2018", "26.000.000 đ"),
    Case("coefficient_unreadable", (*QUOTE, "--paid", "1993-01..2015-12:3tr:state"), "paid",
         "Không đọc được hệ số lương “3tr”", "viết lại hệ số"),
    Case("months_unreadable", (*QUOTE, "--compulsory-average", "5tr", "--compulsory-months", "8 năm"),
         "compulsory_months", "Không đọc được số tháng “8 năm”", "--compulsory-months 96"),
    Case("months_unreadable", (*QUOTE, "--compulsory-average", "5tr", "--compulsory-months", "0"),
         "compulsory_months", "“0”", "--compulsory-months 96"),
    Case("compulsory_half_stated", (*QUOTE, "--compulsory-average", "5tr"), "compulsory_average",
         "Chỉ có --compulsory-average.", "cho cả hai"),
    Case("compulsory_half_stated", (*QUOTE, "--compulsory-months", "96"), "compulsory_months",
         "Chỉ có --compulsory-months.", "cho cả hai"),
    Case("compulsory_twice", (*QUOTE, "--compulsory-average", "5tr", "--compulsory-months", "96",
                              "--paid", "2010-01..2012-12:3tr:compulsory"), "compulsory_months",
         "--compulsory-months 96", "bỏ --compulsory-months"),
    Case("legacy_not_open", (*QUOTE, "--legacy-age"), "legacy_age", "Không được chọn tuổi 60/55.", "bỏ --legacy-age"),
    Case("stop_before_start", (*QUOTE, "--stop", "2026-11:job"), "stop",
         "Tháng ngừng 11/2026 không sau tháng bắt đầu 11/2026.", "chọn --stop muộn hơn"),
    Case("pension_missing", ("solve", *WOMAN[1:]), "pension", "Thiếu lương hưu muốn có.", "--pension"),
    Case("solve_with_end", ("solve", *WOMAN[1:], "--pension", "3tr", "--income", "2tr5", "--years", "5"), "years",
         "thì không nêu --years.", "bỏ --years"),
    Case("by_unknown", ("compare", *QUOTE[1:], "--by", "bank"), "by", "theo “bank”", "--by method"),
    Case("compare_plan_only", ("compare", *QUOTE[1:], "--stop", "2028-05:job"), "stop", "So sánh không đi cùng --stop",
         "bỏ --stop"),
    Case("compare_nothing_paid", ("compare", *QUOTE[1:], "--years", "0", "--by", "stop"), "by", "theo “stop”",
         "--years 5"),
    Case("record_ahead", (*WITHDRAW, "--paid", "2018-01..2027-12:2tr", "--start", "2028-01"), "paid",
         "kéo đến 12/2027, sau ngày tính 22/11/2026", "ngày tính muộn hơn"),
    Case("value_too_long", (*QUOTE, "--paid", "1" * 5000), "paid", "--paid dài 5.000 ký tự", "viết lại --paid"),
    Case("too_many_levels", ("compare", *QUOTE[1:], "--by", "income", *("--level", "2tr") * 13), "level", "13 mức",
         "bớt --level"),
    Case("levels_not_here", ("compare", *QUOTE[1:], "--by", "method", "--level", "2tr"), "level", "theo “method”",
         "bỏ --level"),
    Case("product_not_here", ("compare", *QUOTE[1:], "--by", "income", "--premium", "1tr/năm"), "premium",
         "--premium chỉ dùng khi so sánh với tiền gửi", "--by deposit"),
    Case("product_incomplete", ("compare", *QUOTE[1:], "--by", "deposit", "--premium", "1tr/năm"), "premium_years",
         "còn thiếu --premium-years", "thêm --premium-years"),
    Case("product_incomplete", ("compare", *QUOTE[1:], "--by", "deposit", "--premium", "1tr/năm", "--premium-years",
         "5", "--benefit", "1tr/tháng", "--benefit-from", "2040-01"), "benefit_years", "còn thiếu --benefit-years",
         "thêm --benefit-years"),
    Case("benefit_before_premium", ("compare", *QUOTE[1:], "--by", "deposit", "--premium", "1tr/năm",
         "--premium-years", "5", "--benefit", "100tr", "--benefit-from", "2020-01"), "benefit_from",
         "Tháng nhận 01/2020", "--benefit-from 2046-01"),
    Case("period_start_missing", ("impact", "people.csv", "--to", "2027-12"), "to", "Có --to mà không có tháng đầu",
         "thêm --from"),
    Case("period_reversed", ("impact", "people.csv", "--from", "2027-02", "--to", "2027-01"), "to",
         "Tháng cuối 01/2027 trước", "--from và --to"),
    Case("month_unreadable", ("impact", "people.csv", "--from", "2027"), "from", "“2027”", "05/2027"),
    Case("roster_missing", ("impact",), "table", "Cần đúng một danh sách", "--example 18000"),
    Case("by_column_unknown", ("impact", "people.csv", "--by", "xa"), "by", "không có cột “xa”", "cột ấy cho --by"),
    Case("roster_column_unknown", ("impact", "people.csv", *AS_OF, "--by", "icome"), "by", "Gần giống: income",
         "--by income"),
    Case("report_kind_unknown", ("impact", "people.csv", "-o", "a.docx"), "output", "“a.docx”", "-o tong-hop.xlsx"),
    Case("example_file_alone", ("impact", "people.csv", "--example-file", "a.csv"), "example_file", "“a.csv”",
         "thêm --example"),
    Case("same_file_twice", ("impact", "--example", "5", "-o", "a.csv", "--example-file", "./a.csv"), "example_file",
         "“./a.csv”", "tên khác cho --example-file"),
    Case("example_count", ("impact", "--example", "0", "--from", "2027-01", "--to", "2027-12"), "example", "“0”",
         "--example 18000"),
    Case("workers_count", ("batch", "people.csv", "-o", "o.csv", "--workers", "0"), "workers", "“0” tiến trình",
         "--workers 2"),
    Case("check_unreadable", ("batch", "people.csv", "-o", "o.csv", "--check", "income"), "check", "“income”",
         "amount=Tổng số tiền NTG đóng"),
    Case("check_sheet_unknown", ("batch", "people.csv", "-o", "o.csv", "--check", "sheet"), "check",
         "không có cột nào mang tên một số tiền", '--check "amount=Tên cột"'),
    Case("resume_from_stream", ("batch", "-", "-o", "o.csv", "--resume"), "resume", "bảng đọc từ đầu vào",
         "ghi bảng ra tệp"),
    Case("table_missing", ("batch",), "table", "Cần đúng một bảng", "nêu một tệp bảng"),
    Case("no_heading_known", ("batch", "unknown.csv", "-o", "o.csv"), "table", "unknown.csv không có cột nào",
         "bhxh batch --columns"),
    Case("figure_unknown", ("batch", "people.csv", "-o", "o.csv", "--figures", "pensoin"), "figures", "“pensoin”",
         "--figures pension"),
    Case("chart_kind_unknown", (*QUOTE, "--chart-file", "a.pdf"), "chart_file", "“a.pdf”", "--chart-file bieu-do.svg"),
    Case("file_exists", (*QUOTE, "--chart-file", "exists.svg"), "chart_file", "Đã có tệp “exists.svg”",
         "chọn tên khác"),
    Case("file_not_written", (*QUOTE, "--chart-file", "none/a.svg"), "chart_file", "“none/a.svg”", "chọn nơi khác"),
    Case("spoken_is_text", (*QUOTE, "--spoken", "--format", "csv"), "spoken", "“csv”", "--format text"),
    Case("solve_plan_only", ("solve", *WOMAN[1:], "--pension", "3tr", "--stop", "2028-05:job"), "stop",
         "--stop này không đi với bhxh solve.", "bỏ --stop"),
    Case("pension_before_age", (*QUOTE, "--stop", "2030-05:pension"), "stop",
         "Tháng 05/2030 chưa được hưởng lương hưu", "--stop"),
    Case("stop_unreadable", (*QUOTE, "--stop", "2028-05"), "stop", "Không đọc được “2028-05”", "--stop 2028-05:job"),
    Case("stop_unknown", (*QUOTE, "--stop", "2028-05:bored"), "stop", "Không có lý do ngừng “bored”", "lý do"),
    # The withdrawal
    Case("no_record", WITHDRAW, "paid", "Chưa có quá trình đóng nào", "--paid 2018-01..2024-12:2000000"),
    Case("stated_months_not_enough", (*WITHDRAW, "--paid", "2018-01..2020-12:2tr", "--compulsory-average", "5tr",
                                      "--compulsory-months", "96"), "compulsory_months",
         "Số tháng bắt buộc 96", "2010-01..2015-12:3500000:compulsory"),
    Case("reason_unknown", (*WITHDRAW, "--paid", "2018-01..2024-12:2tr", "--reason", "moving"), "reason",
         "Không có lý do “moving”", "--reason waiting"),
    # The files
    Case("file_unreadable", (*QUOTE, "--person", "none.yaml"), "person", "Không đọc được tệp none.yaml", "tên tệp"),
    Case("file_unreadable", (*QUOTE, "--person", "."), "person", "Không đọc được tệp .", "tên tệp"),
    Case("file_unreadable", (*QUOTE, "--history", "none.csv"), "history", "Không đọc được tệp none.csv", "tên tệp"),
    Case("file_unreadable", (*QUOTE, "--history", "folder.csv"), "history", "folder.csv", "tên tệp"),
    Case("file_unreadable", (*QUOTE, "--with", "\ud83d"), "with", "Không đọc được tệp", "tên tệp"),  # half a character
    Case("file_unreadable", (*QUOTE, "--person", "nul.yaml"), "history", "Không đọc được tệp", "tên tệp"),
    Case("file_not_utf8", (*QUOTE, "--person", "binary.yaml"), "person", "binary.yaml không phải UTF-8", "UTF-8"),
    Case("file_not_utf8", (*QUOTE, "--history", "binary.csv"), "history", "binary.csv không phải UTF-8", "UTF-8"),
    Case("file_wrong", (*QUOTE, "--person", "twice.yaml"), "person", "twice.yaml:2:1: born: khóa “born” có hai lần",
         "sửa các dòng trên"),
    Case("file_wrong", (*QUOTE, "--person", "deep.json"), "person", "lồng quá sâu", "sửa các dòng trên"),
    Case("file_wrong", (*QUOTE, "--person", "huge.yaml"), "person", "tệp quá lớn", "sửa các dòng trên"),
    Case("person_not_a_mapping", (*QUOTE, "--person", "list.yaml"), "person", "list.yaml không phải bảng",
         "born: 1980"),
    Case("person_not_a_mapping", (*QUOTE, "--person", "empty.yaml"), "person", "empty.yaml không phải bảng",
         "born: 1980"),
    Case("person_key_unknown", (*QUOTE, "--person", "key.yaml"), "person", "mục lạ “bron”", "born"),
    Case("person_key_unknown", (*QUOTE, "--person", "escape.yaml"), "person", "mục lạ “", "bhxh quote --help"),
    Case("person_value_wrong", (*QUOTE, "--person", "value.yaml"), "person", "“born” không đọc được", "dòng lệnh"),
    Case("person_value_wrong", (*QUOTE, "--person", "switch.yaml"), "person", "“any_income” không đọc được",
         "dòng lệnh"),
    Case("history_not_a_list", (*QUOTE, "--history", "mapping.yaml"), "history", "không phải là danh sách",
         "2018-01..2024-12:2000000"),
    Case("history_row_wrong", (*QUOTE, "--history", "row.yaml"), "history", "dòng dữ liệu 1", "cột còn thiếu"),
    Case("history_row_wrong", (*QUOTE, "--history", "header.csv"), "history", "header.csv", "cột còn thiếu"),
    Case("history_row_wrong", (*QUOTE, "--history", "empty.csv"), "history", "empty.csv", "cột còn thiếu"),
    Case("history_row_wrong", (*QUOTE, "--history", "unquoted.csv"), "history", "dòng dữ liệu 1", "cột còn thiếu"),
    Case("history_too_large", (*QUOTE, "--history", "huge.csv"), "history", "huge.csv quá lớn", "chia nhỏ"),
    Case("value_too_long", (*QUOTE, "--history", "wide.csv"), "history", "wide.csv:2: --history dài", "cho ngắn"),
    Case("month_impossible", (*QUOTE, "--history", "month.csv"), "history", "month.csv:3: Tháng trong “2019-13”",
         "05/2027"),
    # Assumptions
    Case("assume_unknown", (*QUOTE, "--assume", "prcies=4%"), "assume", "“prcies”", "--assume prices=4%"),
    Case("assume_enacted", (*QUOTE, "--assume", "contribution_rate=25%"), "assume", "do luật định", "--with"),
    Case("assume_unreadable", (*QUOTE, "--assume", "prices"), "assume", "“prices”", "--assume prices=4%"),
    Case("assume_unreadable", (*QUOTE, "--assume", "prices=3,125%"), "assume", "hai số lẻ", "--assume prices=4%"),
    Case("assume_unreadable", (*QUOTE, "--assume", "prices=theo giá"), "assume", "prices", "--assume prices=4%"),
    Case("assume_out_of_range", (*QUOTE, "--assume", "incomes=21%"), "assume", "incomes = 21%", "incomes=20%"),
    Case("assume_out_of_range", (*QUOTE, "--assume", "fund_interest=2,5%"), "assume", "0% đến 2%", "fund_interest=2%"),
    Case("prices_fall", (*QUOTE, "--assume", "giá=-1%"), "assume", "không bao giờ dưới 1,00", "prices=0%"),
    # The rules
    Case("rules_wrong", (*QUOTE, "--with", "typo.yaml"), "with", "không có tham số “support_ratess”", "bhxh check", 3),
    Case("rules_wrong", (*QUOTE, "--with", "none.yaml"), "with", "none.yaml", "bhxh check", 3),
    Case("parameter_repealed", (*QUOTE, "--with", "repealed.yaml"), "with",
         "repealed.yaml đổi “Mức thấp nhất là lương tối thiểu chung”, nhưng luật không còn dùng tham số này sau tháng "
         "12/2015.", "until", 3),
    Case("before_first_provision", (*QUOTE, "--as-of", "2015-06-01"), "income_step", "“Bậc thu nhập” cho tháng 06/2015",
         "từ 01/2016 trở đi", 4),
    Case("before_first_provision", ("law", "allowance_average_share", "--at", "2020-01"), "allowance_average_share",
         "cho tháng 01/2020", "từ 07/2025 trở đi", 4),
    Case("value_not_known", ("law", "fund_interest", "--at", "2018-05"), "fund_interest", "cho tháng 05/2018",
         "--with", 4),
    Case("pension_of_the_past", ("quote", "--sex", "nam", "--born", "1955", "--paid", "1995-01..2014-12:3tr:compulsory",
         "--as-of", "2026-11-22"), "born", "Đã đến tuổi hưởng lương hưu từ 01/2016", "cơ quan BHXH", 4),
    Case("nothing_known", (*QUOTE, "--known-on", "2007-01-01"), None, "Ngày đó chưa có văn bản nào", "--known-on", 4),
    Case("nothing_known", ("law", "support_rates", "--known-on", "1990-01-01"), "support_rates",
         "Ngày đó chưa có văn bản nào về “Tỷ lệ Nhà nước hỗ trợ”", "--known-on", 4),
    Case("not_strict", (*QUOTE, "--strict"), "strict", "Lương hưu tháng đầu (giả định)", "bỏ --strict", 4),
    Case("parameter_name_unknown", ("law", "joining_ag"), "names", "“joining_ag”", "bhxh law"),
    Case("changes_unreadable", ("law", "--changes", "2025"), "changes", "“2025”", "2025-01..2027-12"),
    Case("changes_unreadable", ("law", "--changes", "2027-01..2025-01"), "changes", "2027-01..2025-01", "--changes"),
    Case("overlay_unknown", (*QUOTE, "--with", "dak-lak-them-11"), "with", "“dak-lak-them-11”", "dak-lak-them-10", 3),
    # The command
    Case("format_unknown", (*QUOTE, "--format", "pdf"), "format", "Không có dạng “pdf”", "--format json"),
    Case("lang_unknown", (*QUOTE, "--lang", "fr"), "lang", "Không có ngôn ngữ “fr”", "--lang vi"),
    Case("command_unknown", ("qoute", *QUOTE[1:]), "command", "Không có lệnh “qoute”", "bhxh quote"),
    Case("command_unknown", ("zzz",), "command", "Không có lệnh “zzz”", "bhxh --help"),
    Case("option_unknown", (*WOMAN, "--incom", "3tr"), None, "Không có tùy chọn “--incom”", "--income"),
    Case("option_unknown", (*WOMAN, "--zzz"), None, "Không có tùy chọn “--zzz”", "bhxh quote --help"),
    Case("option_without_value", (*WOMAN, "--income"), "income", "“--income” thiếu giá trị", "ngay sau tùy chọn"),
    Case("option_without_value", (*QUOTE, "--lang"), "lang", "“--lang” thiếu giá trị", "ngay sau tùy chọn"),
    Case("option_takes_no_value", (*QUOTE, "--explain=yes"), "explain", "“--explain” không nhận giá trị", "--explain"),
    Case("arguments_unexpected", (*WOMAN, "--pay", "6", "triệu/năm"), None, "Không hiểu “triệu/năm”", "xem --help"),
]  # fmt: skip

# A disk that is full is tested in a process of its own, overlays by name among theirs, values of Python among its
# keywords; the others guard against what no command line can say.
ELSEWHERE = {"extra_missing", "value_of_wrong_kind", "output_failed", "given_missing", "usage",
             "overlay_ambiguous", "copy_exists", "row_of_totals", "row_of_nobody", "row_of_numbers"}  # fmt: skip

# What is wrong with a table, or with a row of one, has its case beside the table, which names the code.
BESIDE_TABLES = {
    "extra_missing", "reader_not_started", "table_unfolds",
    "table_changed", "table_kind_unknown", "table_empty", "table_no_rows",
    "table_binary", "table_not_utf8",
    "table_broken", "table_too_wide", "heading_twice", "cell_too_long", "quote_unclosed", "workbook_too_large",
    "sheet_unknown", "columns_unknown", "row_too_long", "line_too_long", "json_unreadable",
    "json_too_deep",
    "json_key_twice", "json_not_an_object", "two_columns", "map_unreadable", "map_twice", "map_column_unknown",
    "map_option_unknown", "months_ahead_unknown", "yes_or_no", "tick_unreadable",
    "state_percent_unknown", "output_kind_unknown", "output_exists", "output_is_input", "output_no_folder",
    "output_unwritable", "column_taken", "sheet_too_long", "sheet_cell_too_long", "resume_not_here",
    "resume_differs", "column_kind_unread",
}  # fmt: skip
# These have theirs there too, held by what they say.
BY_THEIR_WORDS = {"cell_not_utf8", "line_blank", "group_denied", "weight_unreadable", "stop_not_here"}


def test_every_error_has_a_case() -> None:
    assert {case.code for case in CASES} | ELSEWHERE | BESIDE_TABLES | BY_THEIR_WORDS == set(vi.ERRORS)
    others = [file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py") if file != Path(__file__)]
    assert {code for code in BESIDE_TABLES if not any(f'"{code}"' in text for text in others)} == set()


def tried(said: Said) -> str:
    """What stands behind "Thử:"."""
    found = re.search(r"^  Thử: (.+)$", said.err, re.MULTILINE)
    assert found, said.err
    return found[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{' '.join(case.arguments[-2:])[:40]}")
class TestEveryRefusal:
    def test_says_what_is_wrong_and_what_to_try(self, case: Case) -> None:
        said = bhxh(*case.arguments)
        assert (said.code, said.out) == (case.exit, "")
        assert case.says in unwrapped(said.err)
        assert case.hint in tried(said)

    def test_fits_the_screen(self, case: Case) -> None:
        whole = r"  Thử:|.*\.yaml:\d|   |.*9999"  # what is to be pasted, the lines of a file, a very long word
        assert all(len(line) <= 80 or re.match(whole, line) for line in bhxh(*case.arguments).err.splitlines())

    def test_is_json_for_scripts(self, case: Case) -> None:
        command, *rest = case.arguments
        said = bhxh(command, "--json", *rest)
        assert (said.code, said.out) == (case.exit, "")
        error = json.loads(said.err)["error"]
        assert list(error) == ["code", "field", "given", "says", "hint"]
        assert (error["code"], error["says"] != "", error["hint"] != "") == (case.code, True, True)
        if case.field is not None:
            assert error["field"] == case.field
        assert case.says in unwrapped(error["says"])

    def test_is_said_in_english_too(self, case: Case) -> None:
        if case.code != "lang_unknown":  # then the language is not known
            said = bhxh(*case.arguments, BHXH_LANG="en")
            assert (said.code, said.out) == (case.exit, "")
            assert re.search(r"^  Try: .+", said.err, re.MULTILINE)
            assert "Thử" not in said.err.replace("Thử nghiệm", "")

    def test_is_mended_by_the_command_it_offers(self, case: Case) -> None:
        hint = tried(bhxh(*case.arguments))
        if hint.startswith("bhxh "):
            mended = bhxh(*shlex.split(hint)[1:])
            assert f"Không có {case.code}" not in mended.err and "Traceback" not in mended.err
            # in 2008 one could join, but not all of that year's law is encoded
            if not hint.endswith("--help") and case.code not in ("command_unknown", "start_before_law"):
                assert mended.code == 0
                assert mended.err == "" or mended.err.startswith("✓ ")  # a table answered is said in one line


def test_an_error_looks_like_this() -> None:
    assert bhxh(*WOMAN, "--income", "1.000.000").err.splitlines() == [
        "Mức thu nhập 1.000.000 đ thấp hơn mức thấp nhất 1.500.000 đ của tháng 11/2026.",
        "  Được phép: 1.500.000 đ – 50.600.000 đ (chuẩn hộ nghèo nông thôn; 20 lần mức",
        "    tham chiếu (lương cơ sở))",
        "  Căn cứ: 41/2024/QH15 Đ.31 k.2; 07/2021/NĐ-CP; 161/2026/NĐ-CP Đ.3 k.2",
        "  Thử: bhxh quote --sex nữ --born 1980 --as-of 2026-11-22 --income 1500000",
    ]


def test_a_rule_file_is_shown_where_it_is_wrong() -> None:
    said = bhxh(*QUOTE, "--with", "typo.yaml")
    assert said.code == 3
    assert said.err.splitlines()[:4] == [
        "Tệp luật có lỗi: typo.yaml.",
        "  typo.yaml:4:3: provisions.support_ratess: không có tham số “support_ratess”",
        "         4 |   support_ratess:",
        "           |   ^",
    ]


def test_values_given_in_json_are_readable() -> None:
    def given(*arguments: str) -> Any:
        return json.loads(bhxh(*arguments, "--json").err)["error"]["given"]

    assert given(*WOMAN, "--income", "1tr") == 1_000_000
    assert given(*QUOTE, "--start", "12/2007") == "2007-12"
    assert given(*QUOTE, "--paid", "2007-12..2010-01:2tr") == "2007-12"
    assert given(*QUOTE, "--born", "23/11/2026") == "2026-11-23"
    assert given("quote", *AS_OF) is None
    assert given(*QUOTE, "--born", "x" * 100_000) == "x" * 200 + "…"


def test_nothing_a_file_holds_drives_the_terminal() -> None:
    assert "\x1b" not in bhxh(*QUOTE, "--person", "escape.yaml").err


def test_an_internal_fault_says_how_to_report_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("estimator.plan.quote.settled", broken)
    said = bhxh(*QUOTE)
    assert (said.code, said.out) == (1, "")
    assert "ZeroDivisionError" in said.err and estimator.__version__ in said.err and "báo lỗi" in said.err
    assert "3.000.000" not in said.err and "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("quote", "--sex", "x", "--born", "80", "--income", "abc"),
         ["sex_unknown", "two_digit_year", "amount_unreadable"]),
        (("quote",), ["sex_missing", "born_missing", "income_missing"]),
        (("quote", "--income", "3tr", "--born", "80", "--province", "xx"),
         ["sex_missing", "two_digit_year", "province_unknown"]),
        (("quote", "--sex", "x", "--born", "1980", "--years", "0"), ["sex_unknown"]),
        ((*QUOTE, "--paid", "2018", "--paid", "2019", "--group", "vip", "--assume", "x=1%", "--scenario", "best"),
         ["group_unknown", "spell_unreadable", "spell_unreadable", "scenario_unknown"]),
        (("withdraw", "--reason", "bored", "--sex", "x", "--born", "80"),
         ["reason_unknown", "sex_unknown", "two_digit_year"]),
        (("solve",), ["pension_missing", "born_missing"]),
        (("compare", "--job-after", "soon", "--sex", "x"), ["months_unreadable", "sex_unknown", "born_missing",
                                                            "income_missing"]),
    ],
)  # fmt: skip
def test_all_that_cannot_be_read_of_a_question_is_told_at_once(arguments: tuple[str, ...], codes: list[str]) -> None:
    said = bhxh(*arguments)
    told = json.loads(bhxh(*arguments, "--json").err)
    assert [one["code"] for one in told["errors"]] == codes
    assert told["error"] == told["errors"][0]
    assert (said.code, said.out) == (2, "")
    shown = [" ".join(part.split()) for part in said.err.split("\n\n")]
    assert len(shown) == len(codes)
    for one, text in zip(told["errors"], shown, strict=True):
        assert one["says"].split(". ")[0].split("; ")[0] in text


def test_a_cell_tells_all_that_cannot_be_read_of_a_row(tmp_path: Path) -> None:
    table, out = tmp_path / "people.csv", tmp_path / "out.csv"
    table.write_text("sex,born,income,province\nx,80,abc,\nnữ,80,3tr,xx\n", "utf-8")
    assert bhxh("batch", str(table), "-o", str(out)).code == 5
    first, second = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert all(part in first["error"] for part in ("giới tính “x”", "“80” chỉ có hai chữ số", "số tiền “abc”"))
    assert all(part in second["error"] for part in ("“80” chỉ có hai chữ số", "“xx”"))
