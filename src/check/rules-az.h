/* rules-az: the rules of rules-subnet.c that are about whole AZs. */
#ifndef CHECK_RULES_AZ_H
#define CHECK_RULES_AZ_H

#include "check/rule.h"

enum zone_kind { ZONE_REGULAR, ZONE_LOCAL, ZONE_WAVELENGTH };

/*
 * What an AZ's id or name says of it: use1-az1 and us-east-1a are regular,
 * usw2-lax1-az1 and us-west-2-lax-1a are in Local Zones, use1-wl1-bos-wlz1 and
 * us-east-1-wl1-bos-wlz-1 in Wavelength Zones.
 */
enum zone_kind zone_kind(const char *az);

void az_uneven(struct findings *f);
void az_lost(struct findings *f);

#endif
