/*
 * random-node: nodes and settings drawn at random, edges more often than not.
 *
 * The numbers are splitmix64 from a seed that the test prints.
 */
#ifndef RANDOM_NODE_H
#define RANDOM_NODE_H

#include "cni/rest.h"

#define RANDOM_CARDS 4

extern uint64_t random_state;		/* set it to begin */

uint64_t rnd(uint64_t n);		/* below n */
uint64_t random_target(void);
void random_node(struct cni_node *n, struct limits *l);

#endif
