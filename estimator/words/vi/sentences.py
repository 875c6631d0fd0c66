"""Vietnamese: sentences and phrases of answers, and warnings."""

TEXTS = {
    "audit_older_law": "theo {names:list} trước {month:month}",
    "audit_later_law": "theo {names:list} từ {month:month}",
    "audit_month_121": "tính như đã hết {limit} tháng hỗ trợ",
    "audit_limit_forgotten": "quên giới hạn {limit} tháng hỗ trợ",
    "audit_months_left": "tính như chỉ còn {left} tháng được hỗ trợ",
    "audit_group": "tính cho đối tượng {group}",
    "audit_share_of_income": "tính hỗ trợ trên mức thu nhập chọn, không trên chuẩn nghèo",
    "audit_local_left_out": "chưa trừ phần địa phương hỗ trợ",
    "audit_state_left_out": "chưa trừ phần Nhà nước hỗ trợ",
    "audit_support_left_out": "chưa trừ phần Nhà nước và địa phương hỗ trợ",
    "audit_subtracted_twice": "trừ phần hỗ trợ hai lần",
    "audit_other_rate": "dùng lãi suất quỹ {rate:rate} một tháng của năm {years:list}",
    "audit_compounded": "cộng lãi thay vì giảm theo lãi",
    "audit_no_discount": "chưa giảm cho phần đóng trước",
    "audit_first_month_discounted": "giảm cả cho tháng đầu",
    "audit_support_discounted": "giảm theo lãi cả phần hỗ trợ",
    "audit_no_interest": "chưa cộng lãi",
    "audit_support_not_compounded": "chưa cộng lãi vào phần hỗ trợ",
    "audit_discounted": "giảm theo lãi thay vì cộng lãi",
    "audit_terms_rounded": "làm tròn từng tháng rồi mới cộng",
    "audit_months": "vừa tiền của {months} tháng",
    "audit_ahead": "tính như đóng một lần cho {years} năm về sau",
    "audit_late": "cộng lãi của {months} tháng chậm đóng",
    "audit_stated_rate": "dùng tỷ lệ đóng {rate:share} ghi trong bảng",
    "audit_stated_interest": "dùng lãi suất {rate:rate} một tháng ghi trong bảng",
    "audit_stated_local": "trừ {share:share} của địa phương ghi trong bảng",
    "audit_coefficient_line": "dùng chuẩn nghèo {line:money}, không phải {own:money}, theo hệ số {coefficient}",
    "audit_coefficient_income": "tính trên mức {income:money} theo hệ số {coefficient} ghi trong bảng",
    "audit_other_support": "trừ {amount:money} hỗ trợ khác ghi trong bảng",
    "audit_own_columns": "đúng bằng tổng số tiền trừ các phần hỗ trợ ghi trong bảng",
    "audit_rounded": "làm tròn đến {unit:money}",
    "audit_rounded_up": "làm tròn lên {unit:money}",
    "audit_rounded_down": "làm tròn xuống {unit:money}",
    "audit_nothing_due": "không còn phải đóng",
    "audit_and": ", và ",
    "audit_cited": "{said} ({sources:cites})",
    "audit_months_stated": "đóng {months} tháng như bảng ghi là {amount:money}; ",
    "audit_unexplained": "chưa rõ vì sao",
    "audit_unreadable": "không đọc được số tiền",
    "audit_unread": "{rows:count} dòng không đọc được số tiền, xem cột check.reason",
    "audit_alike": "; {reasons:count} cách nữa cùng loại",
    "audit_agrees": "Đối chiếu “{column}”: {compared:count} dòng, dòng nào cũng khớp",
    "audit_nothing": "Đối chiếu “{column}”: không có số tiền nào",
    "audit_differs": "Đối chiếu “{column}”: {rows:count} trên {compared:count} dòng lệch, cộng lại {sum:money}",
    "audit_line": "{rows:count} dòng, {sum:money}: {reason}",
    "audit_more": "và {reasons:count} lý do khác, xem cột lý do",
    "note_percent": "Tỷ lệ NSNN ghi {given}, ở đây tính {share:share} cho đối tượng {group}: cần xem lại.",
    "note_ethnicity": "Dân tộc {given}, ở đây tính {share:share} cho đối tượng {group}: nếu là người dân tộc thiểu "
    "số thì được {other:share}, cần xác nhận.",
    "nobody_count": "{rows:count} dòng không phải người tham gia (đánh số cột, tên mục, dòng cộng …), giữ nguyên",
    "notes_count": "{rows:count} dòng cần xem lại, xem cột note",
    "column_alike": (
        'Không dùng cột “{column}”, mà giá trị giống cột “{heading}”. Nếu phải: --map "{column}={option}"'
    ),
    "sheets_unread": "Tệp còn trang chưa đọc: {sheets:list}. Đọc một trang khác: TỆP.xlsx#{first}",
    "formulas_unworked": "{cells:count} ô là công thức chưa được tính, ô đầu tiên là {first}. "
    "Mở tệp bằng Excel rồi lưu lại",
    "heading_lacking": 'Không thấy cột “{heading}”. Nếu bảng gọi tên khác: --map "Tên cột={option}"',
    "heading_likely": "Không dùng cột “{column}”. Có phải “{heading}”? Nếu phải thì sửa tên cột",
    "heading_passed_over": "Không dùng cột “{column}” vì --map đã chọn cột “{mapped}” cho {option}",
    "above_left_out": "{rows:count} dòng phía trên tên cột không có trong kết quả",
    "group_untold": "Bảng không có cột “{heading}”: ai cũng được tính là đối tượng khác",
    "headings_below": "Dòng đầu dưới tên cột cũng là tên cột ({columns:list}) và không được đọc. Gộp các dòng tên cột "
    "thành một dòng",
    "headings_joined": "tên cột đứng trong {rows:count} dòng, được ghép lại",
    "resumed_as_of": "Làm tiếp với ngày tính của lần chạy trước: {day}",
    "answers_replaced": "bảng đã có kết quả của lần chạy trước; các cột ấy được thay bằng kết quả mới",
    "impact_millions": "triệu đồng",
    "impact_thousands": "nghìn đồng",
    "impact_dong": "đồng",
    "impact_in_dong": "{what} (đồng)",
    "impact_title": "CHI PHÍ CỦA DANH SÁCH, TIỀN NỘP TỪ {first} ĐẾN {last}",
    "impact_period": "Tiền nộp từ {first} đến {last}.",
    "impact_whole_year": "Kỳ tính là cả năm sau ngày tính; chọn kỳ khác bằng --from và --to.",
    "impact_to_december": "Kỳ tính đến tháng 12 của năm đầu; chọn tháng cuối khác bằng --to.",
    "impact_what": "Khoản",
    "impact_law": "Theo",
    "impact_people": "Người",
    "impact_months": "Tháng",
    "impact_household": "Gia đình",
    "impact_state_support": "Nhà nước",
    "impact_local_support": "Địa phương",
    "impact_baseline": "Luật hiện hành",
    "impact_reform": "Đề xuất",
    "impact_difference": "Chênh lệch",
    "batch_rejected": "{rows:count} dòng không tính được, xem cột error",
    "batch_replayed": "  đối chiếu {rows:count} dòng với cách tính từng người: khớp từng đồng",
    "batch_singly_few": "  {rows:count} dòng tính từng dòng một: ít dòng có cùng cách đóng, ngày tính và giả định",
    "batch_singly_law": "  {rows:count} dòng tính từng dòng một: luật vào lúc đó chưa ghi đủ, hoặc số tiền quá lớn",
    "impact_sheet": "Tổng hợp",
    "impact_watch": "Theo dõi",
    "impact_refused": "Không tính được",
    "impact_refused_heads": "Dòng|Vì sao",
    "impact_more": "{column}: còn {more:count} giá trị nữa; ghi ra tệp bằng -o thì có đủ.",
    "impact_chart": "NGÂN SÁCH HỖ TRỢ THEO {column}, {first} – {last}",
    "impact_chart_laws": "Thanh trên: luật hiện hành; thanh dưới: đề xuất.",
    "impact_chart_more": "Còn {more:count} giá trị không vẽ.",
    "impact_row_count": "{rows:count} dòng, {rejected:count} dòng không tính được.",
    "impact_made": "Tính ngày {day} bằng bhxh {version}; ước tính, không phải quyết định của cơ quan BHXH.",
    "watch_people": "{people:count} người {what}",
    "watch_under_reform": " (theo đề xuất: {people:count})",
    "watch_otherwise": "; theo đề xuất: {people:count} người {what}",
    "impact_pay_nothing": (
        "{people:count} người không nộp lần nào trong kỳ (đến tuổi nghỉ hưu, đã nộp cho cả kỳ, hay đóng vào lúc khác), "
        "vẫn tính trong số người"
    ),
    "impact_period_begun": (
        "Kỳ tính bắt đầu trước tháng {month:month}: của các tháng trước chỉ cộng tiền của dòng nào ghi tháng bắt đầu "
        "sớm hơn, không phải số đã thu thật"
    ),
    "impact_period_past": (
        "Kỳ tính nằm trước tháng {month:month}: chỉ cộng tiền của dòng nào ghi tháng bắt đầu sớm hơn, không phải số đã "
        "thu thật"
    ),
    "watch_support_ends": "đóng quá {supported} tháng được hỗ trợ trong kỳ: từ đó hết hỗ trợ",
    "watch_age_reached": "đủ tuổi nghỉ hưu trong kỳ",
    "watch_floor_overtakes": (
        "còn đóng mà chọn mức dưới mức thấp nhất cuối kỳ ({floor:money}): lần nộp sau phải nâng lên"
    ),
    "watch_short_of_years": (
        "đến tuổi nghỉ hưu (trước, trong hay sau kỳ) còn thiếu từ 1 đến {missing} tháng mới đủ {required:duration}: "
        "được mua một lần, tiền mua chưa cộng vào đây"
    ),
    "impact_rows_more": "…; thấy thêm bằng --json, hoặc trong tệp .xlsx của -o",
    "impact_notes": (
        "{rows:count} dòng ghi dân tộc hay tỷ lệ Nhà nước hỗ trợ không khớp với đối tượng đã tính; xem từng dòng: "
        "bhxh batch {file}"
    ),
    "impact_rejected_count": "{rows:count} dòng không tính được, không cộng vào; thấy từng dòng bằng --json",
    "impact_rejected": "{rows:count} dòng không tính được, không cộng vào (đếm không kể dòng tên cột):",
    "impact_row": "dòng {row:count}: {why}",
    "impact_note": "Mỗi kỳ đóng tính trọn vào tháng nộp, theo luật của tháng ấy.",
    "impact_standing": "Mức và tỷ lệ hỗ trợ trong kỳ có phần {standing}.",
    "impact_not_law": "Đề xuất ({files}) chỉ để thử tính, không phải luật.",
    "near": "Gần giống: {given}.",
    "batch_done": "✓ {rows:count} dòng, {rejected:count} dòng không tính được → {file}, {seconds} giây",
    "batch_progress": "{rows:count} dòng, {speed:count} dòng/giây",
    "batch_left": ", còn {seconds} giây",
    "chart_title": "TIỀN ĐÓNG VÀ LƯƠNG HƯU THEO NĂM",
    "chart_unit": "đồng một tháng, giá hôm nay",
    "chart_support": "Nhà nước và địa phương",
    "chart_pension": "Lương hưu",
    "chart_range": "tùy kịch bản",
    "chart_note": ("Theo kịch bản “{scenario}”, giá tăng {growth:share} một năm; ước tính, không phải cam kết."),
    "mark_floor": "mức thấp nhất tăng ({month})",
    "mark_support": "hết hỗ trợ ({month})",
    "mark_pension": "bắt đầu lương hưu ({month})",
    "solve_other": "Còn tùy: nếu {when} thì mức {income:money}, đóng {time}",
    "solve_other_not": "Còn tùy: nếu {when} thì không tới được",
    "solve_found": (
        "Muốn lương hưu {wanted:money} một tháng theo giá hôm nay: chọn mức {income:money}, đóng "
        "{time}, gia đình đóng tất cả {paid:about}."
    ),
    "solve_most": (
        "Không tới được {wanted:money} một tháng; nhiều nhất là {most:about}, với mức {income:money}, đóng {time}."
    ),
    "solve_entitled": (
        "Đủ năm để có lương hưu: đóng {time} ở mức {income:money}, gia đình đóng tất cả "
        "{paid:about}; lương hưu {most:about} một tháng theo giá hôm nay."
    ),
    "solve_never": "Không có lương hưu với mức {income:money}, đóng {time}.",
    "percent": "{share:percent}",
    "compare_method": "SO SÁNH CÁCH ĐÓNG (đồng)",
    "compare_income": "SO SÁNH MỨC ĐÓNG (đồng)",
    "compare_start": "BẮT ĐẦU NGAY HAY ĐỂ SAU (đồng)",
    "compare_stop": "DỪNG HAY ĐÓNG TIẾP (đồng)",
    "compare_deposit": "LƯƠNG HƯU VÀ TIỀN GỬI",
    "heads_method": "Cách đóng|Nộp một lần|Gia đình|Nhà nước|Được giảm|Hoàn lại",
    "heads_income": "Mức|Mỗi tháng|NN góp|Đóng tất cả|Lương hưu|Bằng",
    "heads_start": "Bắt đầu|Số tháng|Đóng tất cả|Lương hưu|Bằng",
    "heads_stop": "Đóng|Đóng tất cả|Lương hưu|Bằng|Hơn dòng trên",
    "ahead_short": "{years} năm về sau",
    "from_month": "từ {month:month}",
    "row_stop": "đủ {years} năm",
    "row_going_on": "đóng đến hết",
    "row_pension": "lương hưu",
    "none_yet": "chưa có",
    "best_least_over_horizon": "Gia đình đóng ít nhất: {names:list} ({value})",
    "best_most_state_support": "Nhà nước góp nhiều nhất: {names:list} ({value})",
    "best_least_at_once": "Mỗi lần nộp ít nhất: {names:list} ({value})",
    "best_most_back": "Được hoàn nhiều nhất nếu có việc: {names:list} ({value})",
    "best_least_a_month": "Đóng mỗi tháng ít nhất: {names:list} ({value})",
    "best_highest_pension": "Lương hưu cao nhất: {names:list} ({value})",
    "best_soonest_recovered": "Tiền đóng bằng ít tháng lương hưu nhất: {names:list} ({value})",
    "best_most_state_share": "Phần Nhà nước lớn nhất: {names:list} ({value})",
    "best_least_paid": "Gia đình đóng tất cả ít nhất: {names:list} ({value})",
    "method_note": (
        "Gia đình và Nhà nước: tính cho {months} tháng đầu. Được giảm: tiền bớt do đóng trước. "
        "Hoàn lại: nếu đi làm có BHXH bắt buộc trước khi dùng hết."
    ),
    "ahead_rate": "Đóng trước được giảm theo lãi quỹ BHXH, tương đương {rate:share} một năm.",
    "saved_at_older_law": (
        "{name}: giữ được mức đóng cũ, bớt {saved:about} so với đóng từng tháng khi mức thấp nhất tăng."
    ),
    "support_forgone": "{name}: không được phần Nhà nước hỗ trợ tăng thêm sau ngày nộp, bớt {forgone:about}.",
    "today_note": "Lương hưu theo giá hôm nay; “Bằng”: tiền gia đình đóng bằng chừng ấy thời gian lương hưu.",
    "deposit_none": "Không có lương hưu hoặc không có gì để đóng, nên không có gì để so với tiền gửi.",
    "paid_in_all": "Gia đình đóng tất cả {paid:about}",
    "expected_drawn": (
        "Theo bảng sống: {chance_of_pension:percent} sống đến ngày hưởng, trung bình hưởng {time}, "
        "cộng {pension_value:about} theo giá hôm nay"
    ),
    "expected_recover": "{chance:percent} hưởng đủ {time}, tức là lấy lại tiền đã đóng",
    "deposit_title": "CÙNG SỐ TIỀN GỬI NGÂN HÀNG, LÃI {rate:share} MỘT NĂM",
    "deposit_balance": "Đến {month} có {balance:about} ({today:about} theo giá hôm nay)",
    "deposit_lasts": (
        "Rút mỗi tháng bằng lương hưu thì hết sau {time}, lúc {age}; sống lâu hơn thì lương hưu được nhiều hơn"
    ),
    "deposit_never_ends": "Rút mỗi tháng bằng lương hưu thì tiền gửi không hết",
    "deposit_rates": "Ngân hàng phải trả lãi bao nhiêu một năm mới đủ rút như lương hưu: {rates}",
    "rate_until": "đến {age} tuổi {rate}",
    "rate_none": "không lãi nào đủ",
    "product_title": "SẢN PHẨM DO NGƯỜI HỎI NÊU",
    "product_worth": (
        "Đóng {paid:money}, nhận {back:money}: bằng gửi tiết kiệm lãi {rate} một năm; quyền lợi "
        "khác của hợp đồng chưa tính"
    ),
    "deposit_has": (
        "Tiền gửi: rút được bất cứ lúc nào, để lại được cho con; không có thẻ BHYT, không tăng theo giá, hết là hết."
    ),
    "pension_has": (
        "Lương hưu: hưởng đến cuối đời, được điều chỉnh theo luật, có thẻ BHYT, mai táng phí và "
        "tuất; không rút ra giữa chừng được, trừ trường hợp luật cho."
    ),
    "years_title": "TỪNG NĂM (đồng)",
    "year_heads": "Năm|Mức chọn|Gia đình|Nhà nước|Tháng|Rút một lần|Lương hưu",
    "year_note": (
        "Tháng: số tháng đã có. Rút một lần: số tiền nếu dừng ở đó và luật cho rút. Lương hưu: một "
        "tháng nếu dừng ở đó mà đợi đủ tuổi, mua phần thiếu nếu được; cả hai theo giá hôm nay. 0: "
        "chưa đủ năm."
    ),
    "year_local": "địa phương hỗ trợ {local:money}",
    "as_prices": "theo giá",
    "increase": "hưởng trước {month:month}: {share:share}",
    "roads_title": "CÒN THIẾU NĂM: CÁC CÁCH",
    "benefits_title": "QUYỀN LỢI KHÁC",
    "road_keep_paying": "Đóng tiếp cho đủ năm: trả thêm {cost:about}, lương hưu {monthly:about} một tháng từ {first}",
    "road_pay_then_buy": "Đóng tiếp rồi mua phần còn lại: trả thêm {cost:about}, lương hưu {monthly:about} một "
    "tháng từ {first}",
    "road_buy_missing": "Mua một lần tháng còn thiếu: trả {cost:about}, lương hưu {monthly:about} một tháng từ {first}",
    "road_monthly_allowance": "Trợ cấp hằng tháng {monthly:about} từ {first} đến {last}, có thẻ BHYT",
    "road_allowance_topped_up": "Nộp thêm {cost:about} thì trợ cấp kéo đến {last}, liền với trợ cấp hưu trí xã hội",
    "road_withdrawal": "Nhận BHXH một lần {once:about} từ {first}: hết lương hưu, hết thẻ BHYT",
    "legacy": "Có thể chọn nghỉ sớm từ {month:month} (tham gia tự nguyện trước 2021, đủ 20 năm): lương hưu "
    "{amount:about} theo giá hôm nay",
    "refund": "Ngừng từ {month:month} ({reason}): còn {months} tháng đã đóng trước, được hoàn {amount:money}",
    "card": "Thẻ BHYT {cover:share} khi hưởng lương hưu",
    "funeral": "Mai táng phí {amount:money} (đóng từ {months} tháng)",
    "funeral_met": "Mai táng phí {amount:money} (đã đủ điều kiện)",
    "funeral_met_compulsory": "Mai táng phí {amount:money} (nhờ thời gian bắt buộc)",
    "survivors": "Tuất một lần {before:about} nếu mất trước khi hưởng, {after:about} nếu mới hưởng",
    "survivors_before": "Tuất một lần {before:about} nếu mất trước khi hưởng",
    "survivor_monthly": "Tuất hằng tháng {amount:about} mỗi thân nhân, nhờ thời gian bắt buộc",
    "maternity": "Sinh con {amount:money} mỗi con (đóng {months} tháng trong năm trước)",
    "social_pension": "Không tham gia: trợ cấp hưu trí xã hội {amount:money} một tháng, từ {month:month}",
    "withdraw_title": "BẢO HIỂM XÃ HỘI MỘT LẦN",
    "withdraw_record": "Đã đóng {months} tháng",
    "withdraw_refused": "Chưa được nhận một lần: {reason}",
    "withdraw_allowed": "Được nhận một lần từ tháng {month:month}: {reason}",
    "withdraw_months": "{before} tháng trước 2014, {later} tháng từ 2014",
    "withdraw_months_later": "{later} tháng từ 2014",
    "withdraw_keep": "NẾU GIỮ LẠI ĐỂ HƯỞNG LƯƠNG HƯU",
    "withdraw_wins": "Sống quá {age} thì giữ lại được nhiều hơn, chưa kể thẻ BHYT, mai táng phí và tuất",
    "title": "BẢO HIỂM XÃ HỘI TỰ NGUYỆN",
    "made_on": "lập ngày {day:day}",
    "person": "{sex}, sinh {born}",
    "born_year": "{year} (tính từ 01/01)",
    "groups": "đối tượng: {groups}",
    "years_ahead": "đóng một lần {years} năm về sau",
    "overlays_rows": "Có tính theo tệp riêng: {files:list}",
    "overlays_title": "CÁC TỆP BỔ SUNG CÓ SẴN",
    "overlay_reform": "đề xuất để tính thử, không phải luật",
    "overlay_province": "nghị quyết của tỉnh (đã tính khi dùng --province)",
    "overlays_use": "Tính thử: --with {name}. Sửa theo ý mình: bhxh check --copy {name}",
    "overlay_copied": "Đã chép ra {file}: sửa, kiểm tra bằng bhxh check {file}, rồi tính với --with {file}",
    "overlays": "có tính theo tệp riêng: {files:list}",
    "within": "vừa {amount:money}/{per}",
    "a_month": "{amount:money}/tháng",
    "contribution_of": "Mức đóng {rate:share}",
    "of_poverty_line": "{share:share} mức đóng ở chuẩn nghèo",
    "no_support": "không có hỗ trợ",
    "period": "Kỳ đóng",
    "due": "Hạn nộp",
    "state": "Nhà nước",
    "local": "Địa phương",
    "household": "Gia đình đóng",
    "each": "{count} kỳ, mỗi kỳ {months} tháng",
    "month_end": "{count} lần, cuối tháng",
    "missing_bought": "các tháng còn thiếu",
    "whole_year": "Cả năm",
    "whole": "Cả {months} tháng",
    "contribution_rises": "mức đóng tăng",
    "support_rises": "hỗ trợ tăng",
    "support_falls": "hỗ trợ giảm",
    "support_ended": "hết hỗ trợ",
    "next_step_up": "Bậc trên: {income:money}/tháng → {payable:money} mỗi {per}",
    "pension_title": "LƯƠNG HƯU",
    "age_reached": "Đủ {age:age} vào tháng {month:month}",
    "pension_from": ", nhận lương hưu từ tháng {month:month}",
    "recorded": "Đến khi đó đã đóng {months} tháng",
    "bought_unpriced": "Mua một lần các tháng còn thiếu: {missing}, chưa rõ số tiền",
    "bought": "Mua một lần {missing} tháng còn thiếu: {cost}",
    "no_pension": "Còn thiếu {missing} tháng nên chưa có lương hưu; xem các cách bên dưới",
    "pension_exact": "Lương hưu {amount:money} một tháng ({rate} mức bình quân thu nhập)",
    "pension_frozen": "Lương hưu {amount:about} một tháng theo giá hôm nay ({rate} mức bình quân), nếu luật và giá giữ "
    "như hiện nay",
    "pension_about": "Lương hưu {amount:about} một tháng theo giá hôm nay ({rate} mức bình quân)",
    "pension_range": "Lương hưu từ {amounts} một tháng theo giá hôm nay, nếu giá tăng {slow:share} đến {fast:share} "
    "một năm và mức sàn tăng theo",
    "allowance": "Trợ cấp một lần khi nghỉ hưu: {amount}",
    "still_paid": "Từ nay gia đình đóng tất cả {paid}",
    "recover": "Tính theo giá hôm nay, số tiền đó bằng {time} lương hưu",
    "to_know": "CẦN BIẾT",
    "next_steps": "Vì sao: --explain · Gửi tin nhắn: --format text · Cho máy đọc: --json",
    "footer": "bhxh {version} · luật rà soát đến {reviewed} · ước tính, không phải quyết định của cơ quan BHXH",
    "chat_month": "Chọn mức {income:money}/tháng: mức đóng {full:money}, Nhà nước hỗ trợ {state:money}, gia đình đóng "
    "{payable:money} mỗi tháng.",
    "chat_local": "Địa phương hỗ trợ thêm {local:money} mỗi tháng.",
    "chat_instalment": "{when}: gia đình đóng {payable:money} (Nhà nước {state:money}), hạn {due}.",
    "chat_run": "{when}: {count} kỳ, mỗi kỳ {months} tháng, gia đình đóng {payable:money} một kỳ "
    "(Nhà nước {state:money}).",
    "chat_missing": "Mua {months} tháng còn thiếu: gia đình đóng {payable:money}, đăng ký ngày {due:day}.",
    "chat_total": "{label}: gia đình đóng {payable:money}.",
    "explanation_title": " VÌ SAO",
    "fact_stated": "đã cho",
    "fact_found": "tính từ {sources:list}",
    "fact_supposed": "giả sử",
    "more_cited": "và {count} điều khác",
    "since": "từ {month:month}",
    "layer": "lớp: {layer}",
    "scenario": "kịch bản {name}",
    "table": "bảng",
    "table_of_factors": "bảng hệ số của năm hưởng",
    "months": "{count} tháng",
    "half_years": "{count} nửa năm",
    "yes": "có",
    "no": "không",
    "least": "nhỏ nhất",
    "greatest": "lớn nhất",
    "whole_part": "chia lấy phần nguyên",
    "remainder": "chia lấy dư",
    "try": "Thử: {hint}",
    "fault": "Chương trình bị lỗi ({kind} tại {place}, bhxh {version}). Chưa ghi tệp kết quả nào.\n"
    "  Xin báo lỗi kèm dòng trên và câu lệnh đã gõ (bỏ thông tin cá nhân) cho người bảo trì chương trình.",
    "options_metavar": "[TÙY CHỌN]",
    "command_metavar": "LỆNH [TÙY CHỌN]…",
    "law_title": "LUẬT CỦA THÁNG {month:month}",
    "law_changes": "THAY ĐỔI TỪ {first:month} ĐẾN {last:month}",
    "law_until": "đến {month:month}",
    "law_none": "không có thay đổi nào",
    "law_unchanged": "giá trị như trước",
    "check_good": "✓ {files} tệp, không có lỗi",
    "check_bad": "{problems} lỗi trong {files} tệp",
    "check_stale": "Lâu chưa rà soát (trước {day}): {names:list}",
    "check_unverified": "Chưa xác minh ({count}):",
}

