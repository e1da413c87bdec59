#include "random-node.h"

#include "base/str.h"

uint64_t random_state;

uint64_t
rnd(uint64_t n)
{
	uint64_t z = random_state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % n;
}

uint64_t
random_target(void)
{
	static const uint64_t values[] = { 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5,
	    7, 8, 15, 16, 17, 20, 31, 32, 33, 50, 110, 1000, INT64_MAX };

	return values[rnd(COUNT(values))];
}

void
random_node(struct cni_node *n, struct limits *l)
{
	struct cni_settings *s = &n->settings;

	*l = (struct limits){ .type = "x1.random", .vcpus = 2 };
	l->enis = 1 + (unsigned)rnd(5);
	l->ipv4_per_eni = 2 + (unsigned)rnd(6);
	l->network_cards = rnd(3) == 0 ? 1 + (unsigned)rnd(RANDOM_CARDS) : 1;
	l->prefix_delegation = rnd(5) != 0;
	l->trunking = (enum trunking)rnd(3);
	l->branch_enis = (unsigned)rnd(12);
	*n = (struct cni_node){ .limits = l };
	cni_settings_init(s);
	s->prefix_delegation = rnd(2) == 0;
	s->custom_networking = rnd(4) == 0;
	s->pod_eni = rnd(4) == 0;
	s->multi_nic = rnd(2) == 0;
	s->disable_provisioning = rnd(50) == 0;
	s->warm_eni = random_target();
	s->warm_prefix = random_target();
	if (rnd(2) == 0)
		s->warm_ip = random_target();
	if (rnd(2) == 0)
		s->minimum_ip = random_target();
	if (rnd(3) == 0)
		s->max_eni = 1 + rnd(6);
	if (rnd(5) == 0)
		n->unmanaged_enis = rnd(4);
	if (s->pod_eni && rnd(2) == 0)
		n->branch_pods = rnd(15);
	n->max_pods_given = rnd(3) != 0;
	n->max_pods = rnd(10) == 0 ? UINT64_MAX : rnd(15) * rnd(5);
}
