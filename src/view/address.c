#include "view/address.h"

#include <string.h>

#include "net/range.h"

static bool
parse(struct range *r, const struct cell *c)
{
	struct err e = ERR_INIT;

	return c->kind == CELL_TEXT &&
	    range_parse(r, c->text, strlen(c->text), 0, &e);
}

int
address_cmp(const struct cell *a, const struct cell *b)
{
	struct range x, y;
	bool is_x = parse(&x, a), is_y = parse(&y, b);

	if (is_x && is_y)
		return range_cmp(&x, &y);
	if (is_x != is_y)
		return is_x ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind == CELL_TEXT ? -1 : 1;
	return cell_cmp(a, b);
}
