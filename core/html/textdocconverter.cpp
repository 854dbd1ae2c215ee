// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/html/textdocconverter.h"

#include "core/html/boxwriter.h"
#include "core/html/limits.h"

namespace html {

bool TextDocHtml::isTooCostly() const
{
    return milliseconds > limits::layoutMilliseconds || tableDepth > limits::tableDepth;
}

TextDocHtml toTextDocHtml(const StyledDocument &document, const ConvertOptions &options)
{
    return BoxWriter(document, options).write();
}

}
