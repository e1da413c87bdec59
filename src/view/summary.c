#include "view/summary.h"

#include "base/str.h"

struct table *
view_summary(struct doc *d)
{
	static const struct column columns[] = {
		{ .key = "what" }, { .key = "value", .number = true },
		{ .key = "unit" },
	};

	return doc_table(d, "summary", columns, COUNT(columns));
}

void
view_summary_row(struct doc *d, struct table *t, const char *what,
    struct cell value, const char *unit)
{
	struct cell *c = table_row(d, t);

	c[0] = cell_text(what);
	c[1] = value;
	c[2] = cell_text(unit);
}

void
view_summary_calls(struct doc *d, struct table *t,
    const uint64_t calls[ENGINE_CALLS], uint64_t most)
{
	static const char *const kinds[ENGINE_CALLS] = { "assign_calls",
	    "attach_calls", "unassign_calls", "detach_calls" };

	for (size_t i = 0; i < ENGINE_CALLS; i++)
		view_summary_row(d, t, kinds[i], cell_uint(calls[i]),
		    "EC2 calls");
	view_summary_row(d, t, "most_calls", cell_uint(most),
	    "EC2 calls a minute");
}
