"""Vietnamese: help of commands and options."""

HELP = {
    "check": (
        "Đối chiếu số tiền trong bảng với số tính được và nói vì sao lệch; lặp lại được. sheet: các cột số tiền của "
        "phần mềm kê khai; amount=Cột: phần người đóng, full=Cột: tổng, state=Cột: Nhà nước, local=Cột: địa phương."
    ),
    "command_impact": (
        "Một danh sách tốn bao nhiêu tiền của gia đình, Nhà nước và địa phương trong một kỳ; thử "
        "đề xuất bằng --with.\n\nVí dụ: bhxh impact --example 18000 --with ho-tro-them-10-20"
    ),
    "from_": "Tháng đầu của kỳ; không nêu kỳ thì tính cả năm sau ngày tính.",
    "to": "Tháng cuối của kỳ; mặc định tháng 12 của năm đầu.",
    "weight": "Cột cho biết mỗi dòng đại diện bao nhiêu người.",
    "by_column": "Cộng thêm theo một cột của danh sách, theo đối tượng (group) hoặc tháng nộp (month); lặp lại được.",
    "example_file": "Ghi danh sách giả định ra tệp .csv, .xlsx… để xem, hoặc để đưa lại cho batch và impact.",
    "budget_chart": "Vẽ biểu đồ ngân sách trên màn hình: theo tháng, hoặc theo cột đầu tiên của --by.",
    "budget_chart_file": "Ghi biểu đồ đó ra tệp .svg hoặc .png.",
    "example": "Dùng một danh sách giả định N người thay cho tệp.",
    "command_batch": (
        "Một bảng người tham gia vào, bảng đó kèm kết quả ra; CSV, XLSX, JSONL, Parquet.\n\nVí dụ: "
        "bhxh batch danh-sach.csv -o ket-qua.csv\n\nĐối chiếu bảng của phần mềm kê khai: bhxh batch "
        "ke-khai.xlsx --check sheet -o doi-chieu.xlsx"
    ),
    "table": "Tệp bảng, hoặc - để đọc từ đầu vào.",
    "output": "Tệp kết quả, đuôi tệp cho biết loại; bỏ trống thì in ra.",
    "map": "Cột riêng của bảng mang nghĩa một tùy chọn; lặp lại được.",
    "columns": "In các tên cột hiểu được.",
    "figures": "Chỉ tính một số kết quả, như contribution hoặc pension; lặp lại được.",
    "rejects": "Tệp riêng cho các dòng không tính được.",
    "force": "Ghi đè tệp đã có.",
    "resume": "Làm tiếp lần chạy dở (giữ phần đã xong trong TỆP.part).",
    "workers": "Số tiến trình cùng tính, mỗi tiến trình một nhân; bảng lớn thì 2.",
    "until_entitled": "Chỉ đóng đến khi vừa đủ năm để có lương hưu.",
    "command_compare": (
        "Cùng một người, nhiều cách đặt cạnh nhau.\n\nVí dụ: bhxh compare --sex nữ --born 1980 "
        "--income 2.550.000 --by method"
    ),
    "by": ("So sánh theo: method (cách đóng), income (mức), start (bắt đầu), stop (dừng), deposit (gửi ngân hàng)."),
    "level": "Mức, tháng bắt đầu hoặc số năm cần so sánh; lặp lại được.",
    "job_after": "Số tháng đã đóng thì có việc bắt buộc, để xem được hoàn bao nhiêu (mặc định 6).",
    "premium": "Sản phẩm thương mại tự nêu: tiền đóng, cùng --by deposit.",
    "premium_years": "Sản phẩm đó: số năm đóng.",
    "benefit": "Sản phẩm đó: tiền nhận, theo kỳ hoặc một lần.",
    "benefit_from": "Sản phẩm đó: tháng nhận đầu tiên.",
    "benefit_years": "Sản phẩm đó: số năm nhận.",
    "by_year": "Bảng từng năm: đóng bao nhiêu, đã có bao nhiêu tháng, dừng ở đó thì được gì.",
    "chart": "Vẽ biểu đồ trên màn hình: tiền đóng, phần Nhà nước, lương hưu theo năm.",
    "chart_file": "Ghi biểu đồ đó ra tệp .svg hoặc .png.",
    "spoken": "Tin nhắn với số tiền viết bằng chữ, để đọc thành lời.",
    "assume": "Giả định riêng, lặp lại được: prices=4%, incomes=prices, deposit=5,5%…",
    "command_solve": "Muốn một mức lương hưu thì đóng bao nhiêu.\n\n"
    "Ví dụ: bhxh solve --sex nữ --born 1990 --pension 3tr",
    "pension": "Lương hưu một tháng muốn có, theo giá hôm nay.",
    "command_withdraw": "Nhận BHXH một lần so với giữ lại để hưởng lương hưu.\n\nVí dụ: bhxh withdraw --sex nữ "
    "--born 1980 --paid 2018-01..2024-12:2000000",
    "reason": "Lý do nhận: {all}; bỏ trống thì tự chọn.",
    "compulsory_average": "Mức bình quân của thời gian bắt buộc, thay cho từng giai đoạn.",
    "compulsory_months": "Số tháng bắt buộc, đi cùng --compulsory-average.",
    "legacy_age": "Chọn tuổi 60/55 nếu tham gia tự nguyện trước 2021 và đủ 20 năm.",
    "stop": "Ngừng từ một tháng: {all}.",
    "app": "Ước tính BHXH tự nguyện: đóng bao nhiêu, khi nào, ai hỗ trợ, lương hưu thế nào.\n\n"
    'Ví dụ: bhxh quote --sex nữ --born 1980 --pay "6 triệu/năm" --instalments 2',
    "version": "In phiên bản rồi thoát.",
    "command_quote": "Một người đóng bao nhiêu, khi nào, ai hỗ trợ, và lương hưu về sau.\n\n"
    'Ví dụ: bhxh quote --sex nữ --born 1980 --pay "6 triệu/năm" --instalments 2',
    "command_law": "Luật đang có hiệu lực, từng tham số với nguồn.\n\nVí dụ: bhxh law support_rates --at 2026-07",
    "command_check": "Kiểm tra các tệp luật; các tệp riêng nếu có nêu tên.\n\nVí dụ: bhxh check nghi-quyet-tinh.yaml",
    "sex": "Giới tính: {all}.",
    "born": "Ngày, tháng hoặc năm sinh.",
    "group": "Đối tượng: {all}; lặp lại được.",
    "province": "Tỉnh, thành phố: tên hoặc mã.",
    "income": "Mức thu nhập một tháng chọn làm căn cứ đóng.",
    "pay": "Thay cho --income: số tiền gia đình đóng được.",
    "any_income": "Không theo bậc 50.000 đ khi chọn mức từ --pay.",
    "method": "monthly, quarterly, half_yearly, yearly, years_ahead:N (2–5) hoặc missing.",
    "instalments": "Số lần đóng một năm.",
    "years_ahead": "Đóng một lần cho N năm về sau.",
    "start": "Tháng đầu tiên đóng; mặc định là tháng của --as-of.",
    "years": "Đóng bao nhiêu năm; 0 là không đóng nữa.",
    "until": "Tháng cuối cùng đóng; mặc định đến tháng đủ tuổi nghỉ hưu.",
    "paid": "Giai đoạn đã đóng, lặp lại được; thêm :compulsory nếu là bắt buộc, :state nếu lương nhà nước.",
    "history": "Tệp quá trình đã đóng (YAML, CSV).",
    "as_of": "Ngày lập; mặc định hôm nay.",
    "known_on": "Chỉ dùng văn bản ban hành đến ngày này.",
    "scenario": "Kịch bản: {all}; mặc định là base.",
    "with_": "Tệp nghị quyết tỉnh hoặc đề xuất, hoặc tên lấy từ law --overlays; lặp lại được.",
    "overlays": "Liệt kê các tệp bổ sung có sẵn.",
    "copy": "Chép một tệp bổ sung có sẵn ra thư mục này để sửa.",
    "person": "Tệp YAML/JSON ghi các tùy chọn trên.",
    "json": "In JSON.",
    "format": "Dạng in ra.",
    "explain": "Giải thích từng con số: phép tính và điều luật.",
    "strict": "Từ chối số liệu giả định hoặc chưa xác minh.",
    "lang": "Ngôn ngữ: vi hoặc en.",
    "at": "Tháng cần xem; mặc định tháng này.",
    "changes": "Các thay đổi trong một khoảng tháng.",
    "names": "Tên tham số; bỏ trống để xem tất cả.",
    "files": "Tệp cần kiểm tra; bỏ trống để kiểm tra bộ luật.",
    "reviewed_before": "Báo các tham số rà soát trước ngày này; mặc định một năm trước.",
}

METAVARS = {
    "by_column": '"Xã"|group|month',
    "weight": '"Số người"',
    "check": "sheet|amount=Cột|…",
    "map": '"Cột=income"',
    "premium": '"12 triệu/năm"',
    "benefit": '"3 triệu/tháng"|"500 triệu"',
    "level": "3tr|2028-01|15",
    "sex": "nữ|nam",
    "pay": '"6 triệu/năm"',
}

HEADINGS = {
    "Usage:": "Cách dùng:",
    "Options:": "Tùy chọn:",
    "Arguments:": "Tham số:",
    "Commands:": "Lệnh:",
    "Show this message and exit.": "Hiện trợ giúp này rồi thoát.",
}
