/*
 * JUnit XML, as build servers read it: a test case a finding, and one that
 * passes for each rule that found nothing.
 *
 * Findings of the doc's fail_on and above are failures; the others pass and
 * say what they have to say as output.  XML has no way to write control
 * characters, so they and bytes that are no UTF-8 become U+FFFD.
 */
#include <string.h>

#include "base/utf8.h"
#include "report/writer.h"

static void
put_xml(struct out *o, const char *s)
{
	static const char from[] = "&<>\"", *const to[] = { "&amp;", "&lt;",
	    "&gt;", "&quot;" };
	size_t n = strlen(s);

	while (n > 0) {
		uint32_t code;
		size_t k = utf8_any(&code, s, n);
		const char *at = strchr(from, *s);

		if (at != NULL)
			out_str(o, to[at - from]);
		else if (k == 0 || code < 0x20 || (code >= 0x7f &&
		    code < 0xa0))
			out_str(o, "\xef\xbf\xbd");
		else
			out_mem(o, s, k);
		k += k == 0;
		s += k;
		n -= k;
	}
}

static void
attribute(struct out *o, const char *key, const char *text)
{
	out_printf(o, " %s=\"", key);
	put_xml(o, text);
	out_char(o, '"');
}

static unsigned
weight(const char *severity)
{
	static const char *const words[] = { "info", "warn", "error" };

	for (unsigned i = 0; i < 3; i++)
		if (strcmp(words[i], severity) == 0)
			return i;
	return 0;
}

static bool
is_failure(const struct doc *d, const struct table *t, size_t i)
{
	return d->fail_on != NULL &&
	    weight(table_text(t, i, "severity")) >= weight(d->fail_on);
}

static void
begin_case(struct out *o, const char *id, const char *name)
{
	out_str(o, "    <testcase");
	attribute(o, "classname", id);
	attribute(o, "name", name);
}

static void
put_finding(const struct doc *d, const struct table *t, size_t i)
{
	bool failure = is_failure(d, t, i);
	struct out *o = d->out;

	begin_case(o, table_text(t, i, "id"), table_text(t, i, "where"));
	out_str(o, failure ? ">\n      <failure" : ">\n      <system-out>");
	if (failure) {
		attribute(o, "type", table_text(t, i, "severity"));
		attribute(o, "message", table_text(t, i, "message"));
		out_char(o, '>');
	}
	put_xml(o, arena_printf(d->arena, "%s: %s; %s",
	    table_text(t, i, "severity"), table_text(t, i, "message"),
	    table_text(t, i, "remedy")));
	out_str(o, failure ? "</failure>\n    </testcase>\n" :
	    "</system-out>\n    </testcase>\n");
}

static bool
was_found(const struct table *t, const char *id)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_text(t, i, "id"), id) == 0)
			return true;
	return false;
}

/* How many rules found nothing; they are printed when print is true. */
static size_t
passed(const struct doc *d, const struct table *t, bool print)
{
	const struct table *rules = doc_find(d, "rules");
	size_t n = 0;

	for (size_t i = 0; rules != NULL && i < rules->nrows; i++) {
		const char *id = table_text(rules, i, "id");

		if (was_found(t, id))
			continue;
		n++;
		if (!print)
			continue;
		begin_case(d->out, id, table_text(rules, i, "name"));
		out_str(d->out, "/>\n");
	}
	return n;
}

static void
end(const struct doc *d)
{
	const struct table *t = doc_find(d, "findings");
	size_t failures = 0, tests = t->nrows + passed(d, t, false);

	for (size_t i = 0; i < t->nrows; i++)
		failures += is_failure(d, t, i);
	out_str(d->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	out_printf(d->out, "<testsuites name=\"ipplan\" tests=\"%zu\" "
	    "failures=\"%zu\" errors=\"0\">\n  <testsuite name=\"ipplan %s\" "
	    "tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n", tests, failures,
	    d->command, tests, failures);
	for (size_t i = 0; i < t->nrows; i++)
		put_finding(d, t, i);
	passed(d, t, true);
	out_str(d->out, "  </testsuite>\n</testsuites>\n");
}

const struct writer writer_junit = {
	.name = "junit",
	.table = "findings",
	.end = end,
};
