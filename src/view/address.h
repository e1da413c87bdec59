/* address: columns of addresses, prefixes and ranges, which sort by number. */
#ifndef VIEW_ADDRESS_H
#define VIEW_ADDRESS_H

#include "report/doc.h"

/*
 * For struct column: IPv4 before IPv6, then by first address, then the larger
 * first.  Texts that are no addresses come last, in byte order, before those
 * that are unknown.
 */
int address_cmp(const struct cell *a, const struct cell *b);

#endif
