/* The JSON of a scenario: section 15 of the simulation's specification. */
#include "report/writer.h"
#include "view/simulate.h"

#include "base/str.h"

static void
put_key(struct out *o, const char *key, bool first)
{
	out_str(o, first ? "\"" : ", \"");
	out_str(o, key);
	out_str(o, "\": ");
}

static void
put_u64(struct out *o, const char *key, uint64_t v)
{
	put_key(o, key, false);
	out_u64(o, v);
}

static void
put_bool(struct out *o, const char *key, bool v)
{
	put_key(o, key, false);
	out_str(o, v ? "true" : "false");
}

/* A setting may be any int64; seconds to ms without a product. */
static void
put_ms(struct out *o, const char *key, int64_t s)
{
	put_key(o, key, false);
	out_printf(o, s == 0 ? "%lld" : "%lld000", (long long)s);
}

/* The settings in force at the end: restarts may have changed them. */
static void
put_config(struct out *o, const struct engine *g)
{
	const struct cni_settings *c = &g->s.settings;
	const struct limits *l = g->s.limits;
	enum cni_mode mode = cni_settings_mode(c, l);

	out_str(o, ",\n  \"config\": {");
	put_key(o, "mode", true);
	json_string(o, cni_mode_name(mode));
	put_u64(o, "max_eni", cni_settings_enis(c, l));
	put_u64(o, "slots_per_eni", l->ipv4_per_eni - 1);
	put_u64(o, "max_ips_per_eni", (uint64_t)(l->ipv4_per_eni - 1) *
	    (mode == CNI_SECONDARY ? 1 : CNI_PREFIX_SIZE));
	put_u64(o, "warm_eni", c->warm_eni);
	put_u64(o, "warm_ip", c->warm_ip);
	put_u64(o, "min_ip", c->minimum_ip);
	put_u64(o, "warm_prefix", c->warm_prefix);
	put_ms(o, "cooldown_ms", c->ip_cooldown_s);
	put_bool(o, "custom_net", c->custom_networking);
	put_bool(o, "pod_eni", c->pod_eni);
	put_u64(o, "cards", c->multi_nic ? l->network_cards : 1);
	put_u64(o, "max_pods", g->s.max_pods);
	put_bool(o, "pd_fallback", c->prefix_delegation &&
	    mode == CNI_SECONDARY);
	out_str(o, "}");
}

static void
put_eni(struct out *o, const struct engine *g, const struct ipam_eni *e)
{
	put_key(o, "eni", true);
	out_printf(o, "\"eni-%u\"", e->serial);
	put_u64(o, "card", e->card);
	put_bool(o, "primary", e->primary);
	put_bool(o, "trunk", e->trunk);
	put_bool(o, "excluded", e->excluded);
	put_u64(o, "ips", e->n - e->prefixes);
	put_u64(o, "prefixes", e->prefixes);
	put_u64(o, "assigned", e->pods);
	put_u64(o, "cooling", e->cooling);
	put_key(o, "subnet", false);
	json_string(o, g->s.subnets[e->subnet].id);
}

/* The members of a state, without braces. */
static void
put_state(struct out *o, const struct engine *g)
{
	uint64_t total = g->nsingle + CNI_PREFIX_SIZE * g->nprefix;
	uint64_t assigned = g->ipv6 ? g->live - g->waiting : g->assigned;
	const char *sep = "{";

	put_key(o, "t", true);
	out_u64(o, (uint64_t)g->now);
	put_u64(o, "eni_count", g->neni);
	put_u64(o, "secondary_ips", g->nsingle);
	put_u64(o, "prefixes", g->nprefix);
	put_u64(o, "total_ips", total);
	put_u64(o, "assigned", assigned);
	put_key(o, "available", false);
	if (g->ipv6)
		out_str(o, "null");
	else
		out_u64(o, total - assigned);
	put_u64(o, "cooling", g->cooling);
	put_u64(o, "pending", g->waiting);
	put_u64(o, "branch", engine_branch(g));
	put_u64(o, "subnet_ips", engine_addresses(g));
	put_key(o, "enis", false);
	out_str(o, "[");
	for (uint32_t c = 0; c < g->nstores; c++)
		for (uint32_t k = 0; k < g->stores[c].n; k++) {
			out_str(o, sep);
			put_eni(o, g, &g->enis[g->stores[c].enis[k]]);
			out_str(o, "}");
			sep = ", {";
		}
	out_str(o, "]");
}

