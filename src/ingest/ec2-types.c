#include "ingest/ec2-types.h"

#include <string.h>

#include "base/str.h"
#include "ingest/input.h"
#include "ingest/record.h"

#define ENIS_MAX 65535		/* cni/rest.h counts on it */

struct reader {
	struct limits_set *set;
	uint64_t nread;
};

static bool
number(const struct node *map, const char *key, uint64_t min, uint64_t max,
    uint64_t *v, struct err *e)
{
	const struct node *n = node_get(map, key);

	if (n != NULL && n->kind == NODE_SCALAR && n->plain &&
	    str_u64(v, n->text, max) && *v >= min)
		return true;
	err_input(e, "%s: expected a number from %llu to %llu", key,
	    (unsigned long long)min, (unsigned long long)max);
	return n != NULL ? node_error(n, e) : map == NULL ? false :
	    node_error(map, e);
}

/* ENIs of the card that the instance's primary ENI is on. */
static bool
default_card(const struct node *net, uint64_t *enis, struct err *e)
{
	const struct node *cards = node_get(net, "NetworkCards");
	const char *wanted = node_text(net, "DefaultNetworkCardIndex");
	const char *index;

	if (wanted == NULL)
		wanted = "0";
	for (cards = cards != NULL ? cards->child : NULL; cards != NULL;
	    cards = cards->next) {
		index = node_text(cards, "NetworkCardIndex");
		if (index != NULL && strcmp(index, wanted) == 0)
			return number(cards, "MaximumNetworkInterfaces", 1,
			    ENIS_MAX, enis, e);
	}
	return true;
}

static bool
network(struct limits *l, const struct node *net, struct err *e)
{
	uint64_t all, enis, ips, cards = 1, ips6 = LIMITS_UNKNOWN;

	if (!number(net, "MaximumNetworkInterfaces", 1, ENIS_MAX, &all, e) ||
	    !number(net, "Ipv4AddressesPerInterface", 2, ENIS_MAX, &ips, e))
		return false;
	if (node_get(net, "Ipv6AddressesPerInterface") != NULL &&
	    !number(net, "Ipv6AddressesPerInterface", 0, ENIS_MAX, &ips6, e))
		return false;
	if (node_get(net, "MaximumNetworkCards") != NULL &&
	    !number(net, "MaximumNetworkCards", 1, ENIS_MAX, &cards, e))
		return false;
	enis = all;
	if (!default_card(net, &enis, e))
		return false;
	l->all_enis = (unsigned)all;
	l->enis = (unsigned)enis;
	l->ipv4_per_eni = (unsigned)ips;
	l->ipv6_per_eni = (unsigned)ips6;
	l->network_cards = (unsigned)cards;
	return true;
}

static bool
machine(struct limits *l, const struct node *rec, struct err *e)
{
	const char *hypervisor = node_text(rec, "Hypervisor");
	const char *metal = node_text(rec, "BareMetal");
	const struct node *cpu = node_get(rec, "VCpuInfo");
	const struct node *memory = node_get(rec, "MemoryInfo");
	uint64_t vcpus;

	if (!number(cpu != NULL ? cpu : rec, "DefaultVCpus", 1, ENIS_MAX,
	    &vcpus, e) || !number(memory != NULL ? memory : rec, "SizeInMiB",
	    1, INT64_MAX, &l->memory_mib, e))
		return false;
	l->vcpus = (unsigned)vcpus;
	l->bare_metal = metal != NULL && strcmp(metal, "true") == 0;
	l->hypervisor = l->bare_metal ? HYPERVISOR_METAL :
	    hypervisor == NULL ? HYPERVISOR_UNKNOWN :
	    strcmp(hypervisor, "nitro") == 0 ? HYPERVISOR_NITRO :
	    strcmp(hypervisor, "xen") == 0 ? HYPERVISOR_XEN :
	    HYPERVISOR_UNKNOWN;
	l->prefix_delegation = l->hypervisor == HYPERVISOR_METAL ||
	    l->hypervisor == HYPERVISOR_NITRO;
	return true;
}

static const char *
arch_of(const struct node *rec)
{
	const struct node *n = node_get(node_get(rec, "ProcessorInfo"),
	    "SupportedArchitectures");
	const char *arch = "";

	for (n = n != NULL ? n->child : NULL; n != NULL; n = n->next) {
		if (n->kind != NODE_SCALAR)
			continue;
		if (strncmp(n->text, "x86_64", 6) == 0)
			return "amd64";
		if (strncmp(n->text, "arm64", 5) == 0)
			arch = "arm64";
	}
	return arch;
}

static bool
add_type(struct limits_set *set, const struct node *rec, struct err *e)
{
	struct limits *l = arena_new(set->arena, struct limits);
	const char *type = node_text(rec, "InstanceType");
	const struct node *net = node_get(rec, "NetworkInfo");
	const struct limits *old;

	if (type == NULL || *type == '\0') {
		err_input(e, "a type without InstanceType");
		return node_error(rec, e);
	}
	if (!machine(l, rec, e) || !network(l, net != NULL ? net : rec, e))
		return false;
	l->type = arena_strdup(set->arena, type);
	l->arch = arch_of(rec);
	old = limits_find(type);
	if (old != NULL) {
		l->trunking = old->trunking;
		l->branch_enis = old->branch_enis;
	}
	limits_set_add(set, l);
	return true;
}

/* Of a file of its own, and of one among other documents. */
static bool
record(void *arg, const struct json_kind *kind, const struct node *rec,
    struct err *e)
{
	struct reader *r = arg;

	(void)kind;
	r->nread++;
	return add_type(r->set, rec, e);
}

static bool
read_type(struct documents *d, const struct node *rec, enum document *kind)
{
	(void)kind;
	return add_type(&d->inv->types, rec, d->e);
}

#define TYPES .name = "describe-instance-types", .path = "InstanceTypes",\
	    .identity = "InstanceType NetworkInfo",			\
	    .fields = "InstanceType Hypervisor BareMetal "		\
	    "VCpuInfo{DefaultVCpus} "					\
	    "MemoryInfo{SizeInMiB} ProcessorInfo{SupportedArchitectures} "\
	    "NetworkInfo{MaximumNetworkInterfaces MaximumNetworkCards "	\
	    "DefaultNetworkCardIndex Ipv4AddressesPerInterface "	\
	    "Ipv6AddressesPerInterface NetworkCards{NetworkCardIndex "	\
	    "MaximumNetworkInterfaces}}"
static const struct json_kind kinds[] = {
	{ TYPES, .record = record },
	{ .name = NULL }
};

const struct document_kind type_kinds[] = {
	{ .document = DOC_TYPES, .read = read_type, .json = { TYPES } },
	{ .json = { .name = NULL } }
};

bool
ec2_types_read(struct limits_set *s, const char *path, struct err *e)
{
	struct reader r = { s, 0 };
	const struct json_reader reader = { kinds, NULL, &r, NULL };
	const char *piece, *name = input_name(path);
	struct arena a = ARENA_INIT;
	struct input in;
	struct json *j;
	size_t n;
	bool ok = input_open(&in, path, &a, e);

	if (ok) {
		j = json_open(&reader, name, e);
		while ((ok = input_next(&in, &piece, &n, e)) && n != 0 &&
		    json_push(j, piece, n))
			continue;
		ok = json_close(j) && ok;
		input_close(&in);
	}
	arena_clear(&a);
	if (ok && r.nread == 0) {
		err_input(e, "no instance type in it; expected aws ec2 "
		    "describe-instance-types");
		ok = err_locate(e, name, 0, 0);
	}
	return ok;
}
