// SPDX-License-Identifier: GPL-3.0-or-later
// bench_report COMMIT MACHINE JSON-FILE < RESULTS: makes a table and a JSON file of the objects that the
// benchmarks print, one a line. Each value is the median of its runs, with least and most beside it, because
// machines are shared; ratios are made within one run, and a gap counts by its worst one.
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

enum class Bound { None, Most, Least };

struct Row {
    const char *name;
    const char *scenario;  // "": of every scenario that has the field
    const char *mailbox;   // "": any
    const char *field;
    const char *unit;
    Bound kind = Bound::None;
    double bound = 0;
    bool worst = false;
    const char *floor = "";  // the field that the value is a multiple of
};

constexpr auto rows = std::to_array<Row>({
    {"open.100k.first_paint_ms", "open", "100k", "first_paint_ms", "ms", Bound::Most, 300},
    {"open.100k.list_ratio", "open", "100k", "list_ratio", "x", Bound::Most, 1.3, false, "floor_ms"},
    {"open.100k.durable_ratio", "open", "100k", "durable_ratio", "x", Bound::Most, 2, false, "floor_ms"},
    {"open.100k.cpu_s", "open", "100k", "cpu_s", "s", Bound::Most, 3},
    {"open.1m.first_paint_ms", "open", "1m", "first_paint_ms", "ms", Bound::Most, 1000},
    {"reopen.100k.first_paint_ms", "reopen", "100k", "first_paint_ms", "ms", Bound::Most, 100},
    {"reopen.1m.first_paint_ms", "reopen", "1m", "first_paint_ms", "ms", Bound::Most, 200},
    {"resync.bytes", "reopen", "100k", "octets", "B", Bound::Most, 2048},
    {"resync.100.after_server_ms", "resync", "100k", "after_server_ms", "ms", Bound::Most, 150},
    {"expunge.20k.ratio", "expunge", "100k", "expunge_ratio", "x", Bound::Most, 1.2, false,
     "expunge_floor_ms"},
    {"memory.model.bytes_per_message", "memory", "", "model_bytes", "B", Bound::Most, 48},
    {"memory.view.bytes_per_message", "memory", "", "view_bytes", "B", Bound::Most, 96},
    {"memory.100k.mb", "open", "100k", "pss_mb", "MB", Bound::Most, 80},
    {"memory.1m.mb", "reopen", "1m", "pss_mb", "MB", Bound::Most, 180},
    {"cache.bytes_per_message", "open", "100k", "cache_bytes", "B", Bound::Most, 600},
    {"gap.max_ms", "", "", "gap_max_ms", "ms", Bound::Most, 50, true},
    {"gap.p99_ms", "", "", "gap_p99_ms", "ms", Bound::Most, 16, true},
    {"gap.cpu_in_longest_ms", "", "", "gap_cpu_ms", "ms", Bound::Most, 50, true},
    {"gap.control_max_ms", "", "", "control_max_ms", "ms", Bound::None, 0, true},
    {"gap.control_p99_ms", "", "", "control_p99_ms", "ms", Bound::None, 0, true},
    {"start.usable_ms", "start", "100k", "start_ms", "ms", Bound::Most, 250},
    {"parse.fetch.mb_per_s", "parse", "", "parse_mb_per_s", "MB/s", Bound::Least, 250},
    {"parse.fetch.allocs_per_response", "parse", "", "parse_allocs", "", Bound::Most, 2},
    {"parse.fetch.responses_per_s", "parse", "", "parse_responses_per_s", "/s"},
    {"parse.fetch.bytes_per_value", "parse", "", "parse_bytes_per_value", "B"},
    {"mime.messages_per_s", "mime", "", "mime_messages_per_s", "/s", Bound::Least, 30000},
    {"mime.mb_per_s", "mime", "", "mime_mb_per_s", "MB/s"},
    {"mime.parse_memory_ratio", "mime", "", "mime_parse_memory", "x", Bound::Most, 1.1},
    {"mime.decode_memory_ratio", "mime", "", "mime_decode_memory", "x"},
    {"html.median_ms", "html", "", "html_median_ms", "ms", Bound::Most, 20},
    {"html.p95_ui_ms", "html", "", "html_p95_ui_ms", "ms", Bound::Most, 50},
    {"html.median_cpu_ms", "html", "", "html_median_cpu_ms", "ms"},
    {"html.p95_ui_cpu_ms", "html", "", "html_p95_ui_cpu_ms", "ms"},
    {"html.most_ms", "html", "", "html_most_ms", "ms"},
    {"memory.html.extra_mb", "htmlmemory", "", "html_extra_mb", "MB", Bound::Most, 12, true},
    {"html.layout_most_ms", "htmllayouts", "", "html_layout_most_ms", "ms", Bound::Most, 300},
    {"html.layout_over_predicted", "htmllayouts", "", "html_layout_ratio", "x"},
    // For the growth with the number of messages.
    {"open.10k.floor_ms", "open", "10k", "floor_ms", "ms"},
    {"open.10k.list_ms", "open", "10k", "list_ms", "ms"},
    {"open.10k.cpu_s", "open", "10k", "cpu_s", "s"},
    {"open.100k.floor_ms", "open", "100k", "floor_ms", "ms"},
    {"open.100k.list_ms", "open", "100k", "list_ms", "ms"},
    {"open.100k.gap_max_ms", "open", "100k", "gap_max_ms", "ms", Bound::None, 0, true},
    {"open.1m.floor_ms", "open", "1m", "floor_ms", "ms"},
    {"open.1m.list_ms", "open", "1m", "list_ms", "ms"},
    {"open.1m.list_ratio", "open", "1m", "list_ratio", "x", Bound::None, 0, false, "floor_ms"},
    {"open.1m.cpu_s", "open", "1m", "cpu_s", "s"},
    {"open.1m.gap_max_ms", "open", "1m", "gap_max_ms", "ms", Bound::None, 0, true},
    {"open.1m.memory_mb", "open", "1m", "pss_mb", "MB"},
    {"reopen.10k.first_paint_ms", "reopen", "10k", "first_paint_ms", "ms"},
    {"reopen.1m.list_ms", "reopen", "1m", "list_ms", "ms"},
    {"reopen.1m.cpu_s", "reopen", "1m", "cpu_s", "s"},
    {"reopen.1m.octets", "reopen", "1m", "octets", "B"},
    {"resync.10k.after_server_ms", "resync", "10k", "after_server_ms", "ms"},
    {"resync.1m.after_server_ms", "resync", "1m", "after_server_ms", "ms"},
    {"expunge.20k.resync_session_ratio", "expunge", "100k", "expunge_resync_ratio", "x"},
    {"expunge.10k.ms", "expunge", "10k", "expunge_ms", "ms"},
    {"expunge.100k.ms", "expunge", "100k", "expunge_ms", "ms"},
    {"expunge.1m.ms", "expunge", "1m", "expunge_ms", "ms"},
    {"centre.asked.first_ms", "centre", "", "asked_first_ms", "ms", Bound::Most, 100},
    {"centre.sent.first_ms", "centre", "", "sent_first_ms", "ms", Bound::Most, 100},
    {"centre.activity.first_ms", "centre", "", "activity_first_ms", "ms", Bound::Most, 100},
    {"centre.asked.all_ms", "centre", "", "asked_paged_ms", "ms"},
    {"centre.gap_max_ms", "centre", "", "gap_max_ms", "ms", Bound::Most, 50, true},
    {"flood.gap_max_ms", "centre", "", "flood_gap_max_ms", "ms", Bound::Most, 50, true},
    {"index.100k.s", "search", "", "index_s", "s", Bound::Most, 25},
    {"index.bytes_per_message", "search", "", "index_bytes", "B", Bound::Most, 900},
    {"index.slice_max_ms", "search", "", "slice_max_ms", "ms", Bound::None, 0, true},
    {"sort.1m.date_ms", "sort", "", "date_ms", "ms", Bound::Most, 300},
    {"sort.1m.subject_first_ms", "sort", "", "subject_all_ms", "ms", Bound::Most, 300},
    {"sort.1m.subject_all_ms", "sort", "", "subject_all_ms", "ms", Bound::Most, 1500},
    {"sort.1m.subject_window_ms", "sort", "", "subject_window_ms", "ms", Bound::Most, 50},
    {"sort.1m.conversations_ms", "sort", "", "conversations_all_ms", "ms"},
    {"sort.1m.conversations_window_ms", "sort", "", "conversations_window_ms", "ms", Bound::Most, 50},
    {"sort.1m.size_all_ms", "sort", "", "size_all_ms", "ms", Bound::Most, 1500},
    {"search.first_ms", "search", "", "common_first_ms", "ms", Bound::Most, 50},
    {"search.count_ms", "search", "", "common_count_ms", "ms", Bound::Most, 200},
    {"search.letter_count_ms", "search", "", "letter_count_ms", "ms"},
    {"search.narrowed_count_ms", "search", "", "narrowed_count_ms", "ms"},
    {"search.wordless_count_ms", "search", "", "wordless_count_ms", "ms"},
    {"filter.first_ms", "browse", "", "filter_first_ms", "ms", Bound::Most, 50},
    {"filter.all_ms", "browse", "", "filter_all_ms", "ms", Bound::Most, 300},
    {"search.gap_max_ms", "browse", "", "gap_max_ms", "ms", Bound::Most, 50, true},
    {"search.gap_cpu_in_longest_ms", "browse", "", "gap_cpu_ms", "ms", Bound::Most, 50, true},
    {"search.gap_control_max_ms", "browse", "", "control_max_ms", "ms", Bound::None, 0, true},
    {"facet.first_ms", "search", "", "facet_first_ms", "ms", Bound::Most, 100},
    {"facet.all_ms", "search", "", "facet_all_ms", "ms", Bound::Most, 1000},
    {"facet.all_cpu_ms", "search", "", "facet_all_cpu_ms", "ms"},
    {"facet.shown_first_ms", "browse", "", "everyone_facet_first_ms", "ms"},
    {"facet.shown_all_ms", "browse", "", "everyone_facet_all_ms", "ms"},
    {"start.1m.usable_ms", "start", "1m", "start_ms", "ms"},
    {"open.demo.window_ms", "demo", "", "window_ms", "ms"},
    {"open.demo.first_paint_ms", "demo", "", "first_paint_ms", "ms"},
    {"open.demo.list_ms", "demo", "", "list_ms", "ms"},
    {"open.demo.cpu_s", "demo", "", "cpu_s", "s"},
    {"memory.demo.mb", "demo", "", "pss_mb", "MB"},
});

