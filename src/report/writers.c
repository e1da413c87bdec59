#include "report/writer.h"

#include <stdio.h>
#include <string.h>

const struct writer *const writers[] = {
	&writer_table, &writer_csv, &writer_json, &writer_jsonl, &writer_md,
	&writer_html, &writer_lines, NULL
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
