#include "report/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct writer *const writers[] = {
	&writer_table, &writer_csv, &writer_json, &writer_jsonl, &writer_md,
	&writer_html, &writer_lines, &writer_sarif, &writer_junit, NULL
};

const struct writer *
writer_find(const char *name)
{
	for (size_t i = 0; writers[i] != NULL; i++)
		if (strcmp(writers[i]->name, name) == 0)
			return writers[i];
	return NULL;
}

const char *
cell_format(const struct cell *c, char buf[CELL_STRLEN])
{
	switch (c->kind) {
	case CELL_UINT:
		buf[out_format_u64(buf, c->uint)] = '\0';
		return buf;
	case CELL_INT:
		snprintf(buf, CELL_STRLEN, "%lld", (long long)c->sint);
		return buf;
	case CELL_BOOL:
		return c->flag ? "true" : "false";
	case CELL_TEXT:
	case CELL_BIG:
		return c->text;
	case CELL_NULL:
		break;
	}
	return "";
}

const struct table *
doc_find(const struct doc *d, const char *key)
{
	for (const struct table *t = d->tables; t != NULL; t = t->next)
		if (strcmp(t->key, key) == 0)
			return t;
	return NULL;
}

const char *
table_text(const struct table *t, size_t row, const char *key)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct cell *c = &t->cells[row * t->ncolumns + i];

		if (strcmp(t->columns[i].key, key) == 0)
			return c->kind == CELL_TEXT ? c->text : "";
	}
	return "";
}

struct place
place_split(const struct doc *d, const char *where)
{
	struct place p = { d->subject, where, 0 };
	size_t n = d->subject != NULL ? strlen(d->subject) : 0;
	char *end;

	if (n == 0 || strncmp(where, d->subject, n) != 0)
		return (struct place){ "", where, 0 };
	p.thing = where + n;
	if (*p.thing == ':') {
		p.line = strtoul(p.thing + 1, &end, 10);
		p.thing = end;
	}
	p.thing += *p.thing == ' ';
	return p;
}
