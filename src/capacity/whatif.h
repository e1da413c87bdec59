/*
 * whatif: the same plan with other settings of the CNI.
 *
 * A plan is borrowed and never changed; what is different is in the copy:
 * settings appended to each group's, so that they win over all others, the
 * address family, and the pod subnets.
 */
#ifndef CAPACITY_WHATIF_H
#define CAPACITY_WHATIF_H

#include "base/arena.h"
#include "cni/settings.h"
#include "model/plan.h"

enum whatif_custom { CUSTOM_AS_PLANNED, CUSTOM_OFF, CUSTOM_ON };

struct whatif {
	enum cni_mode mode;
	enum whatif_custom custom;
	bool linux_only;	/* the daemonset's: Windows as planned */
	/* Values as the daemonset has them; NULL: the variable is absent. */
	const char *warm_eni, *warm_ip, *minimum_ip, *warm_prefix;
};

/*
 * Custom networking for a group without pod subnets in all of its AZs gets
 * such ones added: names begin with WHATIF_SUBNET, the AZ's follows, and
 * they are large enough for anything.
 */
#define WHATIF_SUBNET "new pod subnet/"
void whatif_plan(struct plan *out, const struct plan *p,
    const struct whatif *w, struct arena *a);

/* A subnet that whatif_plan() has added. */
bool whatif_added(const struct plan *p, const struct subnet *s);

#endif
