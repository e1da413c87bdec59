/* u128: 128-bit unsigned integer, wide enough for any IPv6 address. */
#ifndef BASE_U128_H
#define BASE_U128_H

__extension__ typedef unsigned __int128 u128;

#define U128(hi, lo) (((u128)(hi) << 64) | (u128)(lo))

#endif
