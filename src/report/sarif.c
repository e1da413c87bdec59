/*
 * SARIF 2.1.0 (OASIS, 2020-03): findings for code scanning.
 *
 * Prints table findings, and table rules as what the tool knows.  A finding
 * without a line has a file only.
 */
#include <string.h>

#include "report/writer.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* "key": "text", with a comma before it unless it is the first. */
static void
member(struct out *o, const char *key, const char *text, bool first)
{
	out_printf(o, "%s\"%s\": ", first ? "" : ", ", key);
	json_string(o, text);
}

static const char *
level(const char *severity)
{
	static const char *const words[][2] = {
		{ "error", "error" }, { "warn", "warning" },
	};

	for (size_t i = 0; i < 2; i++)
		if (strcmp(severity, words[i][0]) == 0)
			return words[i][1];
	return "note";
}

/* A member that is an object of one text. */
static void
text_member(struct out *o, const char *key, const char *text)
{
	out_printf(o, ", \"%s\": {", key);
	member(o, "text", text, true);
	out_char(o, '}');
}

static void
put_rule(const struct doc *d, const struct table *t, size_t i)
{
	struct out *o = d->out;

	out_str(o, i == 0 ? "\n          {" : ",\n          {");
	member(o, "id", table_text(t, i, "id"), true);
	member(o, "name", table_text(t, i, "name"), false);
	text_member(o, "shortDescription", table_text(t, i, "condition"));
	text_member(o, "fullDescription", table_text(t, i, "why"));
	text_member(o, "help", arena_printf(d->arena, "%s (%s)",
	    table_text(t, i, "remedy"), table_text(t, i, "source")));
	out_str(o, ", \"defaultConfiguration\": {");
	member(o, "level", level(table_text(t, i, "severity")), true);
	out_str(o, "}}");
}

/* A relative URI: bytes that are not plain are %XX. */
static const char *
uri(const struct doc *d, const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
	static const char hex[] = "0123456789ABCDEF";
	char *buf = arena_array(d->arena, 3 * strlen(path) + 1, char);
	char *to = buf;

	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (strchr(plain, c) != NULL) {
			*to++ = (char)c;
			continue;
		}
		*to++ = '%';
		*to++ = hex[c >> 4];
		*to++ = hex[c & 15];
	}
	*to = '\0';
	return buf;
}

static void
put_place(const struct doc *d, const char *where)
{
	struct place p = place_split(d, where);
	struct out *o = d->out;

	out_str(o, ", \"locations\": [{\"physicalLocation\": "
	    "{\"artifactLocation\": {");
	member(o, "uri", uri(d, p.file), true);
	out_char(o, '}');
	if (p.line != 0)
		out_printf(o, ", \"region\": {\"startLine\": %lu}", p.line);
	out_str(o, "}, \"logicalLocations\": [{");
	member(o, "fullyQualifiedName", p.thing, true);
	out_str(o, "}]}]");
}

static size_t
rule_index(const struct table *rules, const char *id)
{
	for (size_t i = 0; i < rules->nrows; i++)
		if (strcmp(table_text(rules, i, "id"), id) == 0)
			return i;
	return rules->nrows;
}

static void
put_result(const struct doc *d, const struct table *t,
    const struct table *rules, size_t i)
{
	const char *id = table_text(t, i, "id");
	struct out *o = d->out;

	out_str(o, i == 0 ? "\n        {" : ",\n        {");
	member(o, "ruleId", id, true);
	if (rules != NULL && rule_index(rules, id) < rules->nrows)
		out_printf(o, ", \"ruleIndex\": %zu", rule_index(rules, id));
	member(o, "level", level(table_text(t, i, "severity")), false);
	text_member(o, "message", arena_printf(d->arena, "%s; %s",
	    table_text(t, i, "message"), table_text(t, i, "remedy")));
	put_place(d, table_text(t, i, "where"));
	out_char(o, '}');
}

static void
end(const struct doc *d)
{
	const struct table *t = doc_find(d, "findings");
	const struct table *rules = doc_find(d, "rules");
	struct out *o = d->out;

	out_str(o, "{\n  \"$schema\": \"" SCHEMA "\",\n"
	    "  \"version\": \"2.1.0\",\n"
	    "  \"runs\": [{\n"
	    "      \"tool\": {\"driver\": {\"name\": \"ipplan\", "
	    "\"version\": \"" IPPLAN_VERSION "\",\n"
	    "        \"rules\": [");
	for (size_t i = 0; rules != NULL && i < rules->nrows; i++)
		put_rule(d, rules, i);
	out_str(o, "\n        ]}},\n      \"results\": [");
	for (size_t i = 0; i < t->nrows; i++)
		put_result(d, t, rules, i);
	out_str(o, "\n      ]\n  }]\n}\n");
}

const struct writer writer_sarif = {
	.name = "sarif",
	.table = "findings",
	.end = end,
};
