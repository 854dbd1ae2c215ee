// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/explanation.h"

namespace search {

namespace {

using Form = Query::Form;

class Explaining
{
public:
    Explaining(std::vector<Clause> &out, const DateContext &context) : m_out(out), m_context(context) {}

    void parts(const Query &group, int depth)
    {
        auto joint = Clause::Joint::First;
        for (const Query &part : group.parts) {
            clause(part, joint, depth);
            joint = group.form == Form::Any ? Clause::Joint::Or : Clause::Joint::And;
        }
    }
    void clause(const Query &query, Clause::Joint joint, int depth)
    {
        const bool isNegated = query.form == Form::Not;
        const Query &said = isNegated ? query.parts.front() : query;
        Clause clause{joint, depth, isNegated, {}, {}};
        if (said.form != Form::Single) {
            m_out.push_back(clause);
            parts(said, depth + 1);
            return;
        }
        clause.term = said.term;
        if (const auto *date = std::get_if<DateTerm>(&said.term))
            clause.days = daysOf(*date, m_context);
        m_out.push_back(clause);
    }

private:
    std::vector<Clause> &m_out;
    const DateContext &m_context;
};

}

std::vector<Clause> explain(const Query &query, const DateContext &context)
{
    std::vector<Clause> clauses;
    Explaining explaining(clauses, context);
    if (query.form == Form::All || query.form == Form::Any)
        explaining.parts(query, 0);
    else
        explaining.clause(query, Clause::Joint::First, 0);
    return clauses;
}

}
