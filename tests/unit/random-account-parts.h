/* Between the files of random-account only. */
#ifndef RANDOM_ACCOUNT_PARTS_H
#define RANDOM_ACCOUNT_PARTS_H

#include "random-account.h"
#include "random-js.h"

#define ZONES 3

/* "eni-00123456789abcdef": never the same twice. */
const char *account_id(struct account *ac, const char *kind);
/* Returns its number; kind is "private", "public" or "pods". */
unsigned account_add_subnet(struct account *ac, unsigned vpc, unsigned zone,
    uint32_t base, unsigned len, const char *kind);
/* One address outside reservations; false when the subnet is full. */
bool account_take_one(struct account *ac, unsigned subnet, enum truth t,
    uint32_t *addr);
struct account_spot *account_spot(struct account *ac, unsigned subnet,
    uint32_t addr);
/* A reservation at random, or none. */
void account_reserve(struct account *ac, unsigned subnet);
/*
 * An ENI with n addresses, t of the first, rest of the others, or as many as
 * the subnet has; NULL: not even one.  Valid until the next.
 */
struct account_eni *account_add_eni(struct account *ac, unsigned subnet,
    enum truth t, enum truth rest, size_t n);
/* At most n /28s, from a reservation for prefixes if it has one left. */
void account_add_prefixes(struct account *ac, struct account_eni *e,
    size_t n);

/*
 * Members of the record with that number; an aws_node and eniconfigs have
 * those of their cluster, of the latter ZONES a cluster.
 */
void account_put_vpc(const struct account *ac, size_t i, struct js *j);
void account_put_subnet(const struct account *ac, size_t i, struct js *j);
void account_put_eni(const struct account *ac, size_t i, struct js *j);
void account_put_instance(const struct account *ac, size_t i, struct js *j);
void account_put_nat(const struct account *ac, size_t i, struct js *j);
void account_put_endpoint(const struct account *ac, size_t i, struct js *j);
void account_put_reservation(const struct account *ac, size_t i, struct js *j);
void account_put_cluster(const struct account *ac, size_t i, struct js *j);
void account_put_nodegroup(const struct account *ac, size_t i, struct js *j);
void account_put_node(const struct account *ac, size_t i, struct js *j);
void account_put_pod(const struct account *ac, size_t i, struct js *j);
void account_put_aws_node(const struct account *ac, size_t i, struct js *j);
void account_put_eniconfig(const struct account *ac, size_t i, struct js *j);

#endif
