// SPDX-License-Identifier: GPL-3.0-or-later
// bench_html show MAILS RUNS: the mails of that folder, each from its octets to what is painted in a window
//   of 800 by 1400, so many times after the first; of each the median, and the part in the window's thread.
//   Of both also the processor time, which a busy machine makes no longer.
// bench_html memory MAIL: what a window takes with that mail, less the same window with a plain one.
// bench_html layouts MAILS: how much processor time the engine takes for each of those mails and for
//   documents that are made to be slow, and how much was predicted.
// Prints one JSON object each; `layouts` also a line for each document.
#include "core/html/cleaner.h"
#include "core/html/limits.h"
#include "core/html/styleresolver.h"
#include "core/mime/textpart.h"
#include "widgets/reader/bodyview.h"
#include "widgets/reader/textbrowserview.h"

#include <QApplication>
#include <QDir>
#include <QStackedWidget>

#include <algorithm>
#include <cstdio>
#include <malloc.h>

#include "tests/bench/measures.h"
#include "tests/html/stagedmail.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int viewWidth = 800, viewHeight = 1400;

using Time = std::chrono::steady_clock;

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

QStringList mailsIn(const QString &folder)
{
    QStringList paths;
    for (const QFileInfo &file : QDir(folder).entryInfoList({u"*.html"_s}, QDir::Files))
        paths.append(file.filePath());
    return paths;
}

int show(const QStringList &arguments)
{
    const int runs = arguments.value(1).toInt();
    QuietBrowser browser;
    browser.resize(viewWidth, viewHeight);
    browser.show();
    std::vector<double> totals, shares, processor, processorShares;
    for (const QString &path : mailsIn(arguments.value(0))) {
        const RenderRequest request = staged::requestFor(staged::Mail(path).message(), viewWidth - 40);
        std::vector<double> all, inWindow, cpu, cpuInWindow;
        for (int run = 0; run <= runs; ++run) {
            const double before = measures::cpuSeconds();
            const auto start = Time::now();
            const RenderedHtml rendered = renderHtml(request);
            const auto prepared = Time::now();
            const double between = measures::cpuSeconds();
            browser.showRendered(rendered);
            browser.grab();
            const auto painted = Time::now();
            if (run == 0)
                continue;  // fonts are loaded
            cpu.push_back((measures::cpuSeconds() - before) * 1000);
            cpuInWindow.push_back((measures::cpuSeconds() - between) * 1000);
            all.push_back(measures::milliseconds(painted - start));
            inWindow.push_back(measures::milliseconds(painted - prepared));
        }
        totals.push_back(quantile(all, 0.5));
        shares.push_back(quantile(inWindow, 0.5));
        processor.push_back(quantile(cpu, 0.5));
        processorShares.push_back(quantile(cpuInWindow, 0.5));
    }
    std::printf("{\"html_median_ms\":%.2f,\"html_most_ms\":%.2f,\"html_p95_ui_ms\":%.2f,"
                "\"html_median_ui_ms\":%.2f,\"html_median_cpu_ms\":%.2f,\"html_p95_ui_cpu_ms\":%.2f,"
                "\"html_mails\":%zu}\n",
                quantile(totals, 0.5), quantile(totals, 1), quantile(shares, 0.95), quantile(shares, 0.5),
                quantile(processor, 0.5), quantile(processorShares, 0.95), totals.size());
    return 0;
}

double settledMegabytes()
{
    malloc_trim(0);  // what is only kept for later is not what the mail needs
    return measures::proportionalMegabytes();
}

int memory(const QStringList &arguments)
{
    const HtmlMessage message = staged::Mail(arguments.value(0)).message();
    const QString words = mime::plainTextOfHtml(QString::fromUtf8(message.octets));
    SystemClock clock;
    QStackedWidget window;
    window.resize(viewWidth, viewHeight);
    auto *text = new BodyView(clock, &window);
    auto *html = new TextBrowserView(clock, &window);
    window.addWidget(text);
    window.addWidget(html->widget());
    window.show();
    mime::PartInfo plainPart;
    plainPart.encoding = "8bit";
    text->showText(ReadableText::of(plainPart, words.toUtf8(), "utf-8"));
    window.grab();
    const double plain = settledMegabytes();
    text->showText(ReadableText());
    window.setCurrentWidget(html->widget());
    QObject::connect(html, &HtmlView::prepared, html, [&] {
        window.grab();
        std::printf("{\"html_extra_mb\":%.2f,\"html_plain_mb\":%.2f}\n", settledMegabytes() - plain, plain);
        QApplication::quit();
    });
    html->show(message, HtmlForm::Full);
    return QApplication::exec();
}

struct Document {
    QString name;
    QString source;
};

