/*
 * scatter: the most that a node holds at rest once pods have come and gone.
 *
 * cni_rest() packs: pods only come, and go to the oldest ENI with an address.
 * The CNI keeps ENIs and blocks in hash maps and walks them at random, so
 * after a while its pods lie scattered, and an ENI or a /28 with one pod on it
 * is not given back.  Here is the upper bound over every order of walking and
 * everything that may have happened: pods that came and went at any time, in
 * bursts or one by one, up to "peak" of them at one time; the settings were
 * always these, no pod was multi-homed, and the subnets had room.
 *
 * What is true of a node at rest makes it a closed form:
 *  - WARM_ENI_TARGET: more ENIs than the packed node's stay only if each but
 *    the primary has a pod; there were never more than for peak pods;
 *  - IP targets, secondary mode: the count of addresses does not depend on the
 *    order, but each may keep an ENI;
 *  - prefix mode: more /28s than asked for stay only if each has a pod (IP
 *    targets), or all but WARM_PREFIX_TARGET of them have;
 *  - the pool never held more than a growth step beyond what it was low at.
 * Each is the bound of the CNI's own rule (specification 5.3 to 5.6), held
 * against the engine in tests/unit/test-scatter.c: no run exceeds it, and some
 * run reaches it, but for three cases where it may be high.  Where max_pods
 * brakes, by less than the addresses of an ENI; with WARM_PREFIX_TARGET above
 * 1, by less than that many /28s, for the room of an ENI may cut a step short;
 * and with several network cards, by the pods once more, for a pod may lie on
 * any card.
 */
#ifndef CNI_SCATTER_H
#define CNI_SCATTER_H

#include "cni/rest.h"

struct cni_scatter {
	uint64_t addresses, prefixes;	/* as in struct cni_rest */
};

/* r is cni_rest() of the node; peak: pods of the pool at one time, ever. */
void cni_scatter(const struct cni_node *n, const struct cni_rest *r,
    uint64_t peak, struct cni_scatter *s);

#endif
