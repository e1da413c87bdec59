/* The subnets of a random account, and who takes addresses from them. */
#include <inttypes.h>

#include "base/str.h"
#include "random-account-parts.h"
#include "random-node.h"

static const char *const truth_names[TRUTH_COUNT] = {
	"aws", "node_primary", "eni_primary", "pods", "warm", "slack",
	"trunk", "branch", "node_other", "control_plane", "load_balancer",
	"nat", "endpoint", "tgw", "lambda", "efs", "rds", "fargate",
	"instance", "service", "orphan", "leaked", "reserved_prefix",
	"reserved_explicit", "hidden", "free",
};

const char *
truth_name(enum truth t)
{
	return truth_names[t];
}

/* "eni-0123456789abcdef0": never the same twice, as splitmix64 is one-one. */
const char *
account_id(struct account *ac, const char *kind)
{
	uint64_t z = ac->shape.seed + ++ac->ids * 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return arena_printf(ac->arena, "%s0%016" PRIx64, kind, z ^ (z >> 31));
}

/* --- subnets ------------------------------------------------------------ */

unsigned
account_add_subnet(struct account *ac, unsigned vpc, unsigned zone,
    uint32_t base, unsigned len, const char *kind)
{
	static const char *const az_ids[ZONES] = { "euc1-az2", "euc1-az3",
	    "euc1-az1" };
	struct account_subnet *s = arena_push(ac->arena, ac->subnets,
	    ac->nsubnets);

	s->id = account_id(ac, "subnet-");
	s->vpc = vpc;
	s->zone = zone;
	s->az = arena_printf(ac->arena, "eu-central-1%c", 'a' + (int)zone);
	s->az_id = az_ids[zone];
	s->name = arena_printf(ac->arena, "v%u-%s-%c", vpc, kind,
	    'a' + (int)zone);
	s->owner = ac->vpcs[vpc].owner;
	s->base = base;
	s->len = len;
	s->size = UINT32_C(1) << (32 - len);
	s->public = strcmp(kind, "public") == 0;
	s->for_pods = strcmp(kind, "pods") == 0;
	s->spots = arena_array(ac->arena, s->size, struct account_spot);
	for (uint32_t i = 4; i < s->size - 1; i++)
		s->spots[i].truth = TRUTH_FREE;
	return (unsigned)ac->nsubnets - 1;
}

static bool
is_free(const struct account_subnet *s, uint32_t i, unsigned reserved)
{
	return s->spots[i].truth == TRUTH_FREE &&
	    s->spots[i].reserved == reserved;
}

/* One address outside reservations; false when the subnet is full. */
bool
account_take_one(struct account *ac, unsigned subnet, enum truth t,
    uint32_t *addr)
{
	struct account_subnet *s = &ac->subnets[subnet];
	uint32_t at = ac->shape.even ? s->next : (uint32_t)rnd(s->size);

	for (uint32_t n = 0; n < s->size; n++, at++) {
		at %= s->size;
		if (!is_free(s, at, 0))
			continue;
		s->spots[at].truth = (unsigned char)t;
		s->next = at + 1;
		*addr = s->base + at;
		return true;
	}
	return false;
}

static bool
block_free(const struct account_subnet *s, uint32_t at, unsigned reserved)
{
	for (uint32_t i = at; i < at + 16; i++)
		if (!is_free(s, i, reserved))
			return false;
	return true;
}

/* A /28, from a reservation for prefixes if it has one left. */
static bool
take_block(struct account *ac, unsigned subnet, uint32_t *addr)
{
	static const unsigned char from[] = { TRUTH_RESERVED_PREFIX, 0 };
	struct account_subnet *s = &ac->subnets[subnet];
	uint32_t blocks = s->size / 16;

	for (size_t k = 0; k < COUNT(from); k++)
		for (uint32_t n = 0, b = (uint32_t)rnd(blocks); n < blocks;
		    n++, b++) {
			uint32_t at = b % blocks * 16;

			if (!block_free(s, at, from[k]))
				continue;
			for (uint32_t i = 0; i < 16; i++)
				s->spots[at + i].truth = TRUTH_SLACK;
			*addr = s->base + at;
			return true;
		}
	return false;
}

struct account_spot *
account_spot(struct account *ac, unsigned subnet, uint32_t addr)
{
	struct account_subnet *s = &ac->subnets[subnet];

	return &s->spots[addr - s->base];
}

/* Not where AWS has its own 5, of which nobody says how they then count. */
void
account_reserve(struct account *ac, unsigned subnet)
{
	struct account_subnet *s = &ac->subnets[subnet];
	unsigned len = 26 + (unsigned)rnd(3);
	uint32_t size = UINT32_C(1) << (32 - len);
	struct account_reservation *r;
	uint32_t at;

	if (size >= s->size)
		return;
	at = (uint32_t)rnd(s->size / size) * size;
	if (at == 0 || at + size == s->size)
		return;
	for (uint32_t i = at; i < at + size; i++)
		if (s->spots[i].reserved != 0)
			return;
	r = arena_push(ac->arena, ac->reservations, ac->nreservations);
	*r = (struct account_reservation){ account_id(ac, "scr-"), subnet,
	    s->base + at, len, rnd(3) != 0 };
	for (uint32_t i = at; i < at + size; i++)
		s->spots[i].reserved = r->prefix ? TRUTH_RESERVED_PREFIX :
		    TRUTH_RESERVED_EXPLICIT;
}

/* --- ENIs --------------------------------------------------------------- */

/* One with n addresses, as far as the subnet has them; NULL: not even one. */
struct account_eni *
account_add_eni(struct account *ac, unsigned subnet, enum truth t,
    enum truth rest, size_t n)
{
	struct account_eni *e;
	uint32_t addr;

	if (!account_take_one(ac, subnet, t, &addr))
		return NULL;
	e = arena_push(ac->arena, ac->enis, ac->nenis);
	e->id = account_id(ac, "eni-");
	e->type = "interface";
	e->status = "in-use";
	e->description = "";
	e->subnet = subnet;
	e->truth = t;
	e->addresses = arena_array(ac->arena, n, uint32_t);
	e->addresses[e->naddresses++] = addr;
	while (e->naddresses < n && account_take_one(ac, subnet, rest, &addr))
		e->addresses[e->naddresses++] = addr;
	return e;
}

void
account_add_prefixes(struct account *ac, struct account_eni *e, size_t n)
{
	uint32_t addr;

	while (e->nprefixes < n && take_block(ac, e->subnet, &addr))
		*arena_push(ac->arena, e->prefixes, e->nprefixes) = addr;
}