std::vector<Document> slowDocuments()
{
    const auto times = [](int n, const char *text) { return QString::fromLatin1(text).repeated(n); };
    const QString words = times(400, "word ");
    std::vector<Document> documents;
    for (const int n : {3, 5, 6, 7}) {
        documents.push_back(
            {u"%1 tables of columns, nested"_s.arg(n), times(n, "<table><tr><td>a<td>") + words});
        documents.push_back(
            {u"%1 boxes, nested"_s.arg(n),
             times(n, "<div style='background:#123;padding:1px'><div style='background:#456'>") + words});
        documents.push_back({u"%1 tables with borders, nested"_s.arg(n),
                             times(n, "<table border=1><tr><td>a<tr><td>") + words});
    }
    for (const int n : {500, 2000, 6000}) {
        documents.push_back({u"%1 paragraphs"_s.arg(n), times(n, "<p>word <b>word</b> word</p>")});
        documents.push_back({u"%1 rows of three"_s.arg(n),
                             u"<table border=1>"_s + times(n, "<tr><td>a<td>some words<td>3.20")});
        documents.push_back({u"%1 items"_s.arg(n), u"<ul>"_s + times(n, "<li>an item of a list")});
        documents.push_back({u"%1 boxes"_s.arg(n), times(n, "<div style='border:1px solid red'>x</div>")});
        documents.push_back({u"%1 inline boxes"_s.arg(n),
                             times(n, "<span style='display:inline-block;width:90px'><b>a</b></span>")});
        documents.push_back({u"%1 runs in a paragraph"_s.arg(n),
                             u"<p>"_s + times(n, "<b>one</b> <i style='color:red'>two</i> ")});
        documents.push_back(
            {u"%1 pairs of columns in a table"_s.arg(n),
             u"<table border=1><tr><td>"_s + times(n, "<table><tr><td>left<td>right</table>")});
        documents.push_back({u"%1 lines as they are written"_s.arg(n),
                             u"<pre>"_s + times(n, "a line of a program, with some  blanks\n")});
    }
    for (const int n : {20, 60, 200})
        documents.push_back({u"a row of %1 cells"_s.arg(n),
                             u"<table border=1>"_s + (u"<tr>"_s + times(n, "<td>a word")).repeated(20)});
    documents.push_back({u"200,000 characters"_s, u"<p>"_s + times(40'000, "word ")});
    documents.push_back({u"100,000 without a blank"_s, u"<p>"_s + times(100'000, "w")});
    documents.push_back({u"20,000 of Chinese"_s, u"<p>"_s + u"文字"_s.repeated(10'000)});
    documents.push_back({u"20,000 of Arabic"_s, u"<p>"_s + u"كلمة "_s.repeated(4'000)});
    return documents;
}

int layouts(const QStringList &arguments)
{
    std::vector<Document> documents = slowDocuments();
    for (const QString &path : mailsIn(arguments.value(0)))
        documents.push_back(
            {QFileInfo(path).baseName(), QString::fromUtf8(staged::Mail(path).message().octets)});
    QuietBrowser browser;
    browser.resize(viewWidth, viewHeight);
    browser.show();
    browser.showRendered({u"<p>a <b>b</b> <i>c</i> \u6587 \u0643</p>"_s, {}, {}, {}});  // loads fonts
    browser.grab();
    double most = 0, worstRatio = 0;
    int refused = 0;
    for (const Document &document : documents) {
        html::ConvertOptions options;
        options.width = viewWidth - 40;
        const auto converted = html::toTextDocHtml(
            html::resolveStyles(html::clean(document.source), {options.width, options.scheme, 16}), options);
        if (converted.isTooCostly()) {
            ++refused;
            std::printf("%-36s predicted %8.1f ms, tables %2d: not laid out\n", qPrintable(document.name),
                        converted.milliseconds, converted.tableDepth);
            continue;
        }
        const double start = measures::cpuSeconds();  // on an idle machine the same as the time
        browser.showRendered({converted.html, {}, {}, {}});
        browser.grab();
        const double taken = (measures::cpuSeconds() - start) * 1000;
        most = std::max(most, taken);
        if (taken > 20)
            worstRatio = std::max(worstRatio, taken / std::max(converted.milliseconds, 1.0));
        std::printf("%-36s predicted %8.1f ms, tables %2d: %8.1f ms\n", qPrintable(document.name),
                    converted.milliseconds, converted.tableDepth, taken);
    }
    std::printf("{\"html_layout_most_ms\":%.1f,\"html_layout_ratio\":%.2f,\"html_layouts\":%zu,"
                "\"html_layouts_refused\":%d}\n",
                most, worstRatio, documents.size(), refused);
    return 0;
}

}

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString order = arguments.value(1);
    if (order == "show"_L1 && arguments.size() == 4)
        return show(arguments.mid(2));
    if (order == "memory"_L1 && arguments.size() == 3)
        return memory(arguments.mid(2));
    if (order == "layouts"_L1 && arguments.size() == 3)
        return layouts(arguments.mid(2));
    std::fputs("usage: bench_html show MAILS RUNS | memory MAIL | layouts MAILS\n", stderr);
    return 2;
}
