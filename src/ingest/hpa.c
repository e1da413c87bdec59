#include "ingest/hpa.h"

#include <string.h>

#include "base/sat.h"
#include "base/str.h"
#include "ingest/input.h"
#include "ingest/json.h"

#define REPLICAS_MAX INT32_MAX

struct reading {
	uint64_t more, n;
};

static bool
count(const struct node *map, const char *key, uint64_t fallback,
    uint64_t *v, struct err *e)
{
	const struct node *n = node_get(map, key);

	*v = fallback;
	if (n == NULL || node_is_null(n) || (n->kind == NODE_SCALAR &&
	    n->plain && str_u64(v, n->text, REPLICAS_MAX)))
		return true;
	err_input(e, "%s: expected a whole number", key);
	return node_error(n, e);
}

static bool
on_record(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	struct reading *r = arg;
	const char *what = node_text(rec, "kind");
	const struct node *spec = node_get(rec, "spec");
	uint64_t most, now;

	(void)kind;
	if (what == NULL || strcmp(what, "HorizontalPodAutoscaler") != 0)
		return true;
	if (node_get(spec, "maxReplicas") == NULL) {
		err_input(e, "a HorizontalPodAutoscaler without "
		    "spec.maxReplicas");
		return node_error(rec, e);
	}
	if (!count(spec, "maxReplicas", 0, &most, e) ||
	    !count(node_get(rec, "status"), "currentReplicas", 0, &now, e))
		return false;
	if (most > now)
		r->more = sat_add(r->more, most - now);
	r->n++;
	return true;
}

static const struct json_kind kinds[] = {
	{ .name = "kubectl get hpa", .path = "items",
	    .fields = "kind spec{maxReplicas} status{currentReplicas}",
	    .identity = "kind spec", .record = on_record },
	{ .name = NULL },
};

bool
hpa_read(uint64_t *more, const char *path, struct err *e)
{
	struct arena scratch = ARENA_INIT;
	struct reading r = { 0, 0 };
	const struct json_reader reader = { kinds, NULL, &r, NULL };
	const char *piece;
	struct input in;
	size_t n;
	bool ok = input_open(&in, path, &scratch, e);

	if (ok) {
		struct json *j = json_open(&reader, in.name, e);

		while ((ok = input_next(&in, &piece, &n, e)) && n != 0 &&
		    (ok = json_push(j, piece, n)))
			;
		ok = json_close(j) && ok;
		input_close(&in);
	}
	arena_clear(&scratch);
	*more = r.more;
	if (ok && r.n == 0) {
		err_input(e, "no HorizontalPodAutoscaler in it; expected "
		    "kubectl get hpa -A -o json");
		return err_locate(e, input_name(path), 0, 0);
	}
	return ok;
}
