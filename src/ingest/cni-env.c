#include "ingest/cni-env.h"

#include <string.h>

#include "ingest/input.h"
#include "ingest/json.h"

#define CONTAINER "aws-node"
#define CONFIG_MAP "amazon-vpc-cni"

struct reader {
	struct settings *out;
	struct arena *arena;
	bool found;
};

static struct setting *
add(struct reader *r, const char *name, size_t n, const char *value)
{
	struct setting *s = arena_push(r->arena, r->out->v, r->out->n);

	s->name = arena_strndup(r->arena, name, n);
	s->value = arena_strdup(r->arena, value);
	return s;
}

static bool
container(struct reader *r, const struct node *c, struct err *e)
{
	const char *name = node_text(c, "name"), *value;
	const struct node *env = node_get(c, "env");

	if (name == NULL || strcmp(name, CONTAINER) != 0)
		return true;
	if (r->found) {
		err_input(e, "a second container called " CONTAINER
		    "; give one daemonset");
		return node_error(c, e);
	}
	r->found = true;
	for (env = env != NULL ? env->child : NULL; env != NULL;
	    env = env->next) {
		name = node_text(env, "name");
		value = node_text(env, "value");
		if (name == NULL) {
			err_input(e, "an env entry without a name");
			return node_error(env, e);
		}
		/* Kubernetes leaves out an empty value. */
		if (node_get(env, "valueFrom") == NULL)
			add(r, name, strlen(name), value != NULL ? value :
			    "")->at = (struct spot){ env->line, env->column };
	}
	return true;
}

static bool
record(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	const struct node *spec = node_get(rec, "spec");
	const struct node *template = node_get(spec, "template");
	const struct node *list;

	(void)kind;
	if (template != NULL)
		spec = node_get(template, "spec");
	list = node_get(spec, "containers");
	for (list = list != NULL ? list->child : NULL; list != NULL;
	    list = list->next)
		if (!container(arg, list, e))
			return false;
	return true;
}

/* kubectl get configmap amazon-vpc-cni, what Windows nodes go by. */
static bool
config_map(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	struct reader *r = arg;

	(void)kind;
	if (r->found) {
		err_input(e, "a second config map " CONFIG_MAP "; give one");
		return node_error(rec, e);
	}
	r->found = true;
	for (const struct node *n = rec->child; n != NULL; n = n->next)
		if (n->kind == NODE_SCALAR &&
		    strcmp(n->key, "enable-windows-ipam") != 0)
			add(r, n->key, strlen(n->key), n->text)->at =
			    (struct spot){ n->line, n->column };
	return true;
}

#define FIELDS "containers{name env{name value valueFrom{*}}}"
static const struct json_kind kinds[] = {
	{ .name = "kubectl get daemonset", .path = "items",
	    .fields = "spec{template{spec{" FIELDS "}} " FIELDS "}",
	    .identity = "spec", .record = record },
	/* Its "data" is passed through; Windows nodes need the first key. */
	{ .name = "kubectl get configmap",
	    .fields = "enable-windows-ipam enable-windows-prefix-delegation "
	    "windows-warm-ip-target windows-minimum-ip-target "
	    "windows-warm-prefix-target warm-ip-target minimum-ip-target "
	    "warm-prefix-target", .identity = "enable-windows-ipam",
	    .record = config_map },
	{ .name = NULL }
};

static bool
read_json(struct reader *r, const char *path, const char *text, size_t n,
    struct err *e)
{
	const struct json_reader reader = { kinds, NULL, r, NULL };
	struct json *j = json_open(&reader, input_name(path), e);
	bool ok = json_push(j, text, n);

	if (!json_close(j) || !ok || r->found)
		return ok && e->status == EXIT_OK;
	err_input(e, "no container called " CONTAINER
	    " in it; expected kubectl get daemonset " CONTAINER " -o json, "
	    "or for Windows nodes configmap " CONFIG_MAP);
	return err_locate(e, input_name(path), 0, 0);
}

static bool
bad_line(const char *path, size_t line, struct err *e)
{
	err_input(e, "expected NAME=VALUE, or a document of kubectl get "
	    "daemonset " CONTAINER " -o json");
	return err_locate(e, input_name(path), (unsigned long)line, 1);
}

static size_t
name_length(const char *s, size_t n)
{
	size_t k = 0;

	while (k < n && ((s[k] >= 'A' && s[k] <= 'Z') ||
	    (s[k] >= 'a' && s[k] <= 'z') || s[k] == '_' ||
	    (k > 0 && (s[k] == '-' || (s[k] >= '0' && s[k] <= '9')))))
		k++;
	return k;
}

static bool
read_lines(struct reader *r, const char *path, const char *text, size_t n,
    struct err *e)
{
	const char *end = text + n, *eol;
	size_t line = 1;

	for (; text < end; text = eol + 1, line++) {
		size_t len, k;

		eol = memchr(text, '\n', (size_t)(end - text));
		if (eol == NULL)
			eol = end;
		len = (size_t)(eol - text);
		if (len > 0 && text[len - 1] == '\r')
			len--;
		if (len == 0 || *text == '#')
			continue;
		k = name_length(text, len);
		if (k == 0 || k == len || text[k] != '=' ||
		    memchr(text, '\0', len) != NULL)
			return bad_line(path, line, e);
		add(r, text, k, arena_strndup(r->arena, text + k + 1,
		    len - k - 1))->at = (struct spot){ line, 1 };
	}
	return true;
}

bool
cni_env_read(struct settings *out, const char *path, struct arena *a,
    struct err *e)
{
	struct reader r = { out, a, false };
	size_t n, at;
	const char *text = input_slurp(path, a, &n, e);

	if (text == NULL)
		return false;
	at = strspn(text, " \t\r\n");
	if (text[at] == '{' || text[at] == '[')
		return read_json(&r, path, text, n, e);
	return read_lines(&r, path, text, n, e);
}