struct Summary {
    double median = 0, least = 0, most = 0;
    int runs = 0;
};

std::optional<Summary> summary(const std::vector<QJsonObject> &results, const Row &row, const char *field)
{
    std::vector<double> values;
    for (const QJsonObject &result : results) {
        const auto is = [&](QLatin1StringView key, const char *wanted) {
            return *wanted == '\0' || result[key].toString() == QLatin1StringView(wanted);
        };
        const auto value = result[QLatin1StringView(field)];
        if (is("scenario"_L1, row.scenario) && is("mailbox"_L1, row.mailbox) && value.isDouble())
            values.push_back(value.toDouble());
    }
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    return Summary{values[(values.size() - 1) / 2], values.front(), values.back(),
                   static_cast<int>(values.size())};
}

QJsonObject reported(const Row &row, const Summary &of, const std::optional<Summary> &floor)
{
    const double value = row.worst ? of.most : of.median;
    const bool ok =
        row.kind == Bound::None || (row.kind == Bound::Most ? value <= row.bound : value >= row.bound);
    const char *sign = row.kind == Bound::None ? "" : row.kind == Bound::Most ? "<=" : ">=";
    std::printf("%-34s %11.1f %11.1f %11.1f %3d  %-4s ", row.name, of.median, of.least, of.most, of.runs,
                row.unit);
    if (row.kind != Bound::None)
        std::printf("%s %-6g %s", sign, row.bound, ok ? "ok" : "OVER");
    if (floor)
        std::printf("  (floor %.0f)", floor->median);
    std::printf("\n");
    const bool isRatio = floor.has_value();
    return {{u"name"_s, QLatin1StringView(row.name)},
            {u"value"_s, value},
            {u"unit"_s, QLatin1StringView(row.unit)},
            {u"floor"_s, isRatio ? QJsonValue(floor->median) : QJsonValue()},
            {u"ratio"_s, isRatio ? QJsonValue(value) : QJsonValue()},
            {u"bound"_s, row.kind == Bound::None ? QJsonValue() : QJsonValue(row.bound)},
            {u"ok"_s, ok},
            {u"median"_s, of.median},
            {u"min"_s, of.least},
            {u"max"_s, of.most},
            {u"runs"_s, of.runs}};
}

}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QFile input, output(arguments.value(3));
    if (arguments.size() != 4 || !input.open(stdin, QIODevice::ReadOnly)
        || !output.open(QIODevice::WriteOnly)) {
        std::fputs("usage: bench_report COMMIT MACHINE JSON-FILE < RESULTS\n", stderr);
        return 2;
    }
    std::vector<QJsonObject> results;
    for (const QByteArray &line : input.readAll().split('\n')) {
        if (line.startsWith('{'))
            results.push_back(QJsonDocument::fromJson(line).object());
    }
    std::printf("%s\n\n%-34s %11s %11s %11s %3s\n", qPrintable(arguments.at(2)), "", "median", "least",
                "most", "of");
    QJsonArray table;
    for (const Row &row : rows) {
        if (const auto of = summary(results, row, row.field))
            table.append(
                reported(row, *of, *row.floor == '\0' ? std::nullopt : summary(results, row, row.floor)));
    }
    output.write(
        QJsonDocument(
            QJsonObject{{u"commit"_s, arguments.at(1)}, {u"machine"_s, arguments.at(2)}, {u"rows"_s, table}})
            .toJson(QJsonDocument::Indented));
    return 0;
}