WARNINGS = {
    "floor_outruns": (
        "Mức thấp nhất lâu nay tăng nhanh hơn giá: nếu còn thế, mức đóng {now:money} một tháng "
        "thành {later:about} năm {year} theo giá hôm nay (giá tăng {growth:share} một năm)."
    ),
    "cap_rises": "Từ {month:month} mức thu nhập cao nhất là {cap:money} ({source:cite}).",
    "support_changes": "Từ {month:month} Nhà nước hỗ trợ {support:money} một tháng.",
    "missing_bought": "Mua một lần {months} tháng còn thiếu: {payable:about}.",
    "own_assumptions": "Giả định do người hỏi đặt: {assumed}.",
    "income_capped": (
        "Từ {month:month} mức thu nhập định nâng lên vượt mức cao nhất, nên dừng ở {income:about} ({standing})."
    ),
    "budget_exceeded": "Từ {month:month} gia đình phải đóng {payable:about} mỗi {per}, nhiều hơn số tiền đã nêu.",
    "past_income_outside": "Mức thu nhập {income:money} đã đóng từ {month:month} nằm ngoài mức luật khi ấy cho phép "
    "({floor:money} – {cap:money}): xem lại --paid.",
    "birth_year_delayed": "Chỉ biết năm sinh {year}: theo luật đến năm 2020, tuổi tính từ 01/01 của năm sau.",
    "cap_assumed": "Mức thu nhập đã chọn cao hơn mức cao nhất đang có hiệu lực, {cap:money}: chỉ được nếu mức ấy tăng.",
    "income_off_step": "Mức thu nhập không nằm trên bậc {step:money} mà cơ quan BHXH vẫn dùng; bậc liền dưới là "
    "{below:money}.",
    "floor_rises": "Từ {month:month} mức thu nhập thấp nhất là {floor:money} ({source:cite}).",
    "income_raised": "Từ lần đóng {month:month} mức thu nhập phải nâng lên {income:money} vì mức thấp nhất tăng "
    "({standing}).",
    "support_limit": "Nhà nước hỗ trợ tối đa {limit} tháng, còn {left} tháng.",
    "support_ends": "Từ {month:month} hết hỗ trợ, gia đình đóng toàn bộ.",
    "birth_year_only": "Chỉ biết năm sinh {year}: tính như sinh ngày 01/01.",
    "local_support_unknown": "Chưa xác minh được nghị quyết nào của {province} hỗ trợ thêm: tính như không có. "
    "Có nghị quyết thì dùng --with.",
    "local_support_doubtful": "Phần hỗ trợ của {province} chưa xác minh được văn bản: hỏi lại cơ quan "
    "BHXH trước khi dùng số này.",
    "past_retirement_age": "Đã đủ tuổi nghỉ hưu từ {reached:month}: tính đóng tiếp đến {until:month} cho đủ số năm; "
    "chọn khác bằng --years hoặc --until.",
    "nothing_more_to_pay": "Đã đủ tuổi nghỉ hưu từ {reached:month} và đủ số năm: không cần đóng thêm; muốn đóng "
    "tiếp thì "
    "dùng --years.",
    "not_entitled": "Còn thiếu {missing} tháng, chỉ được mua một lần tối đa {limit} tháng. Cách khác: đóng tiếp cho "
    "đến khi đủ (--until), nhận trợ cấp hằng tháng, hoặc nhận BHXH một lần.",
    "missing_cost_unknown": "Chưa tìm được lãi suất quỹ năm {year}: không nêu được số tiền mua {missing} tháng còn "
    "thiếu, và tổng số tiền chưa gồm khoản đó. Biết lãi suất thì bổ sung bằng --with FILE.yaml.",
    "missing_on_floor": "Chưa nêu mức thu nhập: các tháng mua một lần tính theo mức thấp nhất, {income:money}; chọn "
    "khác bằng --income.",
    "missing_partly_supported": "Chỉ {supported} trong {missing} tháng mua còn được hỗ trợ; luật không nói tháng nào, "
    "ở đây tính các tháng đầu.",
    "not_confirmed": "Chưa đọc được văn bản gốc của: {parameters}.",
    "assumed": "Phần về sau tính theo kịch bản “{scenario}”, không phải cam kết.",
}