static void
put_action(struct out *o, const struct engine *g, const struct action *a)
{
	put_key(o, "op", true);
	json_string(o, action_name(a->op));
	if (a->op <= ACTION_TRUNK) {
		put_key(o, "eni", false);
		out_printf(o, "\"eni-%u\"", a->eni);
	}
	if (a->op == ACTION_ATTACH || a->op == ACTION_DETACH)
		put_u64(o, "card", a->card);
	if (a->op <= ACTION_UNASSIGN)
		put_u64(o, "n", a->n);
	if (a->op == ACTION_ATTACH) {
		put_key(o, "subnet", false);
		json_string(o, g->s.subnets[a->subnet].id);
	}
}

void
view_trace_start(struct view_trace *v, const struct simulation *s)
{
	out_str(v->out, "{\n  \"schema\": \"ipplan/v1\",\n"
	    "  \"command\": \"simulate\"");
	if (s->scenario->trace != TRACE_FINAL)
		out_str(v->out, ",\n  \"trace\": [");
}

void
view_trace_state(struct view_trace *v, const struct simulation *s,
    enum phase p)
{
	const struct engine *g = &s->engine;
	enum scenario_trace trace = s->scenario->trace;
	struct out *o = v->out;

	if (trace == TRACE_FINAL || (trace == TRACE_CHANGES &&
	    p == PHASE_PASS && g->nactions == 0))
		return;
	out_str(o, v->any ? ",\n    {" : "\n    {");
	v->any = true;
	put_state(o, g);
	put_key(o, "phase", false);
	json_string(o, phase_name(p));
	put_key(o, "actions", false);
	out_str(o, "[");
	for (size_t i = 0; i < g->nactions; i++) {
		out_str(o, i == 0 ? "{" : ", {");
		put_action(o, g, &g->actions[i]);
		out_str(o, "}");
	}
	out_str(o, "]}");
}

static void
put_subnets(struct out *o, const struct engine *g)
{
	const struct supply *s = g->s.subnets;

	if (g->s.nsubnets == 1 && s->free >= SUPPLY_UNLIMITED / 2)
		return;
	out_str(o, ",\n  \"subnets\": [");
	for (size_t i = 0; i < g->s.nsubnets; i++) {
		out_str(o, i == 0 ? "\n    {" : ",\n    {");
		put_key(o, "id", true);
		json_string(o, s[i].id);
		out_printf(o, ", \"free\": %lld, \"free_prefixes\": %lld}",
		    (long long)s[i].free, (long long)s[i].free_blocks);
	}
	out_str(o, "\n  ]");
}

void
view_trace_end(struct view_trace *v, const struct simulation *s)
{
	const struct engine *g = &s->engine;
	struct out *o = v->out;

	if (s->scenario->trace != TRACE_FINAL)
		out_str(o, v->any ? "\n  ]" : "]");
	put_config(o, g);
	out_str(o, ",\n  \"final\": {");
	put_state(o, g);
	if (g->ipv6)
		put_u64(o, "ipv6_prefixes", g->neni - g->stores[0].trunks);
	out_str(o, "},\n  \"peak_subnet_ips\": ");
	out_u64(o, s->peak_addresses);
	out_str(o, ",\n  \"max_pending\": ");
	out_u64(o, s->max_waiting);
	out_str(o, ",\n  \"api_calls\": ");
	out_u64(o, engine_calls(g));
	put_subnets(o, g);
	if (g->error != NULL) {
		out_str(o, ",\n  \"error\": ");
		json_string(o, g->error);
	}
	out_str(o, "\n}\n");
}
